"""What an engine answers: rows of terms, a truth value or triples; or why there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias


class Term(NamedTuple):
    """An RDF term; `datatype` and `language` are empty if absent, or if the datatype is xsd:string."""

    kind: Literal["iri", "literal", "bnode"]
    value: str
    datatype: str = ""
    language: str = ""


Row: TypeAlias = tuple[Term | None, ...]
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
_TRUTHS: Final = {"1": "true", "0": "false"}
_KINDS: Final[dict[str, Literal["iri", "literal", "bnode"]]] = {
    "uri": "iri",
    "literal": "literal",
    "typed-literal": "literal",
    "bnode": "bnode",
}


def term(written: str) -> Term:
    """The term that is written in N-Triples, with no more escapes than JSON knows; text of any other form is a literal."""
    if written.startswith("<") and not written.startswith("<<"):
        return Term("iri", written[1:-1])
    if written.startswith("_:"):
        return Term("bnode", written[2:])
    end = written.rfind('"')
    if not written.startswith('"') or end == 0:
        return Term("literal", written)
    value, suffix = written[1:end], written[end + 1 :]
    if "\\" in value:
        value = json.loads(written[: end + 1], strict=False)
    if suffix.startswith("@"):
        return Term("literal", value, "", suffix[1:])
    datatype = suffix[3:-1]
    return Term("literal", value, "" if datatype == _STRING else datatype)


def row(written: list[str | None]) -> Row:
    """The row whose terms are written in N-Triples, None where a variable is unbound."""
    return tuple([None if one is None else term(one) for one in written])


def received(kind: str, value: object, datatype: object, language: object) -> Term:
    """A term of a server's answer as ours are.

    It has no datatype beside a language and none for a plain string, languages are in lower case, and truth is in words.

    Raises:
        ValueError: it is not a term of RDF 1.1.
    """
    if kind not in _KINDS or not isinstance(value, str) or not isinstance(datatype, str) or not isinstance(language, str):
        raise ValueError("it contains an invalid RDF 1.1 term")
    if datatype == _BOOLEAN:
        value = _TRUTHS.get(value, value)
    return Term(_KINDS[kind], value, "" if language or datatype == _STRING else datatype, language.lower())


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
