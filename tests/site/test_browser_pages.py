"""The pages of the site for everyone: what axe finds, keyboard, paper, names from right to left, and files that readers save."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import sites
from browsing import SIZES, visit
from effort import NIGHTLY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES: Final = (
    "index",
    "matrix",
    "allegations",
    "statements",
    "corrections",
    "about",
    "brief",
    "when/2017",
    "when/2017-04",
    "answers/not-looked-for",
    "actor/russia",
    "actor/united-states/answers",
    "allegation/russia-arms-taliban",
    "statement/lavrov-denial-2017-04",
    "source/globalsecurity-2021",
    "topic/arms-supply",
    "pair/russia/united-states",
    "embed/matrix",
    "embed/allegation/russia-arms-taliban",
)
"""A page of each kind."""
SCREENS: Final = [(size, scheme) for scheme in ("light", "dark") for size in SIZES]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sites.placed(sites.shipped(), tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize("number", range(len(SCREENS)))
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(browser: Browser, site: Path, number: int) -> None:
    """Each kind of page on one screen by day, on all in a nightly run."""
    size, scheme = SCREENS[number]
    for page in PAGES if NIGHTLY else PAGES[number :: len(SCREENS)]:
        context: dict[str, Any] = {"color_scheme": scheme}
        with visit(browser, site / f"{page}.html", size, **context) as seen:
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0], (page, size)
            assert seen.complaints == [], page
            assert seen.serious() == [], (page, size, scheme)


def test_the_keyboard_reaches_the_content_and_its_links(browser: Browser, site: Path) -> None:
    with visit(browser, site / "statement" / "lavrov-denial-2017-04.html") as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.className") == "skip"
        seen.page.keyboard.press("Enter")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.closest('main') !== null")
        stops = seen.page.evaluate("[...document.querySelectorAll('main a:not([tabindex])')].length")
        assert stops > 10
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert seen.page.evaluate(outline) == "solid"


def test_paper_has_what_the_page_says_and_how_to_cite_it(browser: Browser, site: Path) -> None:
    with visit(browser, site / "allegation" / "russia-arms-taliban.html", color_scheme="dark") as seen:
        assert seen.page.pdf(format="A4").startswith(b"%PDF")
        seen.page.emulate_media(media="print")
        assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert seen.page.locator(".take .cite").is_visible()
        assert seen.page.locator("footer .notice").is_visible()
        for hidden in (".top nav", ".buttons", ".take details"):
            assert seen.page.locator(hidden).first.is_hidden(), hidden


def test_what_is_listed_is_saved_with_its_page_day_and_notice(browser: Browser, site: Path) -> None:
    with visit(browser, site / "when" / "2017-04.html", accept_downloads=True) as seen:
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name="Save what is listed as CSV").click()
        name = waiting.value.suggested_filename
        assert name == "russia-taliban-when-2017-04-2024-02-29.csv"
        rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"))))
        assert len(rows) == 13
        assert {row["as_of"] for row in rows} == {"As of commit c0ffeec0ff, 29 February 2024."}
        assert all(row["notice"].startswith("This record describes who said what.") for row in rows)
        assert sum(row["act"] == "accuses" and "Nicholson" in row["title"] for row in rows) == 2
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name="as JSON").click()
        whole = json.loads(Path(waiting.value.path()).read_text("utf-8"))
        assert [row["title"] for row in whole["rows"]] == [row["title"] for row in rows]
        assert whole["counted"] == "Rows: 13"


def test_a_drawing_is_saved_with_what_it_shows(browser: Browser, site: Path) -> None:
    with visit(browser, site / "allegation" / "russia-arms-taliban.html", accept_downloads=True) as seen:
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name="Save the drawing as SVG").click()
        assert waiting.value.suggested_filename == "russia-taliban-allegation-russia-arms-taliban-2024-02-29-figure.svg"
        text = Path(waiting.value.path()).read_text("utf-8")
        words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
        assert "Alleged: Russia supplies weapons to the Taliban." in words
        for part in ("23 marks are drawn", "29 February 2024", "an allegation belongs"):
            assert part in words, part
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name="as PNG").click()
        picture = Path(waiting.value.path()).read_bytes()
        assert picture.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", picture[16:24])
        assert width > 1000
        assert height > 400
        assert seen.complaints == []
