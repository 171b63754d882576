"""Reads SPARQL 1.1 Query Results in JSON (W3C, 2013) piece by piece: a row is a value of its own, and the next comes after it.

The standard library reads a document whole, which a server can make so long that neither time nor memory suffice. Here it reads
one value at a time, and this module reads what is between them.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator
from typing import Any, Final, TypeAlias

from kg.remote import room
from kg.sparql.answer import Answer, Term, received

_DECODER: Final = json.JSONDecoder()
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NEAR: Final = 16
"""Characters at the end of a piece in which an escape, a number or a word may be cut in two."""

Steps: TypeAlias = Generator[None, None, Any]
"""Steps of reading: they stop where the text ends, until there is more."""


class JsonResults:
    """The rows that have come so far, `most` and one at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = room.Room()
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._has_ended = "", 0, False
        self._length = 0  # of the value that was read last
        self._variables: tuple[str, ...] | None = None
        self._rows: list[dict[str, Term | None]] | None = None
        self._truth: bool | None = None
        self._steps = self._document()

    def feed(self, piece: bytes) -> bool:
        """Read on; whether there are more rows than are wanted."""
        self._read(self._decoder.decode(piece))
        return self._variables is not None and len(self._rows or ()) > self._most

    def answer(self) -> Answer:
        """The answer that the document holds."""
        if self._variables is None or len(self._rows or ()) <= self._most:
            self._has_ended = True
            self._read(self._decoder.decode(b"", final=True))
            if self._text[self._at :].strip():
                raise ValueError("something follows its end")
        if self._truth is not None:
            return Answer("ask", truth=self._truth)
        if self._variables is None or self._rows is None:
            raise KeyError("vars" if self._variables is None else "bindings")
        return Answer("select", self._variables, tuple(tuple(map(row.get, self._variables)) for row in self._rows))

    def _read(self, more: str) -> None:
        """Go on with the steps, of the text only with what they have not yet read."""
        self._text, self._at = self._text[self._at :] + more, 0
        next(self._steps, None)

    def _document(self) -> Steps:
        yield from self._sign("{")
        first = True
        while (key := (yield from self._key(first=first))) is not None:
            first = False
            match key:
                case "results":
                    yield from self._results()
                case "head":
                    head = yield from self._value()
                    if "vars" in head:
                        self._variables = tuple(head["vars"])
                        if not all(isinstance(name, str) for name in self._variables):
                            raise ValueError("a variable is not text")
                case "boolean":
                    self._truth = yield from self._value()
                    if self._truth is not True and self._truth is not False:
                        raise ValueError("its 'boolean' is not a boolean")
                case _:
                    yield from self._value()

    def _results(self) -> Steps:
        yield from self._sign("{")
        first = True
        while (key := (yield from self._key(first=first))) is not None:
            first = False
            if key == "bindings":
                yield from self._bindings()
            else:
                yield from self._value()

    def _bindings(self) -> Steps:
        """The rows; those that are not wanted are read and dropped."""
        yield from self._sign("[")
        rows = self._rows = []
        first = True
        while (sign := (yield from self._sign())) != "]":
            if first:
                self._at -= 1
            elif sign != ",":
                raise ValueError("a comma is missing between two rows")
            first = False
            found = yield from self._value()
            if len(rows) <= self._most:
                self._room.take(self._length, len(found))
                rows.append({name: _term(one) for name, one in found.items()})

    def _key(self, *, first: bool) -> Steps:
        """The next key of an object, with the colon after it; None at its end."""
        sign = yield from self._sign()
        if sign == "}":
            return None
        if not first:
            if sign != ",":
                raise ValueError("a comma is missing in it")
            sign = yield from self._sign()
        if sign != '"':
            raise ValueError("a key in it is not text")
        self._at -= 1
        key = yield from self._value()
        yield from self._sign(":")
        return key

    def _sign(self, wanted: str = "") -> Steps:
        """The next character that is not white space."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                break
            if self._has_ended:
                raise ValueError("it ends too early")
            yield
        sign = self._text[self._at]
        self._at += 1
        if wanted and sign != wanted:
            raise ValueError(f"a '{wanted}' is missing in it")
        return sign

    def _value(self) -> Steps:
        """The next value. One of which only a part has come is tried again when twice as much is there."""
        yield from self._sign()
        self._at -= 1
        enough = 0
        while True:
            there = len(self._text) - self._at
            if there >= enough or self._has_ended:
                try:
                    value, end = _DECODER.raw_decode(self._text, self._at)
                except json.JSONDecodeError as error:
                    place = len(self._text) if error.msg.startswith("Unterminated") else error.pos
                    if self._has_ended or place < len(self._text) - _NEAR:
                        raise ValueError("it is not JSON" if place < len(self._text) else "it ends too early") from error
                else:
                    if end < len(self._text) or self._has_ended:
                        self._length, self._at = end - self._at, end
                        return value
                if there > room.LONGEST:
                    raise room.too_long()
                enough = 2 * there
            yield


def _term(found: dict[str, Any]) -> Term:
    return received(found["type"], found["value"], found.get("datatype", ""), found.get("xml:lang", ""))
