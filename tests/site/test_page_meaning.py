"""What pages make of the pump affair: who said it, what counts, what was retracted, decided, or known from others alone."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pumps
import pytest
from page_tree import Element, read

from kg.analysis.graph import accusations
from kg.corpus.affiliation import Span
from kg.corpus.counting import count
from kg.corpus.filters import Filter
from kg.site import arrows, summary
from kg.site.brief.html import html
from kg.site.brief.markdown import markdown
from kg.site.exchanges import record, shown
from kg.site.facts import MARKS, facts
from kg.site.map.page import map_page
from kg.site.map.picture import map_svg
from kg.site.timeline.lanes import lanes
from kg.site.timeline.page import timeline_page, timeline_svg


@pytest.fixture(scope="module")
def page() -> Element:
    return read(map_page(pumps.corpus(), title="Pumps"))


@pytest.fixture(scope="module")
def data(page: Element) -> dict[str, Any]:
    (block,) = page.find("script", type="application/json")
    loaded: dict[str, Any] = json.loads(block.text)
    return loaded


def row(page: Element, id_: str) -> str:
    (found,) = [e for e in page.all() if e.attributes.get("id") == f"s-{id_}"]
    return " ".join(found.text.split())


def test_arrows_are_accusations_that_somebody_made() -> None:
    corpus = pumps.corpus()
    drawn = {(a.source, a.target, a.kind): a.statements for a in arrows.arrows(accusations(corpus, level="side"))}
    assert drawn == {
        ("rival", "acme", "accuses"): ["s1"],
        ("elm", "acme", "accuses"): ["j"],
        ("ash", "acme", "accuses"): ["j"],
        ("gazette", "acme", "accuses"): ["g"],
        ("acme", "rival", "accuses"): ["s3"],
        ("acme", "rival", "denies"): ["s2"],
        ("rival", "acme", "attributed"): ["r3"],
    }


def test_findings_are_no_arrows_and_are_listed_with_whom_they_are_about(data: dict[str, Any]) -> None:
    for view in data["views"].values():
        assert not {"court", "appeal"} & {node["actor"] for node in view["nodes"]}
        acme = next(node for node in view["nodes"] if node["actor"] == "acme")
        ids = data["statements"]["ids"]
        assert [(words.partition(",")[0], ids[i]) for words, i in acme["findings"]] == [
            ("found to be so (“proven”)", "f1"),
            ("not proven", "f2"),
        ]


def test_the_head_counts_as_every_report_does(page: Element) -> None:
    corpus = pumps.corpus()
    said = summary.accusations(corpus, corpus.resolved)
    charges = [id_ for id_, r in corpus.resolved.items() if r.act == "accuses"]
    assert said.startswith(str(count(corpus, charges, unit="accusation")))
    assert said == (
        "3–4 accusations · 1 retracted (answered: 1; looked for but not found: 1; not looked for: 1–2 · 1 retracted), "
        "2 answers · 1 retracted"
    )
    assert said in " ".join(page.find("header")[0].text.split())


def test_each_statement_tells_how_it_counts() -> None:
    corpus = pumps.corpus()
    ids = ["s1", "s3", "r1", "r3"]
    found = facts(corpus, ids)
    assert [MARKS[mark] for mark in found["mark"]] == ["", "retracted", "disputed", "attributed"]
    assert found["tellers"] == ["", "", "Eva Lund", "Eva Lund"]


@pytest.mark.parametrize(
    ("id_", "parts"),
    [
        ("s1", "accuses Acme Pumps|Puts forward Acme dumps waste.|What became of the allegation: found to be so (“proven”)"),
        ("s2", "denies|Disputes the allegation above|not a drop (translation from Russian)|address found gone on 1 January 2025"),
        ("s3", "accuses Rival Valves retracted 3 February 2024|Later retracted 3 February 2024: Acme's press desk retracts"),
        ("f1", "High Court upholds an allegation “proven”|Finds on Acme dumps waste.|Court of Appeal"),
        ("j", "ElmAsh accuse Acme Pumps|Said jointly, in one utterance."),
        ("r1", "is said by Eva Lund to have accused Rival Valves utterance disputed|Is said to put forward Rival spies on Acme."),
        ("r2", "denies having said so"),
        ("r3", "is said by Eva Lund to have accused|it leaks like a sieve (translated by Bo Kern)|Answer: not looked for."),
        ("g", "Answer: looked for but not found, as of 1 August 2024."),
        ("c1", "asserts something corrected 1 June 2024|Eva Lund corrects"),
        ("e", "Acme PumpsRival Valves settle a dispute"),
        ("x", "apologizes to Elm"),
    ],
)
def test_a_row_says_who_said_it_and_what_became_of_it(page: Element, id_: str, parts: str) -> None:
    text = row(page, id_)
    for part in parts.split("|"):
        assert part in text


def test_a_page_holds_corrections_and_findings_once_each() -> None:
    corpus = pumps.corpus()
    assert shown(corpus) == set(corpus.resolved)
    found = record(corpus)
    assert [one.id for one in found.findings] == ["f1", "e", "x"]
    assert [one.id for one in found.others] == ["c1"]


def test_a_side_is_explained_where_sides_are_shown(page: Element) -> None:
    assert "A side is whom a statement counts for" in timeline_page(pumps.corpus(), title="Pumps")
    assert [(label.attributes.get("title") or "")[:6] for label in page.find("label") if "Sides" in label.text] == ["A side"]


def test_lanes_are_sides_of_any_kind_and_marks_say_what_holds() -> None:
    corpus = pumps.corpus()
    found = {lane.id: {mark.ids[0]: mark for mark in lane.marks} for lane in lanes(corpus, shown(corpus))}
    assert found.keys() == {"acme", "rival", "court", "appeal", "elm", ""}
    states = {id_: mark.state for lane in found.values() for id_, mark in lane.items() if mark.state}
    assert states == {"s3": "retracted", "r1": "disputed", "r3": "attributed"}
    assert found["acme"]["s4"].answers == ("s3",)
    assert found[""]["c2"].answers == ("c1",)
    assert found["appeal"]["f2"].answers == ("f1",)
    assert (found["court"]["f1"].kind, found["court"]["f1"].deed) == ("finds", "upholds an allegation")
    assert found["acme"]["r1"].deed == "is said to have accused Rival Valves"
    assert found["acme"]["s3"].title == "Acme's press desk accuses Rival Valves, 3 January 2024 · retracted 3 February 2024"


def test_pictures_say_the_same_in_their_legends() -> None:
    timeline = timeline_svg(pumps.corpus(), title="Pumps")
    for words in ("decides: a finding", "retracts own words", "retracted later", "known only on the word of others"):
        assert words in timeline
    drawn = map_svg(pumps.corpus(), title="Pumps")
    assert "Max Orlo is said by Eva Lund to have accused Acme Pumps" in drawn
    assert "is said by others to have said so" in drawn
    assert "Ida Falk is said" not in drawn


def test_the_brief_has_the_findings_and_marks_every_line() -> None:
    corpus = pumps.corpus()
    page = read(html(corpus, "Pumps"))
    (section,) = [e for e in page.find("section") if e.attributes.get("aria-labelledby") == "s--findings"]
    assert "found to be so (“proven”), by High Court, 2024-05-01; reversed by Court of Appeal" in section.text
    lines = markdown(corpus, "Pumps").splitlines()
    naming = [line for line in lines if "press desk accuses" in line]
    assert naming
    assert all("retracted 2024-02-03" in line for line in naming)
    assert "(translated by Bo Kern)" in page.text


def test_a_timeline_of_a_period_draws_paler_what_only_may_lie_in_it() -> None:
    april = Span(datetime.date(2024, 4, 1), datetime.date(2024, 4, 30))

    def marks(wanted: Filter) -> dict[str, str | None]:
        root = read(timeline_page(pumps.corpus(), title="Pumps", wanted=wanted))
        links = [link for link in root.find("a") if "mark" in (link.attributes.get("class") or "").split()]
        return {link.attributes["data-ids"] or "": link.attributes.get("opacity") for link in links}

    assert marks(Filter(within=april)) == {"r3": None}
    assert marks(Filter(within=april, maybe=True)) == {"r3": None, "c1": "0.45"}
