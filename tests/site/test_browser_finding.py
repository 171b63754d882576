"""Finding things on the map in a real browser: search, legend, filters, slider, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import PAINTED, SCROLLED, Seen, drawn_rows, heading, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


# Finding


def test_the_search_finds_names_and_words_of_what_was_said(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        page.fill("#search", "saw no fog")
        seen.settle()
        assert drawn_rows(seen) == ["alone"]
        assert "0 actors, 0 arrows, 1 statement." in seen.panel()
        page.fill("#search", "gazette")
        seen.settle()
        assert page.get_by_role("button", name="The Gazette", exact=True).count() == 1
        page.fill("#search", "show on the map")
        seen.settle()
        assert drawn_rows(seen) == []
        page.fill("#search", "")
        seen.settle()
        assert len(drawn_rows(seen)) == 5
        assert seen.complaints == []


def test_the_legend_is_a_filter(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        before = seen.page.evaluate(PAINTED)
        for kind in ("accuses", "denies", "rebuts"):
            seen.page.locator(f"#acts input[value={kind}]").uncheck()
        seen.settle()
        assert seen.page.evaluate(PAINTED) < before
        assert drawn_rows(seen) == []
        seen.page.get_by_role("button", name="Clear filters").click()
        seen.settle()
        assert len(drawn_rows(seen)) == 5


@pytest.fixture(scope="module")
def filtered(browser: Browser, quarrel: Path) -> Iterator[Seen]:
    """The page for tests that leave it without a filter, as each of them found it."""
    with visit(browser, quarrel) as seen:
        yield seen


@pytest.mark.parametrize(
    ("control", "value", "left"),
    [
        ("topic", "tolls", {"charge"}),
        ("topic", "fog", {"other", "alone"}),
        ("side", "alba", {"charge", "counter"}),
        ("certainty", "possible", {"charge"}),
        ("answered", "0", {"charge", "counter"}),
        ("answered", "2", {"other"}),
        ("answered", "4", {"late", "counter"}),
    ],
)
def test_filters_leave_what_meets_them(filtered: Seen, control: str, value: str, left: set[str]) -> None:
    before = filtered.picture()
    filtered.page.select_option(f"#{control}", value)
    filtered.settle()
    assert set(drawn_rows(filtered)) == left
    assert filtered.picture() != before
    assert "The filters leave" in filtered.panel()
    filtered.page.get_by_role("button", name="Clear filters").click()
    filtered.settle()
    assert filtered.picture() == before
    assert filtered.complaints == []


@pytest.mark.parametrize(
    ("window", "surely", "perhaps"),
    [
        (("2016-06-01", "2016-06-30"), {"charge", "counter"}, {"late"}),
        (("2016-08-01", ""), {"other", "alone"}, {"late"}),
        (("2019-12-01", ""), set(), {"other", "late"}),
        (("2017-01-01", "2017-12-31"), set(), {"late"}),
        (("", "2016-05-31"), {"charge"}, {"late"}),
        (("2020-02-01", ""), set(), set()),
    ],
)
def test_a_period_shows_what_surely_lies_in_it_and_on_request_what_may(
    browser: Browser, quarrel: Path, window: tuple[str, str], surely: set[str], perhaps: set[str]
) -> None:
    with visit(browser, quarrel, link=f"#from={window[0]}&to={window[1]}") as seen:
        assert set(drawn_rows(seen)) == surely
        seen.page.check("#perhaps")
        seen.settle()
        assert set(drawn_rows(seen)) == surely | perhaps
        pale = seen.page.evaluate("[...document.querySelectorAll('#record tr.pale:not([hidden])')].map((row) => row.id.slice(2))")
        assert set(pale) == perhaps
        seen.page.uncheck("#undated")
        seen.settle()
        assert set(drawn_rows(seen)) == (surely | perhaps) - {"late"}


def test_both_ends_of_the_slider_can_be_dragged_and_never_cross(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        box = page.locator("#to").bounding_box()
        assert box
        y = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] - 8, y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.2, y, steps=6)
        page.mouse.up()
        seen.settle()
        assert set(drawn_rows(seen)) == {"charge", "counter"}
        page.mouse.move(box["x"] + 8, y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 8, y, steps=6)
        page.mouse.up()
        seen.settle()
        low, high = (int(page.locator(end).input_value()) for end in ("#from", "#to"))
        assert low == high - 1
        assert "from=" in page.url
        assert "to=" in page.url


def test_a_link_restores_view_filters_and_selection(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        page.locator("#views label:has([value=side])").click()
        page.select_option("#topic", "rope")
        page.locator("#acts input[value=rebuts]").uncheck()
        page.uncheck("#undated")
        page.locator("#panel .list button").first.click()
        seen.settle()
        address, picture, panel = page.url, seen.picture(), seen.panel()
    assert "#" in address
    with visit(browser, quarrel, link=address[address.index("#") :]) as again:
        assert again.panel() == panel
        assert again.page.locator("#topic").input_value() == "rope"
        assert not again.page.is_checked("#acts input[value=rebuts]")
        assert not again.page.is_checked("#undated")
        assert again.picture() == picture


def test_the_copied_link_is_the_address(browser: Browser, quarrel: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{quarrel.as_uri()}#s-charge")
    page.click("#copy")
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_a_link_that_names_nothing_here_opens_the_whole_map(browser: Browser, quarrel: Path) -> None:
    links = (
        "#view=x&chosen=n:nobody&around=s:none&topic=zz&from=never&without=x+y",
        "#s-nothing",
        "#%",
        "#chosen=e:<b>",
        "#=&=&&",
    )
    for link in links:
        with visit(browser, quarrel, link=link) as seen:
            assert heading(seen) == "Who accuses whom"
            assert len(drawn_rows(seen)) == 5
            assert seen.complaints == []


def test_plain_turns_of_the_wheel_are_left_to_the_page(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        page.mouse.move(400, 400)
        before = seen.picture()
        page.mouse.wheel(0, 300)
        page.get_by_text("Hold Ctrl and turn the wheel to zoom").wait_for()
        page.evaluate(SCROLLED)
        assert seen.picture() == before
