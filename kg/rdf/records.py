"""The triples of actors, sources, topics, allegations and the data set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from kg import vocab
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.edtf import words
from kg.ids import is_id
from kg.model.records import Actor, Allegation, Dataset, RecordBase, Role, Source, Topic
from kg.model.records import PartOf as Part
from kg.terms import Names, edtf, inside, text, typed

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object: the subject and object as written in N-Triples, the predicate as a bare IRI."""


def common(iri: str, record: RecordBase) -> Iterator[Triple]:
    """What every record says of itself."""
    yield iri, vocab.ID, text(record.id)
    for old in record.was:
        yield iri, vocab.FORMER_ID, text(old)
    if record.note:
        yield iri, vocab.NOTE, text(record.note)


def dataset(corpus: Corpus, names: Names) -> Iterator[Triple]:
    """The data set: title, licence, curators, and the scheme of its topics."""
    iri = names.dataset()
    record = corpus.dataset or Dataset(title="Claims")
    yield iri, vocab.RDF_TYPE, f"<{vocab.VOID_DATASET}>"
    yield iri, vocab.RDF_TYPE, f"<{vocab.DCAT_DATASET}>"
    yield iri, vocab.RDFS_LABEL, text(record.title)
    yield iri, vocab.DCTERMS_TITLE, text(record.title)
    if record.license:
        yield iri, vocab.DC_RIGHTS, text(record.license)
    for curator in record.curators:
        yield iri, vocab.DC_CREATOR, text(curator)
    if record.note:
        yield iri, vocab.NOTE, text(record.note)
    if corpus.topics:
        yield names.topics(), vocab.RDF_TYPE, f"<{vocab.SKOS_CONCEPT_SCHEME}>"
        yield names.topics(), vocab.RDFS_LABEL, text(f"Topics of {record.title}")


def actor(corpus: Corpus, names: Names, record: Actor) -> Iterator[Triple]:
    """An actor with its roles and the wholes it is a part of."""
    iri = names.of("actor", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_ACTOR}>"
    yield iri, vocab.RDF_TYPE, f"<{vocab.ACTOR_CLASSES[record.type]}>"
    yield iri, vocab.RDFS_LABEL, text(record.name)
    yield from common(iri, record)
    for alias in record.aliases:
        yield iri, vocab.SKOS_ALT_LABEL, text(alias.name, alias.lang)
    for same in record.same_as:
        yield iri, vocab.OWL_SAME_AS, f"<{same}>"
    for n, part in enumerate(record.part_of, 1):
        yield iri, vocab.PART_OF, names.of("actor", part.of)
        if part.start or part.end:
            node = inside(iri, "part", n)
            yield iri, vocab.PART, node
            yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_PART}>"
            yield node, vocab.RDFS_LABEL, text(f"{record.name}, part of {_name(corpus, part.of)}")
            yield node, vocab.OF, names.of("actor", part.of)
            yield from _span(node, part)
    for n, role in enumerate(record.roles, 1):
        node = inside(iri, "role", n)
        yield iri, vocab.ROLE, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_ROLE}>"
        yield node, vocab.RDFS_LABEL, text(f"{record.name}, {role.position}")
        yield node, vocab.POSITION, text(role.position)
        for of in role.of:
            yield node, vocab.OF, names.of("actor", of)
        yield from _span(node, role)


def _span(node: str, span: Role | Part) -> Iterator[Triple]:
    if span.start:
        yield node, vocab.START, edtf(span.start)
    if span.end:
        yield node, vocab.END, edtf(span.end)


def _name(corpus: Corpus, id_: str) -> str:
    found = corpus.actors.get(id_)
    return found.name if found else id_


def source(corpus: Corpus, names: Names, record: Source) -> Iterator[Triple]:
    """A source: what it is, who made it, when, where it can be read."""
    iri = names.of("source", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_SOURCE}>"
    yield iri, vocab.RDFS_LABEL, text(label(corpus, record))
    yield from common(iri, record)
    if record.title:
        yield iri, vocab.DCTERMS_TITLE, text(record.title, record.lang)
    for author in record.author:
        yield _credit(names, iri, author, vocab.DCTERMS_CREATOR, vocab.DC_CREATOR)
    if record.publisher:
        yield _credit(names, iri, record.publisher, vocab.DCTERMS_PUBLISHER, vocab.DC_PUBLISHER)
    if record.date:
        yield iri, vocab.DATE, edtf(record.date)
    if record.url:
        yield iri, vocab.SCHEMA_URL, f"<{record.url}>"
    if record.archived:
        yield iri, vocab.SCHEMA_ARCHIVED_AT, f"<{record.archived}>"
    if record.lang:
        yield iri, vocab.DCTERMS_LANGUAGE, text(record.lang.lower())
    if record.source_kind:
        yield iri, vocab.KIND, text(record.source_kind)
    if record.sha256:
        yield iri, vocab.SHA256, text(record.sha256)
    if record.retrieved:
        yield iri, vocab.RETRIEVED, edtf(record.retrieved)
    for other in record.relies_on:
        yield iri, vocab.RELIES_ON, names.of("source", other)


def _credit(names: Names, iri: str, who: str, actors: str, printed: str) -> Triple:
    """Who made a source: an actor by IRI, a printed name as text, each with the property that fits."""
    return (iri, actors, names.of("actor", who)) if is_id(who) else (iri, printed, text(who))


def topic(names: Names, record: Topic) -> Iterator[Triple]:
    """A topic, as a SKOS concept."""
    iri = names.of("topic", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.SKOS_CONCEPT}>"
    yield iri, vocab.SKOS_IN_SCHEME, names.topics()
    yield iri, vocab.RDFS_LABEL, text(record.label)
    yield iri, vocab.SKOS_PREF_LABEL, text(record.label)
    yield from common(iri, record)
    if record.broader:
        yield iri, vocab.SKOS_BROADER, names.of("topic", record.broader)
    for code in record.notation:
        yield iri, vocab.SKOS_NOTATION, text(code)
    for match in record.close_match:
        yield iri, vocab.SKOS_CLOSE_MATCH, f"<{match}>"


def allegation(corpus: Corpus, names: Names, record: Allegation) -> Iterator[Triple]:
    """An allegation, described: its wording, whom it accuses, what became of it."""
    iri = names.of("allegation", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_ALLEGATION}>"
    yield iri, vocab.RDFS_LABEL, text(label(corpus, record))
    yield from common(iri, record)
    yield iri, vocab.TEXT, text(record.text)
    yield from links(iri, vocab.ACCUSED, names, "actor", record.accused)
    yield from links(iri, vocab.CONCERNS, names, "actor", record.concerns)
    yield from links(iri, vocab.TOPIC, names, "topic", record.topic)
    yield from links(iri, vocab.BROADER, names, "allegation", record.broader)
    if record.period:
        yield iri, vocab.PERIOD, edtf(record.period)
    for n, step in enumerate(record.status, 1):
        node = inside(iri, "status", n)
        yield iri, vocab.STATUS, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_STATUS_STEP}>"
        yield node, vocab.RDFS_LABEL, text(f"{step.step}, {words(step.date)}")
        yield node, vocab.STEP, text(step.step)
        yield node, vocab.DATE, edtf(step.date)
        yield node, vocab.SOURCE, names.of("source", step.source)


def links(iri: str, predicate: str, names: Names, kind: str, ids: Iterable[str]) -> Iterator[Triple]:
    """One triple to each of the records `ids` of `kind`."""
    for id_ in ids:
        yield iri, predicate, names.of(kind, id_)


def day(iri: str, predicate: str, value: object) -> Triple:
    """A calendar day, the one form of a date that every engine can compare."""
    return iri, predicate, typed(value, vocab.XSD_DATE)
