"""The map for everyone, in a real browser: the table, paper, a saved picture, no script, dark screens, and what axe finds."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import drawn_rows, visit
from effort import NIGHTLY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


# The table, paper, pictures, no script


def test_the_table_sorts_by_every_heading(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        headings = seen.page.locator("#record table").first.locator("th")
        assert headings.first.get_attribute("aria-sort") == "ascending"
        assert drawn_rows(seen)[:4] == ["charge", "counter", "other", "late"]
        expected = {0: "late", 1: "late", 2: "late", 3: "charge"}
        for at, first in expected.items():
            button = headings.nth(at).get_by_role("button")
            button.click()
            if at == 3:
                button.click()
            assert headings.nth(at).get_attribute("aria-sort") == ("descending" if at in {0, 3} else "ascending")
            assert seen.page.locator("#record th[aria-sort]").count() == 2
            assert drawn_rows(seen)[0] == first, at


def test_the_picture_is_saved_with_title_and_legend(browser: Browser, quarrel: Path, tmp_path: Path) -> None:
    with visit(browser, quarrel) as seen:
        before = seen.picture()
        with seen.page.expect_download() as waiting:
            seen.page.click("#png")
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", content[16:24])
        shown = seen.page.locator("#map").bounding_box()
        assert shown
        assert abs(width - shown["width"] * 2) <= 2
        assert 240 < height - shown["height"] * 2 < 600  # title and caption above, legend and credit below
        seen.settle()
        assert seen.picture() == before
        assert [url for url in seen.requests if not url.startswith("blob:")] == [quarrel.as_uri()]
        assert seen.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_its_picture_and_its_table_in_light_colours(browser: Browser, quarrel: Path, scheme: Any) -> None:
    with visit(browser, quarrel, color_scheme=scheme) as seen:
        pdf = seen.page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        assert b"/Subtype /Image" in pdf
        assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 2
        seen.page.emulate_media(media="print")
        assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert seen.page.locator("#printed").is_visible()
        assert seen.page.locator("#s-charge").is_visible()
        for hidden in ("#map", ".tools", ".filters", ".zoom", "#s-charge .show"):
            assert seen.page.locator(hidden).is_hidden(), hidden


def test_without_script_the_table_says_it_all(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel, java_script_enabled=False) as seen:
        text = seen.page.locator("body").inner_text()
        for part in (
            "The mayor",
            "accuses",
            "The port takes double tolls.",
            "Called it a tale.",
            "Showed the bills.",
            "Answer: not looked for.",
        ):
            assert part in text
        assert "The map needs JavaScript." in text
        first = seen.page.locator("#s-charge").bounding_box()
        assert first
        assert first["y"] < 600, "nothing empty stands before the table"
        for hidden in ("#map", "#panel", "#search", "#topic"):
            assert seen.page.locator(hidden).is_hidden()
        assert seen.page.get_by_role("table").count() == 2
        assert seen.page.get_by_role("table").first.get_by_role("row").count() == 5


# For everyone


@pytest.mark.parametrize(
    ("size", "scheme", "page"),
    [
        ("phone", "dark", "shipped"),
        *([("desk", "light", "shipped")] if NIGHTLY else []),
        ("desk", "dark", "quarrel"),
        ("phone", "light", "quarrel"),
    ],
)
def test_axe_finds_nothing_serious(browser: Browser, request: pytest.FixtureRequest, size: str, scheme: Any, page: str) -> None:
    chosen, topic, words = {
        "shipped": ("nicholson-arms-2017-04", "arms-supply", "weapons"),
        "quarrel": ("charge", "rope", "Named a sum."),
    }[page]
    with visit(browser, request.getfixturevalue(page), size, color_scheme=scheme) as seen:
        assert seen.serious() == []
        seen.page.evaluate(f"location.hash = '#chosen=s:{chosen}&topic={topic}'")
        seen.settle()
        assert words in seen.panel()
        assert seen.serious() == []


def test_the_switch_turns_dark_on_and_off(browser: Browser, quarrel: Path) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with visit(browser, quarrel, color_scheme="dark") as seen:

        def brightness() -> int:
            return max(map(int, seen.page.evaluate(background)[4:-1].split(",")))

        assert brightness() < 60
        dark = seen.picture()
        seen.page.click("#theme")
        seen.settle()
        assert brightness() > 200
        assert seen.picture() != dark
        seen.page.click("#theme")
        seen.settle()
        assert brightness() < 60
        seen.page.emulate_media(color_scheme="light")
        seen.settle()
        assert brightness() > 200
        assert seen.complaints == []


def test_nothing_moves_for_those_who_asked_for_that(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel, reduced_motion="reduce") as seen:
        moving = "[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length"
        assert seen.page.evaluate(moving) == 0
