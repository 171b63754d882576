"""The brief in a real browser: it asks for nothing, its plots are there for eye and ear, its numbers open, and it prints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import harbour
import pytest
from browsing import SIZES, visit

from kg.site.brief.html import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PLOTS: Final = ("Who accused whom", "Accusations and answers in time", "Days from accusation to answer")
A4: Final = 688
"""The width in pixels that is left of A4 paper between the margins of the page."""

TOO_SMALL: Final = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.data.trim() && parseFloat(getComputedStyle(node.parentElement).fontSize) < 12) found.push(node.data);
    }
    return found;
}"""
"""Texts set smaller than 12 pixels."""
BEYOND: Final = """() => [...document.querySelectorAll('main *')]
    .filter((e) => !e.closest('.plot, .table') && e.getBoundingClientRect().right > innerWidth + 0.5)
    .map((e) => e.outerHTML.slice(0, 80))"""
"""Elements beyond the right edge that no scrolling box holds."""

FOCUSED: Final = "[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]"


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(html(harbour.shipped(), "Shipped"), encoding="utf-8")
    return path


@contextmanager
def opened(browser: Browser, path: Path, size: str = "desk") -> Iterator[Page]:
    """The page in a window of a size, which must ask for nothing else and complain of nothing."""
    with visit(browser, path, size) as seen:
        yield seen.page
        assert {url.partition("#")[0] for url in seen.requests} == {path.as_uri()}
        assert seen.complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_it_is_readable_and_asks_for_nothing(browser: Browser, brief: Path, size: str) -> None:
    with opened(browser, brief, size) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(BEYOND) == []
        assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_told_in_words_with_its_numbers(browser: Browser, brief: Path, name: str) -> None:
    with opened(browser, brief) as page:
        plot = page.get_by_role("group", name=name, exact=True).and_(page.locator("svg"))
        assert plot.count() == 1
        box = plot.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) > 80
        described = plot.evaluate("(svg) => document.getElementById(svg.getAttribute('aria-describedby')).textContent")
        assert sum(map(str.isdigit, described)) > 8
        assert plot.locator("rect").count() > 20
        assert plot.locator("a:not([tabindex='-1'])").count() == 0
        assert plot.get_by_role("link").first.evaluate("(a) => a.querySelector(':scope > title').textContent")


def test_a_number_opens_its_statements_and_each_leads_to_its_words(browser: Browser, brief: Path) -> None:
    with opened(browser, brief) as page:
        row = page.locator("tr", has_text="statements of accusation, not looked for")
        number, links = row.locator("summary"), row.locator("details a")
        assert not links.first.is_visible()
        number.click()
        assert links.first.is_visible()
        count, total = links.count(), int(number.inner_text().rpartition("–")[2])
        assert count == total or f"The first {count}; for the other {total - count} see" in row.inner_text()
        wanted = links.first.inner_text()
        links.first.click()
        assert page.evaluate("location.hash") == f"#{wanted}"
        target = page.locator("dt:target")
        assert wanted in target.inner_text()
        assert target.evaluate(
            "(dt) => { const { top, bottom } = dt.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"
        )
        assert target.evaluate("(dt) => getComputedStyle(dt).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_field_of_the_matrix_leads_to_its_row_and_a_square_to_its_statement(browser: Browser, brief: Path) -> None:
    with opened(browser, brief) as page:
        field = page.locator("svg a[href='#pair--united-states--russia']")
        shown = field.locator("text").text_content()
        field.click()
        assert page.locator("tr:target summary").first.inner_text() == shown
        square = page.get_by_role("group", name=PLOTS[1]).locator("a").first
        href = square.get_attribute("href")
        square.locator("rect").click()
        assert page.evaluate("location.hash") == href
        assert page.locator("dt:target").count() == 1


def test_the_keyboard_reaches_every_number_and_no_square(browser: Browser, brief: Path) -> None:
    with opened(browser, brief) as page:
        page.locator("nav a").last.focus()
        reached = []
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
            )
        assert {tag for tag, _ in reached} <= {"SUMMARY", "A", "DIV"}  # a DIV is a table that the arrow keys scroll
        assert {outline for _, outline in reached} == {"solid"}
        assert not page.evaluate("document.activeElement.closest('svg')")
        page.locator("#s--glance ~ .table summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")  # the list of links scrolls, and so can have the focus
        while page.evaluate("document.activeElement.tagName") != "A":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("dt:target").count() == 1


def test_it_prints_without_cutting_anything(browser: Browser, brief: Path) -> None:
    with opened(browser, brief) as page:
        page.set_viewport_size({"width": A4, "height": 1000})
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= A4
        assert page.evaluate("[...document.querySelectorAll('.plot, .table')].every((e) => e.scrollWidth <= e.clientWidth + 1)")
        assert not page.locator("nav").is_visible()
        printed = page.pdf(format="A4")
        assert printed.startswith(b"%PDF")
        assert printed.count(b"/Type /Page\n") > 10
