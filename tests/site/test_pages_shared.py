"""What map, timeline and brief have in common, in a browser: direction, captions, addresses, panels, folding, narrow screens."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import from_right
import pumps
import pytest
import quarrel as invented
from browsing import Seen, drawn_rows, visit
from made import made

from kg.corpus.corpus import Corpus
from kg.model.records import Actor, Statement
from kg.site.brief.html import html
from kg.site.map.page import map_page
from kg.site.map.picture import map_svg
from kg.site.timeline.page import timeline_page, timeline_svg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PROBE: Final = """(names) => {
    const found = [];
    let looked = 0;
    const at = (node, i) => {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        return range.getBoundingClientRect();
    };
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const match of node.data.matchAll(/\\d+ [A-Z][a-z]+ \\d{4}/g)) {
            const [first, last] = [match.index, match.index + match[0].length - 1];
            const boxes = [...Array(last - first + 1).keys()].map((i) => at(node, first + i));
            const [day, end] = [boxes[0], boxes.at(-1)];
            if (!day.width || !end.width || Math.abs(end.top - day.top) > 3) continue;
            looked += 1;
            const apart = boxes.some((box, i) => i && (box.left < boxes[i - 1].left || box.left - boxes[i - 1].right > 8));
            if (apart) found.push(node.data);
        }
        for (const name of names) {
            const first = node.data.indexOf(name);
            if (first < 0) continue;
            const boxes = [...Array(name.length).keys()].map((i) => at(node, first + i)).filter((box) => box.width);
            if (!boxes.length || boxes.some((box) => Math.abs(box.top - boxes[0].top) > 3)) continue;
            looked += 1;
            const wide = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
            if (wide > boxes.reduce((sum, box) => sum + box.width, 0) + 4) found.push(node.data);
        }
    }
    return [looked, found];
}"""
"""How many dates and names were looked at, and the texts in which one is torn apart or out of its order on the screen."""
SPOKEN: Final = """(drawn) => {
    const texts = [document.title, ...(drawn ?? [])];
    for (const one of document.querySelectorAll('[aria-label], [title], option')) {
        texts.push(one.getAttribute('aria-label') ?? '', one.getAttribute('title') ?? '', one.textContent);
    }
    for (const one of document.querySelectorAll('svg title, svg desc')) texts.push(one.textContent);
    const box = document.createElement('div');
    for (const text of new Set(texts)) {
        const line = document.createElement('p');
        line.textContent = text;
        line.dir = 'ltr';
        line.style = 'white-space: nowrap; width: max-content';
        box.append(line);
    }
    document.body.replaceChildren(box);
    return texts.length;
}"""
"""Shows what is only spoken or drawn on a canvas as lines of text, which have the same order."""
WRITTEN: Final = """() => {
    window.written = new Set();
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
        window.written.add(text);
        return fillText.call(this, text, ...at);
    };
}"""
CURVES: Final = """() => {
    window.curves = [];
    const { moveTo, quadraticCurveTo, fill, arc } = CanvasRenderingContext2D.prototype;
    window.calls = { fill: 0, arc: 0 };
    let from = [0, 0];
    CanvasRenderingContext2D.prototype.moveTo = function (...at) { from = at; return moveTo.apply(this, at); };
    CanvasRenderingContext2D.prototype.fill = function (...at) { calls.fill += 1; return fill.apply(this, at); };
    CanvasRenderingContext2D.prototype.arc = function (...at) { calls.arc += 1; return arc.apply(this, at); };
    CanvasRenderingContext2D.prototype.quadraticCurveTo = function (...at) {
        curves.push([...from, ...at]);
        return quadraticCurveTo.apply(this, at);
    };
}"""

SKIPPED: Final = """[...document.querySelectorAll('main > section')]
    .filter((one) => !one.querySelector('table, dl').checkVisibility({ contentVisibilityAuto: true })).length"""
"""How many sections of a brief are not laid out, being out of sight."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page and picture of the worlds used here."""
    found = tmp_path_factory.mktemp("shared")
    for name, world in (("right", from_right.corpus()), ("long", from_right.long())):
        title = from_right.TITLE if name == "right" else from_right.LONG
        (found / f"{name}-map.html").write_text(map_page(world, title=title), encoding="utf-8")
        (found / f"{name}-timeline.html").write_text(timeline_page(world, title=title), encoding="utf-8")
        (found / f"{name}-brief.html").write_text(html(world, title), encoding="utf-8")
    (found / "right-map.svg").write_text(map_svg(from_right.corpus(), title=from_right.TITLE), encoding="utf-8")
    (found / "right-timeline.svg").write_text(timeline_svg(from_right.corpus(), title=from_right.TITLE), encoding="utf-8")
    (found / "map.html").write_text(map_page(invented.corpus(), title="A quarrel"), encoding="utf-8")
    (found / "timeline.html").write_text(timeline_page(invented.corpus(), title="A quarrel"), encoding="utf-8")
    return found


# Right-to-left names


STATES: Final = {
    "right-map.html": ("", "#view=side", "#chosen=n:port", "#chosen=e:n:mayor>n:port>accuses", "#s-denial", "#view=answers"),
    "right-timeline.html": ("", "#s-denial", "#s-charge"),
    "right-brief.html": ("",),
    "right-map.svg": ("",),
    "right-timeline.svg": ("",),
}


@pytest.mark.parametrize("name", STATES)
def test_dates_and_names_keep_their_place_beside_names_from_the_right(browser: Browser, folder: Path, name: str) -> None:
    names = [*(one.removesuffix(" (unnamed)") for one in from_right.NAMES.values()), "یک روز در بندر"]
    least = {"right-map.svg": 6, "right-timeline.svg": 12}.get(name, 15)
    for link in STATES[name]:
        with visit(browser, folder / name, link=link) as seen:
            page = seen.page
            looked, torn = page.evaluate(PROBE, names)
            assert torn == []
            assert looked >= least, (link, looked)
            if not name.endswith(".html"):
                continue
            if page.locator("#map").count():
                page.evaluate(WRITTEN)
                page.locator("#closer").click()
                seen.settle()
            page.evaluate(SPOKEN, page.evaluate("[...(window.written ?? [])]"))
            assert page.evaluate(PROBE, names)[1] == []


def test_the_probe_sees_a_torn_date(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "torn.html"
    path.write_text(f"<meta charset=utf-8><p>{from_right.NAMES['mayor']} 3 March 2032", encoding="utf-8")
    with visit(browser, path) as seen:
        assert seen.page.evaluate(PROBE, [])[1] != []


# What pictures, prints and files say


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_pictures_prints_and_files_say_what_they_show(browser: Browser, folder: Path, name: str) -> None:
    with visit(browser, folder / f"{name}.html", link="#topic=tolls&to=2016-06-30&perhaps=yes") as seen:
        page = seen.page
        page.evaluate(WRITTEN)
        with page.expect_download() as download:
            page.click("#png")
        assert re.fullmatch(
            name + r"_topic-tolls_said-until-30-june-2016-surely-or-perhaps_\d-statements_record-up-to-2019-02_as-alleged\.png",
            download.value.suggested_filename,
        )
        data = Path(download.value.path()).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20], "big") >= 840
        drawn = " ".join(page.evaluate("[...written]"))
        for part in (
            "Topic Tolls; said until 30 June 2016, surely or perhaps: 2 of 7 statements.",
            "Record up to February 2019.",
            "An allegation is that of whoever makes it",
            "A quarrel",
            "accuses",
            "By A curator.",
        ):
            assert part in drawn, part
        page.emulate_media(media="print")
        assert page.locator("#caption").is_visible()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.title().startswith(f"{name}_topic-tolls_")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.title().startswith("A quarrel")
        assert seen.complaints == []


# One address for both


def test_an_address_of_the_map_opens_the_same_on_the_timeline(browser: Browser, folder: Path) -> None:
    links = (
        "#topic=fog",
        "#side=alba",
        "#certainty=possible",
        "#answered=4",
        "#from=2016-06-01&to=2016-06-30",
        "#undated=no",
        "#words=fog",
        "#around=s:denial",
        "#topic=zz&chosen=n:nobody&view=side",
    )
    shown = []
    for name in ("map", "timeline"):
        with visit(browser, folder / f"{name}.html") as seen:
            rows = []
            for link in links:
                seen.page.evaluate("(link) => (location.hash = link)", link)
                seen.settle()
                seen.page.wait_for_timeout(30)
                rows.append(set(drawn_rows(seen)))
            shown.append(rows)
            assert seen.complaints == []
    assert shown[0] == shown[1]
    assert len({frozenset(rows) for rows in shown[0]}) > 5


def test_the_timeline_keeps_its_filters_in_its_address(browser: Browser, folder: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((folder / "timeline.html").as_uri())
    page.select_option("#topic", "tolls")
    page.uncheck("#undated")
    page.locator("#acts input[value=rebuts]").uncheck()
    page.locator("a.mark[data-ids=denial]").click()
    left = "[...document.querySelectorAll('a.mark:not(.out)')].map((mark) => mark.dataset.ids)"
    marks, panel = page.evaluate(left), page.locator("#panel").inner_text()
    page.click("#copy")
    page.get_by_text("Link copied").wait_for()
    address = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert set(marks) == {"charge", "denial"}
    with visit(browser, folder / "timeline.html", link=address[address.index("#") :]) as seen:
        assert seen.page.evaluate(left) == marks
        assert seen.panel() == panel
        seen.page.go_back()
        assert seen.complaints == []


# Panels


def test_a_pair_shows_both_directions_apart(browser: Browser, folder: Path) -> None:
    with visit(browser, folder / "map.html", link="#chosen=e:n:mayor>n:port>accuses") as seen:
        lists = seen.page.locator("#panel .list")
        assert "From The mayor to The port" in seen.panel()
        assert lists.nth(0).inner_text().split("\n")[0] == "The mayor accuses The port"
        assert "The mayor rebuts what The port said" in lists.nth(0).inner_text()
        assert "From The port to The mayor" in seen.panel()
        assert lists.nth(1).locator("button").all_inner_texts() == ["The port denies what The mayor said\n1"]
        assert lists.nth(0).locator("[aria-current]").count() == 1
        lists.nth(1).locator("button").click()
        seen.settle()
        assert "Called it a tale." in seen.panel()
        seen.page.evaluate(CURVES)
        seen.page.locator("#closer").click()
        seen.settle()
        curves = [curve for curve in seen.page.evaluate("curves") if len(curve) == 6]
        pairs = [
            ((a[2] - b[2]) ** 2 + (a[3] - b[3]) ** 2) ** 0.5
            for n, a in enumerate(curves)
            for b in curves[n + 1 :]
            if abs(a[0] - b[4]) + abs(a[1] - b[5]) < 40 and abs(a[4] - b[0]) + abs(a[5] - b[1]) < 40
        ]
        assert pairs
        assert min(pairs) > 10


def profile(seen: Seen) -> dict[str, str]:
    found: dict[str, str] = {}
    term = ""
    for line in seen.page.locator("#panel .profile > *").all():
        if line.evaluate("(line) => line.localName") == "dt":
            term = line.inner_text()
        else:
            found[term] = f"{found.get(term, '')} {line.inner_text()}".strip()
    return found


def test_an_actors_panel_begins_with_a_summary(browser: Browser, folder: Path, tmp_path: Path) -> None:
    with visit(browser, folder / "map.html", link="#chosen=n:port") as seen:
        assert profile(seen) == {
            "Accused by": "The mayor 1, Some sailors (unnamed) 1",
            "Accuses": "Alba 1",
            "Answers": "denies 1",
            "Of 2 accusations against it": "answered: 1; not looked for: 1",
        }
    path = tmp_path / "pumps.html"
    path.write_text(map_page(pumps.corpus(), title="Pumps"), encoding="utf-8")
    with visit(browser, path, link="#view=side&chosen=n:acme") as seen:
        assert "Rival Valves 1–2" in profile(seen)["Accused by"]
    with visit(browser, path, link="#view=side&chosen=n:rival") as seen:
        assert profile(seen)["Accused by"].startswith("Retracted: Acme Pumps 0 · 1 retracted")
    with visit(browser, path, link="#view=side&chosen=n:rival&from=2024-04-01&to=2024-04-30") as seen:
        assert profile(seen)["Accuses"] == "Perhaps: Acme Pumps 0–1"
        assert seen.complaints == []


# Folding


def dense() -> Corpus:
    """Sixty people and so many accusations that nobody could read their arrows."""
    chances = random.Random(4)  # noqa: S311 - not for secrets
    pairs = sorted({(chances.randrange(60), chances.randrange(60)) for _ in range(700)})
    statements = {
        f"c-{a}-{b}": made(Statement, f"c-{a}-{b}", act="accuses", speaker=f"p-{a}", against=f"p-{b}", date=f"20{10 + a % 9}")
        for a, b in pairs
        if a != b
    }
    return Corpus(
        actors={f"p-{n}": made(Actor, f"p-{n}", name=f"Person {n}", type="person") for n in range(60)}, statements=statements
    )


def test_no_view_draws_more_arrows_than_can_be_read(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "dense.html"
    path.write_text(map_page(dense(), title="Dense"), encoding="utf-8")
    for link, words in (
        ("", "choose a group to open it, or filter"),
        ("#around=c:0&chosen=c:0", "filter for others"),
        ("#around=n:p-3", "Around Person 3"),
        ("#from=2012-01-01&to=2012-12-31", ""),
    ):
        with visit(browser, path, link=link) as seen:
            seen.page.evaluate(CURVES)
            seen.page.locator("#closer").click()
            seen.settle()
            drawn = seen.page.evaluate("calls.fill - calls.arc")
            frames = max(1, round(seen.page.evaluate("calls.arc") / 60))
            assert 10 < drawn <= 250 * max(1, frames), link
            assert words in seen.page.locator("#around").inner_text()
            assert seen.complaints == []
    with visit(
        browser,
        path,
        link="#chosen=e:n:p-3>n:p-" + next(id_ for id_ in dense().statements if id_.startswith("c-3-"))[4:] + ">accuses",
    ) as seen:
        assert "1 statement" in seen.panel()
    drawn_svg = map_svg(dense(), title="Dense")
    assert drawn_svg.count('class="arrow ') == 250
    assert "Not drawn:" in drawn_svg


# Keys, and what is said aloud


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_escape_closes_and_gives_the_focus_back_and_changes_are_said(browser: Browser, folder: Path, name: str) -> None:
    with visit(browser, folder / f"{name}.html") as seen:
        page = seen.page
        focused = "document.activeElement.id || document.activeElement.className || document.activeElement.dataset.ids"
        row = page.locator("#s-charge .show")
        row.focus()
        page.keyboard.press("Enter")
        seen.settle()
        assert page.locator("#panel .card").count() == 1
        page.locator("#announced", has_text="mayor" if name == "timeline" else "One statement").wait_for(state="attached")
        page.keyboard.press("Escape")
        seen.settle()
        assert page.locator("#panel .card").count() == 0
        assert page.evaluate(focused) == "show"
        page.fill("#search", "fog")
        page.locator("#announced", has_text="2 of 7 statements shown.").wait_for(state="attached")
        page.keyboard.press("Escape")
        seen.settle()
        assert page.input_value("#search") == ""
        assert page.evaluate(focused) == "search"
        page.set_viewport_size({"width": 600, "height": 700})
        if page.locator("#filters").get_attribute("aria-expanded") == "false":
            page.click("#filters")
        page.locator("#topic").focus()
        page.keyboard.press("Escape")
        assert page.evaluate(focused) == "filters"
        assert page.locator("#topic").is_hidden()
        assert seen.complaints == []


# Narrow screens


@pytest.mark.parametrize("name", ["map", "timeline", "brief"])
def test_long_names_wrap_on_a_narrow_screen(browser: Browser, folder: Path, name: str) -> None:
    wide = """[document.documentElement.scrollWidth, [...document.querySelectorAll('body *')].filter((one) =>
        !one.closest('svg, .unseen, .strip, .plot, .table, .skip, thead, #map') && one.getBoundingClientRect().right > 320.5)
        .map((one) => one.outerHTML.slice(0, 60))]"""
    with visit(browser, folder / f"long-{name}.html", "phone") as seen:
        seen.page.set_viewport_size({"width": 320, "height": 640})
        for link in ("#", "#s-charge", "#chosen=n:port", "#chosen=e:n:mayor>n:port>accuses"):
            seen.page.evaluate("(link) => (location.hash = link)", link)
            seen.settle()
            assert seen.page.evaluate(wide) == [320, []], link
            if name == "brief":
                break
        assert seen.complaints == []


# A brief stays short


def test_a_long_brief_is_cut_and_lays_out_only_what_is_in_sight(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.site.brief.html.TOTAL", 2500)
    path = tmp_path / "brief.html"
    path.write_text(html(dense(), "Dense"), encoding="utf-8")
    with visit(browser, path) as seen:
        page = seen.page
        assert page.locator("details a").count() <= 2500
        assert "for the other" in str(page.locator("main").text_content())
        assert page.evaluate(SKIPPED) > 5
        last = page.locator("dt").last.get_attribute("id")
        page.goto(f"{path.as_uri()}#{last}")
        seen.settle()
        box = page.locator("dt:target").bounding_box()
        assert box
        assert 0 <= box["y"] < 900
        assert seen.complaints == []
