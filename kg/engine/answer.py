"""What an engine answers: rows of terms, a truth value or triples; or why there is no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias


class Term(NamedTuple):
    """An RDF term; `datatype` and `language` are empty where there is none, or the datatype is xsd:string."""

    kind: Literal["iri", "literal", "bnode"]
    value: str
    datatype: str = ""
    language: str = ""


Row: TypeAlias = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    SELECT: `variables` and `rows`, None where a variable is unbound. CONSTRUCT and DESCRIBE: rows of subject, predicate,
    object. ASK: `truth`. `truncated` says that there were more rows than asked for.
    """

    form: Literal["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool = False
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a query has no answer, in one line."""

    reason: str
