"""The map in a real browser: it draws, it answers clicks and keys, it asks the network for nothing, and nothing hostile runs.

Uses the system's Chromium. Without one, the tests say so and are left out, unless KG_REQUIRE=all asks for everything.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import harbour
import pytest
from made import made

from kg.corpus.corpus import Corpus
from kg.model.records import Actor, Allegation, Dataset, Report, Source, Statement
from kg.page.map import map_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SIZES: Final = {"desk": (1400, 900), "tablet": (820, 1100), "phone": (390, 844)}
ATTACKS: Final = (
    "<img src=x onerror=\"document.title='hacked'\">",
    "</script><script>document.title='hacked'</script>",
    "<svg onload=\"document.title='hacked'\">",
    "javascript:document.title='hacked'",
    "{{constructor.constructor('document.title=\"hacked\"')()}}",
    "\"'><iframe srcdoc='<script>top.document.title=1</script>'>",
    "<!--\u2028<style>*{display:none}</style>",
)
PAINTED: Final = """() => {
    const canvas = document.querySelector('#map canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const data = copy.getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return colours.size;
}"""
"""How many colours there are on the map."""
CHOOSE_ALL: Final = """async () => {
    const panel = document.getElementById('panel');
    const all = () => [...panel.querySelectorAll('.list button')];
    const open = async () => {
        panel.querySelector('summary').click();
        while (!panel.querySelector('details .list')) await new Promise(requestAnimationFrame);
    };
    await open();
    const found = [];
    for (let i = 0; i < all().length; i += 1) {
        all()[i].click();
        found.push(panel.innerText);
        panel.querySelector('.back').click();
        await open();
    }
    return found;
}"""
"""Chooses every actor and every arrow in turn; what the panel says each time."""


FOCUSED: Final = """() => {
    const here = document.activeElement;
    const row = here.closest('tr');
    return [here.id || here.value || here.textContent, getComputedStyle(here).outlineStyle, row ? row.id.slice(2) : ''];
}"""
"""What has the focus, how it is outlined, and the statement in whose row it is."""


@dataclass
class Seen:
    """An open page and all that it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()

    def at(self, node: int) -> tuple[float, float]:
        """Where a node is on the screen while the whole map is shown, by the page's own rule for that."""
        x, y = self.page.evaluate(
            """(id) => {
                const { views } = JSON.parse(document.getElementById('data').textContent);
                const [left, top, right, bottom] = views.actor.bounds;
                const box = document.getElementById('map').getBoundingClientRect();
                const scale = Math.min(1.15, (box.width - 56) / (right - left), (box.height - 56) / (bottom - top));
                const { x, y } = views.actor.nodes[id];
                return [box.left + box.width / 2 + (x - (left + right) / 2) * scale,
                        box.top + box.height / 2 + (y - (top + bottom) / 2) * scale];
            }""",
            node,
        )
        return float(x), float(y)

    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("JSON.parse(document.getElementById('data').textContent).views.actor")
        return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    where = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if where is None:
        if os.environ.get("KG_REQUIRE") == "all":
            pytest.fail("no Chromium on this machine, and KG_REQUIRE=all: apt-get install chromium")
        pytest.skip("browser tests left out: no Chromium on this machine (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=where, args=flags)
        yield found
        found.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("maps")


@pytest.fixture(scope="module")
def quarrel(folder: Path) -> Path:
    """The map of a quarrel: one charge with an answer that is answered, one without, and a remark that stands alone."""
    path = folder / "quarrel.html"
    path.write_text(map_page(exchange("The mayor", "The port", "A denial", "A rebuttal"), title="A quarrel"), encoding="utf-8")
    return path


def exchange(accuser: str, accused: str, denial: str, rebuttal: str) -> Corpus:
    """An exchange whose free text is all given."""
    actors = {
        "a": made(Actor, "a", name=accuser, type="person"),
        "b": made(Actor, "b", name=accused, type="state"),
        "c": made(Actor, "c", name=f"{accused} C", type="media"),
    }
    report = made(Report, source="s", at=denial, quote=[denial[:60]], named=accuser, says=rebuttal)
    statements = {
        "charge": made(
            Statement, "charge", act="accuses", speaker="a", date="2016-05", allegation="x", says=accuser, certainty="possible"
        ),
        "denial": made(Statement, "denial", act="denies", speaker="b", date="2016-06", answers="charge", says=denial),
        "rebuttal": made(Statement, "rebuttal", act="rebuts", speaker="a", date="2016-07", answers="denial", says=rebuttal),
        "other": made(Statement, "other", act="accuses", speaker="c", date="2016-08", against="b", says=f"{accused} other"),
        "alone": made(Statement, "alone", act="denies", speaker="c", date="2016-09", allegation="x", says=f"{denial} alone"),
    }
    return Corpus(
        actors=actors,
        sources={"s": made(Source, "s", title=denial, publisher=accuser, url="https://example.org/s", date="2017")},
        allegations={"x": made(Allegation, "x", text=f"{accused} alleged", accused="b")},
        statements={id_: dataclasses.replace(s, reports=(report,)) for id_, s in statements.items()},
        dataset=made(Dataset, title=accuser, curators=[denial], license=rebuttal),
    )


def visit(browser: Browser, path: Path, size: str = "desk", **context: Any) -> Seen:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, **context)
    seen = Seen(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    page.goto(path.as_uri())
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return seen


@pytest.mark.parametrize("size", SIZES)
def test_the_map_is_drawn_and_asks_for_nothing(browser: Browser, quarrel: Path, size: str) -> None:
    seen = visit(browser, quarrel, size)
    assert seen.page.evaluate(PAINTED) > 20
    assert seen.requests == [quarrel.as_uri()]
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.page.close()


def test_the_shipped_map_is_drawn(browser: Browser, folder: Path) -> None:
    path = folder / "shipped.html"
    path.write_text(map_page(harbour.shipped(), title="Shipped"), encoding="utf-8")
    seen = visit(browser, path)
    assert seen.page.evaluate(PAINTED) > 100
    seen.page.get_by_label("Sides").check()
    seen.page.locator("#panel .list button").first.click()
    assert "Accused in" in seen.panel()
    assert (seen.requests, seen.complaints) == ([path.as_uri()], [])
    seen.page.close()


def test_the_policy_is_in_force(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel)
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
    seen.page.close()


def test_a_row_of_the_table_leads_to_its_answers(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel)
    seen.page.locator("#s-charge .show").click()
    cards = seen.page.locator("#panel .card")
    assert cards.count() == 1
    text = cards.inner_text()
    for part in (
        "The mayor",
        "accuses",
        "The port",
        "May 2016",
        "Alleged The port alleged",
        "put as possible",
        "A denial",
        "A rebuttal",
    ):
        assert part in text
    assert cards.locator("ol.answers > li.told > ol.answers > li.told").inner_text().startswith("The mayor")
    link = cards.get_by_role("link", name="The mayor, “A denial”").first
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://example.org/s", "noopener noreferrer nofollow")
    seen.page.locator("#s-alone .show").click()
    assert "A denial alone" in seen.panel()
    seen.page.locator("#s-other .show").click()
    assert "No answer recorded." in seen.panel()
    seen.page.close()


def test_an_actor_and_an_arrow_on_the_map_can_be_clicked(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel)
    data = seen.data()
    port = next(node["id"] for node in data["nodes"] if node["label"] == "The port")
    seen.page.mouse.click(*seen.at(port))
    assert seen.page.locator("#panel h2").inner_text() == "The port"
    assert "Accused in 2 statements" in seen.panel()
    (straight,) = [edge for edge in data["edges"] if not edge["smooth"]]
    (ax, ay), (bx, by) = seen.at(straight["from"]), seen.at(straight["to"])
    seen.page.mouse.click((ax + bx) / 2, (ay + by) / 2)
    assert seen.page.locator("#panel h2").inner_text() == "The port C accuses The port"
    box = seen.page.locator("#map").bounding_box()
    assert box
    seen.page.mouse.click(box["x"] + 5, box["y"] + 5)
    assert seen.page.locator("#panel h2").inner_text() == "Who accuses whom"
    assert seen.complaints == []
    seen.page.close()


def test_every_actor_and_arrow_is_within_reach_of_the_keyboard(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel)
    page = seen.page
    reached: list[str] = []
    while "charge" not in reached:
        page.keyboard.press("Tab")
        name, outline, statement = page.evaluate(FOCUSED)
        assert outline != "none", name
        assert len(reached) < 60
        reached += [statement] if statement else [name]
        if name.startswith("All "):
            page.keyboard.press("Enter")
            page.locator("#panel details .list").first.wait_for()
    assert {"search", "map", "closer", "further", "whole", "accuses", "denies", "rebuts"} < set(reached)
    assert {"The port2", "The mayor accuses The port1", "The mayor rebuts what The port said1", "The port C"} < set(reached)
    page.get_by_role("button", name="The mayor accuses The port").first.focus()
    page.keyboard.press("Enter")
    assert "A rebuttal" in seen.panel()
    assert page.evaluate("document.activeElement.id") == "panel"
    page.locator("#map").focus()
    before = page.evaluate("document.querySelector('#map canvas').toDataURL()")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("+")
    page.wait_for_timeout(100)
    assert page.evaluate("document.querySelector('#map canvas').toDataURL()") != before
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Who accuses whom"
    page.close()


def test_the_search_and_the_legend_narrow_the_map(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel)
    page = seen.page
    page.fill("#search", "A denial alone")
    assert page.locator("#record tr.told:visible").count() == 1
    assert "1 row of the table" in seen.panel()
    page.fill("#search", "port c")
    assert page.get_by_role("button", name="The port C", exact=True).count() == 1
    page.fill("#search", "show on the map")
    assert page.locator("#record tr.told:visible").count() == 0
    page.fill("#search", "")
    assert page.locator("#record tr.told:visible").count() == 3
    before = page.evaluate(PAINTED)
    for kind in ("accuses", "denies", "rebuts"):
        page.locator(f"#acts input[value={kind}]").uncheck()
    page.wait_for_timeout(100)
    assert page.evaluate(PAINTED) < before
    assert seen.complaints == []
    page.close()


def test_plain_turns_of_the_wheel_are_left_to_the_page(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel)
    page = seen.page
    page.mouse.move(400, 400)
    before = page.evaluate("document.querySelector('#map canvas').toDataURL()")
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 0")
    assert page.locator("#hint.shown").count() == 1
    assert page.evaluate("document.querySelector('#map canvas').toDataURL()") == before
    page.close()


def test_without_script_the_table_says_it_all(browser: Browser, quarrel: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(quarrel.as_uri())
    text = page.locator("body").inner_text()
    for part in ("The mayor", "accuses", "The port alleged", "A denial", "A rebuttal", "A denial alone", "No answer recorded."):
        assert part in text
    assert page.locator("#map").is_hidden()
    assert page.get_by_role("table").count() == 2
    assert page.get_by_role("table").first.get_by_role("row").count() == 3
    context.close()


def test_dark_is_dark(browser: Browser, quarrel: Path) -> None:
    seen = visit(browser, quarrel, color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    assert max(map(int, seen.page.evaluate(background)[4:-1].split(","))) < 60
    seen.page.emulate_media(color_scheme="light")
    assert min(map(int, seen.page.evaluate(background)[4:-1].split(","))) > 200
    assert seen.complaints == []
    seen.page.close()


@pytest.mark.parametrize("attacks", [ATTACKS[:4], ATTACKS[-4:]])
def test_hostile_text_is_shown_and_never_runs(browser: Browser, folder: Path, attacks: tuple[str, str, str, str]) -> None:
    path = folder / "hostile.html"
    path.write_text(map_page(exchange(*attacks), title=attacks[0]), encoding="utf-8")
    seen = visit(browser, path)
    page = seen.page
    texts = page.evaluate(CHOOSE_ALL)
    assert len(texts) > 7
    assert all(any(attack[:4] in text for text in texts) for attack in attacks)
    for edge in seen.data()["edges"][:2]:
        (ax, ay), (bx, by) = seen.at(edge["from"]), seen.at(edge["to"])
        for share in (0, 0.5, 1):
            page.mouse.move(ax + (bx - ax) * share, ay + (by - ay) * share)
            page.wait_for_timeout(150)
    page.fill("#search", attacks[1])
    assert page.evaluate("document.querySelectorAll('iframe, img, object, body style, body svg:not([aria-hidden])').length") == 0
    assert page.title() not in {"hacked", "1"}
    assert (seen.requests, seen.complaints) == ([path.as_uri()], [])
    page.close()
