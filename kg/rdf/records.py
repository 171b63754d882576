"""The triples of actors, sources, topics, allegations and the data set.

What has no id of its own, such as a role, gets an address from what it holds, so that none depends on a place in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from kg import vocab
from kg.corpus.affiliation import is_side
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.edtf import words
from kg.ids import is_id, url_fault
from kg.model.records import Actor, Alias, Allegation, Dataset, RecordBase, Role, Source, StatusStep, Topic
from kg.model.records import PartOf as Part
from kg.terms import TRUE, Names, addressed, edtf, text, typed

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object: the subject and object as written in N-Triples, the predicate as a bare IRI."""


SPDX: Final = "https://spdx.org/licenses/"
LICENCES: Final = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC-BY-NC-4.0 "
    "CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-NC-ND-4.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 ISC MIT ODbL-1.0 "
    "ODC-By-1.0 OGL-UK-3.0 PDDL-1.0 Unlicense etalab-2.0".split()
)
"""The ids of the SPDX licence list that data come under, each of which has a page of its own there."""


def common(names: Names, iri: str, record: RecordBase) -> Iterator[Triple]:
    """What every record says of itself; its former ids lead to it."""
    yield iri, vocab.ID, text(record.id)
    for old in record.was:
        yield iri, vocab.FORMER_ID, text(old)
    yield from former(names, iri, record)
    if record.note:
        yield iri, vocab.NOTE, text(record.note)


def former(names: Names, iri: str, record: RecordBase) -> Iterator[Triple]:
    """The addresses that the record had before, each replaced by the present one."""
    for old in record.was:
        address = names.of(record.kind, old)
        yield address, vocab.RDF_TYPE, f"<{vocab.CLASS_FORMER_ADDRESS}>"
        yield address, vocab.RDFS_LABEL, text(f"Former address {old}, now {record.id}")
        yield address, vocab.DCTERMS_IS_REPLACED_BY, iri


def licence(written: str) -> str | None:
    """The IRI of a licence that is given by an SPDX id or by its own address; None where it is only described."""
    if written in LICENCES:
        return f"{SPDX}{written}"
    return written if url_fault(written) is None else None


def dataset(corpus: Corpus, names: Names) -> Iterator[Triple]:
    """The data set: title, licence, curators, and the scheme of its topics."""
    iri = names.dataset()
    record = corpus.dataset or Dataset(title="Claims")
    yield iri, vocab.RDF_TYPE, f"<{vocab.VOID_DATASET}>"
    yield iri, vocab.RDF_TYPE, f"<{vocab.DCAT_DATASET}>"
    yield iri, vocab.RDFS_LABEL, text(record.title)
    yield iri, vocab.DCTERMS_TITLE, text(record.title)
    yield iri, vocab.FORMAT, typed(record.format, vocab.XSD_INTEGER)
    if record.description:
        yield iri, vocab.DCTERMS_DESCRIPTION, text(record.description)
    if record.version:
        yield iri, vocab.OWL_VERSION_INFO, text(record.version)
    if record.license:
        yield iri, vocab.DC_RIGHTS, text(record.license)
        if known := licence(record.license):
            yield iri, vocab.DCTERMS_LICENSE, f"<{known}>"
    for curator in record.curators:
        yield iri, vocab.DC_CREATOR, text(curator)
    if record.note:
        yield iri, vocab.NOTE, text(record.note)
    if corpus.topics:
        yield names.topics(), vocab.RDF_TYPE, f"<{vocab.SKOS_CONCEPT_SCHEME}>"
        yield names.topics(), vocab.RDFS_LABEL, text(f"Topics of {record.title}")


def actor(corpus: Corpus, names: Names, record: Actor) -> Iterator[Triple]:
    """An actor with its names, its roles and the wholes it is a part of."""
    iri = names.of("actor", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_ACTOR}>"
    yield iri, vocab.RDF_TYPE, f"<{vocab.ACTOR_CLASSES[record.type]}>"
    yield iri, vocab.RDFS_LABEL, text(record.name)
    if record.lang:
        yield iri, vocab.SKOS_PREF_LABEL, text(record.name, record.lang)
    yield from common(names, iri, record)
    yield from _aliases(iri, record)
    if is_side(record):
        yield iri, vocab.IS_SIDE, TRUE
    yield from _span(iri, record)
    if record.succeeds:
        yield iri, vocab.SUCCEEDS, names.of("actor", record.succeeds)
    for same in record.same_as:
        yield iri, vocab.OWL_SAME_AS, f"<{same}>"
    for part in record.part_of:
        yield iri, vocab.PART_OF, names.of("actor", part.of)
    dated = (part for part in record.part_of if part.start or part.end)
    for node, part in addressed(iri, "part", dated, lambda part: part.of, _begin):
        yield iri, vocab.PART, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_PART}>"
        yield node, vocab.RDFS_LABEL, text(f"{record.name}, part of {_name(corpus, part.of)}")
        yield node, vocab.OF, names.of("actor", part.of)
        yield from _span(node, part)
    for node, role in role_iris(names, record):
        yield iri, vocab.ROLE, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_ROLE}>"
        yield node, vocab.RDFS_LABEL, text(f"{record.name}, {role.position}")
        yield node, vocab.POSITION, text(role.position)
        for of in role.of:
            yield node, vocab.OF, names.of("actor", of)
        yield from _span(node, role)


def role_iris(names: Names, record: Actor) -> Iterator[tuple[str, Role]]:
    """The roles of a person with their IRIs, which no other role that is added moves."""
    return addressed(names.of("actor", record.id), "role", record.roles, lambda role: min(role.of), _role)


def _aliases(iri: str, record: Actor) -> Iterator[Triple]:
    """Other names: each as a label in its language and, where it was used for a time only, as a node with that time."""
    for alias in record.aliases:
        yield iri, vocab.SKOS_ALT_LABEL, text(alias.name, alias.lang)
    dated = (alias for alias in record.aliases if alias.start or alias.end)
    for node, alias in addressed(
        iri, "alias", dated, lambda alias: alias.lang.lower() if alias.lang else "name", lambda a: a.name
    ):
        yield iri, vocab.ALIAS, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_ALIAS}>"
        yield node, vocab.RDFS_LABEL, text(alias.name)
        yield node, vocab.NAME, text(alias.name, alias.lang)
        yield from _span(node, alias)


def _role(role: Role) -> str:
    """What tells the roles of a person apart: their end does not, which is often added later."""
    return "\n".join((role.position, *sorted(role.of), _begin(role)))


def _begin(span: Role | Part) -> str:
    return span.start.text if span.start else ""


def _span(node: str, span: Actor | Role | Part | Alias) -> Iterator[Triple]:
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
    yield from common(names, iri, record)
    if record.title:
        yield iri, vocab.DCTERMS_TITLE, text(record.title, record.lang)
    for author in record.author:
        yield credit(names, iri, author, vocab.DCTERMS_CREATOR, vocab.DC_CREATOR)
    if record.publisher:
        yield credit(names, iri, record.publisher, vocab.DCTERMS_PUBLISHER, vocab.DC_PUBLISHER)
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
    if record.translated_from:
        yield iri, vocab.TRANSLATED_FROM, text(record.translated_from.lower())
    if record.dead:
        yield iri, vocab.DEAD, edtf(record.dead)
    yield from links(iri, vocab.RELIES_ON, names, "source", record.relies_on)
    yield from links(iri, vocab.RESTS_ON, names, "source", record.rests_on)


def credit(names: Names, iri: str, who: str, actors: str, printed: str) -> Triple:
    """Who made something: an actor by IRI, a printed name as text, each with the property that fits."""
    return (iri, actors, names.of("actor", who)) if is_id(who) else (iri, printed, text(who))


def topic(names: Names, record: Topic) -> Iterator[Triple]:
    """A topic, as a SKOS concept."""
    iri = names.of("topic", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.SKOS_CONCEPT}>"
    yield iri, vocab.SKOS_IN_SCHEME, names.topics()
    yield iri, vocab.RDFS_LABEL, text(record.label)
    yield iri, vocab.SKOS_PREF_LABEL, text(record.label)
    yield from common(names, iri, record)
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
    yield from common(names, iri, record)
    yield iri, vocab.TEXT, text(record.text)
    yield from links(iri, vocab.ACCUSED, names, "actor", record.accused)
    yield from links(iri, vocab.CONCERNS, names, "actor", record.concerns)
    yield from links(iri, vocab.TOPIC, names, "topic", record.topic)
    yield from links(iri, vocab.BROADER, names, "allegation", record.broader)
    yield from links(iri, vocab.RESTS_ON, names, "source", record.rests_on)
    if record.period:
        yield iri, vocab.PERIOD, edtf(record.period)
    for node, step in addressed(iri, "status", record.status, lambda step: step.step, _step):
        yield iri, vocab.STATUS, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_STATUS_STEP}>"
        yield node, vocab.RDFS_LABEL, text(f"{step.step}, {words(step.date)}")
        yield node, vocab.STEP, text(step.step)
        yield node, vocab.DATE, edtf(step.date)
        yield node, vocab.SOURCE, names.of("source", step.source)
        if step.by:
            yield node, vocab.BY, names.of("actor", step.by)
        yield from links(node, vocab.OF, names, "actor", step.of)
        if step.statement in corpus.stated:
            yield node, vocab.FINDING, names.of("statement", step.statement or "")


def _step(step: StatusStep) -> str:
    return "\n".join((step.date.text, step.by or "", *sorted(step.of)))


def links(iri: str, predicate: str, names: Names, kind: str, ids: Iterable[str]) -> Iterator[Triple]:
    """One triple to each of the records `ids` of `kind`."""
    for id_ in ids:
        yield iri, predicate, names.of(kind, id_)


def day(iri: str, predicate: str, value: object) -> Triple:
    """A calendar day, the one form of a date that every engine can compare."""
    return iri, predicate, typed(value, vocab.XSD_DATE)
