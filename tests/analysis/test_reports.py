"""Reports about a whole data set equal what SPARQL says of its graph: on the shipped claims, generated ones and small worlds.

The questions are those of `bench/reports.py`, which compares the times of the same answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import generate
import harbour
import pytest
import reports
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_world import WORLD
from reports import Ask, Table

from kg.corpus.corpus import Corpus
from kg.engine import oxigraph
from kg.load import load
from kg.model.words import ACTOR_TYPES
from kg.rdf.graph import ntriples

Report = tuple[Callable[[Corpus], Table], Callable[[Ask], Table]]

REPORTS: Final[dict[str, Report]] = {
    "who": (lambda c: reports.own_who(c, "actor"), lambda ask: reports.table_who(reports.asked_who(ask, "actor"))),
    "who --level side": (lambda c: reports.own_who(c, "side"), lambda ask: reports.table_who(reports.asked_who(ask, "side"))),
    "stats": (reports.own_stats, lambda ask: reports.table_stats(reports.asked_stats(ask))),
    "answers": (reports.own_answers, lambda ask: reports.table_answers(reports.asked_answers(ask))),
}


def asker(corpus: Corpus) -> Ask:
    return reports.reader(oxigraph.memory(ntriples(corpus)).query)  # type: ignore[arg-type] # only SELECT is asked


def between_sides(corpus: Corpus, table: Table) -> Table:
    """The rows of pairs of sides. The graph does not say which of several speakers of a statement has no side."""
    return {row for row in table if all(ACTOR_TYPES[corpus.actors[end].type].is_side for end in row[:2])}


def compare(corpus: Corpus, ask: Ask, report: str) -> Table:
    own, asked = REPORTS[report]
    mine, theirs = own(corpus), asked(ask)
    if report == "who --level side":
        assert between_sides(corpus, mine) == between_sides(corpus, theirs)
    else:
        assert mine == theirs
    return mine


@cache
def shipped() -> Ask:
    return asker(harbour.shipped())


@pytest.mark.parametrize("report", REPORTS)
def test_the_shipped_claims(report: str) -> None:
    assert len(compare(harbour.shipped(), shipped(), report)) > 20


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Ask]:
    folder = tmp_path_factory.mktemp("generated")
    generate.write(folder, 600)
    corpus = load(folder).corpus
    return corpus, asker(corpus)


@pytest.mark.parametrize("report", REPORTS)
def test_generated_claims(report: str, generated: tuple[Corpus, Ask]) -> None:
    corpus, ask = generated
    own, asked = REPORTS[report]
    assert own(corpus) == asked(ask)
    assert len(own(corpus)) > 50


SPEAKERS: Final = ("ruritania", "glottenberg", "pact", "bands", "office", "officials", "unnamed", "sapt", "flavia", "hentzau")
ALLEGATIONS: Final = ("backs", "arms", "rifles", "blame")
ANSWERS: Final = ("denies", "rebuts", "concedes", "qualifies", "declines")
DATES: Final = ("2016-05", "2017", "2017-03-01", "2017-06-20", "2018-01~", "unknown")


@st.composite
def statement(draw: st.DrawFn, number: int) -> str:
    """A statement that may answer earlier ones, with the links that reports count."""

    def some(options: tuple[str, ...], least: int, most: int) -> str:
        return f"[{', '.join(draw(st.lists(st.sampled_from(options), min_size=least, max_size=most, unique=True)))}]"

    earlier = tuple(f"s{n}" for n in range(number))
    act = draw(st.sampled_from(("accuses", "accuses", *ANSWERS, "asserts", *(["corroborates"] if earlier else []))))
    fields = [f"act: {act}", f"speaker: {some(SPEAKERS, 1, 2)}", f"date: {draw(st.sampled_from(DATES))}", "says: x"]
    linked = bool(earlier) and (act == "corroborates" or (act != "asserts" and draw(st.booleans())))
    if linked:
        fields.append(f"answers: {some(earlier, 1, 2)}")
    if act == "accuses" or not linked:
        fields.append(f"allegation: {some(ALLEGATIONS, 1, 2)}")
    if act == "accuses" and draw(st.booleans()):
        fields.append(f"against: {some(SPEAKERS, 0, 2)}")
    if act == "accuses" and draw(st.booleans()):
        fields.append("no_answer_as_of: 2019")
    if earlier and draw(st.integers(0, 3)) == 0 and act in {"accuses", *ANSWERS}:
        fields.append(f"may_answer: {some(earlier, 1, 1)}")
    if draw(st.integers(0, 4)) == 0:
        fields.append(f"for: {some(('ruritania', 'pact', 'office', 'institute'), 1, 1)}")
    documents = draw(st.lists(st.sampled_from(("s-undated", "s-2017-05", "s-2018")), min_size=1, max_size=2))
    fields.append("reports: [" + ", ".join(f"{{source: {source}, at: p. {at}}}" for at, source in enumerate(documents)) + "]")
    return f"  s{number}: {{{', '.join(fields)}}}\n"


@st.composite
def world(draw: st.DrawFn) -> str:
    return "statements:\n" + "".join(draw(statement(number)) for number in range(draw(st.integers(1, 8))))


@settings(max_examples=examples(120), deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(text=world())
def test_small_worlds(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "small-worlds"
    folder.mkdir(exist_ok=True)
    (folder / "world.yaml").write_text(WORLD, "utf-8")
    (folder / "statements.yaml").write_text(text, "utf-8")
    found = load(folder)
    assert found.diagnostics == [], text
    ask = asker(found.corpus)
    for report in REPORTS:
        compare(found.corpus, ask, report)


def test_a_difference_would_be_seen() -> None:
    """A graph without one denial gives other tables."""
    corpus = harbour.shipped()
    gone = b"/statement/lavrov-denial-2017-04> "
    lines = [line for line in harbour.shipped_ntriples().splitlines(keepends=True) if gone not in line]
    store = oxigraph.memory(b"".join(lines))
    ask = reports.reader(store.query)  # type: ignore[arg-type] # only SELECT is asked
    for report, (own, asked) in REPORTS.items():
        assert own(corpus) != asked(ask), report
