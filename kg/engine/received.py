"""Answers as servers send them: SPARQL 1.1 results in JSON and XML (W3C, 2013), graphs in N-Triples and Turtle."""

from __future__ import annotations

import json
from typing import Any, Final
from xml.parsers import expat

from kg.engine import oxigraph
from kg.engine.answer import Answer, Failure, Row, Term, row

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
NTRIPLES: Final = "application/n-triples"
TURTLE: Final = "text/turtle"
TABLES: Final = f"{JSON}, {XML};q=0.8"
GRAPHS: Final = f"{NTRIPLES}, {TURTLE};q=0.8"
"""What to accept for each kind of query: a server offered both kinds may answer ASK and CONSTRUCT with a table."""

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
_TRUTHS: Final = {"1": "true", "0": "false"}
_VIRTUOSO_ASK: Final = ("__ASK_RETVAL",)
"""The one column of the table that Virtuoso 7 answers ASK with."""
_KINDS: Final = {"uri": "iri", "literal": "literal", "typed-literal": "literal", "bnode": "bnode"}


def read(body: bytes, media_type: str, most: int) -> Answer | Failure:
    """The answer in a server's reply, with `most` rows at most."""
    try:
        match media_type:
            case "application/sparql-results+json" | "application/json":
                answer = _json(body)
            case "application/sparql-results+xml" | "application/xml" | "text/xml":
                answer = _Reader().read(body)
            case "application/n-triples" | "text/turtle" | "text/plain":
                kind = TURTLE if media_type == TURTLE else NTRIPLES
                answer = Answer("graph", ("subject", "predicate", "object"), tuple(map(row, oxigraph.triples(body, kind))))
            case _:
                return Failure(f"the server answers in '{media_type}' and not as SPARQL 1.1 says; is this a query endpoint?")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, SyntaxError, expat.ExpatError) as error:
        return Failure(f"the server's answer is not what '{media_type}' should hold ({type(error).__name__})")
    if answer.variables == _VIRTUOSO_ASK:
        return Answer(
            "ask", truth=any(term is not None and term.value in {"1", "true"} for found in answer.rows for term in found)
        )
    if len(answer.rows) <= most:
        return answer
    return Answer(answer.form, answer.variables, answer.rows[:most], truncated=True)


def _json(body: bytes) -> Answer:
    document = json.loads(body)
    if "boolean" in document:
        if not isinstance(document["boolean"], bool):
            raise ValueError("boolean")
        return Answer("ask", truth=document["boolean"])
    variables = tuple(document["head"]["vars"])
    if not all(isinstance(name, str) for name in variables):
        raise ValueError("vars")
    rows = (tuple(_term(binding.get(name)) for name in variables) for binding in document["results"]["bindings"])
    return Answer("select", variables, tuple(rows))


def _term(found: dict[str, Any] | None) -> Term | None:
    if found is None:
        return None
    return _made(found["type"], found["value"], found.get("datatype", ""), found.get("xml:lang", ""))


def _made(kind: str, value: str, datatype: str, language: str) -> Term:
    """A term as ours are: no datatype beside a language, none for a plain string, languages in lower case, truth in words."""
    if not all(isinstance(part, str) for part in (value, datatype, language)):
        raise ValueError("term")
    if datatype == _BOOLEAN:
        value = _TRUTHS.get(value, value)
    return Term(_KINDS[kind], value, "" if language or datatype == _STRING else datatype, language.lower())  # type: ignore[arg-type]


class _Reader:
    """Reads the XML format; a document type, and with it every entity of its own, is refused."""

    def __init__(self) -> None:
        self.variables: list[str] = []
        self.rows: list[Row] = []
        self.truth: bool | None = None
        self.results = False
        self.row: dict[str, Term] = {}
        self.name = ""
        self.attributes: dict[str, str] = {}
        self.text: list[str] = []

    def read(self, body: bytes) -> Answer:
        """The answer that the document holds."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        parser.Parse(body, True)  # noqa: FBT003 - the library's own signature
        if self.truth is not None:
            return Answer("ask", truth=self.truth)
        if not self.results:
            raise ValueError("results")
        return Answer("select", tuple(self.variables), tuple(self.rows))

    def doctype(self, *_: object) -> None:
        """Refuse the document."""
        raise ValueError("doctype")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.text.clear()
        match name.rpartition(" ")[2]:
            case "variable":
                self.variables.append(attributes["name"])
            case "results":
                self.results = True
            case "result":
                self.row = {}
            case "binding":
                self.name = attributes["name"]
            case "uri" | "bnode" | "literal":
                self.attributes = attributes

    def end(self, name: str) -> None:
        """An element ends, and all its text is known."""
        text = "".join(self.text)
        match name.rpartition(" ")[2]:
            case "result":
                self.rows.append(tuple(map(self.row.get, self.variables)))
            case "boolean":
                self.truth = {"true": True, "false": False}[text.strip()]
            case "uri" | "bnode" | "literal" as kind:
                language = self.attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
                self.row[self.name] = _made(kind, text, self.attributes.get("datatype", ""), language)
