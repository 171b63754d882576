"""One utterance under two wordings (K324): what is taken for one, what is not, and that the work grows with the statements."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import harbour
import pytest
from counting import growth
from made import made

from kg.corpus.corpus import Corpus
from kg.model.records import Actor, Allegation, Source, Statement
from kg.rules import evidence, twins

TEXTS = {
    "arms": "Borea supplies weapons to the rebels.",
    "guns": "Weapons were supplied to the rebels by Borea.",
    "raids": "Borea raids villages along the river.",
}


def said(id_: str, **fields: object) -> Statement:
    given = {"act": "accuses", "speaker": "alba", "date": "2021-03-05", "source": "daily", **fields}
    report = {name: given.pop(name) for name in ("source", "at", "quote") if name in given}
    return made(Statement, id_, **given, reports=[report])


def corpus(*statements: Statement) -> Corpus:
    actors = {id_: made(Actor, id_, name=id_.title(), type="state") for id_ in ("alba", "borea", "corvia")}
    allegations = {id_: made(Allegation, id_, text=text, accused="borea") for id_, text in TEXTS.items()}
    sources = {id_: made(Source, id_, title=id_, url=f"https://example.org/{id_}") for id_ in ("daily", "weekly")}
    return Corpus(actors, sources, {}, allegations, {statement.id: statement for statement in statements})


def found(*statements: Statement) -> list[str]:
    return [f"{d.record[1] if d.record else ''}: {d.message}" for d in twins.said_in_other_words(corpus(*statements))]


ONE = {"allegation": "raids", "says": "Said that Borea had raided three villages along the river."}


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        (ONE, {"date": "2021-03-07", "act": "warns", "says": "Borea raids villages by the river, three so far."}, "words"),
        (ONE, {"act": "asserts", "says": "Three villages along the river raided."}, "words"),
        ({"says": "گفت که روسیه به طالبان سلاح می‌دهد"}, {"act": "asserts", "says": "گفت که روسيه به طالبان سلاح مي‌دهد"}, "words"),
        ({"allegation": "arms"}, {"allegation": "guns", "date": "2021-03-04", "source": "weekly"}, "allegation that says"),
        ({"allegation": "arms"}, {"allegation": "arms", "act": "asserts"}, "allegation and source"),
        (
            {"allegation": "arms", "at": "paragraph 3"},
            {"allegation": "arms", "at": "paragraph 3", "date": "2021-03-06"},
            "allegation and source",
        ),
        ({"quote": "a déjà vu"}, {"act": "warns", "quote": "A deja-vu!", "source": "weekly"}, "speaker and quote"),
    ],
)
def test_what_is_most_likely_one(one: dict[str, object], two: dict[str, object], words: str) -> None:
    for pair in ((said("a", **one), said("b", **two)), (said("b", **two), said("a", **one))):
        [line] = found(*pair)
        assert line.startswith("b: 'a' has the same speaker")
        assert words in line


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (ONE, {**ONE, "speaker": "corvia", "act": "asserts"}),  # two speakers
        (ONE, {**ONE, "date": "2021-03-08"}),  # three days later
        (ONE, {**ONE, "date": "2021"}),  # some day of the year
        (ONE, {**ONE, "date": "2021-03-05?", "act": "asserts"}),  # a day that nobody is sure of
        (ONE, {**ONE, "act": "asserts", "may_be": "a"}),  # the curators have seen it
        (ONE, {**ONE, "act": "asserts", "conflicts_with": "a"}),
        (ONE, {**ONE, "act": "asserts", "occasion": "a"}),
        (ONE, {**ONE, "act": "asserts", "stance": "disputes"}),  # the opposite
        (ONE, {**ONE, "source": "weekly"}),  # K405
        ({"quote": "we shall never leave"}, {"act": "warns", "quote": "We shall never leave", "source": "weekly"}),  # K404
        ({"quote": "baseless"}, {"act": "warns", "quote": "baseless", "source": "weekly"}),  # said every week
        ({"says": "Denied it."}, {"act": "warns", "says": "Denied it."}),  # too little to go by
        ({"allegation": "arms"}, {"allegation": "raids"}),
        ({"allegation": "arms"}, {"allegation": "arms", "date": "2021-03-06"}),  # said again the next day
    ],
)
def test_what_may_well_be_two(one: dict[str, object], two: dict[str, object]) -> None:
    assert found(said("a", **one), said("b", **two)) == []


@pytest.mark.parametrize(
    "quotes", [("روسیه سلاح می دهد", "روسيه سلاح مي دهد"), ("Déjà vu, again and again", "DEJA VU again and again")]
)
def test_a_quote_in_other_letters_is_the_same_quote(quotes: tuple[str, str]) -> None:
    one, two = (said(id_, act="warns", says=id_, quote=quote) for id_, quote in zip("ab", quotes, strict=True))
    assert [d.code for d in evidence.quoted_twice(corpus(one, two))] == ["K404"]


def test_the_shipped_record_has_none() -> None:
    shipped = harbour.shipped()
    assert list(twins.said_in_other_words(shipped)) == []
    one = max(shipped.resolved.values(), key=lambda r: len(r.statement.says or "") * (r.earliest is not None))
    assert one.earliest
    again = made(
        Statement,
        "again",
        act="warns",
        speaker=list(one.speakers),
        date=str(one.earliest),
        says=one.statement.says,
        reports=[{"source": "un"}],
    )
    twice = Corpus(shipped.actors, shipped.sources, shipped.topics, shipped.allegations, {**shipped.statements, "again": again})
    assert {d.code for d in twins.said_in_other_words(twice)} == {"K324"}


@pytest.mark.parametrize("alike", [True, False])
def test_the_work_grows_with_the_statements_of_one_speaker_on_one_day(alike: bool) -> None:  # noqa: FBT001
    def work(size: int) -> Callable[[], object]:
        day = str(datetime.date(2021, 3, 5))
        texts = ["named three raids along the river" if alike else f"named{n} raid{n} along{n} river{n}" for n in range(size)]
        many = corpus(*(said(f"s{n}", act="warns", says=text, date=day) for n, text in enumerate(texts)))
        len(many.resolved)
        return lambda: list(twins.said_in_other_words(many))

    assert growth(work, 200) < 2.5
