"""The map in a real browser: it draws, it answers clicks and keys, and it asks the network for nothing.

Uses the system's Chromium. Without one, the tests say so and are left out, unless KG_REQUIRE=all asks for everything.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import harbour
import pytest
import quarrel as quarrel_world
from browsing import PAINTED, SIZES, drawn_rows, heading, visit
from made import made

from kg.corpus.corpus import Corpus
from kg.model.records import Actor, Statement
from kg.site import exchanges
from kg.site.map.page import map_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CENTRE: Final = """(wanted) => {
    const canvas = document.querySelector('#map canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const found = [];
    for (let i = 0; i < data.length; i += 4) {
        if (`${data[i]},${data[i + 1]},${data[i + 2]}` === wanted) found.push([(i / 4) % width, Math.floor(i / 4 / width)]);
    }
    const box = canvas.getBoundingClientRect();
    const mean = (axis) => found.reduce((sum, at) => sum + at[axis], 0) / found.length;
    return [box.left + mean(0) * box.width / canvas.width, box.top + mean(1) * box.height / canvas.height];
}"""
"""Where on the screen the middle of all that is painted in one colour lies."""
WRITTEN: Final = """() => {
    window.written = [];
    const kept = CanvasRenderingContext2D.prototype.fillText;
    let bold = false;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
        const begins = this.textAlign === 'left' && this.font.startsWith('650');
        if (begins && !bold) window.written.push([]);
        if (this.textAlign === 'left') window.written.at(-1)?.push(text);
        bold = begins;
        kept.call(this, text, ...at);
    };
}"""
"""Keeps the lines of every box that is drawn from now on."""
ORGANISATION, MEDIA = "77,133,130", "160,106,141"
FOCUSED: Final = """() => {
    const here = document.activeElement;
    const row = here.closest('tr');
    const seen = here.matches('.views input') ? here.parentElement : here;
    return [here.id || here.value || here.textContent, getComputedStyle(seen).outlineStyle, row ? row.id.slice(2) : ''];
}"""
"""What has the focus, how it is outlined, and the statement in whose row it is."""


# Drawing, and nothing else


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_drawn_and_asks_for_nothing(browser: Browser, quarrel: Path, size: str, scheme: Any) -> None:
    with visit(browser, quarrel, size, color_scheme=scheme) as seen:
        assert seen.page.evaluate(PAINTED) > 20
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (seen.requests, seen.complaints) == ([quarrel.as_uri()], [])


@pytest.mark.parametrize("view", ["actor", "side", "answers"])
def test_the_shipped_claims_are_drawn_in_every_view_without_a_reload(browser: Browser, shipped: Path, view: str) -> None:
    with visit(browser, shipped) as seen:
        before = seen.picture()
        seen.page.locator(f"#views label:has([value={view}])").click()
        seen.settle()
        assert seen.page.evaluate(PAINTED) > 100
        assert (seen.picture() == before) == (view == "actor")
        seen.page.locator("#panel .list button").first.click()
        seen.settle()
        assert "Accused in" in seen.panel()
        assert (seen.requests, seen.complaints) == ([shipped.as_uri()], [])


def quiet() -> Corpus:
    """The invented quarrel, whose accusations are told in nobody's words: only the answers are."""
    corpus = quarrel_world.corpus()
    statements = {
        id_: dataclasses.replace(one, says=None) if one.act == "accuses" else one for id_, one in corpus.statements.items()
    }
    return dataclasses.replace(corpus, statements=statements)


@pytest.mark.parametrize("world", [harbour.shipped, quiet])
def test_every_box_says_what_its_own_statement_says(browser: Browser, world: Callable[[], Corpus], tmp_path: Path) -> None:
    """Never the words of an answer that is told in the same row: a wrong attribution is the worst of faults."""
    told: list[str] = []
    page = tmp_path / "map.html"
    page.write_text(map_page(world(), title="Boxes"), encoding="utf-8")
    for one in everything_told(exchanges.record(world())):
        who = ", ".join(speaker.name for speaker in one.speakers) or "Somebody unnamed"
        told.append(bare(f"{who} {one.attribution} {one.verb} {one.whom} {one.says or ''} {' '.join(one.marks)} {one.when}"))
    with visit(browser, page) as seen:
        seen.page.evaluate(WRITTEN)
        seen.page.locator("#views label:has([value=answers])").click()
        seen.page.locator("#whole").click()
        seen.settle()
        boxes = seen.page.evaluate("window.written")
    assert len(boxes) > 5
    for box in boxes:
        parts = map(re.escape, (part for line in box for part in bare(line).partition("…") if part))
        whole = re.compile("".join(parts).replace("…", ".*"))
        assert any(map(whole.fullmatch, told)), box
    assert sum("…" not in "".join(box) for box in boxes) > 2


def everything_told(record: exchanges.Record) -> Iterator[exchanges.Exchange]:
    todo: list[exchanges.Exchange | exchanges.Mention] = [*record.all]
    while todo:
        one = todo.pop()
        if isinstance(one, exchanges.Exchange):
            yield one
            todo += one.below


def bare(text: str) -> str:
    """The text without its spaces, which differ where lines end."""
    return "".join(text.split())


def test_nothing_of_the_page_is_global_but_the_library(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        found = seen.page.evaluate(
            """() => {
                const frame = document.createElement('iframe');
                document.body.append(frame);
                const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
                return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^\\d+$/.test(name));
            }"""
        )
        library, driver = {"vis", "regeneratorRuntime", "__core-js_shared__"}, {"__playwright__binding__"}
        assert {"vis"} <= set(found) <= library | driver
        assert seen.page.evaluate("typeof state + typeof scenes + typeof drawing") == "undefined" * 3


def test_the_policy_is_in_force(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        seen.page.evaluate(
            """() => {
                const script = document.createElement('script');
                script.textContent = "document.title = 'hacked'";
                document.body.append(script, Object.assign(new Image(), { src: 'https://example.org/x.png' }));
                document.body.insertAdjacentHTML('beforeend', '<p style="color: red" onclick="1">');
            }"""
        )
        seen.page.wait_for_timeout(200)
        assert seen.page.title() != "hacked"
        assert len(seen.complaints) >= 3
        assert all("Content Security Policy" in text for text in seen.complaints)


# A map too large to be read at once


def large() -> Corpus:
    """Eight groups of seventy who accuse each other, and now and then someone of another group."""
    chances = random.Random(4)  # noqa: S311 - not for secrets
    statements: dict[str, Statement] = {}
    for i in range(560):
        for k in range(4):
            group = i // 70 if k else chances.randrange(8)
            other = group * 70 + chances.randrange(70)
            id_ = f"c-{i}-{k}"
            said = {"speaker": f"p-{i}", "date": f"20{10 + k}", "against": f"p-{other}", "says": f"Spoke of rope {i}."}
            statements[id_] = made(Statement, id_, act="accuses", **said)
    actors = {f"p-{i}": made(Actor, f"p-{i}", name=f"Person {i}", type="person") for i in range(560)}
    return Corpus(actors=actors, statements=statements)


def test_a_large_map_opens_on_its_communities_and_unfolds(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(map_page(large(), title="Large"), encoding="utf-8")
    count = """() => {
        const { fill } = CanvasRenderingContext2D.prototype;
        window.filled = 0;
        CanvasRenderingContext2D.prototype.fill = function (...given) { window.filled += 1; return fill.apply(this, given); };
        document.getElementById('closer').click();
    }"""
    with visit(browser, path) as seen:
        page = seen.page
        assert page.locator("#record tr.entry").count() == 560 * 4
        assert "Groups that accuse and answer each other most" in seen.panel()
        page.evaluate(count)
        seen.settle()
        assert 8 < page.evaluate("filled") < 560
        page.locator("#panel .list button").first.click()
        seen.settle()
        page.locator("#panel").get_by_role("button", name="Open this group").click()
        seen.settle()
        assert "others" in page.locator("#around").inner_text()
        members = page.locator("#panel .list button").count()
        assert 60 < members < 80
        assert f"{members} actors" in seen.panel()
        page.click("#unaround")
        page.fill("#search", "rope 345.")  # each word begins one: 345 and 3450 to 3459
        seen.settle()
        assert "10 statements" in seen.panel()
        page.fill("#search", "person 345")
        seen.settle()
        page.locator("#panel").get_by_role("button", name="Person 345", exact=True).click()
        seen.settle()
        page.locator("#panel").get_by_role("button", name="Only Person 345 and those around").click()
        seen.settle()
        assert page.locator("#around").inner_text() == "Around Person 345"
        page.locator("#s-c-559-3 .show").evaluate("(button) => button.click()")
        seen.settle()
        assert "Spoke of rope 559." in seen.panel()
        assert (seen.requests, seen.complaints) == ([path.as_uri()], [])


# Clicking


def test_a_row_of_the_table_leads_to_the_statement_with_all_that_is_known_of_it(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        seen.page.locator("#s-charge .show").click()
        seen.settle()
        cards = seen.page.locator("#panel .card")
        assert cards.count() == 1
        text = cards.inner_text()
        parts = (
            "The mayor|Mayor of Alba|side: Alba|accuses|The port|3 May 2016|Puts forward The port takes double tolls.|"
            "Named a sum.|Certainty: put as possible.|Independent origins: none known, from 1 report.|double tolls|page 1|"
            "This source differs: names the speaker as the mayor's office; dates it 2016|Called it a tale.|Showed the bills."
        )
        for part in parts.split("|"):
            assert part in text, part
        assert cards.locator("ol.answers > li > ol.answers > li.entry").inner_text().startswith("The mayor")
        link = cards.get_by_role("link", name="The Gazette, “A day at the harbour”").first
        assert (link.get_attribute("href"), link.get_attribute("rel")) == (
            "https://example.org/s",
            "noopener noreferrer nofollow",
        )
        seen.page.locator("#s-alone .show").click()
        seen.settle()
        assert "Saw no fog." in seen.panel()
        seen.page.locator("#s-other .show").click()
        seen.settle()
        assert "Answer: denied elsewhere (only the allegation)." in seen.panel()


def test_an_answer_says_what_it_answers(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel, link="#s-denial") as seen:
        assert "In answer to\n\nThe mayor accuses The port 3 May 2016" in seen.panel()
        seen.page.locator("#panel .list button").first.click()
        seen.settle()
        assert "Named a sum." in seen.panel()


def test_an_actor_and_an_arrow_on_the_map_can_be_clicked(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        seen.page.mouse.click(*seen.page.evaluate(CENTRE, ORGANISATION))
        seen.settle()
        assert heading(seen) == "The port"
        assert "Accused in 2 statements" in seen.panel()
        seen.page.locator("#panel .back").click()
        seen.settle()
        x, y = seen.page.evaluate(CENTRE, MEDIA)
        seen.page.mouse.click(x + 60, y)
        seen.settle()
        assert heading(seen) == "The Gazette accuses Borva"
        box = seen.page.locator("#map").bounding_box()
        assert box
        seen.page.mouse.click(box["x"] + 5, box["y"] + 5)
        seen.settle()
        assert heading(seen) == "Who accuses whom"
        assert seen.complaints == []


def test_one_exchange_and_one_actor_are_drawn_alone_and_left_again(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel, link="#s-denial") as seen:
        seen.page.get_by_role("button", name="Draw this exchange").click()
        seen.settle()
        assert seen.page.locator("#around").inner_text() == "One exchange, 4 statements"
        assert set(drawn_rows(seen)) == {"charge", "counter"}
        seen.page.get_by_role("button", name="Show all").click()
        seen.settle()
        assert len(drawn_rows(seen)) == 5
        seen.page.get_by_label("Actors").check(force=True)
        seen.settle()
        seen.page.mouse.click(*seen.page.evaluate(CENTRE, MEDIA))
        seen.settle()
        seen.page.get_by_role("button", name="Only The Gazette and those around").click()
        seen.settle()
        assert seen.page.locator("#around").inner_text() == "Around The Gazette"
        assert drawn_rows(seen) == ["other"]
        seen.page.go_back()
        seen.settle()
        assert seen.page.locator("#around").is_hidden()
        assert heading(seen) == "The Gazette"


# The keyboard alone


def test_every_control_is_within_reach_of_the_keyboard_and_shows_its_focus(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        reached: list[str] = []
        while "charge" not in reached:
            page.keyboard.press("Tab")
            name, outline, statement = page.evaluate(FOCUSED)
            assert outline != "none", name
            assert len(reached) < 80
            reached += [statement] if statement else [name]
            if name.startswith("All "):
                page.keyboard.press("Enter")
                page.locator("#panel details .list").first.wait_for()
        controls = "actor search theme topic side certainty answered from to undated map closer further whole copy png"
        assert {*controls.split(), "accuses", "denies", "rebuts"} < set(reached)
        assert {"The port2", "The mayor accuses The port1", "The mayor rebuts what The port said1", "The Gazette"} < set(reached)


def test_the_keyboard_alone_chooses_moves_filters_and_sorts(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        page = seen.page
        page.get_by_role("button", name="The mayor accuses The port").first.focus()
        page.keyboard.press("Enter")
        seen.settle()
        assert "Showed the bills." in seen.panel()
        assert page.evaluate("document.activeElement.id") == "panel"
        page.locator("#map").focus()
        before = seen.picture()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("+")
        seen.settle()
        assert seen.picture() != before
        page.keyboard.press("Escape")
        seen.settle()
        assert heading(seen) == "Who accuses whom"
        page.locator("#views input:checked").focus()
        page.keyboard.press("ArrowRight")
        seen.settle()
        assert page.locator("#views input:checked").get_attribute("value") == "side"
        page.locator("#from").focus()
        for _ in range(20):
            page.keyboard.press("ArrowRight")
        seen.settle()
        assert "charge" not in drawn_rows(seen)
        page.keyboard.press("Home")
        page.locator("#record th button").first.focus()
        page.keyboard.press("Enter")
        seen.settle()
        assert page.locator("#record th").first.get_attribute("aria-sort") == "descending"
        assert seen.complaints == []
