"""A claim file as its text has it: nodes with their places, and the comments between them.

Nothing here knows what a value means. What a file says is read by `kg.claimfile`; this is for rewriting how it says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.claimfile.stream import Event, events


@dataclass(slots=True)
class Scalar:
    """A text: its place, its quoting and its content."""

    at: Event
    source: str


@dataclass(slots=True)
class Collection:
    """A mapping, its keys and values in turn, or a list. `end` is the offset behind its closing bracket, 0 where it has none."""

    at: Event
    items: list[Node] = field(default_factory=list)
    last_line: int = 0
    end: int = 0

    @property
    def pairs(self) -> Iterator[tuple[Scalar, Node]]:
        """The keys of a mapping, each with its value."""
        for key, value in zip(self.items[::2], self.items[1::2], strict=True):
            if isinstance(key, Scalar):
                yield key, value


Node: TypeAlias = Scalar | Collection


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its text from `#` on, and whether it has a line of its own. `gap` is the white space before it."""

    text: str
    offset: int
    line: int
    column: int
    alone: bool
    gap: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A claim file: its lines, its top node, its comments in order, and whether it starts with `---`."""

    lines: list[str]
    top: Collection
    comments: list[Comment]
    started: Event | None


def parse(text: str) -> Tree:
    """The tree of a text that reading finds no fault with and whose lines end in line feeds."""
    open_: list[Collection] = []
    top: Collection | None = None
    started = None
    gaps: list[tuple[int, int]] = []
    done = 0
    for event in events(text):
        if event.kind == "start":
            started = event
            continue
        if event.kind == "end":
            closed = open_.pop()
            if closed.at.flow:
                closed.last_line, closed.end = event.last_line, event.end
            continue
        node: Node
        if event.kind == "scalar":
            gaps.append((done, event.start))
            done = event.end
            node = Scalar(event, text[event.start : event.end])
        else:
            node = Collection(event)
        if open_:
            open_[-1].items.append(node)
        if isinstance(node, Collection):
            top = top or node
            open_.append(node)
    gaps.append((done, len(text)))
    if top is None:
        raise ValueError(text)
    return Tree(text.split("\n"), top, list(_comments(text, gaps)), started)


def _comments(text: str, gaps: list[tuple[int, int]]) -> Iterator[Comment]:
    """The comments: only between scalars does `#` begin one."""
    line = counted = 0
    for start, end in gaps:
        at = start
        while (at := text.find("#", at, end)) >= 0:
            line += text.count("\n", counted, at)
            counted = at
            first = text.rfind("\n", 0, at) + 1
            before = text[first:at]
            last = text.find("\n", at)
            last = len(text) if last < 0 else last
            gap = len(before) - len(before.rstrip())
            yield Comment(text[at:last].rstrip(), at, line, at - first, not before.strip(), gap)
            at = last
