"""The triples of actors, sources, topics, allegations and the data set.

What has no id of its own, such as a role, gets an address from what it holds, so that none depends on a place in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.corpus.affiliation import is_side
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.edtf import words
from kg.ids import url_fault
from kg.model.parts import Accused, Evidence, Role, StatusStep
from kg.model.parts import PartOf as Part
from kg.model.records import Actor, Allegation, Dataset, RecordBase, Source, Topic
from kg.model.words import SELF
from kg.rdf import vocab
from kg.rdf.declared import Triple, declared
from kg.rdf.terms import TRUE, Names, addressed, inside, text, typed

SPDX: Final = "https://spdx.org/licenses/"
LICENCES: Final = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC-BY-NC-4.0 "
    "CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-NC-ND-4.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 ISC MIT ODbL-1.0 "
    "ODC-By-1.0 OGL-UK-3.0 PDDL-1.0 Unlicense etalab-2.0".split()
)
"""The ids of the SPDX licence list that data come under, each of which has a page of its own there."""


def common(corpus: Corpus, names: Names, iri: str, record: RecordBase) -> Iterator[Triple]:
    """Its id, its declared fields, and its former addresses, which lead to it."""
    yield iri, vocab.ID, text(record.id)
    yield from declared(corpus, names, iri, record)
    yield from former(names, iri, record)


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
    yield from declared(corpus, names, iri, record)
    if record.license and (known := licence(record.license)):
        yield iri, vocab.DCTERMS_LICENSE, f"<{known}>"
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
    yield from common(corpus, names, iri, record)
    yield from _aliases(corpus, names, iri, record)
    if is_side(record):
        yield iri, vocab.IS_SIDE, TRUE
    for part in record.part_of:
        yield iri, vocab.PART_OF, names.of("actor", part.of)
    dated = (part for part in record.part_of if part.start or part.end)
    for node, part in addressed(iri, "part", dated, lambda part: part.of, _begin):
        yield iri, vocab.PART, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_PART}>"
        yield node, vocab.RDFS_LABEL, text(f"{record.name}, part of {_name(corpus, part.of)}")
        yield from declared(corpus, names, node, part)
    for node, role in role_iris(names, record):
        yield iri, vocab.ROLE, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_ROLE}>"
        yield node, vocab.RDFS_LABEL, text(f"{record.name}, {role.position}")
        yield from declared(corpus, names, node, role)


def role_iris(names: Names, record: Actor) -> Iterator[tuple[str, Role]]:
    """The roles of a person with their IRIs, which no other role that is added moves."""
    return addressed(names.of("actor", record.id), "role", record.roles, lambda role: min(role.of), _role)


def _aliases(corpus: Corpus, names: Names, iri: str, record: Actor) -> Iterator[Triple]:
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
        yield from declared(corpus, names, node, alias)


def _role(role: Role) -> str:
    """The key that distinguishes the roles of a person; without their end, which is often added later."""
    return "\n".join((role.position, *sorted(role.of), _begin(role)))


def _begin(span: Role | Part) -> str:
    return span.start.text if span.start else ""


def _name(corpus: Corpus, id_: str) -> str:
    found = corpus.actors.get(id_)
    return found.name if found else id_


def source(corpus: Corpus, names: Names, record: Source) -> Iterator[Triple]:
    """A source: what it is, who made it, when, where it can be read."""
    iri = names.of("source", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_SOURCE}>"
    yield iri, vocab.RDFS_LABEL, text(label(corpus, record))
    yield from common(corpus, names, iri, record)
    if record.title:
        yield iri, vocab.DCTERMS_TITLE, text(record.title, record.lang)
    for node, kept in addressed(iri, "evidence", record.evidence, lambda kept: kept.sha256[:8], _kept):
        yield iri, vocab.EVIDENCE, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_EVIDENCE}>"
        yield node, vocab.RDFS_LABEL, text(f"copy of {record.id}, {words(kept.retrieved)}")
        yield from declared(corpus, names, node, kept)


def _kept(kept: Evidence) -> str:
    return f"{kept.sha256}\n{kept.retrieved.text}"


def topic(corpus: Corpus, names: Names, record: Topic) -> Iterator[Triple]:
    """A topic, as a SKOS concept."""
    iri = names.of("topic", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.SKOS_CONCEPT}>"
    yield iri, vocab.SKOS_IN_SCHEME, names.topics()
    yield iri, vocab.RDFS_LABEL, text(record.label)
    yield iri, vocab.SKOS_PREF_LABEL, text(record.label)
    yield from common(corpus, names, iri, record)


def allegation(corpus: Corpus, names: Names, record: Allegation) -> Iterator[Triple]:
    """An allegation, described: its wording, whom it accuses, its stages."""
    iri = names.of("allegation", record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_ALLEGATION}>"
    yield iri, vocab.RDFS_LABEL, text(label(corpus, record))
    yield from common(corpus, names, iri, record)
    yield from capacities(corpus, names, iri, record.blamed)
    for node, step in step_iris(names, record):
        yield iri, vocab.STATUS, node
        yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_STATUS_STEP}>"
        yield node, vocab.RDFS_LABEL, text(f"{step.step}, {words(step.date)}")
        yield from declared(corpus, names, node, step)


def capacities(corpus: Corpus, names: Names, iri: str, accused: Iterable[Accused]) -> Iterator[Triple]:
    """In which capacity an allegation or an accusation names those it accuses, where it says so."""
    for one in accused:
        if one.as_:
            node = inside(iri, "capacity", one.who)
            capacity = "a private person" if one.as_ == (SELF,) else f"of {' and '.join(_name(corpus, id_) for id_ in one.as_)}"
            yield iri, vocab.CAPACITY, node
            yield node, vocab.RDF_TYPE, f"<{vocab.CLASS_CAPACITY}>"
            yield node, vocab.RDFS_LABEL, text(f"{_name(corpus, one.who)}, {capacity}")
            yield from declared(corpus, names, node, one)


def step_iris(names: Names, record: Allegation) -> Iterator[tuple[str, StatusStep]]:
    """The steps of an allegation's status with their IRIs, which no other step that is added moves."""
    return addressed(names.of("allegation", record.id), "status", record.status, lambda step: step.step, _step)


def _step(step: StatusStep) -> str:
    return "\n".join((step.date.text, step.by or "", *sorted(step.of)))


def links(iri: str, predicate: str, names: Names, kind: str, ids: Iterable[str]) -> Iterator[Triple]:
    """One triple to each of the records `ids` of `kind`."""
    for id_ in ids:
        yield iri, predicate, names.of(kind, id_)


def day(iri: str, predicate: str, value: object) -> Triple:
    """A calendar day, the one form of a date that every engine can compare."""
    return iri, predicate, typed(value, vocab.XSD_DATE)
