"""Six named queries with every parameter: alike on two engines, in full order, bound by terms, as counted without SPARQL.

What is true of every named query is in `test_named_queries`.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, TypeAlias

import harbour
import pytest
import rdflib
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import query
from kg.analysis.who import who
from kg.corpus.affiliation import Span, is_side
from kg.corpus.answering import delay
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.engine import oxigraph, rdflib_engine
from kg.engine.guarded import Limits
from kg.model.records import Actor, Topic
from kg.query import NamedQuery, Parameter
from kg.rdf import vocab
from kg.sparql.answer import Answer, Failure, Term, row

Rows: TypeAlias = list[tuple[Term | None, ...]]

NAMED: Final = query.named()
CORPORA: Final = {"harbour": harbour.corpus, "shipped": harbour.shipped}
GIVEN: Final[Mapping[str, Mapping[str, str]]] = {
    "accusations-against": {"accused": "police"},
    "answers-to": {"statement": "charge"},
    "by-side": {},
    "timeline": {"speaker": "envoy", "topic": "permits"},
    "unanswered": {"accused": "police"},
    "who-accused-whom": {
        "accuser": "envoy",
        "accused": "police",
        "topic": "permits",
        "from_day": "2011-05-04",
        "to_day": "2011-05-02",
    },
}
"""A value for every parameter of every query, in the harbour."""


@cache
def store(name: str) -> Any:
    return oxigraph.memory(ntriples(name))


def ntriples(name: str) -> bytes:
    return harbour.ntriples() if name == "harbour" else harbour.shipped_ntriples()


@cache
def rdflib_graph(name: str) -> rdflib.Graph:
    return rdflib_engine.graph(ntriples(name))


def by_oxigraph(text: str, source: Any) -> Rows:
    lines = list(oxigraph.answer(source, text, {}, 1_000_000))
    return [row(line["row"]) for line in lines[1:-1]]


def by_rdflib(text: str, source: rdflib.Graph) -> Rows:
    return [tuple(None if term is None else as_term(term) for term in row) for row in source.query(text)]  # type: ignore[union-attr]


def as_term(term: Any) -> Term:
    if isinstance(term, rdflib.URIRef):
        return Term("iri", str(term))
    datatype = "" if term.datatype in {None, rdflib.XSD.string} else str(term.datatype)
    return Term("literal", str(term), datatype, term.language or "")


def bound(name: str, corpus: Corpus, **params: str) -> str:
    text = query.bind(NAMED[name], corpus, params)
    assert isinstance(text, str), text
    return text


def ids(rows: Rows, *columns: int) -> list[tuple[str, ...]]:
    """The ids, or the texts, in some columns."""
    return [tuple("" if (term := row[c]) is None else term.value.rpartition("/")[2] for c in columns) for row in rows]


CASES: Final = [(name, params) for name, known in GIVEN.items() for params in [{}, *({k: v} for k, v in known.items()), known]]


def shown(value: object) -> str:
    return "+".join(value) or "all" if isinstance(value, Mapping) else str(value)


# ---- What each query says of itself ----


def test_every_parameter_of_these_six_queries_has_a_value_here() -> None:
    assert {name: [p.name for p in NAMED[name].parameters] for name in GIVEN} == {n: list(g) for n, g in GIVEN.items()}


@pytest.mark.parametrize("name", GIVEN)
def test_the_place_of_the_parameters_is_marked_once_where_there_are_any(name: str) -> None:
    marks = re.findall(r"^ *# bind$", NAMED[name].text, re.MULTILINE)
    assert len(marks) == bool(NAMED[name].parameters)
    assert "# bind" not in bound(name, harbour.corpus())


# ---- Two engines ----


@pytest.mark.parametrize(("name", "params"), CASES, ids=shown)
def test_two_engines_give_the_same_rows_in_the_same_order(name: str, params: Mapping[str, str]) -> None:
    text = bound(name, harbour.corpus(), **params)
    rows = by_oxigraph(text, store("harbour"))
    assert rows == by_rdflib(text, rdflib_graph("harbour"))
    assert len(rows) == len(set(rows))
    assert rows != [] or len(params) > 1


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("corpus", CORPORA)
def test_rows_come_in_the_same_order_in_whatever_order_the_triples_were_read(name: str, corpus: str) -> None:
    lines = ntriples(corpus).splitlines(keepends=True)
    text = bound(name, CORPORA[corpus]())
    expected = by_oxigraph(text, store(corpus))
    random.Random(7).shuffle(lines)  # noqa: S311 - no secret
    assert by_oxigraph(text, oxigraph.memory(b"".join(lines))) == expected


# ---- What the parameters do ----


@pytest.mark.parametrize(("name", "params"), [case for case in CASES if len(case[1]) == 1], ids=shown)
def test_a_parameter_leaves_some_of_the_rows(name: str, params: Mapping[str, str]) -> None:
    everything = by_oxigraph(bound(name, harbour.corpus()), store("harbour"))
    some = by_oxigraph(bound(name, harbour.corpus(), **params), store("harbour"))
    assert set(some) < set(everything)
    [(parameter, value)] = params.items()
    columns = re.search(r"SELECT (.+)", NAMED[name].text)
    assert columns is not None
    variables = re.findall(r"\?(\w+)", columns[1])
    if parameter in variables:
        at = variables.index(parameter)
        assert some == [row for row in everything if (term := row[at]) is not None and term.value.endswith(f"/{value}")]


def accusations(corpus: Corpus, wanted: Filter) -> set[tuple[str, str, str]]:
    return {(pair.accuser, pair.accused, id_) for pair in who(corpus, "actor", wanted) for id_ in pair.accusations}


@pytest.mark.parametrize("corpus", CORPORA)
def test_who_accused_whom_is_what_the_network_counts(corpus: str) -> None:
    claims = CORPORA[corpus]()
    rows = by_oxigraph(bound("who-accused-whom", claims), store(corpus))
    assert set(ids(rows, 0, 1, 5)) == accusations(claims, Filter())


@pytest.mark.parametrize("corpus", CORPORA)
def test_who_accused_whom_on_a_topic_is_what_the_network_counts(corpus: str) -> None:
    claims = CORPORA[corpus]()
    found = {}
    for topic in claims.topics:
        rows = by_oxigraph(bound("who-accused-whom", claims, topic=topic), store(corpus))
        found[topic] = set(ids(rows, 0, 1, 5))
        assert found[topic] == accusations(claims, Filter(topic=topic)), topic
    wide = next(t for t, record in claims.topics.items() if any(o.broader == t for o in claims.topics.values()) and found[t])
    assert any(found[t] and found[t] < found[wide] for t, record in claims.topics.items() if record.broader == wide)


DAYS: Final = ("2007-06-15", "2010-12-31", "2011-05-02", "2011-05-03", "2017-04-24", "2020-06-26", "2021-08-20")


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("day", DAYS)
def test_who_accused_whom_within_days_is_what_the_network_counts(corpus: str, day: str) -> None:
    claims, date = CORPORA[corpus](), datetime.date.fromisoformat(day)
    for params, span in (({"from_day": day}, Span(date, None)), ({"to_day": day}, Span(None, date))):
        rows = by_oxigraph(bound("who-accused-whom", claims, **params), store(corpus))
        assert set(ids(rows, 0, 1, 5)) == accusations(claims, Filter(within=span, maybe=True))


@pytest.mark.parametrize("corpus", CORPORA)
def test_which_side_accuses_which_is_what_the_network_counts(corpus: str) -> None:
    claims = CORPORA[corpus]()
    rows = by_oxigraph(bound("by-side", claims), store(corpus))
    sides = {id_ for id_, actor in claims.actors.items() if is_side(actor)}
    said = [
        (pair, [id_ for id_ in pair.accusations if owned(claims, id_)])
        for pair in who(claims, "side", Filter())
        if {pair.accuser, pair.accused} <= sides
    ]
    expected = {
        (
            p.accuser,
            p.accused,
            str(len(ids_)),
            str(sum(any(owned(claims, a) for a in claims.answered_by.get(i, ())) for i in ids_)),
        )
        for p, ids_ in said
        if ids_
    }
    found = ids(rows, 0, 1, 2, 3)
    assert set(found) == expected != set()
    assert [int(row[2]) for row in found] == sorted((int(row[2]) for row in found), reverse=True)


def owned(claims: Corpus, id_: str) -> bool:
    """Whether the speaker made the statement for all we know, and did not take it back."""
    resolved = claims.resolved[id_]
    return not (resolved.is_attributed or resolved.is_contested or claims.is_retracted(id_))


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_other_queries_are_what_the_records_say(corpus: str) -> None:
    claims = CORPORA[corpus]()
    charges = {id_: r for id_, r in claims.resolved.items() if r.act == "accuses" and r.against}
    rows = by_oxigraph(bound("unanswered", claims), store(corpus))
    standing = {id_ for id_, r in claims.resolved.items() if not r.is_contested and not claims.is_retracted(id_)}
    looked = {
        id_: r.statement.no_answer_as_of
        for id_, r in charges.items()
        if id_ in standing and not standing.intersection(claims.answered_by.get(id_, ()))
    }
    assert {row[4]: row[3] for row in ids(rows, 0, 1, 2, 3, 4)} == {id_: d.edtf if d else "" for id_, d in looked.items()}
    rows = by_oxigraph(bound("accusations-against", claims), store(corpus))
    assert set(ids(rows, 0, 2, 5)) == {(a, s, id_) for id_, r in charges.items() for a in r.against for s in r.speakers}
    rows = by_oxigraph(bound("timeline", claims), store(corpus))
    order = sorted(claims.resolved.values(), key=lambda r: (str(r.earliest or ""), str(r.latest or ""), r.id))
    assert ids(rows, 3, 1) == [(r.id, s) for r in order for s in sorted(r.speakers)]


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_answers_to_a_statement_are_what_the_records_say(corpus: str) -> None:
    claims = CORPORA[corpus]()
    rows = by_oxigraph(bound("answers-to", claims), store(corpus))
    expected = set()
    for charge, answers in claims.answered_by.items():
        for resolved in (claims.resolved[id_] for id_ in answers):
            days = delay(resolved, [claims.resolved[id_] for id_ in resolved.answers]) or ("", "")
            expected |= {(charge, resolved.id, resolved.act, speaker, *map(str, days)) for speaker in resolved.speakers}
    assert set(ids(rows, 0, 1, 2, 3, 5, 6)) == expected


# ---- Values of parameters ----


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ministry", "ministry"),
        ("harbour-office", "ministry"),  # a former id
        ("Harbour Ministry", "ministry"),
        ("harbour ministry", "ministry"),
        ("M. Minister", "minister"),
        ("شمال", "north"),
        ("Envoy", "envoy"),
    ],
)
def test_ids_former_ids_names_and_aliases_are_accepted(words: str, expected: str) -> None:
    assert f"VALUES ?accused {{ <{harbour.BASE}actor/{expected}> }}" in bound("who-accused-whom", harbour.corpus(), accused=words)


def test_several_candidates_are_listed_and_a_misspelt_name_gets_the_nearest() -> None:
    def reason(value: str) -> str:
        found = query.bind(NAMED["who-accused-whom"], harbour.corpus(), {"accused": value})
        assert isinstance(found, Failure)
        return found.reason

    assert reason("Harbour") == "'Harbour' may mean several: ministry, police, works, yard"
    assert reason("minstry").endswith("did you mean 'ministry'?")
    assert reason("zzz") == "unknown actor 'zzz'"
    assert reason("").startswith("unknown actor ''")


@pytest.mark.parametrize(
    ("params", "clause"),
    [
        ({"from_day": "2011-05"}, '?from_day { "2011-05-01"'),
        ({"to_day": "2011-05"}, '?to_day { "2011-05-31"'),
        ({"from_day": "2010/2012"}, '?from_day { "2010-01-01"'),
        ({"to_day": "../2012-02"}, '?to_day { "2012-02-29"'),
    ],
)
def test_a_date_is_bound_by_its_first_or_last_day(params: dict[str, str], clause: str) -> None:
    assert f"VALUES {clause}^^<{vocab.XSD_DATE}> }}" in bound("who-accused-whom", harbour.corpus(), **params)


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"from_day": "yesterday"}, "'yesterday' is not a date"),
        ({"from_day": "../2012"}, "'../2012' is open on the side that matters here"),
        ({"to_day": "unknown"}, "'unknown' is open on the side that matters here"),
        ({"day": "2012"}, "no parameter 'day'"),
        ({"accused": "police", "statement": "charge"}, "no parameter 'statement'"),
    ],
)
def test_a_value_that_fits_nothing_is_told(params: dict[str, str], reason: str) -> None:
    found = query.bind(NAMED["who-accused-whom"], harbour.corpus(), params)
    assert isinstance(found, Failure)
    assert reason in found.reason


def test_several_parameters_are_bound_one_a_line() -> None:
    text = bound("who-accused-whom", harbour.corpus(), accuser="envoy", to_day="2012")
    lines = text.splitlines()
    at = lines.index(f"  VALUES ?accuser {{ <{harbour.BASE}actor/envoy> }}")
    assert lines[at + 1] == f'  VALUES ?to_day {{ "2012-12-31"^^<{vocab.XSD_DATE}> }}'
    rest = [line for line in lines if "VALUES" not in line]
    assert rest == [line for line in NAMED["who-accused-whom"].text.splitlines() if line != "  # bind"]


ANY: Final = NamedQuery(
    "any",
    "",
    tuple(
        Parameter(kind.replace("-", "_"), kind, "")
        for kind in ("actor", "source", "topic", "allegation", "statement", "act", "from-day")
    ),
    "",
    "SELECT * {\n  # bind\n}",
)
HOSTILE: Final = (
    '" } UNION { ?s ?p ?o } #',
    "> } ?s ?p ?o { <",
    "\\",
    '\\" }',
    "envoy> <urn:x",
    "\n}",
    "?x",
    "{",
    "denies' }",
    "envoy #",
)


def is_bound_or_refused(name: str, value: str, corpus: Corpus) -> bool:
    """Whether the text is the query with a known term in it, or there is none."""
    found = query.bind(ANY, corpus, {name: value})
    if isinstance(found, Failure):
        return True
    terms = {f"<{corpus.base}{kind}/{id_}>" for id_, kind in corpus.kinds.items()}
    clause = re.fullmatch(rf"SELECT \* \{{\n  VALUES \?{name} \{{ (.+) \}}\n\}}", found)
    assert clause is not None, found
    return clause[1] in terms or re.fullmatch(r'"(\d{4}-\d\d-\d\d"\^\^<[^>]+>|[a-z]+")', clause[1]) is not None


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_never_becomes_part_of_the_query(value: str) -> None:
    assert all(is_bound_or_refused(parameter.name, value, harbour.corpus()) for parameter in ANY.parameters)


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from(ANY.parameters), st.one_of(st.text(max_size=12), st.from_regex(r"[a-z]{1,8}[\"\\ }>]?", fullmatch=True)))
def test_any_value_is_bound_as_a_known_term_or_refused(parameter: Parameter, value: str) -> None:
    assert is_bound_or_refused(parameter.name, value, harbour.corpus())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_record_with_a_hostile_name_is_bound_by_its_address(name: str) -> None:
    actor = Actor(id="ann", name=f"Ann {name}", type="state")
    topic = Topic(id="tolls", label=f"Tolls {name}")
    corpus = Corpus(actors={"ann": actor}, topics={"tolls": topic}, kinds={"ann": "actor", "tolls": "topic"})
    for kind, words, id_ in (("actor", f"Ann {name}", "ann"), ("topic", f"Tolls {name}", "tolls")):
        assert (
            query.bind(ANY, corpus, {kind: words})
            == f"SELECT * {{\n  VALUES ?{kind} {{ <https://example.org/{kind}/{id_}> }}\n}}"
        )


@pytest.mark.parametrize("act", ["denies", "accuses"])
def test_an_act_is_bound_as_a_word(act: str) -> None:
    assert query.bind(ANY, harbour.corpus(), {"act": act}) == f'SELECT * {{\n  VALUES ?act {{ "{act}" }}\n}}'


# ---- Any query ----


def test_the_prefixes_of_the_data_set_and_of_the_vocabularies_need_no_declaration() -> None:
    text = "SELECT ?label { actor:professor kg:accuses ?who . ?who rdfs:label ?label } ORDER BY ?label"
    found = query.run(harbour.ntriples(), text, harbour.BASE, Limits())
    assert found == Answer("select", ("label",), ((Term("literal", "Coast Militia"),), (Term("literal", "Harbour Police"),)))


def test_a_named_query_runs_in_the_guarded_child_as_in_process() -> None:
    text = bound("who-accused-whom", harbour.corpus(), topic="harbour")
    found = query.run(harbour.ntriples(), text, harbour.BASE, Limits())
    assert isinstance(found, Answer)
    assert list(found.rows) == by_oxigraph(text, store("harbour")) != []
