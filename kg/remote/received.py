"""Answers as servers send them: SPARQL 1.1 results in JSON and XML (W3C, 2013), graphs in N-Triples and Turtle.

They are read piece by piece as they come, and no further than the rows that are wanted: what a server sends is a stranger's
text, and may be long, wrong or hostile.
"""

from __future__ import annotations

import itertools
from typing import Final, Protocol
from xml.parsers import expat

from kg.engine import oxigraph
from kg.remote import room
from kg.remote.received_json import JsonResults
from kg.remote.received_xml import XmlResults
from kg.sparql.answer import Answer, Failure, Term, row

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
NTRIPLES: Final = "application/n-triples"
TURTLE: Final = "text/turtle"
TABLES: Final = f"{JSON}, {XML};q=0.8"
GRAPHS: Final = f"{NTRIPLES}, {TURTLE};q=0.8"
"""What to accept for each kind of query: a server offered both kinds may answer ASK and CONSTRUCT with a table."""

_VIRTUOSO_ASK: Final = ("__ASK_RETVAL",)
"""The one column of the table that Virtuoso 7 answers ASK with."""
_WRONG: Final = (ValueError, KeyError, TypeError, AttributeError, RecursionError, SyntaxError, expat.ExpatError)


class _Reader(Protocol):
    """What reads one format: it is fed pieces until it has enough, and then asked for the answer."""

    def feed(self, piece: bytes) -> bool: ...

    def answer(self) -> Answer: ...


class Received:
    """The answer in a server's reply, with `most` rows at most: what `http.send` reads the reply into."""

    def __init__(self, media_type: str, most: int) -> None:
        self._media_type = media_type
        self._most = most
        self._reader = _reader(media_type, most)
        self._failure: Failure | None = None
        if self._reader is None:
            form = f"answers in '{media_type}' and not as SPARQL 1.1 says" if media_type else "does not say what it answers in"
            self._failure = Failure(f"the server {form}; is this a query endpoint?")

    def take(self, piece: bytes) -> bool:
        """Read on; whether nothing more is wanted."""
        if self._reader is None or self._failure is not None:
            return True
        try:
            return self._reader.feed(piece)
        except _WRONG as error:
            self._failure = self._wrong(error)
            return True

    def answer(self) -> Answer | Failure:
        """What came."""
        if self._reader is None or self._failure is not None:
            return self._failure or Failure("the server gave no answer")
        try:
            answer = self._reader.answer()
        except _WRONG as error:
            return self._wrong(error)
        if answer.variables == _VIRTUOSO_ASK:
            truth = any(term is not None and term.value in {"1", "true"} for found in answer.rows for term in found)
            return Answer("ask", truth=truth)
        if len(answer.rows) <= self._most:
            return answer
        return Answer(answer.form, answer.variables, answer.rows[: self._most], truncated=True)

    def _wrong(self, error: Exception) -> Failure:
        match error:
            case RecursionError():
                words = "it is nested too deeply"
            case KeyError():
                words = f"it has no {error}"
            case UnicodeDecodeError():
                words = "it is not UTF-8"
            case ValueError() | SyntaxError() | expat.ExpatError() if str(error):
                words = " ".join(str(error).split())
            case _:
                words = "its parts are not of the kinds they should be"
        return Failure(f"the server's answer is not what '{self._media_type}' should hold: {words}")


def _reader(media_type: str, most: int) -> _Reader | None:
    match media_type:
        case "application/sparql-results+json" | "application/json":
            return JsonResults(most)
        case "application/sparql-results+xml" | "application/xml" | "text/xml":
            return XmlResults(most)
        case "application/n-triples" | "text/turtle" | "text/plain":
            return _Triples(TURTLE if media_type == TURTLE else NTRIPLES, most)
        case _:
            return None


class _Triples:
    """Reads a graph: of N-Triples no more lines than are wanted, of Turtle all, and of both no more triples."""

    def __init__(self, form: str, most: int) -> None:
        self._form = form
        self._most = most
        self._pieces: list[bytes] = []
        self._lines = 0
        self._is_cut = False
        self._room = room.Room()

    def feed(self, piece: bytes) -> bool:
        self._room.take(len(piece))
        self._pieces.append(piece)
        self._lines += piece.count(b"\n")
        self._is_cut = self._form == NTRIPLES and self._lines > self._most
        return self._is_cut

    def answer(self) -> Answer:
        document = b"".join(self._pieces)
        if self._is_cut:
            document = document[: document.rfind(b"\n") + 1]
        found = map(row, oxigraph.triples(document, self._form))
        rows: list[tuple[Term | None, ...]] = list(itertools.islice(found, self._most))
        truncated = self._is_cut or next(found, None) is not None
        return Answer("graph", ("subject", "predicate", "object"), tuple(rows), truncated=truncated)
