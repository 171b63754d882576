"""The RDF terms of the graph, as plain strings.

Every IRI that the graph uses stands here once, so that writing it, asking it and testing it agree. What the terms of
our own namespace mean is said in `ontology/rejoinder.ttl`; a test holds the two lists together. A property's constant
bears its name, a class's begins with `CLASS_`, and that of another vocabulary's term with the vocabulary's prefix.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

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
XSD_STRING: Final = XSD + "string"

# Classes: kinds of record

CLASS_ACTOR: Final = KG + "Actor"
CLASS_PERSON: Final = KG + "Person"
CLASS_ORGANIZATION: Final = KG + "Organization"
CLASS_COMPANY: Final = KG + "Company"
CLASS_COURT: Final = KG + "Court"
CLASS_STATE: Final = KG + "State"
CLASS_ALLIANCE: Final = KG + "Alliance"
CLASS_ARMED_GROUP: Final = KG + "ArmedGroup"
CLASS_MEDIA_OUTLET: Final = KG + "MediaOutlet"
CLASS_GROUP: Final = KG + "Group"
CLASS_ROLE: Final = KG + "Role"
CLASS_PART: Final = KG + "Part"
CLASS_ALIAS: Final = KG + "Alias"
CLASS_SOURCE: Final = KG + "Source"
CLASS_ALLEGATION: Final = KG + "Allegation"
CLASS_STATUS_STEP: Final = KG + "StatusStep"
CLASS_STATEMENT: Final = KG + "Statement"
CLASS_WITHDRAWN_STATEMENT: Final = KG + "WithdrawnStatement"
CLASS_REPORT: Final = KG + "Report"
CLASS_FORMER_ADDRESS: Final = KG + "FormerAddress"

# Classes: statements by act

CLASS_ACCUSATION: Final = KG + "Accusation"
CLASS_COUNTER_ACCUSATION: Final = KG + "CounterAccusation"
CLASS_ANSWER: Final = KG + "Answer"
CLASS_DENIAL: Final = KG + "Denial"
CLASS_REBUTTAL: Final = KG + "Rebuttal"
CLASS_CONCESSION: Final = KG + "Concession"
CLASS_QUALIFICATION: Final = KG + "Qualification"
CLASS_NO_COMMENT: Final = KG + "NoComment"
CLASS_CORROBORATION: Final = KG + "Corroboration"
CLASS_RETRACTION: Final = KG + "Retraction"
CLASS_CORRECTION: Final = KG + "Correction"
CLASS_FINDING: Final = KG + "Finding"
CLASS_SETTLEMENT: Final = KG + "Settlement"
CLASS_APOLOGY: Final = KG + "Apology"
CLASS_ASSERTION: Final = KG + "Assertion"
CLASS_PRAISE: Final = KG + "Praise"
CLASS_PROMISE: Final = KG + "Promise"
CLASS_WARNING: Final = KG + "Warning"
CLASS_DEMAND: Final = KG + "Demand"
CLASS_ANNOUNCEMENT: Final = KG + "Announcement"

# Actor type, as claim files write it, to class

ACTOR_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person": CLASS_PERSON,
        "organization": CLASS_ORGANIZATION,
        "company": CLASS_COMPANY,
        "court": CLASS_COURT,
        "state": CLASS_STATE,
        "alliance": CLASS_ALLIANCE,
        "armed-group": CLASS_ARMED_GROUP,
        "media": CLASS_MEDIA_OUTLET,
        "group": CLASS_GROUP,
    }
)

# Act, as claim files write it, to class

ACT_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accuses": CLASS_ACCUSATION,
        "denies": CLASS_DENIAL,
        "rebuts": CLASS_REBUTTAL,
        "concedes": CLASS_CONCESSION,
        "qualifies": CLASS_QUALIFICATION,
        "declines": CLASS_NO_COMMENT,
        "corroborates": CLASS_CORROBORATION,
        "retracts": CLASS_RETRACTION,
        "corrects": CLASS_CORRECTION,
        "finds": CLASS_FINDING,
        "settles": CLASS_SETTLEMENT,
        "apologizes": CLASS_APOLOGY,
        "asserts": CLASS_ASSERTION,
        "praises": CLASS_PRAISE,
        "promises": CLASS_PROMISE,
        "warns": CLASS_WARNING,
        "demands": CLASS_DEMAND,
        "announces": CLASS_ANNOUNCEMENT,
    }
)

# Acts whose statements are also written as CLASS_ANSWER

ANSWER_ACTS: Final = frozenset({"denies", "rebuts", "concedes", "qualifies", "declines"})

# Properties of every record

ID: Final = KG + "id"
FORMER_ID: Final = KG + "formerId"
NOTE: Final = KG + "note"
WITHDRAWN: Final = KG + "withdrawn"
WITHDRAWN_BECAUSE: Final = KG + "withdrawnBecause"

# Properties of the data set

CONTENT_HASH: Final = KG + "contentHash"
FORMAT: Final = KG + "format"

# Properties that hold dates

DATE: Final = KG + "date"
EARLIEST: Final = KG + "earliest"
LATEST: Final = KG + "latest"
START: Final = KG + "start"
END: Final = KG + "end"

# Properties of actors, roles, dated parts and dated aliases

IS_SIDE: Final = KG + "isSide"
SUCCEEDS: Final = KG + "succeeds"
ALIAS: Final = KG + "alias"
NAME: Final = KG + "name"
PART_OF: Final = KG + "partOf"
PART: Final = KG + "part"
ROLE: Final = KG + "role"
POSITION: Final = KG + "position"
OF: Final = KG + "of"
ACCUSES: Final = KG + "accuses"
SIDE_ACCUSES: Final = KG + "sideAccuses"

# Properties of sources

KIND: Final = KG + "kind"
RELIES_ON: Final = KG + "reliesOn"
TRANSLATED_FROM: Final = KG + "translatedFrom"
DEAD: Final = KG + "dead"
SHA256: Final = KG + "sha256"
RETRIEVED: Final = KG + "retrieved"

# Properties of sources and allegations

RESTS_ON: Final = KG + "restsOn"

# Properties of allegations and status steps

TEXT: Final = KG + "text"
ACCUSED: Final = KG + "accused"
CONCERNS: Final = KG + "concerns"
TOPIC: Final = KG + "topic"
BROADER: Final = KG + "broader"
PERIOD: Final = KG + "period"
STATUS: Final = KG + "status"
STEP: Final = KG + "step"
BY: Final = KG + "by"
FINDING: Final = KG + "finding"

# Properties of statements: what was said

ACT: Final = KG + "act"
SPEAKER: Final = KG + "speaker"
ON_BEHALF_OF: Final = KG + "onBehalfOf"
SIDE: Final = KG + "side"
TO: Final = KG + "to"
SAYS: Final = KG + "says"
CERTAINTY: Final = KG + "certainty"
ALLEGATION: Final = KG + "allegation"
AFFIRMS: Final = KG + "affirms"
DISPUTES: Final = KG + "disputes"
OUTCOME: Final = KG + "outcome"
VERDICT: Final = KG + "verdict"
JOINTLY: Final = KG + "jointly"
ATTRIBUTED: Final = KG + "attributed"
ATTRIBUTED_BY: Final = KG + "attributedBy"
CONTESTED: Final = KG + "contested"
CONTESTED_BY: Final = KG + "contestedBy"
AGAINST: Final = KG + "against"
ACCUSED_SIDE: Final = KG + "accusedSide"
TOWARD: Final = KG + "toward"

# Properties of statements: how they meet

ANSWERS: Final = KG + "answers"
ANSWERED_BY: Final = KG + "answeredBy"
MAY_ANSWER: Final = KG + "mayAnswer"
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
OCCASION: Final = KG + "occasion"
NO_ANSWER_AS_OF: Final = KG + "noAnswerAsOf"
DAYS_MIN: Final = KG + "daysMin"
DAYS_MAX: Final = KG + "daysMax"

# Properties of reports

REPORT: Final = KG + "report"
SOURCE: Final = KG + "source"
LOCATOR: Final = KG + "locator"
QUOTE: Final = KG + "quote"
VIA: Final = KG + "via"
TAKEN_FROM: Final = KG + "takenFrom"
FIRSTHAND: Final = KG + "firsthand"
NAMED: Final = KG + "named"
TRANSLATED: Final = KG + "translated"
TRANSLATOR: Final = KG + "translator"
TRANSLATOR_NAME: Final = KG + "translatorName"

# Terms of other vocabularies that the graph writes

RDF_TYPE: Final = RDF + "type"
RDFS_LABEL: Final = RDFS + "label"
OWL_SAME_AS: Final = OWL + "sameAs"
OWL_VERSION_INFO: Final = OWL + "versionInfo"
SKOS_CONCEPT: Final = SKOS + "Concept"
SKOS_CONCEPT_SCHEME: Final = SKOS + "ConceptScheme"
SKOS_IN_SCHEME: Final = SKOS + "inScheme"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
SKOS_BROADER: Final = SKOS + "broader"
SKOS_NOTATION: Final = SKOS + "notation"
SKOS_CLOSE_MATCH: Final = SKOS + "closeMatch"
DCTERMS_TITLE: Final = DCTERMS + "title"
DCTERMS_CREATOR: Final = DCTERMS + "creator"
DCTERMS_PUBLISHER: Final = DCTERMS + "publisher"
DCTERMS_LANGUAGE: Final = DCTERMS + "language"
DCTERMS_LICENSE: Final = DCTERMS + "license"
DCTERMS_DESCRIPTION: Final = DCTERMS + "description"
DCTERMS_IS_REPLACED_BY: Final = DCTERMS + "isReplacedBy"
DC_CREATOR: Final = DC + "creator"
DC_PUBLISHER: Final = DC + "publisher"
DC_RIGHTS: Final = DC + "rights"
SCHEMA_URL: Final = SCHEMA + "url"
SCHEMA_ARCHIVED_AT: Final = SCHEMA + "archivedAt"
VOID_DATASET: Final = VOID + "Dataset"
DCAT_DATASET: Final = DCAT + "Dataset"

_IRIS: Final = tuple(iri for iri in globals().values() if isinstance(iri, str))
TERMS: Final = frozenset(iri.removeprefix(KG) for iri in _IRIS if iri.startswith(KG) and iri != KG)
"""The names of all terms of our own vocabulary."""
IRIS: Final = frozenset(iri for iri in _IRIS if iri not in PREFIXES.values())
"""All terms that a graph of ours can hold, but for datatypes of XML Schema that a query may compute with."""
