"""Even hands: a small lopsided record by hand, and the shipped claims against plain counts."""

from __future__ import annotations

import json

import harbour
import pytest
from conftest import Claims

from kg.analysis.audit import Evidence, Finding, Quote, audit
from kg.analysis.means import Moments, mean, mean_difference
from kg.analysis.shares import difference, share
from kg.corpus.corpus import Corpus
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


def counts(corpus: Corpus, evidence: Evidence | None = None) -> dict[str, dict[str | None, tuple[int, int]]]:
    found: dict[str, dict[str | None, tuple[int, int]]] = {}
    for finding in audit(corpus, evidence):
        found.setdefault(finding.measure, {})[finding.side] = (len(finding.hits), len(finding.units))
    return found


def test_every_measure_counts_what_it_says(corpus: Corpus) -> None:
    quotes = (Quote("two", "weekly", found=True), Quote("two", "daily", found=None), Quote("one", "daily", found=False))
    assert counts(corpus, Evidence({"one"}, quotes)) == {
        "answer recorded to what is said against them": {"ruritania": (0, 2), "strelsau": (1, 1)},
        "answer recorded or looked for": {"ruritania": (1, 2), "strelsau": (1, 1)},
        "reports per statement": {"strelsau": (2, 2), "ruritania": (2, 1), None: (1, 1)},
        "two sources or more": {"strelsau": (0, 2), "ruritania": (1, 1), None: (0, 1)},
        "quoted in their own words": {"strelsau": (1, 2), "ruritania": (0, 1), None: (0, 1)},
        "dated to the day": {"strelsau": (0, 2), "ruritania": (1, 1), None: (0, 1)},
        "source archived": {"strelsau": (0, 2), "ruritania": (1, 2), None: (1, 1)},
        "quotes verified": {"strelsau": (1, 2), "ruritania": (0, 1)},
        "quotes verified, of those with a text": {"strelsau": (1, 1), "ruritania": (0, 1)},
        "without loaded words": {"ruritania": (0, 1), "strelsau": (1, 1), None: (1, 1)},
    }


def test_what_nobody_looked_at_is_named_and_never_counted(corpus: Corpus) -> None:
    assert not {"without loaded words", "quotes verified"} & set(counts(corpus))
    shown = table(corpus, audit(corpus), Evidence())
    assert [line.split(":")[1].strip() for line in shown.caption[-2:]] == ["quotes verified", "without loaded words"]
    records = json.loads(render(shown, "json", None))
    assert [r["measure"] for r in records if r["kind"] == "not measured"] == ["quotes verified", "without loaded words"]


def test_a_quote_not_at_hand_never_counts_as_verified(corpus: Corpus) -> None:
    evidence = Evidence((), tuple(Quote(id_, "daily", found=None) for id_ in corpus.resolved))
    found = counts(corpus, evidence)
    assert {hits for hits, _ in found["quotes verified"].values()} == {0}
    assert "quotes verified, of those with a text" not in found
    caption = table(corpus, audit(corpus, evidence), evidence).caption
    assert "looked for them in: 0 whole text, 0 excerpt, 4 none" in caption
    assert "quotes: 0 verified, 0 not found, 4 without text; a quote without text never counts as verified" in caption


def test_each_side_is_compared_with_all_the_rest(corpus: Corpus) -> None:
    for finding in audit(corpus):
        same = [other for other in audit(corpus) if other.measure == finding.measure and other.side != finding.side]
        rest = (sum(len(other.hits) for other in same), sum(len(other.units) for other in same))
        assert finding.rest == rest
        if finding.kind == "share":
            assert finding.value == share(len(finding.hits), len(finding.units))
            assert finding.apart == difference(len(finding.hits), len(finding.units), *rest)
        else:
            mine, others = (
                Moments.of(len(corpus.resolved[id_].statement.reports) for id_ in ids) for ids in sides(same, finding)
            )
            assert (finding.value, finding.apart) == (mean(mine), mean_difference(mine, others))


def sides(same: list[Finding], finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units of one finding and those of the others."""
    return finding.units, tuple(unit for other in same for unit in other.units)


def test_a_lean_needs_an_interval_without_zero() -> None:
    def finding(hits: int, of: int) -> Finding:
        value = share(hits, of)
        assert value is not None
        ids = tuple(str(n) for n in range(of))
        return Finding("m", "share", "x", ids[:hits], ids, value, (5, 100), difference(hits, of, 5, 100))

    assert finding(30, 100).leans
    assert not finding(8, 100).leans
    assert not finding(1, 1).leans or (finding(1, 1).value.low or 0) > 0.05


def test_the_shipped_claims_equal_plain_counts() -> None:
    corpus = harbour.shipped()
    found = {(f.measure, f.side): f for f in audit(corpus)}
    accused = [r for r in corpus.resolved.values() if r.act == "accuses" and "russia" in r.accused_sides]
    answered = found["answer recorded to what is said against them", "russia"]
    assert set(answered.units) == {r.id for r in accused}
    surely = [o for o in corpus.resolved.values() if not o.is_attributed]
    assert set(answered.hits) == {r.id for r in accused if any(r.id in o.answers for o in surely)}
    quoted = found["quoted in their own words", "taliban"]
    assert set(quoted.hits) == {
        r.id for r in corpus.resolved.values() if "taliban" in r.sides and any(x.quote for x in r.statement.reports)
    }
    records = json.loads(render(table(corpus, audit(corpus), Evidence((), ())), "json", None))
    assert [(r["measure"], r["id"], len(r["hits"])) for r in records] == [(f.measure, f.side, len(f.hits)) for f in audit(corpus)]
