"""Every named query: documented, of use on the shipped claims, narrowed by its parameters, alike on both embedded engines,
and equal to what the records say without SPARQL.

The first six queries have more tests in `test_query`; servers are asked in `test_contract`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, TypeAlias

import harbour
import pytest

from kg import query
from kg.corpus.aftermath import speaks_for_all
from kg.corpus.answering import delay
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
from kg.engine import oxigraph, rdflib_engine
from kg.query import NamedQuery
from kg.rdf.terms import RECORD_KINDS
from kg.sparql.answer import Term, row

pytestmark = pytest.mark.slow

Row: TypeAlias = tuple[str, ...]

NAMED: Final = query.named()
CORPORA: Final = {"harbour": harbour.corpus, "shipped": harbour.shipped}


def home(name: str) -> str:
    """The data set on which the query is tried."""
    return "harbour" if name in harbour.HAVE_NONE else "shipped"


HEDGES: Final = {"probable", "possible", "implied"}


@cache
def store(corpus: str, engine: str = "oxigraph") -> Any:
    text = harbour.ntriples() if corpus == "harbour" else harbour.shipped_ntriples()
    return oxigraph.memory(text) if engine == "oxigraph" else rdflib_engine.graph(text)


def terms(corpus: str, name: str, engine: str = "oxigraph", **given: str) -> list[dict[str, Term | None]]:
    """The rows of a named query."""
    text = query.bind(NAMED[name], CORPORA[corpus](), given)
    assert isinstance(text, str), text
    module = oxigraph if engine == "oxigraph" else rdflib_engine
    lines = list(module.answer(store(corpus, engine), text, {}, 1_000_000))
    names = lines[0]["variables"]
    return [dict(zip(names, row(line["row"]), strict=True)) for line in lines[1:-1]]


def rows(corpus: str, name: str, *columns: str, **given: str) -> list[Row]:
    """Some columns of a named query, as ids and texts."""
    return [
        tuple("" if (t := row[c]) is None else t.value.rpartition("/")[2] for c in columns)
        for row in terms(corpus, name, **given)
    ]


def example(found: NamedQuery) -> dict[str, str]:
    command, *params = re.split(r" --param ", found.example)
    assert command == f"kg query --name {found.name}"
    return dict(param.split("=", 1) for param in params)


def test_there_are_at_least_twenty() -> None:
    assert len(NAMED) >= 20


@pytest.mark.parametrize("name", NAMED)
def test_a_query_is_documented_and_its_example_finds_something(name: str) -> None:
    found = NAMED[name]
    assert re.fullmatch(r"[A-Z][^#]*\.", found.meaning)
    assert len(re.findall(r"^ *# bind$", found.text, re.MULTILINE)) == bool(found.parameters)
    for parameter in found.parameters:
        assert re.search(rf"\?{parameter.name}\b", found.text)
        assert parameter.kind in {*RECORD_KINDS, "act", "from-day", "to-day"}
    assert bool(example(found)) == bool(found.parameters)
    given = harbour.HAVE_NONE.get(name, example(found))
    assert 0 < len(terms(home(name), name, **given)) <= len(terms(home(name), name))
    if given:
        assert terms(home(name), name, **given) != terms(home(name), name)


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("corpus", CORPORA)
def test_both_engines_give_the_same_rows_in_the_same_order(name: str, corpus: str) -> None:
    found = terms(corpus, name)
    assert found == terms(corpus, name, "rdflib")
    assert len(found) == len({tuple(row.values()) for row in found})


@pytest.mark.parametrize("name", NAMED)
def test_every_parameter_that_is_shown_keeps_the_rows_with_its_value(name: str) -> None:
    everything = terms("shipped", name)
    for parameter in NAMED[name].parameters:
        if everything and parameter.name in everything[0]:
            value = next(t for row in everything if (t := row[parameter.name]) is not None)
            short = value.value.rpartition("/")[2]
            kept = terms("shipped", name, **{parameter.name: short})
            assert kept == [row for row in everything if row[parameter.name] == value] != []


# ---- What the records say ----


def statements(claims: Corpus, *acts: str) -> Iterator[Resolved]:
    return (r for r in claims.resolved.values() if not acts or r.act in acts)


def owned(claims: Corpus, *acts: str) -> Iterator[Resolved]:
    """The statements that their speakers made for all we know, and did not take back."""
    return (r for r in standing(claims, *acts) if not r.is_attributed)


def standing(claims: Corpus, *acts: str) -> Iterator[Resolved]:
    """The statements that nobody took back or denies having made, also those that others alone report."""
    return (r for r in statements(claims, *acts) if not (r.is_contested or claims.is_retracted(r.id)))


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_mutual_accusations(corpus: str) -> None:
    counts = Counter((a, b) for r in owned(CORPORA[corpus](), "accuses") for a in set(r.sides) for b in set(r.accused_sides))
    expected = {(a, b, str(n), str(counts[b, a])) for (a, b), n in counts.items() if a < b and (b, a) in counts}
    assert set(rows(corpus, "mutual-accusations", "one", "other", "by_one", "by_other")) == expected != set()


def test_between_sides(corpus: str) -> None:
    expected = {
        (a, b, s, r.id) for r in owned(CORPORA[corpus](), "accuses") for a in r.sides for b in r.accused_sides for s in r.speakers
    }
    assert set(rows(corpus, "between-sides", "side", "accused_side", "accuser", "statement")) == expected != set()


def test_answered_by_whom(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = set()
    made = {r.id for r in owned(claims)}
    for charge in standing(claims, "accuses"):
        answers = [claims.resolved[id_] for id_ in claims.answered_by.get(charge.id, ()) if id_ in made]
        for accused in charge.against if answers else ():
            own = any(accused in {*a.speakers, *a.spoken_for} or set(a.sides) & set(charge.accused_sides) for a in answers)
            expected.add((accused, "the accused" if own else "others only", charge.id))
    assert set(rows(corpus, "answered-by-whom", "accused", "answered_by", "statement")) == expected
    assert {row[1] for row in expected} == {"the accused", "others only"}


def test_answer_delays(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = set()
    for answer in owned(claims):
        days = delay(answer, [claims.resolved[id_] for id_ in answer.answers])
        if days:
            expected |= {(str(days[0]), str(days[1]), s, answer.id, id_) for id_ in answer.answers for s in answer.speakers}
    found = rows(corpus, "answer-delays", "days_min", "days_max", "speaker", "answer", "statement")
    assert set(found) == expected != set()
    assert [int(row[0]) for row in found] == sorted((int(row[0]) for row in found), reverse=True)


def test_counter_accusations(corpus: str) -> None:
    claims = CORPORA[corpus]()
    charges = {r.id: r for r in standing(claims, "accuses")}
    expected = {
        (s, r.id, id_, a)
        for r in owned(claims)
        if r.counters
        for id_ in r.answers
        if id_ in charges
        for s in r.speakers
        for a in charges[id_].speakers
    }
    assert set(rows(corpus, "counter-accusations", "speaker", "counter", "charge", "accuser")) == expected != set()


def test_free_denials(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = {
        (r.id, disputed, charge.id, charged)
        for r in owned(claims)
        if not r.statement.answers and r.act != "finds"
        for disputed in r.disputes
        for charge in standing(claims, "accuses")
        for charged in charge.allegations
        if disputed in wider(claims.allegations, charged)
    }
    assert set(rows(corpus, "free-denials", "denial", "allegation", "charge", "charged")) == expected != set()


def test_scope_mismatches(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = set()
    charges = {r.id: r for r in standing(claims, "accuses")}
    for answer in owned(claims):
        for charge in (charges[id_] for id_ in answer.answers if id_ in charges):
            for charged in charge.allegations:
                for disputed in answer.disputes if charged not in answer.disputes else ():
                    if disputed in wider(claims.allegations, charged):
                        expected.add((disputed, "wider than the charge", charged, answer.id, charge.id))
                    elif charged in wider(claims.allegations, disputed):
                        expected.add((disputed, "narrower than the charge", charged, answer.id, charge.id))
    assert set(rows(corpus, "scope-mismatches", "disputed", "scope", "charged", "answer", "charge")) == expected != set()


def test_changed_positions(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = {
        (side, allegation, one.id, other.id)
        for other in statements(claims)
        if not other.is_contested
        for allegation in other.disputes
        for one in statements(claims)
        if allegation in one.affirms and not one.is_contested
        for side in set(other.sides) & set(one.sides)
    }
    assert set(rows(corpus, "changed-positions", "side", "allegation", "affirmation", "dispute")) == expected != set()


def test_first_to_say(corpus: str) -> None:
    claims = CORPORA[corpus]()
    charges = list(owned(claims, "accuses"))
    expected = {
        (allegation, r.id)
        for r in charges
        for allegation in r.allegations
        if not any(
            allegation in other.allegations and other.latest and r.earliest and other.latest < r.earliest for other in charges
        )
    }
    assert set(rows(corpus, "first-to-say", "allegation", "statement")) == expected != set()


def test_who_accused_whom_marks_what_is_not_or_no_longer_owned(corpus: str) -> None:
    claims = CORPORA[corpus]()
    marks = ("attributed", "contested", "retracted_by")
    found = {row[0]: row[1:] for row in rows(corpus, "who-accused-whom", "statement", *marks)}
    assert found == {r.id: expected_marks(claims, r) for r in statements(claims, "accuses") if r.against}
    assert {row[0]: row[1:] for row in rows(corpus, "accusations-against", "statement", *marks)} == found
    assert {mark for each in found.values() for mark in each if mark} >= {"true"}
    assert not {r.id for r in statements(claims, "finds")} & set(found)


def test_nobody_is_listed_as_accused_of_what_another_is_accused_of(corpus: str) -> None:
    claims = CORPORA[corpus]()
    for statement, accused, allegation in rows(corpus, "who-accused-whom", "statement", "accused", "allegation"):
        about = [claims.allegations[id_] for id_ in claims.resolved[statement].allegations]
        assert not allegation or accused in claims.allegations[allegation].accused or not any(accused in a.accused for a in about)


def test_answers_are_marked_too(corpus: str) -> None:
    claims = CORPORA[corpus]()
    found = {row[0]: row[1:] for row in rows(corpus, "answers-to", "answer", "attributed", "contested", "retracted_by")}
    assert found == {r.id: expected_marks(claims, r) for r in statements(claims) if r.answers} != {}


def expected_marks(claims: Corpus, r: Resolved) -> Row:
    """What marks a statement as not, or no longer, its speaker's own."""
    later = [later.by for later in claims.aftermath.get(r.id, ()) if later.fate == "retracted"]
    return ("true" if r.is_attributed else "", "true" if r.is_contested else "", *(later or [""]))


def test_by_side_and_unanswered(corpus: str) -> None:
    claims = CORPORA[corpus]()
    counts = Counter((a, b) for r in owned(claims, "accuses") for a in set(r.sides) for b in set(r.accused_sides))
    found = rows(corpus, "by-side", "side", "accused_side", "accusations")
    assert {(a, b): int(n) for a, b, n in found} == counts != {}
    answers = {r.id for r in standing(claims)}
    expected = {
        r.id for r in standing(claims, "accuses") if r.against and not answers.intersection(claims.answered_by.get(r.id, ()))
    }
    assert {id_ for (id_,) in rows(corpus, "unanswered", "statement")} == expected != set()


def test_attributed(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = {(s, t, r.id, "true" if r.is_contested else "") for r in statements(claims) for s in r.speakers for t in r.tellers}
    assert set(rows(corpus, "attributed", "speaker", "teller", "statement", "contested")) == expected != set()
    everything = {r.id for r in statements(claims) if r.is_attributed}
    assert {id_ for id_, mark in rows(corpus, "timeline", "statement", "attributed") if mark} == everything


def test_taken_back(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = {
        (s, id_, later.fate, later.by)
        for id_, each in claims.aftermath.items()
        for later in each
        for s in claims.resolved[id_].speakers
        if speaks_for_all(taking := claims.resolved[later.by], claims.resolved[id_])
        or s in {*taking.speakers, *taking.spoken_for}
    }
    found = {
        (s.value.rpartition("/")[2], i.value.rpartition("/")[2], how.value, by.value.rpartition("/")[2])
        for row in terms(corpus, "taken-back")
        if (s := row["speaker"]) and (i := row["statement"]) and (how := row["how"]) and (by := row["later"])
    }
    assert found == expected
    assert expected or "taken-back" in harbour.HAVE_NONE


def test_on_both_sides(corpus: str) -> None:
    claims = CORPORA[corpus]()
    said = [r for r in owned(claims) if r.act != "finds"]
    affirmed = Counter(allegation for r in said for allegation in r.affirms)
    disputed = Counter(allegation for r in said for allegation in r.disputes)
    expected = {(a, str(n), str(disputed[a])) for a, n in affirmed.items() if a in disputed}
    assert set(rows(corpus, "on-both-sides", "allegation", "affirmations", "disputes")) == expected != set()


def test_findings() -> None:
    claims = harbour.corpus()
    expected = {
        (s, a, r.id, str(r.statement.outcome), ", ".join(r.reviews), ", ".join(claims.reviewed_by.get(r.id, ())))
        for r in statements(claims, "finds")
        for s in r.speakers
        for a in r.allegations
    }
    found = rows("harbour", "findings", "body", "allegation", "finding", "outcome", "reviews", "reviewed_by")
    assert set(found) == expected
    assert {row[5] for row in found} == {"", "appeal"}
    assert rows("shipped", "findings", "finding") == []


def test_single_report(corpus: str) -> None:
    expected = {(r.id, r.statement.reports[0].source) for r in statements(CORPORA[corpus]()) if len(r.statement.reports) == 1}
    assert set(rows(corpus, "single-report", "statement", "source")) == expected != set()


def test_hedged_and_flat() -> None:
    charges = list(owned(harbour.shipped(), "accuses"))
    expected = {
        (allegation, hedged.id, str(hedged.certainty), flat.id)
        for hedged in charges
        if hedged.certainty in HEDGES
        for allegation in hedged.allegations
        for flat in charges
        if flat.certainty == "asserted" and allegation in flat.allegations
    }
    assert set(rows("shipped", "hedged-and-flat", "allegation", "hedged", "certainty", "flat")) == expected != set()


def test_source_disagreements(corpus: str) -> None:
    claims = CORPORA[corpus]()
    expected = set()
    for r in statements(claims):
        for report in r.statement.reports:
            printed = {
                "date": report.date.edtf if report.date else None,
                "wording": report.says,
                "certainty": report.certainty,
                "name": report.named,
            }
            expected |= {(r.id, about, value, report.source) for about, value in printed.items() if value}
    found = {
        (s.value.rpartition("/")[2], a.value, p.value, o.value.rpartition("/")[2])
        for row in terms(corpus, "source-disagreements")
        if (s := row["statement"]) and (a := row["about"]) and (p := row["printed"]) and (o := row["source"])
    }
    assert found == expected
    assert {row[1] for row in expected} >= {"date", "wording", "name"}


def test_conflicting_statements_and_perhaps_the_same(corpus: str) -> None:
    claims = CORPORA[corpus]()
    for name, links in (
        ("conflicting-statements", [(r.id, o) for r in statements(claims) for o in r.statement.conflicts_with]),
        ("perhaps-the-same", [(r.id, o) for r in statements(claims) for o in r.statement.may_be]),
    ):
        expected = {(min(pair), max(pair)) for pair in links if pair[1] in claims.resolved}
        assert set(rows(corpus, name, "one", "other")) == expected != set()


def test_quotes(corpus: str) -> None:
    expected = {
        (s, q, p.source, r.id)
        for r in statements(CORPORA[corpus]())
        for s in r.speakers
        for p in r.statement.reports
        for q in p.quote
    }
    found = {
        (s.value.rpartition("/")[2], q.value, o.value.rpartition("/")[2], i.value.rpartition("/")[2])
        for row in terms(corpus, "quotes")
        if (s := row["speaker"]) and (q := row["quote"]) and (o := row["source"]) and (i := row["statement"])
    }
    assert found == expected != set()


@pytest.mark.parametrize("day", ["2010-12-31", "2011-05-04", "2012-02-29", "2017-04-24", "2020-12-31"])
def test_what_may_and_what_must_have_been_said_by_a_day(corpus: str, day: str) -> None:
    resolved = list(statements(CORPORA[corpus]()))
    possibly = {r.id for r in resolved if r.earliest is None or str(r.earliest) <= day}
    surely = {r.id for r in resolved if r.latest is not None and str(r.latest) <= day and not r.is_contested}
    assert {row[0] for row in rows(corpus, "possibly-said-by", "statement", to_day=day)} == possibly
    assert {row[0] for row in rows(corpus, "surely-said-by", "statement", to_day=day)} == surely
    assert surely <= possibly


def test_by_source_relayed_and_copied(corpus: str) -> None:
    claims = CORPORA[corpus]()
    reports = [(r, p) for r in statements(claims) for p in r.statement.reports]
    assert set(rows(corpus, "by-source", "source", "statement")) == {(p.source, r.id) for r, p in reports}
    passed_on = {(p.source, v, r.id) for r, p in reports for v in p.via if claims.kinds[v] != "statement" or v in claims.stated}
    assert set(rows(corpus, "relayed", "source", "via", "statement")) == passed_on != set()
    copied = {(p.source, p.taken_from, r.id) for r, p in reports if p.taken_from}
    assert set(rows(corpus, "copied", "source", "taken_from", "statement")) == copied != set()


def test_concessions(corpus: str) -> None:
    expected = {(s, r.id, id_) for r in owned(CORPORA[corpus](), "concedes") for s in r.speakers for id_ in r.answers or ("",)}
    assert set(rows(corpus, "concessions", "speaker", "concession", "statement")) == expected != set()
