"""Every field of the model has its property in the graph, every property its field or its derivation, and every term its use."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import harbour
import pytest

from kg import edtf, resources
from kg.corpus.corpus import Corpus
from kg.model import records
from kg.model.part import Part, fields_of
from kg.model.parts import Accused, Alias, Evidence, PartOf, Report, Role, SetAside, StatusStep, Waiver, Withdrawal
from kg.model.records import Actor, Allegation, Dataset, RecordBase, Source, Statement, Topic
from kg.rdf import graph, vocab


def written(corpus: Corpus) -> set[tuple[str, str, str]]:
    return set(graph.triples(corpus))


@cache
def whole() -> frozenset[tuple[str, str, str]]:
    return frozenset(written(harbour.corpus()))


FOLLOWING: Final[Mapping[type[Part], Mapping[str, tuple[str, ...] | str]]] = {
    RecordBase: {
        "id": (vocab.ID,),
        "was": (vocab.DCTERMS_IS_REPLACED_BY,),
        "allow": "it is about the check",
    },
    Dataset: {
        "id": "there is one data set, and its address is fixed",
        "was": (),
        "title": (vocab.RDFS_LABEL,),
        "base": "it is the beginning of every address",
        "license": (vocab.DCTERMS_LICENSE,),
        "expect": "it is about the check and not about the record",
    },
    Actor: {
        "name": (vocab.RDFS_LABEL,),
        "type": (vocab.RDF_TYPE,),
        "lang": (vocab.SKOS_PREF_LABEL,),
        "aliases": (vocab.SKOS_ALT_LABEL, vocab.ALIAS),
        "side": (vocab.IS_SIDE,),
        "part_of": (vocab.PART_OF, vocab.PART),
        "roles": (vocab.ROLE,),
    },
    Alias: {"name": (vocab.SKOS_ALT_LABEL, vocab.NAME), "lang": (vocab.SKOS_ALT_LABEL, vocab.NAME)},
    PartOf: {"of": (vocab.PART_OF,)},
    Source: {
        "title": (vocab.DCTERMS_TITLE, vocab.RDFS_LABEL),
        "translated_from": (vocab.TRANSLATED,),
        "evidence": (vocab.EVIDENCE,),
        "set_aside": "it is about the check",
    },
    Topic: {"label": (vocab.SKOS_PREF_LABEL, vocab.RDFS_LABEL)},
    Allegation: {"status": (vocab.STATUS,), "blamed": (vocab.CAPACITY,)},
    Statement: {
        "act": (vocab.RDF_TYPE,),
        "speaker": (vocab.SPEAKER,),
        "jointly": (vocab.JOINTLY,),
        "utterance": (vocab.CONTESTED, vocab.CONTESTED_BY),
        "stance": (vocab.AFFIRMS, vocab.DISPUTES),
        "outcome": (vocab.AFFIRMS,),
        "for_": (vocab.ON_BEHALF_OF,),
        "to": (vocab.TO,),
        "date": (vocab.DATE, vocab.EARLIEST, vocab.LATEST),
        "allegation": (vocab.ALLEGATION,),
        "blames": (vocab.AGAINST, vocab.CAPACITY),
        "topic": (vocab.TOPIC,),
        "certainty": (vocab.CERTAINTY,),
        "answers": (vocab.ANSWERS, vocab.FOLLOWS_UP, vocab.SUPPORTS, vocab.REVISES, vocab.REVIEWS),
        "withdrawn": (vocab.expanded("kg:withdrawn"),),
        "reports": (vocab.REPORT,),
    },
    Report: {
        "quote": (vocab.QUOTE,),
        "lang": (vocab.QUOTE,),
        "translated": (vocab.TRANSLATED,),
        "via": (vocab.VIA, vocab.ATTRIBUTED, vocab.ATTRIBUTED_BY),
        "firsthand": (vocab.FIRSTHAND,),
    },
}
"""What follows from a field beside the property that it declares, or why the graph has nothing of it."""


def _fields() -> dict[type[Part], dict[str, tuple[str, ...] | str]]:
    """For each class of the model whose records are in the graph, its fields with what they are written as."""
    about_the_check = {Waiver, SetAside, records.Expect, records.Saying, records.Draft}  # and what is counted nowhere
    classes = [c for name, c in vars(records).items() if isinstance(c, type) and issubclass(c, Part) and name[0] != "_"]
    found: dict[type[Part], dict[str, tuple[str, ...] | str]] = {}
    for cls in classes:
        if cls in about_the_check | {Part, RecordBase}:
            continue
        following = {**(FOLLOWING[RecordBase] if issubclass(cls, RecordBase) else {}), **FOLLOWING.get(cls, {})}
        declared = {field.attribute: tuple(map(vocab.expanded, field.rdf)) for field in fields_of(cls).values()}
        found[cls] = {
            name: declared.get(name, ()) + also if isinstance(also := following.get(name, ()), tuple) else also
            for name in [field.name for field in dataclasses.fields(cls)]
        }
    return found


FIELDS: Final = _fields()

DERIVED: Final = {
    vocab.SIDE,
    vocab.ACCUSED_SIDE,
    vocab.ANSWERED_BY,
    vocab.RETRACTED_BY,
    vocab.RETRACTED_IN_PART_BY,
    vocab.CORRECTED_BY,
    vocab.GIVEN_UP_BY,
    vocab.DAYS_MIN,
    vocab.DAYS_MAX,
    vocab.ACCUSES,
    vocab.SIDE_ACCUSES,
    vocab.SKOS_IN_SCHEME,
}

HOLDERS: Final[Mapping[type[Part], tuple[type[RecordBase], str]]] = {
    Alias: (Actor, "aliases"),
    PartOf: (Actor, "part_of"),
    Role: (Actor, "roles"),
    Evidence: (Source, "evidence"),
    Accused: (Allegation, "blamed"),
    StatusStep: (Allegation, "status"),
    Withdrawal: (Statement, "withdrawn"),
    Report: (Statement, "reports"),
}
"""Where a part of a record stands: the record's class and its field."""

OTHERS: Final = {
    "name": "Other",
    "of": ("league",),
    "who": "league",
    "position": "Other",
    "source": "page",
    "step": "found",
    "date": edtf.parse("1999"),
    "reason": "Other",
    "format": 2,
    "sha256": "ab" * 32,
    "media": "text/other",
    "size": 7,
    "retrieved": edtf.parse("1999"),
}
"""Other values for the fields that a record or a part of one cannot do without."""


@pytest.mark.parametrize("cls", FIELDS, ids=lambda cls: cls.__name__)
def test_every_field_of_the_model_is_written_or_says_why_not(cls: type[Part]) -> None:
    assert [name for name, how in FIELDS[cls].items() if not how] == []


def test_what_follows_is_said_of_fields_that_there_are() -> None:
    for cls, following in FOLLOWING.items():
        assert set(following) <= {field.name for field in dataclasses.fields(cls)}, cls


def test_the_id_of_a_record_is_the_end_of_its_address() -> None:
    found = {(s[1:-1].removeprefix(harbour.BASE), o) for s, p, o in whole() if p == vocab.ID}
    kept = [
        record for record in harbour.corpus().whole() if getattr(record, "withdrawn", None) is None and record.kind != "dataset"
    ]
    assert found == {(f"{record.kind}/{record.id}", f'"{record.id}"') for record in kept}


def _rows() -> Iterator[tuple[type[Part], str, str]]:
    for cls, fields in FIELDS.items():
        for field, properties in fields.items():
            for property_ in properties if isinstance(properties, tuple) else ():
                yield cls, field, property_


ROWS: Final = tuple(row for row in _rows() if row[1] != "id")


@pytest.mark.parametrize(("cls", "field", "property_"), ROWS, ids=lambda v: v if isinstance(v, str) else v.__name__)
def test_a_field_is_written_with_its_property(cls: type[Part], field: str, property_: str) -> None:
    changed = whole() ^ written(without(harbour.corpus(), cls, field))
    assert property_ in {p for _, p, _ in changed}


def without(corpus: Corpus, cls: type[Part], field: str) -> Corpus:
    """The data set with `field` of every record, or part of a record, of `cls` empty or, where it is needed, another."""
    holder, place = HOLDERS.get(cls, (cls, ""))
    (default,) = (one.default for one in dataclasses.fields(cls) if one.name == field)
    change = {field: OTHERS[field] if default is dataclasses.MISSING or field == "format" else default}

    def changed(record: Any) -> Any:
        if not isinstance(record, holder):
            return record
        if not place:
            return dataclasses.replace(record, **change)
        parts = getattr(record, place)
        if isinstance(parts, tuple):
            return dataclasses.replace(record, **{place: tuple(dataclasses.replace(part, **change) for part in parts)})
        return dataclasses.replace(record, **{place: parts and dataclasses.replace(parts, **change)})

    kinds = ("actors", "sources", "topics", "allegations", "statements")
    found: dict[str, Any] = {kind: {id_: changed(r) for id_, r in getattr(corpus, kind).items()} for kind in kinds}
    assert corpus.dataset is not None
    return dataclasses.replace(corpus, **found, dataset=changed(corpus.dataset))


def test_every_property_of_the_graph_comes_from_a_field_or_is_derived() -> None:
    assert {p for _, p, _ in whole()} == {property_ for _, _, property_ in _rows()} | DERIVED


def test_every_term_of_the_ontology_is_written_and_no_other_is() -> None:
    lines = resources.text("ontology/rejoinder.ttl").splitlines()
    defined = {vocab.KG + line.split()[0].removeprefix("kg:") for line in lines if line.startswith("kg:")} - {vocab.KG}
    used = {o[1:-1] if p == vocab.RDF_TYPE else p for _, p, o in whole()}
    assert len(defined) > 90
    of_a_server = {vocab.KG + "contentHash"}  # written beside a graph that `kg push` puts on a server, never into it
    assert {term for term in used if term.startswith(vocab.KG)} == defined - of_a_server
