"""Loaded words: what is found, what is let pass, that the list is one for every side, and that no text takes long."""

from __future__ import annotations

import pytest
from effort import times
from hypothesis import given
from hypothesis import strategies as st
from refusing import patience
from test_rules import corpus, record

from kg.letters import is_blank
from kg.model.records import Allegation, Statement
from kg.rules import fairness
from kg.rules.fairness import JUDGING, NAMING, SAYING, loaded

EVERY = [
    (word.replace("_", " "), code, instead)
    for code, table in (("K501", SAYING), ("K502", NAMING), ("K503", JUDGING))
    for instead, words in table.items()
    for word in words.split()
]
MARKS = ["“{}”", "„{}“", "«{}»", '"{}"', "‘{}’", "'{}'"]


def test_that_no_word_stands_in_the_list_twice() -> None:
    words = [word for word, _, _ in EVERY]
    assert len(words) == len(set(words)) > 150


@pytest.mark.parametrize(("word", "code", "instead"), EVERY, ids=[word for word, _, _ in EVERY])
def test_every_word(word: str, code: str, instead: str) -> None:
    said = record(Statement, "s", act="asserts", says=f"{word.capitalize()} came first; later {word}, then {word}.")
    content = record(Allegation, "a", text=f"Nobody says {word} here.")
    found = list(fairness.loaded_words(corpus(said, content)))
    assert [(d.code, d.record) for d in found] == [(code, ("statement", "s")), (code, ("allegation", "a"))]
    assert all(f"'{word}'" in d.message and d.hint.startswith(instead) for d in found)
    assert not loaded(" ".join(mark.format(word) for mark in MARKS))


def test_that_each_of_many_texts_is_looked_at_up_to_its_ends() -> None:
    texts = [record(Allegation, f"a{i}", text=text) for i, text in enumerate(["the regime", "brutal", "words", "evil"] * 20)]
    found = [d.record[1] for d in fairness.loaded_words(corpus(*texts)) if d.record]
    assert found == [f"a{i}" for i in range(80) if i % 4 != 2]


def test_that_no_suggestion_is_itself_loaded() -> None:
    assert [instead for _, _, instead in EVERY if loaded(instead.replace("'", ""))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the king's regime", ["regime"]),
        ("the kings' brave men's regime", ["brave", "regime"]),
        ("don't say 'it's a regime' or “regime”", []),
        ('an unclosed "regime', ["regime"]),
        ("‘the regime’s heroes’ fought", []),
        ("the sanctions regime and the regime", ["regime"]),
        ("the non-proliferation regime", []),
        ("the sanctions, and of course the long and winding regime", ["of course", "regime"]),
        ("tax regime, tax regimes", []),
        ("the“kind”brave", ["brave"]),
        ("of “no” course", []),
        ("tax and regime", ["regime"]),
        ("claimed responsibility, claiming victory", []),
        ("claimed the responsibility", ["claimed"]),
        ("who so called it", []),
        ("so-called", ["so-called"]),
        ("lashed\n  out, of\u00a0course", ["lashed out", "of course"]),
        ("disbrutal brutality un-brave bravest regimen", []),
        ("BRUTAL", ["brutal"]),
        ("The Regime's “regime” regime", ["regime"]),
    ],
)
def test_what_is_found(text: str, expected: list[str]) -> None:
    assert list(loaded(text)) == expected


@given(st.lists(st.sampled_from([*(word for word, _, _ in EVERY[::9]), *"“”„«»\"‘’' .", "a", "men's"]), max_size=30))
def test_that_the_first_look_hides_nothing_from_the_second(parts: list[str]) -> None:
    text = "".join(parts)
    text = text if text and not is_blank(text) else "a"
    found = [d.message for d in fairness.loaded_words(corpus(record(Allegation, "a", text=text)))]
    assert found == [f"'{word}' takes a side" for word in loaded(text)]


@pytest.mark.parametrize(
    "part", ["“", '"', "'", " '", "‘", "’a", " 'a'a", "‘a’", "«", "regime ", "sanctions regime ", "of ", "a-"]
)
def test_that_no_text_is_read_for_ever(part: str) -> None:
    with patience():  # the square of this length would take many minutes
        loaded(part * (times(125_000, 500_000) // len(part)) + "regime")


ALONE = frozenset(
    "so-called of_course doubtless needless_to_say paranoid evil sinister bloodthirsty"  # no adverb of their own
    " obviously undoubtedly undeniably unquestionably indisputably predictably conveniently tellingly supposedly".split()
)
"""Judgements without a partner: of the last ones the adjective judges less, or says something else."""


def adverb(word: str) -> str:
    return f"{word}ally" if word.endswith("ic") else f"{word[:-1]}y" if word.endswith("le") else f"{word}ly"


def test_adjectives_and_adverbs_that_judge_are_listed_together() -> None:
    listed = {word for words in JUDGING.values() for word in words.split()}
    assert listed >= ALONE
    paired = {word for word in listed if adverb(word) in listed}
    assert listed - ALONE == paired | set(map(adverb, paired))
