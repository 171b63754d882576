"""Even hands: a small lopsided record by hand, and the shipped claims against plain counts."""

from __future__ import annotations

import json

import pytest
from conftest import Claims

from kg import resources
from kg.corpus.corpus import Corpus
from kg.load import load
from kg.network.audit import LOADED, Finding, audit
from kg.network.shares import difference, share
from kg.render.audit import table
from kg.render.table import render

TEXT = """\
actors:
  ruritania: {name: Ruritania, type: state}
  strelsau: {name: Strelsau, type: state}
  ida: {name: Ida Falk, type: person}
sources:
  daily: {title: The Daily, archived: "https://example.org/a"}
  weekly: {title: The Weekly}
statements:
  one:
    act: accuses
    speaker: ruritania
    date: 2031-03-01
    against: strelsau
    says: So.
    reports: [{source: daily}, {source: weekly}]
  two: {act: accuses, speaker: strelsau, date: 2031-03, against: ruritania, says: So., reports: [{source: weekly, quote: So}]}
  reply: {act: denies, speaker: strelsau, date: unknown, answers: one, reports: [{source: weekly}]}
  third:
    act: accuses
    speaker: ida
    date: 2031
    against: ruritania
    says: So.
    no_answer_as_of: 2032
    reports: [{source: daily}]
"""


@pytest.fixture
def corpus(claims: Claims) -> Corpus:
    loaded = claims(TEXT)
    assert not loaded.diagnostics
    return loaded.corpus


def counts(corpus: Corpus, loaded: set[str] | None = None) -> dict[str, dict[str | None, tuple[int, int]]]:
    found: dict[str, dict[str | None, tuple[int, int]]] = {}
    for finding in audit(corpus, loaded):
        found.setdefault(finding.measure, {})[finding.side] = (len(finding.hits), len(finding.units))
    return found


def test_every_measure_counts_what_it_says(corpus: Corpus) -> None:
    assert counts(corpus, {"one"}) == {
        "answer recorded to what is said against them": {"ruritania": (0, 2), "strelsau": (1, 1)},
        "answer recorded or looked for": {"ruritania": (1, 2), "strelsau": (1, 1)},
        "two reports or more": {"strelsau": (0, 2), "ruritania": (1, 1), None: (0, 1)},
        "quoted in their own words": {"strelsau": (1, 2), "ruritania": (0, 1), None: (0, 1)},
        "dated to the day": {"strelsau": (0, 2), "ruritania": (1, 1), None: (0, 1)},
        "source archived": {"strelsau": (0, 2), "ruritania": (1, 2), None: (1, 1)},
        LOADED: {"ruritania": (0, 1), "strelsau": (1, 1), None: (1, 1)},
    }


def test_loaded_words_are_left_out_where_nobody_looked(corpus: Corpus) -> None:
    assert LOADED not in counts(corpus)
    shown = table(corpus, audit(corpus), missing=("quotes verified",))
    assert shown.caption[-1] == "not measured: quotes verified"


def test_each_side_is_compared_with_all_the_rest(corpus: Corpus) -> None:
    for finding in audit(corpus):
        same = [other for other in audit(corpus) if other.measure == finding.measure and other.side != finding.side]
        rest = (sum(len(other.hits) for other in same), sum(len(other.units) for other in same))
        assert finding.rest == rest
        assert finding.share == share(len(finding.hits), len(finding.units))
        assert finding.apart == difference(len(finding.hits), len(finding.units), *rest)


def test_a_lean_needs_an_interval_without_zero() -> None:
    def finding(hits: int, of: int) -> Finding:
        value = share(hits, of)
        assert value is not None
        ids = tuple(str(n) for n in range(of))
        return Finding("m", "x", ids[:hits], ids, value, (5, 100), difference(hits, of, 5, 100))

    assert finding(30, 100).leans
    assert not finding(8, 100).leans
    assert not finding(1, 1).leans or finding(1, 1).share.low > 0.05


def test_the_shipped_claims_equal_plain_counts() -> None:
    corpus = load(resources.folder("claims")).corpus
    found = {(f.measure, f.side): f for f in audit(corpus)}
    accused = [r for r in corpus.resolved.values() if r.act == "accuses" and "russia" in r.accused_sides]
    answered = found["answer recorded to what is said against them", "russia"]
    assert set(answered.units) == {r.id for r in accused}
    assert set(answered.hits) == {r.id for r in accused if any(r.id in o.answers for o in corpus.resolved.values())}
    quoted = found["quoted in their own words", "taliban"]
    assert set(quoted.hits) == {
        r.id for r in corpus.resolved.values() if "taliban" in r.sides and any(x.quote for x in r.statement.reports)
    }
    records = json.loads(render(table(corpus, audit(corpus)), "json", None))
    assert [(r["measure"], r["id"], len(r["hits"])) for r in records] == [(f.measure, f.side, len(f.hits)) for f in audit(corpus)]
