"""Counts of the record, against the graph asked in SPARQL and against the rule that holds `expect`."""

from __future__ import annotations

import json
from collections import Counter

import harbour
import pytest

from kg import resources
from kg.analysis.stats import records, stats
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, Range
from kg.engine.guarded import Limits
from kg.query import run
from kg.rdf.graph import ntriples
from kg.render.stats import table
from kg.render.table import render
from kg.sparql.answer import Answer


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return harbour.shipped()


PATTERNS = {
    "act": "?s kg:act ?key",
    "side": "?s kg:side ?key",
    "topic": "?s kg:topic ?key",
    "source": "?s kg:report ?report . ?report kg:source ?key",
}


@pytest.mark.parametrize("by", PATTERNS)
def test_counts_equal_those_of_the_graph(corpus: Corpus, by: str) -> None:
    text = f"SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a kg:Statement . {PATTERNS[by]} }} GROUP BY ?key"
    answer = run(ntriples(corpus), text, corpus.base, Limits(30, 10_000, 2 << 30))
    assert isinstance(answer, Answer)
    asked = {key.value.rpartition("/")[2]: int(n.value) for key, n in answer.rows if key is not None and n is not None}
    counted = {tally.id: len(tally.statements) for tally in stats(corpus) if tally.by == by and tally.id is not None}
    assert counted == asked
    assert len(counted) > 3


def test_statements_without_a_side_have_a_row_of_their_own(corpus: Corpus) -> None:
    (none,) = [tally for tally in stats(corpus) if tally.by == "side" and tally.id is None]
    assert set(none.statements) == {id_ for id_, r in corpus.resolved.items() if not r.sides}


def test_accusations_and_answers_are_among_the_statements(corpus: Corpus) -> None:
    for tally in stats(corpus):
        assert {*tally.accusations, *tally.answers} <= set(tally.statements)
    acts = {tally.id: tally for tally in stats(corpus) if tally.by == "act"}
    assert acts["accuses"].accusations == acts["accuses"].statements
    assert acts["denies"].answers == acts["denies"].statements
    assert acts["asserts"].accusations == ()


def test_records_are_counted_by_kind(corpus: Corpus) -> None:
    kinds = Counter(corpus.kinds.values())
    assert records(corpus) == {
        **{kind: kinds[kind] for kind in ("actor", "source", "topic", "allegation", "statement")},
        "report": sum(len(s.reports) for s in corpus.statements.values()),
    }


def test_expect_accepts_the_counts_and_no_more(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> None:
    for more, faults in ((0, 0), (1, 3)):
        root = tmp_path_factory.mktemp("claims")
        for path in resources.folder("claims").rglob("*.yaml"):
            target = root / path.relative_to(resources.folder("claims"))
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
        most = {by: next(t for t in stats(corpus) if t.by == by) for by in ("act", "side", "topic")}
        lines = "".join(f"    by_{by}: {{{t.id}: {len(t.statements) + more}}}\n" for by, t in most.items())
        head = "dataset:\n  title: Copy\n  base: https://example.org/\n  expect:\n"
        (root / "dataset.yaml").write_text(head + lines, "utf-8")
        assert sum(d.code == "K306" for d in check(root).diagnostics) == faults


def test_the_table_shows_what_the_records_hold(corpus: Corpus) -> None:
    shown = table(corpus, stats(corpus), records(corpus))
    first, *rest = json.loads(render(shown, "json", None))
    assert first["counts"]["statement"] == len(corpus.stated)
    counts = [(row[2], row[3]) for row in shown.rows]
    assert all(isinstance(number, Count) for _, number in counts)
    assert [(r["id"] or "", str(Range(r["statements"]["least"], r["statements"]["most"]))) for r in rest] == [
        (id_, number.bare) for id_, number in counts if isinstance(number, Count)
    ]
    assert all(r["statements"]["most"] == len(r["statements"]["statements"]) for r in rest)  # none was retracted
    assert render(shown, "table", None).startswith(shown.caption[0] + "\n")
