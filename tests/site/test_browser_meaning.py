"""The map and the timeline of the pump affair in a browser: counts, marks, words of others, findings, periods."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pumps
import pytest
from browsing import visit

from kg.site.map.page import map_page
from kg.site.timeline.page import timeline_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pumps")
    (folder / "map.html").write_text(map_page(pumps.corpus(), title="Pumps"), encoding="utf-8")
    (folder / "timeline.html").write_text(timeline_page(pumps.corpus(), title="Pumps"), encoding="utf-8")
    return folder


def test_the_map_counts_apart_what_was_retracted_and_names_its_units(browser: Browser, pages: Path) -> None:
    with visit(browser, pages / "map.html", link="#view=side") as seen:
        assert "5 sides and actors without one, 3–4 accusations · 1 retracted" in seen.page.locator("header").inner_text()
        panel = " ".join(seen.panel().split())
        assert "A side is whom a statement counts for" in panel
        assert "Most often accused, in statements Acme Pumps 3–4 Rival Valves 0 · 1 retracted" in panel
        seen.page.select_option("#answered", "3")
        seen.settle()
        assert (
            "2 sides and actors without one, 1 accusation (looked for but not found: 1)"
            in seen.page.locator("header").inner_text()
        )
        assert seen.complaints == []


def test_what_others_alone_report_has_an_arrow_of_its_own_and_what_is_disputed_none(browser: Browser, pages: Path) -> None:
    with visit(browser, pages / "map.html", link="#view=side&chosen=e:n:rival>n:acme>attributed") as seen:
        assert "Rival Valves is said by Eva Lund to have accused Acme Pumps" in seen.panel()
        assert "(translated by Bo Kern)" in seen.panel()
    with visit(browser, pages / "map.html", link="#view=side&chosen=e:n:acme>n:rival>accuses") as seen:
        panel = seen.panel()
        assert "0 statements · 1 retracted" in panel
        assert "Not counted: the alleged speaker denies having said it" in panel
        assert "is said by Eva Lund to have accused Rival Valves" in panel
    with visit(browser, pages / "map.html", link="#chosen=n:ceo") as seen:
        headings = seen.page.locator("#panel h3").all_inner_texts()
        assert "Known only on the word of others" in headings
        assert not any(heading.startswith("Accuses") for heading in headings)


def test_findings_are_in_the_panel_of_whom_they_are_about(browser: Browser, pages: Path) -> None:
    with visit(browser, pages / "map.html", link="#view=side&chosen=n:acme") as seen:
        assert "Findings on allegations about it; none is an accusation" in seen.panel()
        seen.page.locator("#panel .list button", has_text="found to be so").click()
        seen.settle()
        assert "High Court" in seen.panel()
        assert "Court of Appeal" in seen.panel()
        assert seen.page.locator("#panel .act.finds").first.inner_text() == "upholds an allegation"


def test_the_head_and_the_panel_follow_a_period(browser: Browser, pages: Path) -> None:
    with visit(browser, pages / "map.html", link="#from=2024-04-01&to=2024-04-30") as seen:
        assert "The filters leave 1 statement of 15." in seen.panel()
        assert "0–1 accusations (not looked for: 0–1)" in seen.page.locator("header").inner_text()
        seen.page.check("#perhaps")
        seen.settle()
        assert "The filters leave 1 statement of 15, and 1 that may lie in the period, drawn pale." in seen.panel()


def test_trees_of_answers_mark_what_was_retracted(browser: Browser, pages: Path) -> None:
    with visit(browser, pages / "map.html", link="#view=answers") as seen:
        seen.settle()
        assert seen.page.locator("#s-s1 [data-entry='s3'] .mark").inner_text() == "retracted 3 February 2024"
        assert seen.complaints == []


def test_marks_on_the_timeline_look_as_they_count(browser: Browser, pages: Path) -> None:
    with visit(browser, pages / "timeline.html") as seen:
        page = seen.page
        states = {
            state: page.locator(f"a.mark.{state}").evaluate_all("(marks) => marks.map((mark) => mark.dataset.ids)")
            for state in ("retracted", "disputed", "attributed", "finds", "retracts", "corrects")
        }
        assert states == {
            "retracted": ["s3"],
            "disputed": ["r1"],
            "attributed": ["r3"],
            "finds": ["f2", "f1"],
            "retracts": ["s4"],
            "corrects": ["c2"],
        }
        joined = page.locator("path.line").evaluate_all("(lines) => lines.map((one) => `${one.dataset.from} ${one.dataset.to}`)")
        assert {"s4 s3", "c2 c1", "f2 f1"} <= set(joined)
        page.evaluate("location.hash = 'from=2024-04-01&to=2024-04-30'")
        seen.settle()
        left = "[...document.querySelectorAll('a.mark:not(.out)')].map((mark) => mark.dataset.ids)"
        assert page.evaluate(left) == ["r3"]
        page.check("#perhaps")
        assert sorted(page.evaluate(left)) == ["c1", "r3"]
        assert page.locator("a.mark.perhaps").get_attribute("data-ids") == "c1"
        assert "1 of 15 statements, and 1 that may lie in the period." in str(page.locator("#caption").text_content())
        assert seen.complaints == []
