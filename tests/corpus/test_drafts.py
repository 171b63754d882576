"""Drafts: what is kept of a passage before anybody has coded it, and that it counts nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import harbour
import pytest
from forked import kg

from kg.analysis.stats import records, stats
from kg.check import Checked, check
from kg.corpus.identify import search
from kg.exchange.tables import tables
from kg.history.changes import State, broken_ids
from kg.rdf.graph import ntriples

DRAFTS = """\
drafts:
  passage:
    source: court
    at: page 9
    quote: nobody paid a crown
    act: denies
    speaker: somebody-unknown
    answers: charge
    allegation: permits-sold
    topic: no-such-topic
    note: Is it the harbour master?
  later: {source: court, text: The envoy smiled.}
"""


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    folder = tmp_path / "claims"
    shutil.copytree(harbour.CLAIMS, folder)
    (folder / "drafts.yaml").write_text(DRAFTS)
    return folder


def test_that_a_draft_counts_nowhere(claims: Path) -> None:
    with_drafts, without = check(claims).corpus, harbour.corpus()
    assert [d.id for d in with_drafts.drafts.values()] == ["passage", "later"]
    assert ntriples(with_drafts) == ntriples(without)
    assert list(tables(with_drafts)) == list(tables(without))
    assert list(stats(with_drafts)) == list(stats(without))
    assert records(with_drafts) == records(without)
    assert with_drafts.answered_by == without.answered_by
    assert with_drafts.aftermath == without.aftermath


def test_that_what_a_draft_names_need_not_be_there_but_its_source(claims: Path) -> None:
    assert check(claims).diagnostics == ()
    (claims / "drafts.yaml").write_text(DRAFTS.replace("source: court\n", "source: cuort\n"))
    assert [(d.code, d.hint) for d in check(claims).diagnostics] == [("K201", "did you mean 'court'?")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("act: denies", "act: whistles", "K108"),
        ("at: page 9", "page: 9", "K101"),
        ("    source: court\n", "", "K102"),
        ("text: The envoy smiled.", "at: page 2", "K102"),
        ("nobody paid a crown", "a " * 26, "K110"),
        ("answers: charge", "answers: A charge", "K105"),
        ("at: page 9", "date: yesterday", "K106"),
    ],
)
def test_that_the_form_of_a_draft_is_checked(old: str, new: str, code: str, claims: Path) -> None:
    assert DRAFTS.count(old) == 1
    (claims / "drafts.yaml").write_text(DRAFTS.replace(old, new))
    assert [d.code for d in check(claims).diagnostics] == [code]


def test_that_a_statement_cannot_answer_a_draft(claims: Path) -> None:
    file = claims / "drafts.yaml"
    reply = "statements:\n  reply: {act: denies, speaker: north, date: 2012, answers: passage, reports: [{source: court}]}\n"
    file.write_text(DRAFTS + reply)
    assert [(d.code, d.message) for d in check(claims).diagnostics] == [("K202", "'passage' is a draft, not a statement")]


def test_that_a_statement_is_not_taken_for_a_draft(tmp_path: Path) -> None:
    """Fields of a report beside those of the statement are told where they belong."""
    (tmp_path / "a.yaml").write_text("statements:\n  s: {act: asserts, speaker: a, date: 2020, source: b, quote: c, says: d}\n")
    found = {d.message: d.hint for d in check(tmp_path).diagnostics}
    assert found["unknown field 'quote'"] == "it is a field of a report"
    assert not any("draft" in words for pair in found.items() for words in pair)


def test_that_drafts_are_listed_found_and_shown(claims: Path) -> None:
    root = str(claims)
    listed = kg("list", "drafts", "--root", root).stdout
    assert "Draft: nobody paid a crown" in listed
    assert "Draft: The envoy smiled." in listed
    assert [r.id for r in search(check(claims).corpus, "harbour master", ("draft",))] == ["passage"]
    shown = kg("show", "passage", "--root", root).stdout
    for words in (
        "“nobody paid a crown”",
        "page 9",
        "denies",
        "somebody-unknown",
        "counted nowhere",
        "Is it the harbour master?",
    ):
        assert words in shown
    assert "; 2 drafts to be coded" in kg("check", "--root", root).stderr


def test_that_a_draft_may_be_coded_under_its_id_or_dropped(claims: Path) -> None:
    before = check(claims)
    (claims / "drafts.yaml").write_text(
        "statements:\n  passage:\n    act: denies\n    speaker: north\n    date: 2012\n    allegation: permits-sold\n"
        "    reports: [{source: court}]\n"
    )
    now = check(claims)
    assert list(broken_ids(_state(claims, before), _state(claims, now))) == []
    undone = list(broken_ids(_state(claims, now), _state(claims, before)))
    assert [d.code for d in undone] == ["K209"]  # a statement is not made a draft again


def _state(root: Path, checked: Checked) -> State:
    return State(str(root), checked.corpus, checked.diagnostics, checked.texts)


def test_that_a_source_that_only_a_draft_names_is_used(claims: Path) -> None:
    (claims / "drafts.yaml").write_text(
        'sources:\n  new: {title: New, url: "https://new.example/"}\ndrafts:\n  d: {source: new, text: Something.}\n'
    )
    assert check(claims).diagnostics == ()
