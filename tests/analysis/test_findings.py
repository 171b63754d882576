"""The table of findings: what it lists, how it is chosen from, its forms, and that no finding is counted as an accusation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Final

import pytest
from forked import kg
from places import TESTS

from kg.analysis.findings import Findings, findings
from kg.analysis.who import who
from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level
from kg.edtf import Date, parse
from kg.load import load
from kg.render.findings import COLUMNS, table

ROOT: Final = TESTS / "findings"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found = load(ROOT)
    assert found.diagnostics == []
    return found.corpus


def listed(found: Findings) -> list[tuple[str, str]]:
    """The allegation and the word of each stage that surely lies in the period."""
    return [(one.stage.allegation, one.stage.word) for one in found.surely]


def day(text: str) -> Date:
    found = parse(text)
    assert isinstance(found, Date)
    return found


def test_everything_decided_is_listed_in_the_order_of_time(corpus: Corpus) -> None:
    assert listed(findings(corpus, Filter())) == [
        ("theft", "under-inquiry"),
        ("theft", "charged"),
        ("theft", "convicted"),
        ("theft", "quashed"),
        ("dumps-dye", "partly-upheld"),
        ("dumps", "upheld"),
        ("dumps", "rejected"),
        ("dumps-dye", "rejected"),
        ("dumps", "not-upheld"),
        ("spies", "settled"),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"allegation": "spies"}, [("spies", "settled")]),
        ({"by": "appeal-court"}, [("theft", "quashed"), ("dumps", "not-upheld")]),
        ({"by": "rival"}, [("spies", "settled")]),
        ({"word": "rejected"}, [("dumps", "rejected"), ("dumps-dye", "rejected")]),
        ({"word": "rejected", "allegation": "dumps"}, [("dumps", "rejected")]),
        ({"by": "clerk"}, []),
        ({"by": "ruritania"}, [("theft", "charged")]),
    ],
)
def test_what_is_wanted_is_chosen(corpus: Corpus, wanted: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert listed(findings(corpus, Filter(), **wanted)) == found


def test_a_topic_holds_those_within_it(corpus: Corpus) -> None:
    on = {allegation for allegation, _ in listed(findings(corpus, Filter(topic="river")))}
    assert on == {"dumps", "dumps-dye"}
    assert listed(findings(corpus, Filter(topic="river"), word="upheld")) == [("dumps", "upheld")]


def test_a_period_has_what_surely_lies_in_it_and_apart_what_may(corpus: Corpus) -> None:
    found = findings(corpus, Filter(within=Span(day("2024-02-01").earliest, day("2024-03-15").latest)))
    assert listed(found) == [("dumps", "upheld")]
    assert {(one.stage.allegation, one.stage.word) for one in found.perhaps} == {
        ("dumps", "rejected"),
        ("dumps-dye", "rejected"),
        ("dumps-dye", "partly-upheld"),
    }
    assert table(corpus, found).caption == (
        "1 decision (1 no longer in force) on 1 allegation",
        "3 more may lie in the period (--maybe adds them)",
    )
    both = table(corpus, found, maybe=True)
    assert [row[-1] for row in both.rows] == ["", "perhaps", "perhaps", "perhaps"]
    assert [record["perhaps"] for record in both.records] == [False, True, True, True]
    assert both.caption == ("4 decisions (1 no longer in force) on 2 allegations",)


def test_each_end_of_a_period_is_within_it(corpus: Corpus) -> None:
    one = day("2026-05-01").earliest
    for span in (Span(one, None), Span(one, one)):
        assert listed(findings(corpus, Filter(within=span))) == [("spies", "settled")]
    assert len(findings(corpus, Filter(within=Span(None, one))).surely) == 9
    assert ("spies", "settled") not in listed(findings(corpus, Filter(within=Span(None, day("2026-04").latest))))


def row(corpus: Corpus, allegation: str, word: str) -> Mapping[str, Any]:
    """The row of a stage, by the names of the columns."""
    found = findings(corpus, Filter(), allegation=allegation, word=word)
    (cells,) = table(corpus, found).rows
    return dict(zip(COLUMNS, cells, strict=True))


def test_a_row_says_who_decided_what_of_whom_and_what_became_of_it(corpus: Corpus) -> None:
    assert row(corpus, "dumps", "upheld") == {
        "decision": "found to be so",
        "by": "High Court",
        "of": "Hofbau Works",
        "date": "2024-02-01",
        "allegation": "dumps",
        "reviewed": "reversed by Court of Appeal, 2025-02-01",
        "now": "no longer in force",
        "recorded in": "judgment",
    }
    assert row(corpus, "theft", "convicted")["reviewed"] == "quashed for Ole Berg by Court of Appeal, 2023-04-23"
    assert row(corpus, "theft", "convicted")["now"] == "overturned in part"
    assert row(corpus, "theft", "charged")["now"] == "ended"
    assert row(corpus, "theft", "charged")["recorded in"] == "gazette"
    assert row(corpus, "dumps", "rejected")["decision"] == "found to be untrue (“Four Anchors”)"
    assert row(corpus, "dumps", "rejected")["reviewed"] == "reviewed on another allegation"
    assert row(corpus, "dumps-dye", "rejected")["now"] == "perhaps overturned"
    assert row(corpus, "dumps-dye", "partly-upheld")["now"] == "in force; as Ole Berg alone says"
    assert row(corpus, "spies", "settled")["now"] == ""


def test_a_finding_is_in_no_table_of_accusations(corpus: Corpus) -> None:
    found = {statement for s in findings(corpus, Filter()).surely if (statement := s.stage.statement)}
    assert found == {"judgment", "appeal", "check", "board", "peace"}
    levels: tuple[Level, ...] = ("actor", "side")
    pairs = [pair for level in levels for pair in who(corpus, level, Filter())]
    assert {id_ for pair in pairs for id_ in (*pair.accusations, *pair.answers)} == {"charge", "denial"}
    for id_ in found:
        assert (corpus.resolved[id_].against, corpus.resolved[id_].accused_sides, corpus.resolved[id_].answers) == ((), (), ())


def test_the_command_prints_every_form(corpus: Corpus) -> None:
    text = {form: kg("findings", "--root", str(ROOT), "--format", form).stdout for form in ("table", "json", "csv", "markdown")}
    assert text["table"].startswith("7 decisions (1 no longer in force), 1 settlement, 2 proceedings on 4 allegations\n")
    assert len(list(csv.reader(io.StringIO(text["csv"])))) == 11
    assert text["markdown"].count("\n| ") == 12  # the header, the line below it, and ten rows
    records = json.loads(text["json"])
    assert [record["id"] for record in records] == [id_ for id_, _ in listed(findings(corpus, Filter()))]
    judgment = next(record for record in records if record["statement"] == "judgment")
    assert judgment["reviewed"] == [
        {
            "effect": "reversed",
            "certain": True,
            "of": ["works"],
            "by": ["appeal-court"],
            "date": "2025-02-01",
            "statement": "appeal",
            "force": "in force",
        }
    ]


def test_the_command_takes_names_and_refuses_what_it_does_not_know() -> None:
    found = kg("findings", "--root", str(ROOT), "--by", "High Court", "--outcome", "upheld", "--format", "csv").stdout
    assert found.count("\n") == 2
    for call in (("--by", "nobody at all"), ("--outcome", "fine"), ("--topic", "tea"), ("--from", "soon")):
        assert kg("findings", "--root", str(ROOT), *call).returncode == 2
