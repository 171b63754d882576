"""What statements are called: every act said by one, by several, by others, jointly, and where the speaker denies the words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

import pytest
from made import made

from kg.corpus.corpus import Corpus
from kg.corpus.labels import marks, statement_label, title
from kg.model.acts import ACTS
from kg.model.parts import Report
from kg.model.records import Actor, Allegation, Source, Statement

ACTORS: Final = {
    "ann": made(Actor, "ann", name="Ann", type="person"),
    "bob": made(Actor, "bob", name="Bob", type="person"),
    "cy": made(Actor, "cy", name="Cy", type="person"),
    "dee": made(Actor, "dee", name="Dee", type="person"),
    "aide": made(Actor, "aide", name="Ann's aide", type="person", roles=[{"position": "Aide", "of": "ann"}]),
    "crew": made(Actor, "crew", name="Sailors of the Ida (unnamed)", type="group"),
    "guest": made(Actor, "guest", name="A guest (unnamed)", type="group"),
}
ALLEGATIONS: Final = {id_: made(Allegation, id_, text=f"Bob does {id_}.", accused="bob") for id_ in ("x", "y")}
SOURCES: Final = {"s": made(Source, "s", title="Paper", date="2024-05-01")}
PLAIN: Final = made(Report, source="s")
HEARSAY: Final = made(Report, source="s", via="dee")
CHARGE: Final = {"act": "accuses", "speaker": "cy", "date": "2024-01-01", "allegation": "x"}

FIELDS: Final[dict[str, dict[str, Any]]] = {
    "accuses": {"allegation": "x"},
    "denies": {"answers": "charge"},
    "rebuts": {"answers": "charge"},
    "concedes": {"answers": "charge"},
    "qualifies": {"answers": "charge"},
    "declines": {"answers": "charge"},
    "corroborates": {"answers": "charge"},
    "retracts": {"answers": "own"},
    "corrects": {"answers": "own"},
    "finds": {"allegation": "x", "outcome": "upheld"},
    "settles": {"allegation": "x"},
    "apologizes": {"to": "cy"},
    "praises": {"toward": "cy"},
    "promises": {"to": "cy", "says": "Will pay."},
    "warns": {"to": "cy", "toward": "bob"},
    "demands": {"to": "cy", "says": "Pay."},
}

TITLES: Final = {
    "accuses": ("accuses Bob", "accuse Bob", "accused Bob"),
    "denies": ("denies what Cy said", "deny what Cy said", "denied what Cy said"),
    "rebuts": ("rebuts what Cy said", "rebut what Cy said", "rebutted what Cy said"),
    "concedes": ("concedes what Cy said", "concede what Cy said", "conceded what Cy said"),
    "qualifies": ("qualifies what Cy said", "qualify what Cy said", "qualified what Cy said"),
    "declines": (
        "declines to comment on what Cy said",
        "decline to comment on what Cy said",
        "declined to comment on what Cy said",
    ),
    "corroborates": ("corroborates what Cy said", "corroborate what Cy said", "corroborated what Cy said"),
    "retracts": (
        "retracts an earlier statement of their own",
        "retract an earlier statement of their own",
        "retracted an earlier statement of their own",
    ),
    "corrects": (
        "corrects an earlier statement of their own",
        "correct an earlier statement of their own",
        "corrected an earlier statement of their own",
    ),
    "finds": ("upholds an allegation", "uphold an allegation", "upheld an allegation"),
    "settles": ("settles a dispute", "settle a dispute", "settled a dispute"),
    "apologizes": ("apologizes to Cy", "apologize to Cy", "apologized to Cy"),
    "praises": ("praises Cy", "praise Cy", "praised Cy"),
    "promises": ("promises something to Cy", "promise something to Cy", "promised something to Cy"),
    "warns": ("warns Cy about Bob", "warn Cy about Bob", "warned Cy about Bob"),
    "demands": ("demands something of Cy", "demand something of Cy", "demanded something of Cy"),
}
"""What each act is called after one speaker, after several, and in what others say of them; the others do something."""


def said(act: str, **fields: Any) -> Corpus:
    """A corpus in which Ann, unless another speaks, does this on 2 January; with the statements that it may answer."""
    speaker = fields.get("speaker", "ann")
    report = fields.pop("report", PLAIN)
    raw = {
        "charge": CHARGE,
        "own": {**CHARGE, "speaker": speaker},
        "tested": {"speaker": "ann", "date": "2024-01-02", **fields, "act": act},
    }
    statements = {id_: made(Statement, id_, **each) for id_, each in raw.items()}
    reports = {"tested": (report,)}
    return corpus_of(statements, reports)


def corpus_of(statements: dict[str, Statement], reports: Mapping[str, tuple[Report, ...]]) -> Corpus:
    with_reports = {id_: dataclasses.replace(one, reports=reports.get(id_, (PLAIN,))) for id_, one in statements.items()}
    return Corpus(actors=ACTORS, sources=SOURCES, allegations=ALLEGATIONS, statements=with_reports)


def called(corpus: Corpus, id_: str = "tested") -> str:
    return title(corpus, corpus.resolved[id_])


@pytest.mark.parametrize("act", ACTS)
def test_every_act_reads_well_in_every_way(act: str) -> None:
    plain = [f"{word} something" for word in (act, act.removesuffix("s"), f"{act.removesuffix('s').removesuffix('e')}ed")]
    fields, (one, several, participle) = FIELDS.get(act, {"says": "It rains."}), TITLES.get(act, plain)
    assert called(said(act, **fields)) == f"Ann {one}"
    assert called(said(act, **fields, speaker=["ann", "bob"])) == f"Ann and Bob {several}"
    jointly = several if act == "settles" else f"jointly {several}"
    assert called(said(act, **fields, speaker=["ann", "bob"], jointly="true")) == f"Ann and Bob {jointly}"
    assert called(said(act, **fields, report=HEARSAY)) == f"Ann is said by Dee to have {participle}"
    assert (
        called(said(act, **fields, report=HEARSAY, speaker=["ann", "bob"])) == f"Ann and Bob are said by Dee to have {participle}"
    )
    assert called(said(act, **fields, utterance="disputed")) == f"Ann is said to have {participle}"
    assert called(said(act, **fields, speaker="crew")) == f"Sailors of the Ida (unnamed) {several}"
    assert called(said(act, **fields, speaker="guest")) == f"A guest (unnamed) {one}"


def test_the_table_has_every_act_that_is_not_said_plainly() -> None:
    assert FIELDS.keys() == TITLES.keys() <= ACTS.keys()
    assert {ACTS[act].family for act in ACTS.keys() - TITLES.keys()} == {"other"}


@pytest.mark.parametrize(
    ("outcome", "one", "several", "participle"),
    [
        ("upheld", "upholds an allegation", "uphold an allegation", "upheld an allegation"),
        ("partly-upheld", "upholds an allegation in part", "uphold an allegation in part", "upheld an allegation in part"),
        ("not-upheld", "does not uphold an allegation", "do not uphold an allegation", "not upheld an allegation"),
        ("rejected", "finds an allegation to be untrue", "find an allegation to be untrue", "found an allegation to be untrue"),
    ],
)
def test_findings_say_what_they_come_to(outcome: str, one: str, several: str, participle: str) -> None:
    fields = {"allegation": "x", "outcome": outcome}
    assert called(said("finds", **fields)) == f"Ann {one}"
    assert called(said("finds", **fields, speaker=["ann", "bob"])) == f"Ann and Bob {several}"
    assert called(said("finds", **fields, report=HEARSAY)) == f"Ann is said by Dee to have {participle}"
    many = said("finds", allegation=["x", "y"], outcome="upheld")
    assert called(many) == "Ann upholds allegations"


@pytest.mark.parametrize(
    ("type_", "words"),
    [("state", "its"), ("company", "its"), ("organization", "its"), ("person", "their"), ("group", "their")],
)
def test_whose_own_words_are_taken_back(type_: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACTORS, "ann", made(Actor, "ann", name="Ann", type=type_))
    assert called(said("retracts", answers="own")) == f"Ann retracts an earlier statement of {words} own"
    assert called(said("retracts", answers="own", report=HEARSAY)).endswith(f" retracted an earlier statement of {words} own")


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("denies", {"allegation": "x"}, "denies an allegation"),
        ("denies", {"allegation": ["x", "y"]}, "denies allegations"),
        ("denies", {"answers": "own"}, "denies an earlier statement of their own"),
        ("declines", {"allegation": "x"}, "declines to comment on an allegation"),
        ("declines", {"may_answer": "charge"}, "declines to comment"),
        ("accuses", {"against": [], "says": "Somebody did."}, "accuses nobody by name"),
        ("retracts", {"answers": ["own", "charge"]}, "retracts what Cy and Ann said"),
        ("settles", {"to": "cy", "says": "Nothing admitted."}, "settles a dispute with Cy"),
        ("apologizes", {"answers": "charge"}, "apologizes after what Cy said"),
        ("apologizes", {"says": "Sorry."}, "apologizes"),
        ("asserts", {"answers": "charge"}, "asserts something in answer to Cy"),
        ("praises", {"says": "Well done."}, "praises somebody"),
        ("promises", {"to": "cy", "toward": "bob"}, "promises something to Cy about Bob"),
        ("promises", {"to": "cy", "toward": "cy"}, "promises something to Cy"),
        ("demands", {"toward": "bob", "says": "Go."}, "demands something about Bob"),
        ("warns", {"says": "Beware."}, "warns"),
    ],
)
def test_whom_or_what_an_act_meets(act: str, fields: dict[str, Any], words: str) -> None:
    assert called(said(act, **fields)).removeprefix("Ann ") == words.replace("Cy and Ann", "Ann and Cy")


def exchange(*rows: tuple[str, dict[str, Any]], via: tuple[str, ...] = ()) -> Corpus:
    statements = {id_: made(Statement, id_, **fields) for id_, fields in rows}
    return corpus_of(statements, dict.fromkeys(via, (HEARSAY,)))


REMARK: Final[tuple[str, dict[str, Any]]] = (
    "remark",
    {"act": "demands", "speaker": "ann", "to": "dee", "date": "2023-01-05", "says": "Told Dee to stall the payments."},
)


def test_a_denial_of_the_words_is_no_denial_of_their_content() -> None:
    never = ("never", {"act": "denies", "speaker": "ann", "date": "2024-02-21", "answers": "remark"})
    aide = ("aides", {"act": "denies", "speaker": "aide", "date": "2024-02-22", "answers": "remark"})
    other = ("others", {"act": "denies", "speaker": "cy", "date": "2024-02-23", "answers": "remark"})
    corpus = exchange(REMARK, never, aide, other, via=("remark",))
    assert called(corpus, "remark") == "Ann is said by Dee to have demanded something of Dee"
    assert called(corpus, "never") == "Ann denies having said so"
    assert called(corpus, "aides") == "Ann's aide denies that Ann said so"
    assert called(corpus, "others") == "Cy denies what Ann is said to have said"
    assert marks(corpus, "remark") == ("utterance disputed",)


def test_the_words_of_some_and_what_others_are_said_to_have_said() -> None:
    plain = ("plain", dict(CHARGE))
    answer = ("answer", {"act": "rebuts", "speaker": "bob", "date": "2024-03-01", "answers": ["plain", "remark"]})
    assert called(exchange(REMARK, plain, answer, via=("remark",)), "answer") == (
        "Bob rebuts what Cy said and what Ann is said to have said"
    )


def test_a_finding_names_the_finding_that_it_reviews() -> None:
    first = ("first", {"act": "finds", "speaker": "cy", "date": "2024-01-01", "allegation": "x", "outcome": "upheld"})
    second = ("second", {**first[1], "speaker": "dee", "date": "2024-02-01", "outcome": "not-upheld", "answers": "first"})
    assert called(exchange(first, second), "second") == "Dee does not uphold an allegation, reviewing what Cy found"


def test_what_became_of_a_statement_is_on_every_line_that_names_it() -> None:
    charge = ("charge", {**CHARGE, "allegation": ["x", "y"]})
    half = ("half", {"act": "retracts", "speaker": "cy", "date": "2024-01-09", "answers": "charge", "allegation": "y"})
    denial = ("denial", {"act": "denies", "speaker": "bob", "date": "2024-01-03", "allegation": "x"})
    grants = ("grants", {"act": "concedes", "speaker": "bob", "date": "2024-02", "allegation": "x"})
    gone = ("gone", {**CHARGE, "speaker": "dee"})
    taken = ("taken", {"act": "retracts", "speaker": "dee", "date": "unknown", "answers": "gone"})
    loose = ("loose", {**CHARGE, "speaker": "ann"})
    right = ("right", {"act": "corrects", "speaker": "ann", "date": "2024-01-05", "answers": "loose", "stance": "affirms"})
    corpus = exchange(charge, half, denial, grants, gone, taken, loose, right)
    shown = {id_: statement_label(corpus, r) for id_, r in corpus.resolved.items()}
    assert shown["charge"] == "Cy accuses Bob, 2024-01-01 · retracted in part 2024-01-09"
    assert shown["denial"] == "Bob denies an allegation, 2024-01-03 · given up 2024-02"
    assert shown["gone"] == "Dee accuses Bob, 2024-01-01 · retracted"
    assert shown["loose"] == "Ann accuses Bob, 2024-01-01 · corrected 2024-01-05"
    assert shown["taken"] == "Dee retracts an earlier statement of their own"
