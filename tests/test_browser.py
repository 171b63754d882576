"""The map in a real browser: it draws, it answers clicks and keys, and it asks the network for nothing.

Uses the system's Chromium. Without one, the tests say so and are left out, unless KG_REQUIRE=all asks for everything.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import harbour
import pytest
import quarrel as invented
from browsing import PAINTED, SIZES, Seen, visit

from kg.page.map import map_page

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
ORGANISATION, MEDIA = "77,133,130", "160,106,141"
FOCUSED: Final = """() => {
    const here = document.activeElement;
    const row = here.closest('tr');
    const seen = here.matches('.views input') ? here.parentElement : here;
    return [here.id || here.value || here.textContent, getComputedStyle(seen).outlineStyle, row ? row.id.slice(2) : ''];
}"""
"""What has the focus, how it is outlined, and the statement in whose row it is."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("maps")


@pytest.fixture(scope="module")
def quarrel(folder: Path) -> Path:
    path = folder / "quarrel.html"
    path.write_text(map_page(invented.corpus(), title="A quarrel"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shipped(folder: Path) -> Path:
    path = folder / "shipped.html"
    path.write_text(map_page(harbour.shipped(), title="Shipped"), encoding="utf-8")
    return path


def heading(seen: Seen) -> str:
    return seen.page.locator("#panel h2").inner_text()


def drawn_rows(seen: Seen) -> list[str]:
    """The statements whose rows the table shows."""
    rows = seen.page.locator("#record tr.told:visible")
    return [str(row.get_attribute("id"))[2:] for row in rows.all()]


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


# Clicking


def test_a_row_of_the_table_leads_to_the_statement_with_all_that_is_known_of_it(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        seen.page.locator("#s-charge .show").click()
        seen.settle()
        cards = seen.page.locator("#panel .card")
        assert cards.count() == 1
        text = cards.inner_text()
        parts = (
            "The mayor|Mayor of Alba|side: Alba|accuses|The port|3 May 2016|Alleged The port takes double tolls.|Named a sum.|"
            "Certainty: put as possible.|Independent origins: none known, from 1 report.|double tolls|page 1|"
            "This source differs: names the speaker as the mayor's office; dates it 2016|Called it a tale.|Showed the bills."
        )
        for part in parts.split("|"):
            assert part in text, part
        assert cards.locator("ol.answers > li > ol.answers > li.told").inner_text().startswith("The mayor")
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
        assert "No answer recorded." in seen.panel()


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


@pytest.mark.parametrize(
    ("control", "value", "left"),
    [
        ("topic", "tolls", {"charge"}),
        ("topic", "fog", {"other", "alone"}),
        ("side", "alba", {"charge", "counter"}),
        ("certainty", "possible", {"charge"}),
        ("answered", "yes", {"charge", "counter"}),
        ("answered", "no", {"other", "late", "counter"}),
    ],
)
def test_filters_leave_what_meets_them(browser: Browser, quarrel: Path, control: str, value: str, left: set[str]) -> None:
    with visit(browser, quarrel) as seen:
        before = seen.picture()
        seen.page.select_option(f"#{control}", value)
        seen.settle()
        assert set(drawn_rows(seen)) == left
        assert seen.picture() != before
        assert "The filters leave" in seen.panel()
        seen.page.get_by_role("button", name="Clear filters").click()
        seen.settle()
        assert seen.picture() == before
        assert seen.complaints == []


@pytest.mark.parametrize(
    ("window", "left"),
    [
        (("2016-06-01", "2016-06-30"), {"charge", "counter", "late"}),
        (("2016-08-01", ""), {"other", "alone", "late"}),
        (("2019-12-01", ""), {"other", "late"}),
        (("2017-01-01", "2017-12-31"), {"late"}),
        (("", "2016-05-31"), {"charge", "late"}),
        (("2020-02-01", ""), set()),
    ],
)
def test_the_slider_takes_uncertain_dates_as_spans(
    browser: Browser, quarrel: Path, window: tuple[str, str], left: set[str]
) -> None:
    with visit(browser, quarrel, link=f"#from={window[0]}&to={window[1]}") as seen:
        assert set(drawn_rows(seen)) == left
        seen.page.uncheck("#undated")
        seen.settle()
        assert set(drawn_rows(seen)) == left - {"late"}


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
        assert set(drawn_rows(seen)) == {"charge", "counter", "late"}
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
        page.wait_for_function("scrollY > 0")
        assert page.locator("#hint.shown").count() == 1
        assert seen.picture() == before


# The table, paper, pictures, no script


def test_the_table_sorts_by_every_heading(browser: Browser, quarrel: Path) -> None:
    with visit(browser, quarrel) as seen:
        headings = seen.page.locator("#record table").first.locator("th")
        assert headings.first.get_attribute("aria-sort") == "ascending"
        assert drawn_rows(seen)[:4] == ["charge", "counter", "other", "late"]
        expected = {0: "late", 1: "late", 2: "other", 3: "charge"}
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
        assert abs(height - shown["height"] * 2 - 300) <= 2
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
            "No answer recorded.",
        ):
            assert part in text
        for hidden in ("#map", "#panel", "#search", "#topic"):
            assert seen.page.locator(hidden).is_hidden()
        assert seen.page.get_by_role("table").count() == 2
        assert seen.page.get_by_role("table").first.get_by_role("row").count() == 5


# For everyone


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, shipped: Path, size: str, scheme: Any) -> None:
    with visit(browser, shipped, size, color_scheme=scheme) as seen:
        assert seen.serious() == []
        seen.page.evaluate("location.hash = '#chosen=s:nicholson-arms-2017-04&topic=arms-supply'")
        seen.settle()
        assert "weapons" in seen.panel()
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
