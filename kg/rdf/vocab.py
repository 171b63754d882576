"""The RDF terms of the graph, as plain strings.

The property of a field that the graph has as it is written is declared with the field, and the class of an act with the act;
every other IRI that the graph uses is here, once. What the terms of our own namespace mean is said in `ontology/rejoinder.ttl`;
a test holds the two lists together. A property's constant bears its name, a class's begins with `CLASS_`, and that of another
vocabulary's term with the vocabulary's prefix.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kg.model import fields
from kg.model.acts import ACTS
from kg.model.part import Part, descendants, fields_of
from kg.model.words import ACTOR_TYPES

# Namespaces

KG: Final = "https://w3id.org/rejoinder/ns#"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
DCTERMS: Final = "http://purl.org/dc/terms/"
DC: Final = "http://purl.org/dc/elements/1.1/"
SCHEMA: Final = "https://schema.org/"
PROV: Final = "http://www.w3.org/ns/prov#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kg": KG,
        "rdf": RDF,
        "rdfs": RDFS,
        "skos": SKOS,
        "xsd": XSD,
        "dcterms": DCTERMS,
        "dc": DC,
        "schema": SCHEMA,
        "prov": PROV,
        "owl": OWL,
        "void": VOID,
        "dcat": DCAT,
    }
)

# Datatypes

EDTF: Final = "http://id.loc.gov/datatypes/edtf"
XSD_BOOLEAN: Final = XSD + "boolean"
XSD_DATE: Final = XSD + "date"
XSD_INTEGER: Final = XSD + "integer"

# Classes: kinds of record

CLASS_ACTOR: Final = KG + "Actor"
CLASS_ROLE: Final = KG + "Role"
CLASS_PART: Final = KG + "Part"
CLASS_ALIAS: Final = KG + "Alias"
CLASS_SOURCE: Final = KG + "Source"
CLASS_ALLEGATION: Final = KG + "Allegation"
CLASS_EVIDENCE: Final = KG + "Evidence"
CLASS_CAPACITY: Final = KG + "Capacity"
CLASS_STATUS_STEP: Final = KG + "StatusStep"
CLASS_STATEMENT: Final = KG + "Statement"
CLASS_WITHDRAWN_STATEMENT: Final = KG + "WithdrawnStatement"
CLASS_REPORT: Final = KG + "Report"
CLASS_FORMER_ADDRESS: Final = KG + "FormerAddress"

# Classes: what statements are beside the class of their act

CLASS_COUNTER_ACCUSATION: Final = KG + "CounterAccusation"
CLASS_ANSWER: Final = KG + "Answer"

# Classes by act and by type of actor, as claim files write them

ACT_CLASSES: Final[Mapping[str, str]] = MappingProxyType({act: KG + rule.noun for act, rule in ACTS.items()})
ACTOR_CLASSES: Final[Mapping[str, str]] = MappingProxyType({type_: KG + rule.noun for type_, rule in ACTOR_TYPES.items()})

# Properties of every record

ID: Final = KG + "id"
NOTE: Final = KG + "note"

# Properties of the data set

CONTENT_HASH: Final = KG + "contentHash"
FORMAT: Final = KG + "format"

# Properties that hold dates

DATE: Final = KG + "date"
EARLIEST: Final = KG + "earliest"
LATEST: Final = KG + "latest"

# Properties of actors, roles, dated parts and dated aliases

IS_SIDE: Final = KG + "isSide"
ALIAS: Final = KG + "alias"
NAME: Final = KG + "name"
PART_OF: Final = KG + "partOf"
PART: Final = KG + "part"
ROLE: Final = KG + "role"
ACCUSES: Final = KG + "accuses"
SIDE_ACCUSES: Final = KG + "sideAccuses"

# Properties of sources

EVIDENCE: Final = KG + "evidence"

# Properties of sources and allegations


# Properties of allegations and status steps

TOPIC: Final = KG + "topic"
STATUS: Final = KG + "status"
CAPACITY: Final = KG + "capacity"

# Properties of statements: what was said

SPEAKER: Final = KG + "speaker"
ON_BEHALF_OF: Final = KG + "onBehalfOf"
SIDE: Final = KG + "side"
TO: Final = KG + "to"
CERTAINTY: Final = KG + "certainty"
ALLEGATION: Final = KG + "allegation"
AFFIRMS: Final = KG + "affirms"
DISPUTES: Final = KG + "disputes"
JOINTLY: Final = KG + "jointly"
ATTRIBUTED: Final = KG + "attributed"
ATTRIBUTED_BY: Final = KG + "attributedBy"
CONTESTED: Final = KG + "contested"
CONTESTED_BY: Final = KG + "contestedBy"
AGAINST: Final = KG + "against"
ACCUSED_SIDE: Final = KG + "accusedSide"

# Properties of statements: how they meet

ANSWERS: Final = KG + "answers"
ANSWERED_BY: Final = KG + "answeredBy"
MAY_BE: Final = KG + "mayBe"
FOLLOWS_UP: Final = KG + "followsUp"
SUPPORTS: Final = KG + "supports"
REVISES: Final = KG + "revises"
REVIEWS: Final = KG + "reviews"
RETRACTED_BY: Final = KG + "retractedBy"
RETRACTED_IN_PART_BY: Final = KG + "retractedInPartBy"
CORRECTED_BY: Final = KG + "correctedBy"
GIVEN_UP_BY: Final = KG + "givenUpBy"
CONFLICTS_WITH: Final = KG + "conflictsWith"
DAYS_MIN: Final = KG + "daysMin"
DAYS_MAX: Final = KG + "daysMax"

# Properties of reports

REPORT: Final = KG + "report"
QUOTE: Final = KG + "quote"
VIA: Final = KG + "via"
FIRSTHAND: Final = KG + "firsthand"
TRANSLATED: Final = KG + "translated"

# Terms of other vocabularies that the graph writes

RDF_TYPE: Final = RDF + "type"
RDFS_LABEL: Final = RDFS + "label"
SKOS_CONCEPT: Final = SKOS + "Concept"
SKOS_CONCEPT_SCHEME: Final = SKOS + "ConceptScheme"
SKOS_IN_SCHEME: Final = SKOS + "inScheme"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
DCTERMS_TITLE: Final = DCTERMS + "title"
DCTERMS_LICENSE: Final = DCTERMS + "license"
DCTERMS_IS_REPLACED_BY: Final = DCTERMS + "isReplacedBy"
VOID_DATASET: Final = VOID + "Dataset"
DCAT_DATASET: Final = DCAT + "Dataset"

# Declared by the fields of the model


def expanded(compact: str) -> str:
    """The IRI that a compact one such as `kg:dead` abbreviates."""
    prefix, _, name = compact.partition(":")
    return PREFIXES[prefix] + name


DATES: Final = (fields.Date, fields.KnownDate)
TRUTHS: Final = (fields.Truth,)
NUMBERS: Final = (fields.Format, fields.Count)
"""The types of fields that the graph writes as dates, as truth values and as numbers."""

_FIELDS: Final = tuple(field for cls in descendants(Part) for field in fields_of(cls).values())
_DECLARED: Final = frozenset(expanded(compact) for field in _FIELDS for compact in field.rdf)


def _declared(types: tuple[Any, ...]) -> list[str]:
    """The properties of fields of these types, in the order of their names."""
    return sorted({expanded(compact) for field in _FIELDS if field.type in types for compact in field.rdf})


DATATYPES: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(_declared(DATES), EDTF)
    | dict.fromkeys((EARLIEST, LATEST), XSD_DATE)
    | dict.fromkeys((*_declared(NUMBERS), DAYS_MIN, DAYS_MAX), XSD_INTEGER)
    | dict.fromkeys((*_declared(TRUTHS), ATTRIBUTED, CONTESTED, FIRSTHAND, IS_SIDE, JOINTLY, TRANSLATED), XSD_BOOLEAN)
)
"""The datatypes of the properties that hold anything but text and IRIs."""

_IRIS: Final = (
    frozenset(iri for iri in globals().values() if isinstance(iri, str))
    | _DECLARED
    | {*ACT_CLASSES.values()}
    | {*ACTOR_CLASSES.values()}
)
TERMS: Final = frozenset(iri.removeprefix(KG) for iri in _IRIS if iri.startswith(KG) and iri != KG)
"""The names of all terms of our own vocabulary."""
IRIS: Final = frozenset(iri for iri in _IRIS if iri not in PREFIXES.values())
"""All terms that a graph of ours can hold, but for datatypes of XML Schema that a query may compute with."""
