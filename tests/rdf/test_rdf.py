"""The graph: the same in every notation, and holding what the design says and nothing else."""

from __future__ import annotations

import dataclasses
import re
from typing import Final

import harbour
import pyoxigraph
import pytest
import rdflib
from harbour import BASE, GRAPHS, short, triples
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made

from kg import ids, resources
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.exchange.graphs import graphs
from kg.letters import is_blank
from kg.model.records import Actor, Dataset
from kg.rdf import graph, vocab

FORMATS: Final = {"graph.nt": ("nt", "N_TRIPLES"), "graph.ttl": ("turtle", "TURTLE"), "graph.jsonld": ("json-ld", "JSON_LD")}

# rdflib's own reader of JSON-LD uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


# ---- The notations ----


def test_a_small_graph_is_what_was_written_by_hand() -> None:
    checked = check(GRAPHS / "exchange" / "claims")
    assert checked.diagnostics == ()
    assert graph.ntriples(checked.corpus).decode() == (GRAPHS / "exchange" / "expected.nt").read_text("utf-8")


def by_oxigraph(name: str, content: bytes) -> set[str]:
    quads = pyoxigraph.parse(content, format=getattr(pyoxigraph.RdfFormat, FORMATS[name][1]))
    return {str(quad) for quad in quads}


def by_rdflib(name: str, content: bytes) -> set[str]:
    lines = rdflib.Graph().parse(data=content, format=FORMATS[name][0]).serialize(format="nt", encoding="utf-8")
    return by_oxigraph("graph.nt", lines)


@pytest.fixture(scope="module", params=["harbour", "shipped"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return dict(graphs(harbour.corpus() if request.param == "harbour" else harbour.shipped()))


@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_and_oxigraph_read_the_same_triples_from_every_notation(name: str, files: dict[str, bytes]) -> None:
    expected = by_oxigraph("graph.nt", files["graph.nt"])
    assert len(expected) == files["graph.nt"].count(b"\n") > 500
    assert by_oxigraph(name, files[name]) == expected
    assert by_rdflib(name, files[name]) == expected


def test_lines_are_sorted_and_each_stands_once() -> None:
    lines = harbour.ntriples().decode().splitlines()
    assert lines == sorted(set(lines))


BASES: Final = (
    "https://e.example/",
    "https://e.example/a/b#",
    "https://e.example/#/",
    "https://e.example/?of=/",
    "https://e.example/a/../b/./",
    "https://e.example//",
)


@pytest.mark.parametrize("base", BASES)
def test_every_notation_gives_back_the_same_addresses_whatever_the_base(base: str) -> None:
    corpus = rebased(base)
    found = dict(graphs(corpus))
    expected = by_oxigraph("graph.nt", found["graph.nt"])
    subjects = {line.partition(" ")[0] for line in expected}
    assert {s for s in subjects if not s.startswith(f"<{base}")} == set()
    for name in FORMATS:
        assert by_oxigraph(name, found[name]) == expected
        assert by_rdflib(name, found[name]) == expected


def rebased(base: str) -> Corpus:
    return dataclasses.replace(harbour.corpus(), dataset=Dataset(title="Moved", base=base))


ODD: Final = st.text(
    st.one_of(
        st.sampled_from("\\\"\n\t<>'{}@^_:#?/%&\u200f\u0627\U0001f310"), st.characters(codec="utf-8", exclude_categories=["Cc"])
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: not is_blank(text))
ADDRESSES: Final = st.from_regex(
    r"https?://([a-z0-9.-]{1,12}|\[[0-9a-f:]{2,12}\])(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@/?#%-]{0,20})?", fullmatch=True
)


@settings(max_examples=60, deadline=None)
@given(ODD, ADDRESSES)
def test_any_text_and_any_address_that_a_claim_may_hold_comes_back_as_it_was(text: str, address: str) -> None:
    extra = {"same_as": address} if ids.url_fault(address) is None else {}
    actor = made(Actor, "north", name=text, type="state", note=text, **extra)
    corpus = Corpus(actors={"north": actor}, kinds={"north": "actor"})
    iri = rdflib.URIRef("https://example.org/actor/north")
    for name, content in graphs(corpus):
        assert by_oxigraph(name, content) == by_oxigraph("graph.nt", graph.ntriples(corpus))
        read = rdflib.Graph().parse(data=content, format=FORMATS[name][0])
        assert [str(note) for note in read.objects(iri, rdflib.URIRef(vocab.NOTE))] == [text]
        assert [str(same) for same in read.objects(iri, rdflib.OWL.sameAs)] == list(extra.values())


# ---- Every node ----


def nodes() -> dict[str, set[str]]:
    """The types of every node."""
    found: dict[str, set[str]] = {}
    for s, p, o in triples():
        types = found.setdefault(s, set())
        if p == vocab.RDF_TYPE:
            types.add(o)
    return found


def test_every_node_has_one_label_and_its_types_written_out() -> None:
    labels: dict[str, list[str]] = {}
    for s, p, o in triples():
        if p == vocab.RDFS_LABEL:
            labels.setdefault(s, []).append(o)
    assert set(labels) == set(nodes())
    assert [node for node, found in labels.items() if len(found) != 1 or found[0] in {'""', ""}] == []
    above = wider_classes()
    for node, types in nodes().items():
        assert types, node
        assert {up for one in types for up in above.get(one, ())} <= types, node


def wider_classes() -> dict[str, set[str]]:
    """Our classes above each of our classes, as the ontology has it."""
    ontology = rdflib.Graph().parse(data=resources.text("ontology/rejoinder.ttl"), format="turtle")
    found = {}
    for cls in ontology.subjects(rdflib.RDF.type, rdflib.OWL.Class):
        up = ontology.transitive_objects(cls, rdflib.RDFS.subClassOf)
        found[short(f"<{cls}>")] = {short(f"<{c}>") for c in up if str(c).startswith(vocab.KG)}
    return found


def test_the_types_are_those_of_the_act_and_of_the_counter_accusation() -> None:
    types = {s.removeprefix("statement/"): found for s, found in nodes().items() if re.fullmatch("statement/[^/]+", s)}
    assert types["charge"] == {"kg:Statement", "kg:Accusation"}
    assert types["counter"] == {"kg:Statement", "kg:Accusation", "kg:Answer", "kg:CounterAccusation"}
    assert types["denial"] == {"kg:Statement", "kg:Answer", "kg:Denial"}
    assert types["support"] == {"kg:Statement", "kg:Corroboration"}
    assert types["aside"] == {"kg:Statement", "kg:Accusation"}
    assert {id_ for id_, found in types.items() if "kg:CounterAccusation" in found} == {"counter", "countercounter"}


def test_there_are_no_blank_nodes_and_every_node_is_an_address_of_the_data_set() -> None:
    for quad in pyoxigraph.parse(harbour.ntriples(), format=pyoxigraph.RdfFormat.N_TRIPLES):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert quad.subject.value.startswith(BASE)
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)


def test_every_address_of_the_data_set_that_is_pointed_at_is_described() -> None:
    records = {s for s, _, _ in triples()}
    kinds = ("actor/", "source/", "topic/", "allegation/", "statement/")
    assert {o for _, p, o in triples() if o.startswith(kinds) and p != vocab.expanded("owl:sameAs")} - records == set()
