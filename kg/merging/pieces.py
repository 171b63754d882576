"""A claim file as pieces: each section, record, field and item with its own text, so that a piece can be taken from another file.

The pieces of a mapping or a list, with what opens and closes it, are exactly its text: nothing of a file is outside of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from kg.claimfile.tree import Collection, Node, Scalar, Tree, parse

Shape: TypeAlias = Literal["text", "map", "list"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry of a mapping, with its `key`, or an item of a list.

    `lead` is what is before it (blank lines, comments, indentation), `head` its key or dash, `core` its value and `foot` what is
    after that. Of a value with pieces of its own, `core` is `opening`, the pieces (in brackets with commas between them) and
    `closing`. `in_flow` says whether it is in brackets itself; `column` is where it begins.
    """

    key: str
    value: Any
    lead: str
    head: str
    core: str
    foot: str
    column: int
    in_flow: bool
    shape: Shape = "text"
    flow: bool = False
    opening: str = ""
    inner: tuple[Piece, ...] | None = None
    closing: str = ""

    @property
    def body(self) -> str:
        """Its text without what is before it."""
        return self.head + self.core + self.foot

    @property
    def text(self) -> str:
        """All of its text."""
        return self.lead + self.body

    @property
    def entries(self) -> dict[str, Piece]:
        """The pieces of a mapping by their keys."""
        return {piece.key: piece for piece in self.inner or ()}


def split(text: str) -> Piece:
    """The pieces of a text that reading finds no fault with and whose lines end in line feeds."""
    return _Splitter(text).whole()


class _Splitter:
    """The state of splitting one text: where its lines begin, and which of them are comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree: Tree = parse(text)
        self.starts = [0]
        for line in self.tree.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.comments = {comment.line: comment.column for comment in self.tree.comments if comment.alone}
        self.noted = [comment.offset for comment in self.tree.comments]

    def whole(self) -> Piece:
        """The file as one piece, whose inner ones are its sections; comments at its end and its margin close it."""
        top = self.tree.top
        if top.at.flow:
            return Piece("", _value(top), "", "", self.text, "", 0, in_flow=False, shape="map", flow=True)
        end, line = len(self.text), len(self.tree.lines) - 1
        while line > top.at.line and self._is_free(line, 0):
            end = min(end, self.starts[line])
            line -= 1
        opening, inner = self._block(top, 0, end)
        made = Piece("", _value(top), "", "", self.text, "", 0, in_flow=False, shape="map")
        return replace(made, opening=opening, inner=inner, closing=self.text[end:])

    def _is_free(self, line: int, column: int) -> bool:
        """Whether a line is blank, or a comment that is not further in than `column`."""
        return self.comments.get(line, column + 1) <= column or not self.tree.lines[line].strip()

    def _block(self, node: Collection, start: int, end: int) -> tuple[str, tuple[Piece, ...]]:
        """What opens a block in the text from `start` to `end`, and its pieces."""
        places = list(self._places(node))
        leads = []
        for i, (_, at, _) in enumerate(places):
            line = self._line(at)
            first = self._line(places[i - 1][1] if i else start) + 1
            lead = line
            while lead > first and self._is_free(lead - 1, node.at.column):
                lead -= 1
            leads.append(max(start, self.starts[lead]) if line >= first else start)
        leads.append(end)
        pieces = tuple(
            self._piece(key, value, leads[i], at, leads[i + 1], node.at.column) for i, (key, at, value) in enumerate(places)
        )
        return self.text[start : leads[0]], pieces

    def _places(self, node: Collection) -> Iterator[tuple[str, int, Node]]:
        """The key of each entry, where it begins, and its value."""
        if node.at.kind == "map":
            for key, value in node.pairs:
                yield key.at.value, key.at.start, value
        else:
            for item in node.items:
                yield "", self.text.rfind("-", 0, item.at.start), item

    def _line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_right(self.starts, offset) - 1

    def _piece(self, key: str, value: Node, lead: int, at: int, end: int, column: int) -> Piece:
        """A piece of a block: its lead and itself begin here, and it ends where the next begins."""
        text = self.text
        if isinstance(value, Scalar) or value.at.flow:
            return self._inline(key, value, (lead, at, end), column, in_flow=False)
        begin = self._after_head(key, value, at)
        opening, inner = self._block(value, begin, end)
        made = Piece(key, _value(value), text[lead:at], text[at:begin], text[begin:end], "", column, in_flow=False)
        return replace(made, shape=_shape(value), opening=opening, inner=inner)

    def _after_head(self, key: str, value: Collection, at: int) -> int:
        """Behind the colon of a key, or behind the dash of an item and the space after it."""
        text = self.text
        if key:
            return text.index(":", at + len(key)) + 1
        return value.at.start if self._line(value.at.start) == self._line(at) else at + 1

    def _inline(self, key: str, value: Node, place: tuple[int, int, int], column: int, *, in_flow: bool) -> Piece:
        """A piece whose value is a text or in brackets."""
        lead, at, end = place
        text, start = self.text, value.at.start
        if isinstance(value, Scalar):
            stop = end if value.at.style in {"|", ">"} else value.at.end
            return Piece(
                key, value.at.value, text[lead:at], text[at:start], text[start:stop], text[stop:end], column, in_flow=in_flow
            )
        opening, inner, closing = self._brackets(value)
        core, foot = text[start : value.end], text[value.end : end]
        made = Piece(key, _value(value), text[lead:at], text[at:start], core, foot, column, in_flow=in_flow)
        return replace(made, shape=_shape(value), flow=True, opening=opening, inner=inner, closing=closing)

    def _brackets(self, node: Collection) -> tuple[str, tuple[Piece, ...] | None, str]:
        """What opens a collection in brackets, its pieces, and what closes it; no pieces where comments are between them."""
        text, start, end = self.text, node.at.start, node.end
        if text[start] not in "{[" or any(start < offset < end for offset in self.noted):
            return "", None, ""
        places = (
            [(key.at.value, key.at.start, value) for key, value in node.pairs]
            if node.at.kind == "map"
            else [("", item.at.start, item) for item in node.items]
        )
        if not places:
            return text[start : end - 1], (), text[end - 1]
        pieces = []
        lead = start + 1
        closing = end - 1
        for i, (key, at, value) in enumerate(places):
            stop = value.at.end if isinstance(value, Scalar) else value.end
            following = text.find(",", stop, places[i + 1][1] if i + 1 < len(places) else end)
            if following < 0:
                following = closing
            elif i + 1 == len(places):
                closing = following
            pieces.append(self._inline(key, value, (lead, at, following), 0, in_flow=True))
            lead = following + 1
        return text[start], tuple(pieces), text[closing:end]


def _value(node: Node) -> Any:
    """What a node says."""
    if isinstance(node, Scalar):
        return node.at.value
    if node.at.kind == "map":
        return {key.at.value: _value(value) for key, value in node.pairs}
    return [_value(item) for item in node.items]


def _shape(node: Collection) -> Shape:
    return "map" if node.at.kind == "map" else "list"
