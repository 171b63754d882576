"""Reads SPARQL Query Results in XML (second edition, W3C, 2013) piece by piece.

A document type, and with it every entity of its own, is refused; so is what is deeper than the format goes.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from kg.remote import room
from kg.sparql.answer import Answer, Row, Term, received

_DEEPEST: Final = 16
_LANGUAGE: Final = "http://www.w3.org/XML/1998/namespace lang"


class XmlResults:
    """The rows that have come so far, `most` and one at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._variables: list[str] = []
        self._rows: list[Row] = []
        self._truth: bool | None = None
        self._has_results = False
        self._row: dict[str, Term] = {}
        self._name = ""
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._depth = 0
        self._room = room.Room()
        self._since = 0  # bytes that came since anything was read, or characters of one text
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, piece: bytes) -> bool:
        """Read on; whether there are more rows than are wanted."""
        self._since += len(piece)
        if self._since > room.LONGEST + len(piece):
            raise room.too_long()
        self._parser.Parse(piece, False)  # noqa: FBT003 - the library's own signature
        return len(self._rows) > self._most

    def answer(self) -> Answer:
        """The answer that the document holds."""
        if len(self._rows) <= self._most:
            self._parser.Parse(b"", True)  # noqa: FBT003 - the library's own signature
        if self._truth is not None:
            return Answer("ask", truth=self._truth)
        if not self._has_results:
            raise ValueError("it has no 'results'")
        return Answer("select", tuple(self._variables), tuple(self._rows))

    def _doctype(self, *_: object) -> None:
        raise ValueError("a document type is refused")

    def _characters(self, text: str) -> None:
        self._text.append(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        self._since = 0
        self._text.clear()
        match name.rpartition(" ")[2]:
            case "variable":
                self._room.take(len(attributes["name"]), 1)
                self._variables.append(attributes["name"])
            case "results":
                self._has_results = True
            case "result":
                self._row = {}
            case "binding":
                self._name = attributes["name"]
            case "uri" | "bnode" | "literal":
                self._attributes = attributes

    def _end(self, name: str) -> None:
        """An element ends, and all its text is known."""
        self._depth -= 1
        self._since = 0
        text = "".join(self._text)
        match name.rpartition(" ")[2]:
            case "result" if len(self._rows) <= self._most:
                self._room.take(sum(len(term.value) for term in self._row.values()), len(self._row))
                self._rows.append(tuple(map(self._row.get, self._variables)))
            case "boolean":
                self._truth = {"true": True, "false": False}[text.strip()]
            case "uri" | "bnode" | "literal" as kind:
                language = self._attributes.get(_LANGUAGE, "")
                self._row[self._name] = received(kind, text, self._attributes.get("datatype", ""), language)
