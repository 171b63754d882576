"""Small disputes as `kg standing`, `kg positions` and `kg origins` report them: what is right was worked out by reading each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import pytest
from places import TESTS

from kg.analysis.origins import survey
from kg.analysis.positions import of_everyone
from kg.analysis.standing import standing
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.load import load
from kg.render.positions import words
from kg.render.standing import because

FOLDER: Final = TESTS / "disputes"
TAKEN_BACK: Final = "what speaks against it was taken back by its speaker: "


@dataclass(frozen=True)
class Right:
    """How statements stand, the shifts by statement, what was taken back of whom, and who puts allegations forward."""

    stands: dict[str, str]
    shifts: dict[str, str] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)
    forward: dict[str, tuple[str, ...]] = field(default_factory=dict)


RIGHT: Final = {
    "confession": Right(
        {
            "charge": f"{TAKEN_BACK}denial",
            "denial": "given up by its speaker: confession",
            "confession": "not answered here",
        },
        {"confession": "disputes → concedes"},
        {"denial": "given up by confession"},
        {"theft": ("ida",)},
    ),
    "corrected-alibi": Right(
        {
            "charge": f"{TAKEN_BACK}alibi",
            "alibi": "corrected by its speaker: correction",
            "correction": "not answered here",
        },
        {"correction": "disputes → corrected"},
        {"alibi": "corrected by correction"},
        {"theft": ("ida",)},
    ),
    "conceded-rebuttal": Right(
        {
            "charge": "given up by its speaker: concession",
            "denial": f"{TAKEN_BACK}charge",
            "bystander": "not answered here",
            "backing": "not answered here",
            "alibi": "answered, and not contradicted: concession",
            "concession": "not answered here",
        },
        {"concession": "puts forward → disputes"},
        {"charge": "given up by concession"},
        {"theft": ("ida",)},
    ),
    "retracted-in-part": Right(
        {"charge": "taken back in part by its speaker: retraction", "retraction": "not answered here"},
        {"retraction": "puts forward → retracted"},
        {"charge": "retracted in part by retraction"},
        {"theft": ("ida",), "lie": ()},
    ),
    "retraction-of-one-charge": Right(
        {
            "charge": "retracted by its speaker: retraction",
            "second": "word against word: denial",
            "denial": "word against word: photograph, second",
            "photograph": "word against word: denial",
            "retraction": "not answered here",
        },
        {"retraction": "puts forward (rebuts) → retracted"},
        {"charge": "retracted by retraction"},
        {"theft": ("ida",), "lie": ("ida",)},
    ),
    "denied-backing-of-a-denial": Right(
        {
            "charge": "word against word: denial",
            "denial": "word against word: charge",
            "backing": "word against word: reply",
            "reply": "word against word: backing",
        },
        forward={"theft": ("ida",)},
    ),
    "disputed-utterance": Right({"remark": "its alleged speaker denies having said it", "never": "not answered here"}),
    "contested-recording": Right(
        {
            "tape": "its alleged speaker denies having said it",
            "forged": "not answered here",
            "guilty": "not answered here",
        },
        forward={"theft": ()},
    ),
    "told-charge-that-is-denied": Right(
        {
            "told": "its alleged speaker denies having said it",
            "reply": "not answered here",
            "never": "not answered here",
        }
    ),
    "narrower-concession": Right(
        {
            "charge": "word against word: again",
            "denial": "given up by its speaker: admission",
            "admission": "not answered here",
            "again": "word against word: charge",
        },
        later={"denial": "given up by admission"},
        forward={"theft": ("ida",), "coins": ()},
    ),
    "rebuttal-that-leaves-it-open": Right(
        {
            "charge": "word against word: denial",
            "denial": "word against word: charge, photograph",
            "photograph": "word against word: denial",
        },
        forward={"theft": ("ida",), "lie": ("ida",)},
    ),
    "concession-taken-back": Right(
        {
            "charge": "word against word: denial",
            "denial": "word against word: charge",
            "concession": "retracted by its speaker: withdrawal",
            "withdrawal": "not answered here",
            "charge-b": "word against word: denial-b",
            "denial-b": "word against word: charge-b",
            "concession-b": "corrected by its speaker: correction-b",
            "correction-b": "not answered here",
            "charge-c": f"{TAKEN_BACK}denial-c",
            "denial-c": "given up by its speaker: concession-c",
            "concession-c": "corrected by its speaker, who holds to it: correction-c",
            "correction-c": "not answered here",
        },
        {
            "concession": "disputes → concedes",
            "withdrawal": "concedes → retracted",
            "concession-b": "disputes → concedes",
            "correction-b": "concedes → disputes",
            "concession-c": "disputes → concedes",
        },
        {
            "concession": "retracted by withdrawal",
            "concession-b": "corrected by correction-b",
            "denial-c": "given up by concession-c",
            "concession-c": "corrected by correction-c",
        },
        {"theft": ("rival",), "spill": ("rival",), "noise": ("acme", "rival")},
    ),
    "two-spokesmen-of-one-principal": Right(
        {
            "charge": f"{TAKEN_BACK}denial",
            "denial": "given up by Acme Mills: concession",
            "own": "not answered here",
            "both": "not answered here",
            "by-role": "not answered here",
            "concession": "not answered here",
            "elsewhere": "not answered here",
        },
        {"elsewhere": "disputes → concedes"},
        {"denial": "given up by concession"},
        {"theft": ("rival",)},
    ),
    "promise-after-a-denial": Right(
        {
            "charge": "word against word: denial",
            "denial": "word against word: charge",
            "promise": "not answered here",
            "settlement": "not answered here",
            "again": "not answered here",
        },
        forward={"theft": ("rival",)},
    ),
    "call-for-an-inquiry": Right(
        {
            "charge": "not answered here",
            "call": "not answered here",
            "stop": "not answered here",
            "open": "not answered here",
        },
        forward={"theft": ("max", "per", "rival")},
    ),
    "companies-and-a-court": Right(
        {
            "charge": "word against word: denial, doubt",
            "denial": "word against word: charge",
            "counter": "not answered here",
            "judgment": "a decision: only a review changes it",
            "doubt": "word against word: charge",
        },
        forward={"waste": ("rival-chief",), "spying": ("press-desk",)},
    ),
}


def loaded(name: str) -> Corpus:
    return load(FOLDER / name / "claims").corpus


@pytest.mark.parametrize("name", RIGHT)
def test_how_the_exchange_stands(name: str) -> None:
    assert {found.id: because(found) for found in standing(loaded(name), Filter())} == RIGHT[name].stands


@pytest.mark.parametrize("name", RIGHT)
def test_who_shifted_and_what_was_taken_back(name: str) -> None:
    corpus = loaded(name)
    held = [position for _, found in of_everyone(corpus, Filter()) for position in found]
    told = ((p.id, words(corpus, shift, p.id, p.allegation or "")) for p in held for shift in p.shifts)
    shifts = {id_: said.partition(" between")[0] for id_, said in told}
    assert shifts == RIGHT[name].shifts
    assert {p.id: f"{one.fate} by {one.by}" for p in held for one in p.later} == RIGHT[name].later
    assert [p.id for p in held if p.contradicts] == []


@pytest.mark.parametrize("name", RIGHT)
def test_who_puts_what_forward(name: str) -> None:
    assert {one.id: one.speakers for one in survey(loaded(name), Filter())} == RIGHT[name].forward


CONCEDED: Final = {
    "confession": {"theft": ("confession",)},
    "contested-recording": {"theft": ("guilty",)},
    "narrower-concession": {"coins": ("admission",)},
    "concession-taken-back": {"spill": ("concession-b",), "noise": ("concession-c",)},
    "two-spokesmen-of-one-principal": {"theft": ("concession", "elsewhere")},
}


@pytest.mark.parametrize("name", RIGHT)
def test_who_concedes_is_not_among_who_puts_it_forward(name: str) -> None:
    found = survey(loaded(name), Filter())
    assert {one.id: one.conceded for one in found if one.conceded} == CONCEDED.get(name, {})
    assert not any({*one.statements} & {*one.conceded, *one.retracted} for one in found)
