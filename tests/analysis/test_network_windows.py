"""Change over time against every reading of the dates, one by one, and on the shipped claims against plain counts."""

from __future__ import annotations

import itertools
import json
import random

import harbour
import pytest
from conftest import State

from kg.analysis.graph import accusations
from kg.analysis.windows import Counted, change, windows
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Range
from kg.render.table import render
from kg.render.windows import table

YEARS = ("2031", "2032", "2033")
DATES = {
    "2031": {"2031"},
    "2031-05": {"2031"},
    "2032-02-09": {"2032"},
    "2033": {"2033"},
    "2031/2032": {"2031", "2032"},
    "2032-12-30/2033-01-02": {"2032", "2033"},
    "../2032-03": {"2031", "2032", "earlier"},
    "2032/..": {"2032", "2033", "later"},
    "unknown": {"2031", "2032", "2033", "earlier", "later"},
    "2032~": {"2031", "2032", "2033", "earlier", "later"},
}
"""Dates, and the years into which each may fall."""


def world(state: State, said: list[tuple[str, str, str]]) -> Corpus:
    """Accusations by speakers against others, each with a date."""
    return state(
        "".join(
            f"  s{n}: {{act: accuses, speaker: {a}, against: {b}, date: '{day}', says: So., reports: [{{source: s-undated}}]}}\n"
            for n, (a, b, day) in enumerate(said)
        )
    )


@pytest.mark.parametrize("seed", range(60))
def test_ranges_and_changes_hold_for_every_reading_of_the_dates(state: State, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    actors = ("glottenberg", "ruritania")
    pairs = [(a, b) for a in actors for b in actors if a != b]
    said = [(*rng.choice(pairs), rng.choice(list(DATES))) for _ in range(rng.randint(1, 6))]
    corpus = world(state, said)
    found = windows(corpus, accusations(corpus), "year")
    readings = list(itertools.product(*(sorted(DATES[day]) for _, _, day in said)))
    sure = {next(iter(DATES[day])) for _, _, day in said if len(DATES[day]) == 1}
    listed = sure | {str(int(year) + 1) for year in sure if year < max(sure)}
    assert [window.name for window in found.windows] == sorted(listed)
    assert set(found.undecided) == {f"s{n}" for n, (_, _, day) in enumerate(said) if len(DATES[day]) > 1}
    for place, window in enumerate(found.windows):
        before = found.windows[place - 1] if place else None
        check(window.whole, list(range(len(said))), window.name, readings, before is not None)
        for pair, counted in window.pairs.items():
            check(counted, [n for n, (a, b, _) in enumerate(said) if (a, b) == pair], window.name, readings, before is not None)
        joined = [{said[n][:2] for n, year in enumerate(reading) if year == window.name} for reading in readings]
        assert window.joined == Range(min(map(len, joined)), max(map(len, joined)))
        mutual = [sum((b, a) in pairs and a < b for a, b in pairs) for pairs in joined]
        assert window.mutual == Range(min(mutual), max(mutual))
        assert window.accusers == ends([len({a for a, _ in pairs}) for pairs in joined])
        assert window.accused == ends([len({b for _, b in pairs}) for pairs in joined])


def ends(numbers: list[int]) -> Range:
    return Range(min(numbers), max(numbers))


def check(counted: Counted, which: list[int], year: str, readings: list[tuple[str, ...]], compared: bool) -> None:  # noqa: FBT001
    """The range is that of all readings, and a change that is called certain is one in each of them."""
    now = [sum(reading[n] == year for n in which) for reading in readings]
    then = [sum(reading[n] == str(int(year) - 1) for n in which) for reading in readings]
    assert counted.count.number == ends(now)
    assert (counted.change is not None) == compared
    if counted.change == "more":
        assert all(a > b for a, b in zip(now, then, strict=True))
    if counted.change == "fewer":
        assert all(a < b for a, b in zip(now, then, strict=True))
    if counted.change == "same":
        assert now == then


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ((1, 2), (3, 4), "more"),
        ((3, 4), (1, 2), "fewer"),
        ((1, 3), (2, 9), "perhaps more"),
        ((2, 9), (1, 3), "perhaps fewer"),
        ((2, 2), (2, 2), "same"),
        ((2, 3), (2, 2), "unclear"),
    ],
)
def test_the_words_for_a_change(before: tuple[int, int], now: tuple[int, int], word: str) -> None:
    assert change(Range(*before), Range(*now)) == word


def test_quarters_begin_in_january_april_july_and_october(state: State) -> None:
    days = ("2031-01-01", "2031-03-31", "2031-04-01", "2031-12-31")
    corpus = world(state, [("glottenberg", "ruritania", day) for day in days])
    found = windows(corpus, accusations(corpus), "quarter")
    assert [(w.name, w.whole.count.bare) for w in found.windows] == [
        ("2031 Q1", "2"),
        ("2031 Q2", "1"),
        ("2031 Q3", "0"),
        ("2031 Q4", "1"),
    ]
    assert [w.whole.change for w in found.windows] == [None, "fewer", "fewer", "more"]


def test_the_shipped_claims_equal_plain_counts() -> None:
    corpus = harbour.shipped()
    found = windows(corpus, accusations(corpus, level="side"), "year")
    (year,) = (w for w in found.windows if w.name == "2017")
    dated = {
        r.id
        for r in corpus.resolved.values()
        if r.act == "accuses" and r.earliest and r.latest and r.earliest.year == r.latest.year == 2017
        if not r.is_attributed and not r.date.qualified
    }
    assert set(year.whole.surely) == dated
    assert year.most_accused == ("russia",)
    everything = {id_ for w in found.windows for id_ in w.whole.surely} | set(found.undecided)
    attributed = {r.id for r in corpus.resolved.values() if r.is_attributed}
    assert everything | attributed == {r.id for r in corpus.resolved.values() if r.act == "accuses"} | attributed
    shown = table(corpus, found, pairs=True)
    records = json.loads(render(shown, "json", None))
    pair = next(r for r in records if r["kind"] == "pair" and r["ids"] == ["united-states", "russia"] and r["window"] == "2017")
    assert pair["accusations"]["change"] == "perhaps more"  # many without a date may be of the year before
    assert set(pair["accusations"]["surely"]) <= dated
    assert len(shown.rows) == sum(r["kind"] == "pair" for r in records)
