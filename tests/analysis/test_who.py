"""Who accused whom, against a count by hand of every triple of accuser, accused and statement."""

from __future__ import annotations

import datetime
import itertools

import harbour
import pytest

from kg.analysis.who import charges, who
from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level
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
        answers = {a for id_ in pair.accusations for a in corpus.answered_by.get(id_, ())}
        assert set(pair.answers) == {a for a in answers if not corpus.resolved[a].is_attributed}
    most = [p.number.number.most for p in pairs]
    assert most == sorted(most, reverse=True)


def ids(wanted: Filter) -> set[str]:
    return {id_ for pair in who(harbour.corpus(), "actor", wanted) for id_ in pair.accusations}


def test_a_withdrawn_accusation_is_not_counted() -> None:
    assert "wrong" not in ids(Filter())


def test_filters() -> None:
    assert ids(Filter(accuser="envoy")) == {"charge"}
    assert ids(Filter(accuser="south")) == {"charge", "through-denial", "countercounter", "joint"}  # for whom, or whose side
    assert ids(Filter(accused="north")) == {"charge", "through-denial", "countercounter", "remark", "undecided"}  # or its side
    assert "charge" in ids(Filter(topic="harbour"))  # permits is within it
    assert ids(Filter(topic="permits")) == {"charge", "remark"}
    assert ids(Filter(accuser="hermit")) == set()


def test_a_period_keeps_what_surely_lies_in_it_and_with_maybe_what_may() -> None:
    corpus = harbour.corpus()
    day = Span(datetime.date(2011, 5, 2), datetime.date(2011, 5, 2))
    both = Span(datetime.date(2011, 5, 1), datetime.date(2011, 5, 2))
    assert ids(Filter(within=day)) == set()
    assert ids(Filter(within=both)) == {"charge"}
    assert ids(Filter(within=day, maybe=True)) == ids(Filter(within=both, maybe=True)) == {"charge", "through-denial"}
    assert charges(corpus, Filter(within=both)).unnamed == ("grumble",)  # against nobody by name, so in no pair
    assert charges(corpus, Filter(within=both)).perhaps == ("through-denial", "grumble")
    assert ids(Filter(within=Span(earliest=datetime.date(2014, 4, 2)))) == {"blame"}
    assert ids(Filter(within=Span(earliest=datetime.date(2015, 1, 1)), maybe=True)) == set()
    day = Span(earliest=datetime.date(2013, 2, 1), latest=datetime.date(2013, 2, 1))
    assert "undecided" not in ids(Filter(within=day))
    assert "undecided" in ids(Filter(within=day, maybe=True))


def test_the_table_says_what_the_pairs_hold() -> None:
    corpus = harbour.corpus()
    shown = table(corpus, who(corpus, "side", Filter()), charges(corpus, Filter()))
    assert shown.columns == ("accuser", "accused", "accusations", "answered", "when", "answers")
    row = next(row for row in shown.rows if row[:2] == ("South", "North"))
    record = next(r for r in shown.records if r.get("ids") == ["south", "north"])
    (pair,) = (p for p in who(corpus, "side", Filter()) if (p.accuser, p.accused) == ("south", "north"))
    assert row[2] == pair.number
    assert record["accusations"] == {
        "least": pair.number.number.least,
        "most": pair.number.number.most,
        "statements": list(pair.accusations),
        "retracted": ["charge"],
        "perhaps": [],
    }
    assert pair.number.bare.endswith(" · 1 retracted")
