"""The triples of the fields that the graph has as they are written: for each the property of its declaration.

A field of which the graph has what follows from it instead, such as the speaker of a statement that has an occasion, declares
no property; what is written for it is in `records` and `statements`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from kg.corpus.corpus import Corpus
from kg.ids import is_id
from kg.model import fields
from kg.model.part import Field, Part, bare, fields_of
from kg.model.words import SELF
from kg.rdf import vocab
from kg.rdf.terms import Names, edtf, text, truth, typed

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object: the subject and object as written in N-Triples, the predicate as a bare IRI."""
Objects: TypeAlias = Callable[[Corpus, Names, Any], Iterator[tuple[str, str]]]
"""From the value of a field to the predicates and objects that it is written as."""


def declared(corpus: Corpus, names: Names, iri: str, part: Part) -> Iterator[Triple]:
    """What the record or part `part`, known as `iri`, says in fields that have a property."""
    for attribute, objects in _written(type(part)):
        value = getattr(part, attribute)
        if value:
            for predicate, object_ in objects(corpus, names, value):
                yield iri, predicate, object_


def _written(cls: type[Part]) -> tuple[tuple[str, Objects], ...]:
    """The fields of a class that have a property, each with how its value is written."""
    found = _KNOWN.get(cls)
    if found is None:
        found = _KNOWN[cls] = tuple((field.attribute, _objects(field)) for field in fields_of(cls).values() if field.rdf)
    return found


_KNOWN: Final[dict[type[Part], tuple[tuple[str, Objects], ...]]] = {}


def _objects(field: Field) -> Objects:
    """How the values of `field` are written."""
    predicate, *printed = map(vocab.expanded, field.rdf)
    if printed:
        return _credits(predicate, printed[0])
    if field.refers:
        (kind,) = field.refers
        return _links(predicate, kind)
    literal = next((write for types, write in _LITERALS if field.type in types), text)

    def objects(_: Corpus, __: Names, value: Any) -> Iterator[tuple[str, str]]:
        for one in value if isinstance(value, tuple) else (value,):
            yield predicate, literal(one)

    return objects


_LITERALS: Final[tuple[tuple[tuple[Any, ...], Callable[[Any], str]], ...]] = (
    (vocab.DATES, edtf),
    ((fields.Url, fields.Urls), lambda url: f"<{url}>"),
    ((fields.Language,), lambda tag: text(tag.lower())),
    (vocab.TRUTHS, truth),
    (vocab.NUMBERS, lambda number: typed(number, vocab.XSD_INTEGER)),
)
"""How values of each type are written that are not plain text."""


def _links(predicate: str, kind: str) -> Objects:
    """References to records; none to statements that are withdrawn, nor to the word for a personal capacity."""

    def objects(corpus: Corpus, names: Names, value: str | tuple[Any, ...]) -> Iterator[tuple[str, str]]:
        for id_ in (value,) if isinstance(value, str) else map(bare, value):
            if id_ != SELF and (kind != "statement" or id_ in corpus.stated):
                yield predicate, names.of(kind, id_)

    return objects


def _credits(actor: str, printed: str) -> Objects:
    """Who made something: an actor by IRI, a name in print as text, each with the property that fits."""

    def objects(_: Corpus, names: Names, value: str | tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for who in (value,) if isinstance(value, str) else value:
            yield (actor, names.of("actor", who)) if is_id(who) else (printed, text(who))

    return objects
