"""Who accused whom, against a count by hand of every triple of accuser, accused and statement."""

from __future__ import annotations

import datetime
import itertools

import harbour
import pytest

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level
from kg.network.who import who
from kg.render.who import table

CORPORA = {"harbour": harbour.corpus, "shipped": harbour.shipped}


def by_hand(corpus: Corpus, level: Level) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for id_, resolved in corpus.resolved.items():
        if resolved.act != "accuses":
            continue
        left = set(resolved.speakers)
        if level == "side" and resolved.given:
            left = set(resolved.sides) or left
        elif level == "side":
            left = {side for speaker in left for side in corpus.sides_of(speaker, resolved.span) or (speaker,)}
        right = set()
        for accused in resolved.against:
            sides = corpus.sides_of(accused, resolved.span)
            right |= {accused} if level == "actor" else set(sides or (accused,))
        for pair in itertools.product(left, right):
            found.setdefault(pair, set()).add(id_)
    return found


@pytest.mark.parametrize("name", CORPORA)
@pytest.mark.parametrize("level", ["actor", "side"])
def test_pairs_equal_the_count_by_hand(name: str, level: Level) -> None:
    corpus = CORPORA[name]()
    pairs = who(corpus, level, Filter())
    assert {(p.accuser, p.accused): set(p.accusations) for p in pairs} == by_hand(corpus, level)
    assert len(pairs) > 5
    for pair in pairs:
        assert set(pair.answers) == {a for id_ in pair.accusations for a in corpus.answered_by.get(id_, ())}
    assert [len(p.accusations) for p in pairs] == sorted((len(p.accusations) for p in pairs), reverse=True)


def ids(wanted: Filter) -> set[str]:
    return {id_ for pair in who(harbour.corpus(), "actor", wanted) for id_ in pair.accusations}


def test_a_withdrawn_accusation_is_not_counted() -> None:
    assert "wrong" not in ids(Filter())


def test_filters() -> None:
    assert ids(Filter(accuser="envoy")) == {"charge"}
    assert ids(Filter(accuser="south")) == {"charge", "through-denial", "countercounter"}  # for whom, or whose side
    assert ids(Filter(accused="north")) == {"charge", "through-denial", "countercounter", "remark", "undecided"}  # or its side
    assert "charge" in ids(Filter(topic="harbour"))  # permits is within it
    assert ids(Filter(topic="permits")) == {"charge", "remark"}
    assert ids(Filter(accuser="hermit")) == set()


def test_a_period_keeps_what_may_fall_into_it() -> None:
    year = Span(datetime.date(2011, 5, 2), datetime.date(2011, 5, 2))
    assert ids(Filter(within=year)) == {"charge", "through-denial"}
    assert ids(Filter(within=Span(earliest=datetime.date(2014, 1, 1)))) == set()
    assert "undecided" in ids(Filter(within=Span(earliest=datetime.date(2013, 2, 1), latest=datetime.date(2013, 2, 1))))


def test_the_table_says_what_the_pairs_hold() -> None:
    corpus = harbour.corpus()
    shown = table(corpus, who(corpus, "side", Filter()))
    assert shown.columns == ("accuser", "accused", "accusations", "answered", "when", "answers")
    row = next(row for row in shown.rows if row[:2] == ("South", "North"))
    assert row[2] == len(next(r for r in shown.records if r["accuser"] == {"id": "south", "name": "South"})["accusations"])  # type: ignore[arg-type]
