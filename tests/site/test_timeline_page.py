"""The timeline in a real browser: it asks for nothing, answers clicks and keys, runs nothing hostile; no mark hides another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import harbour
import hostile
import hostile_claims
import pytest
import quarrel as invented
from browsing import SIZES, Seen, visit
from effort import some, times
from tally import Counted

from kg.site.map.picture import map_svg
from kg.site.timeline import page
from kg.site.timeline.page import timeline_page, timeline_svg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHARE: Final = times(5, 1)
"""One in so many marks of a page of hostile strings is opened by day; statements come by fours, so that every kind is."""
MEETING: Final = """() => {
    const marks = [...document.querySelectorAll('.mark')].filter((mark) => mark.querySelector('text'));
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    const found = [];
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
        const apart = a.left >= b.right - 1 || b.left >= a.right - 1 || a.top >= b.bottom - 3 || b.top >= a.bottom - 3;
        if (!apart) found.push([i, i + 1 + j]);
    }));
    return [boxes.length, found];
}"""
"""How many marks there are, and which of them lie over each other, words included."""
NAMES: Final = """() => {
    const boxes = [...document.querySelectorAll('.actor text')].map((text) => text.getBoundingClientRect());
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.left < b.right - 2 && b.left < a.right - 2
        && a.top < b.bottom - 4 && b.top < a.bottom - 4)).length;
}"""
"""How many pairs of names on a map drawn as SVG lie over each other."""
WATCH: Final = """() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
}"""
MADE: Final = """() => {
    const found = new Set();
    for (const one of document.querySelectorAll('*')) {
        for (const name of ['', ...one.getAttributeNames()]) found.add(`${one.localName} ${name}`.trim());
    }
    return [...found];
}"""
"""All elements of a page, and all their attributes."""
OPEN: Final = """(share) => {
    const panel = document.getElementById('panel');
    const marks = [...document.querySelectorAll('a.mark')].filter((mark, i) => i % share === 0);
    for (const mark of marks) {
        mark.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        if (!panel.querySelector('.card')) return -1;
    }
    return marks.length;
}"""
APART: Final = """([a, b]) => {
    const x = (id) => document.querySelector(`[data-ids='${id}'] .symbol`).getBoundingClientRect().left;
    return x(b) - x(a);
}"""
WITHIN: Final = """() => {
    const [drawn, shown] = [document.documentElement.getBBox(), document.documentElement.viewBox.baseVal];
    return drawn.x >= shown.x - 1 && drawn.y >= shown.y - 1
        && drawn.x + drawn.width <= shown.x + shown.width + 1 && drawn.y + drawn.height <= shown.y + shown.height + 1;
}"""
"""Whether all of a picture lies within its box."""
FOCUSED: Final = """() => {
    const here = document.activeElement;
    const row = here.closest('tr');
    const mark = here.matches('a.mark') && here.matches(':focus-visible');
    const shown = mark ? getComputedStyle(here.querySelector('.symbol')).strokeWidth : getComputedStyle(here).outlineStyle;
    return [here.id || here.dataset.ids || here.value || here.textContent, shown, row ? row.id.slice(2) : ''];
}"""
"""What has the focus, how that shows, and the statement in whose row it is."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("timelines")


@pytest.fixture(scope="module")
def quarrel(folder: Path) -> Path:
    path = folder / "quarrel.html"
    path.write_text(timeline_page(invented.corpus(), title="A quarrel"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shipped(folder: Path) -> Path:
    path = folder / "shipped.html"
    path.write_text(harbour.shipped_timeline(), encoding="utf-8")
    return path


def mark(seen: Seen, id_: str) -> Any:
    return seen.page.locator(f'a.mark[data-ids="{id_}"]')


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_drawn_asks_for_nothing_and_hides_nothing(browser: Browser, shipped: Path, size: str, scheme: Any) -> None:
    with visit(browser, shipped, size, color_scheme=scheme) as seen:
        marks, meeting = seen.page.evaluate(MEETING)
        assert marks > 100
        assert meeting == []
        assert (seen.requests, seen.complaints) == ([shipped.as_uri()], [])
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_axe_finds_nothing_serious(browser: Browser, shipped: Path, size: str, scheme: Any) -> None:
    with visit(browser, shipped, size, color_scheme=scheme) as seen:
        seen.page.locator("a.mark").nth(3).click()
        assert seen.serious() == []


def test_stretching_the_axis_moves_marks_apart_and_keeps_words_clear(browser: Browser, shipped: Path) -> None:
    with visit(browser, shipped) as seen:
        ids = seen.page.locator("a.mark:not(.undated)").evaluate_all("(marks) => marks.map((mark) => mark.dataset.ids)")
        pair = [ids[0], ids[-1]]
        before = seen.page.evaluate(APART, pair)
        seen.page.locator("#closer").click()
        assert abs(seen.page.evaluate(APART, pair)) > 1.3 * abs(before)
        assert seen.page.evaluate(MEETING)[1] == []
        lines = seen.page.locator(".line").evaluate_all("(lines) => lines.map((line) => line.getAttribute('d'))")
        assert not [d for d in lines if "NaN" in d]
        seen.page.locator("#whole").click()
        assert seen.page.evaluate(APART, pair) == pytest.approx(before, abs=1)
        assert seen.complaints == []


def test_a_mark_opens_what_was_said_and_what_it_answers(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        mark(seen, "charge").click()
        for part in (
            "The mayor accuses The port, 3 May 2016",
            "The port takes double tolls.",
            "Called it a tale.",
            "Showed the bills.",
        ):
            assert part in seen.panel()
        link = seen.page.locator("#panel cite a").first
        assert (link.get_attribute("href"), link.get_attribute("rel")) == (
            "https://example.org/s",
            "noopener noreferrer nofollow",
        )
        mark(seen, "denial").click()
        assert "In answer to" in seen.panel()
        seen.page.locator("#panel .list button").first.click()
        assert seen.page.locator("#panel h2").inner_text() == "The mayor accuses The port, 3 May 2016"
        assert mark(seen, "charge").evaluate("(mark) => mark.classList.contains('chosen')")
        seen.page.locator("#panel .back").click()
        assert "Busiest months" in seen.panel()
        seen.page.locator("#s-late .show").click()
        assert "Some sailors" in seen.panel()
        assert seen.complaints == []


def test_filters_and_search_narrow_drawing_and_table_alike(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page

        def shown() -> set[str]:
            return set(page.locator("a.mark:not(.out)").evaluate_all("(marks) => marks.map((mark) => mark.dataset.ids)"))

        assert len(shown()) == 7
        page.locator("#acts input[value=denies]").uncheck()
        assert shown() == {"charge", "rebuttal", "counter", "other", "late"}
        page.locator("#acts input[value=denies]").check()
        page.fill("#search", "fog")
        assert shown() == {"other", "alone"}
        assert page.locator("#record tr.entry:visible").count() == 2
        assert page.locator("#matches").inner_text() == "2 rows of 5 shown."
        assert "2 of 7 statements." in str(page.locator("#caption").text_content())
        page.fill("#search", "")
        page.evaluate("location.hash = 'to=2016-06-30'")
        seen.settle()
        assert shown() == {"charge", "denial", "counter"}
        page.click("#reset")
        seen.settle()
        top = page.locator("#drawing").bounding_box()
        first, last = (page.locator(f"g[data-month='{month}']").bounding_box() for month in ("2016-06", "2016-07"))
        assert top
        assert first
        assert last
        page.mouse.move(first["x"] + 4, top["y"] + 25)
        page.mouse.down()
        page.mouse.move(last["x"] + 4, top["y"] + 25, steps=4)
        page.mouse.up()
        seen.settle()
        assert page.url.endswith("#from=2016-06-01&to=2016-07-31")
        assert shown() == {"denial", "counter", "rebuttal"}
        assert seen.complaints == []


def test_everything_is_within_reach_of_the_keyboard(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        reached: list[str] = []
        while "charge" not in reached:
            page.keyboard.press("Tab")
            name, shown, statement = page.evaluate(FOCUSED)
            assert shown not in {"none", "1px"}, name
            assert len(reached) < 60
            reached += [statement] if statement else [name]
        assert {
            "closer",
            "further",
            "whole",
            "from",
            "to",
            "topic",
            "undated",
            "theme",
            "copy",
            "png",
            "search",
            "scroll",
            "accuses",
            "denies",
        } < set(reached)
        page.locator("a.mark[tabindex='0']").focus()
        visited = {page.evaluate(FOCUSED)[0]}
        page.keyboard.press("Home")
        for _ in range(8):
            visited.add(page.evaluate(FOCUSED)[0])
            page.keyboard.press("ArrowRight")
        assert visited == {"charge", "denial", "counter", "rebuttal", "other", "late", "alone"}
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        assert page.locator("#panel .card").count() == 1
        page.keyboard.press("Escape")
        assert "Busiest months" in seen.panel()
        before = page.locator("#drawing").get_attribute("width")
        page.keyboard.press("+")
        assert page.locator("#drawing").get_attribute("width") != before
        assert seen.complaints == []


def test_without_script_drawing_and_table_are_there(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel, java_script_enabled=False) as seen:
        text = seen.page.locator("body").inner_text()
        for part in ("The port takes double tolls.", "Called it a tale.", "Complained of the rope.", "Answer: not looked for."):
            assert part in text
        assert seen.page.locator("a.mark").count() == 7
        assert seen.page.locator(".tools").is_hidden()
        mark(seen, "denial").click()
        assert seen.page.url.endswith("#s-denial")
        assert seen.page.locator("#s-denial").is_visible()
        assert seen.page.locator("#panel").is_hidden()


def test_on_paper_there_is_the_whole_drawing_and_the_table(browser: Browser, shipped: Path) -> None:
    with visit(browser, shipped) as seen:
        seen.page.locator("a.mark").nth(3).click()
        seen.page.emulate_media(media="print")
        for hidden in ("#panel", ".tools", ".names"):
            assert seen.page.locator(hidden).is_hidden()
        assert seen.page.locator(".names-within text").first.is_visible()
        drawing = seen.page.locator("#drawing").bounding_box()
        assert drawing
        assert drawing["width"] <= SIZES["desk"][0]
        assert seen.page.locator("#record").is_visible()
        assert seen.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_months_that_are_counted_have_a_table_and_no_panel(
    browser: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST", 20)
    path = folder / "many.html"
    path.write_text(page.timeline_page(harbour.shipped(), title="Many"), encoding="utf-8")
    with visit(browser, path) as seen:
        assert seen.page.locator("rect.bar").count() > 20
        assert seen.page.locator("table.counts tr").count() > 20
        assert seen.page.locator("#panel").is_hidden()
        seen.page.locator("#closer").click()
        assert (seen.requests, seen.complaints, seen.serious()) == ([path.as_uri()], [], [])


def test_hostile_strings_are_shown_and_never_run(browser: Browser, folder: Path, counted: Counted) -> None:
    strings = hostile.strings()
    made: dict[str, set[str]] = {}
    for name, words, share in (("harmless", tuple(f"Harmless words {i}" for i in range(12)), 1), ("hostile", strings, SHARE)):
        path = folder / f"{name}.html"
        path.write_text(timeline_page(hostile_claims.corpus(words), title=words[0]), encoding="utf-8")
        with visit(browser, path) as seen:
            seen.page.evaluate(WATCH)
            opened = seen.page.evaluate(OPEN, share)
            assert opened * share > 2 * len(words)
            for text in some(words[::20], 3):
                seen.page.fill("#search", text)
            seen.page.wait_for_timeout(200)
            assert seen.page.evaluate("[typeof hacked, violations]") == ["undefined", []]
            assert seen.page.title().startswith(words[0][:4].strip())
            made[name] = set(seen.page.evaluate(MADE))
            assert (seen.complaints, seen.requests) == ([], [path.as_uri()])
            links = seen.page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
            assert [href for href in links if not href.startswith(("#s-", "#record"))] == []
    assert made["hostile"] <= made["harmless"]
    counted(
        f"hostile strings on the timeline: {len(strings)} strings, {{opened}} marks opened; ran: 0, requests: 0, violations: 0",
        opened=opened,
    )


@pytest.mark.parametrize("draw", [map_svg, timeline_svg], ids=["map", "timeline"])
def test_a_picture_opens_by_itself_and_nothing_in_it_lies_over_another(
    browser: Browser, folder: Path, draw: Callable[..., str]
) -> None:
    path = folder / f"{draw.__name__}.svg"
    path.write_text(draw(harbour.shipped(), title="Shipped"), encoding="utf-8")
    with visit(browser, path) as seen:
        assert seen.page.evaluate("document.documentElement.localName") == "svg"
        assert seen.page.evaluate(NAMES) == 0
        assert seen.page.evaluate(MEETING)[1] == []
        assert seen.page.evaluate(WITHIN)
        assert (seen.requests, seen.complaints) == ([path.as_uri()], [])
