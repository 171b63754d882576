"""Addresses in the graph: none depends on a place in a list, former ones lead to present ones, licences are addresses too."""

from __future__ import annotations

import dataclasses
import random
from typing import Any, Final

import harbour
import pytest
from harbour import triples, written
from made import made

from kg.corpus.corpus import Corpus
from kg.model.records import Actor, Allegation, Dataset
from kg.rdf import graph, records, vocab
from kg.rdf.terms import Names

LISTS: Final = {"actors": ("part_of", "roles", "aliases"), "allegations": ("status",), "statements": ("reports",)}


def shuffled(corpus: Corpus, seed: int) -> Corpus:
    """The data set with every list of parts in another order, and its records too."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets

    def mixed(record: Any, fields: tuple[str, ...]) -> Any:
        parts = {field: tuple(rng.sample(getattr(record, field), len(getattr(record, field)))) for field in fields}
        return dataclasses.replace(record, **parts)

    changed: dict[str, Any] = {}
    for section, fields in LISTS.items():
        items = [(id_, mixed(record, fields)) for id_, record in getattr(corpus, section).items()]
        changed[section] = dict(rng.sample(items, len(items)))
    return dataclasses.replace(corpus, **changed)


@pytest.mark.parametrize("seed", range(5))
def test_the_graph_does_not_depend_on_the_order_of_anything_in_a_list(seed: int) -> None:
    corpus = harbour.corpus()
    other = shuffled(corpus, seed)
    assert list(other.statements) != list(corpus.statements)
    assert graph.ntriples(other) == graph.ntriples(corpus)


def test_an_address_stays_when_another_part_is_added_before_it() -> None:
    def nodes(roles: list[dict[str, Any]]) -> dict[str, str]:
        corpus = Corpus(actors={"ida": made(Actor, "ida", name="Ida", type="person", roles=roles)}, kinds={"ida": "actor"})
        return {o: s for s, p, o in graph.triples(corpus) if p == vocab.expanded("kg:position")}

    envoy = {"position": "Envoy", "of": "north", "from": "2010"}
    alone = nodes([envoy])
    both = nodes([{"position": "Clerk", "of": "north"}, envoy])
    assert both['"Envoy"'] == alone['"Envoy"'] == nodes([{**envoy, "to": "2012"}])['"Envoy"']
    assert both['"Clerk"'] != both['"Envoy"']
    assert nodes([{**envoy, "from": "2011"}])['"Envoy"'] != alone['"Envoy"']


def test_parts_that_begin_alike_are_told_apart_by_the_rest() -> None:
    steps = [
        {"step": "charged", "date": "2010", "source": "daily"},
        {"step": "charged", "date": "2010", "source": "herald"},
    ]
    for order in ([0, 1], [1, 0]):
        record = made(Allegation, "theft", text="So.", status=[steps[n] for n in order])
        corpus = Corpus(allegations={"theft": record}, kinds={"theft": "allegation"})
        found = {(s, o) for s, p, o in graph.triples(corpus) if p == vocab.expanded("kg:source")}
        assert len(found) == len({s for s, _ in found}) == 2


def test_former_ids_lead_to_the_record_and_have_nothing_else() -> None:
    former = {s: o for s, p, o in triples() if p == vocab.DCTERMS_IS_REPLACED_BY}
    assert former == {
        "actor/harbour-office": "actor/ministry",
        "source/herald-2011": "source/herald-may",
        "topic/port": "topic/harbour",
        "allegation/permits-for-sale": "allegation/permits-sold",
        "statement/charge-2011": "statement/charge",
        "statement/wrong-1": "statement/wrong",
    }
    for old in former:
        assert {p for s, p, _ in triples() if s == old} == {vocab.RDF_TYPE, vocab.RDFS_LABEL, vocab.DCTERMS_IS_REPLACED_BY}
        assert not [t for t in triples() if t[2] == old]


@pytest.mark.parametrize(
    ("written_", "iri"),
    [
        ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0"),
        ("CC0-1.0", "https://spdx.org/licenses/CC0-1.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-4.0", None),
        ("All rights reserved", None),
        ("https://example.org/a b", None),
    ],
)
def test_a_licence_is_an_address_where_it_is_known_as_one(written_: str, iri: str | None) -> None:
    record = Dataset(title="T", base="https://e.example/", license=written_)
    found = {p: o for _, p, o in records.dataset(Corpus(dataset=record), Names(record.base))}
    assert found.get(vocab.DCTERMS_LICENSE) == (f"<{iri}>" if iri else None)
    assert found[vocab.expanded("dc:rights")] == f'"{written_}"'


def test_a_side_is_marked_and_nothing_else_is() -> None:
    marked = {s for s, p, o in triples() if p == "kg:isSide" and o == f'"true"^^<{vocab.XSD_BOOLEAN}>'}
    sides = {o for _, p, o in triples() if p in {"kg:side", "kg:accusedSide"}}
    assert sides <= marked
    assert "actor/yard" not in marked  # a company that says it is none
    assert {"actor/works", "actor/board", "actor/high-court"} <= marked


def test_names_have_languages_and_those_of_a_time_have_that_too() -> None:
    labels = {o for s, p, o in triples() if s == "actor/north" and p == vocab.SKOS_ALT_LABEL}
    assert labels == {'"Northland"', '"شمال"@fa', '"North Coast"@en', '"Coast"'}
    assert {o for s, p, o in triples() if s == "actor/north" and p == vocab.SKOS_PREF_LABEL} == {'"North"@en-gb'}
    nodes = {s for s, p, o in triples() if p == vocab.RDF_TYPE and o == "kg:Alias"}
    held = {
        (o, *(next((e for s2, p2, e in triples() if s2 == s and p2 == q), "") for q in ("kg:start", "kg:end")))
        for s, p, o in triples()
        if p == "kg:name"
    }
    edtf = f"^^<{vocab.EDTF}>"
    assert len(nodes) == 2
    assert held == {('"North Coast"@en', f'"1900"{edtf}', f'"1950~"{edtf}'), ('"Coast"', "", f'"1900"{edtf}')}


def test_a_data_set_says_what_it_is_and_in_which_format() -> None:
    about = {p: o for s, p, o in triples() if s == "dataset"}
    assert about[vocab.expanded("dcterms:description")] == '"Who blamed whom over the harbour\'s permits."'
    assert about[vocab.expanded("owl:versionInfo")] == '"2.1"'
    assert about["kg:format"] == f'"1"^^<{vocab.XSD_INTEGER}>'
    bare = written(Corpus(dataset=Dataset(title="T", base=harbour.BASE)))
    assert vocab.expanded("owl:versionInfo") not in {p for _, p, _ in bare}
