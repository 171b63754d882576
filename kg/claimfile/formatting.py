"""The layout of a claim file: two spaces a level, reports in blocks, no stray space, comments and wording as they were.

The text is rewritten from its own pieces, never dumped from values: a scalar keeps its wording and its kind of block, a
comment its words. The result is read again and handed out only if it says the same, with the same comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kg import claimfile
from kg.claimfile.scalars import moved, requoted
from kg.claimfile.tree import Collection, Comment, Node, Scalar, Tree, parse

_BLOCKS: Final = frozenset({"reports"})
"""Fields whose values are never written in braces and brackets."""


@dataclass(frozen=True, slots=True)
class Unformatted:
    """Why a text was left as it is."""

    reason: str


def formatted(data: bytes) -> bytes | Unformatted:
    """The claim file `data`, formatted, with the same content. A file with faults is left as it is."""
    document = claimfile.read(data, "")
    if document.faults or document.value is None:
        return Unformatted("it cannot be read as it is")
    text = re.sub(r"\r\n?", "\n", data.decode().removeprefix("\ufeff"))
    tree = parse(text)
    out = _Printer(tree).print()
    result = out.encode()
    again = claimfile.read(result, "")
    if again.faults or not _same(again.value, document.value):
        return Unformatted("it is written in a way that cannot be formatted safely")
    if [_note(one.text) for one in parse(out).comments] != [_note(one.text) for one in tree.comments]:
        return Unformatted("its comments are in places where they cannot be kept")
    return result


def _same(one: object, other: object) -> bool:
    """Whether two values are equal, the order of their keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


@dataclass(slots=True)
class _Printer:
    """The state of writing one tree: the lines so far, and what of the source has been dealt with."""

    tree: Tree
    out: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    last_line: int = -1  # the line of the source on which the last piece written ends
    bears: bool = False  # whether a comment may follow on the last line written
    levels: list[tuple[int, int]] = field(default_factory=list)  # columns of the open collections: in the source, in the result
    last_levels: list[tuple[int, int]] = field(default_factory=list)

    def print(self) -> str:
        """The whole text."""
        self.comments = self.tree.comments[::-1]
        if self.tree.started is not None:
            self.before(self.tree.started.start, self.tree.started.line, 0)
            self.put(["---"], self.tree.started.line)
        if self.tree.top.items:
            self.mapping(self.tree.top, 0, None)
        else:
            self.put(["{}"], self.tree.top.last_line)
        self.before(1 << 62, len(self.tree.lines), 0)
        while self.out and not self.out[-1]:
            self.out.pop()
        return "\n".join(self.out) + "\n"

    def before(self, offset: int, line: int, column: int, source_column: int | None = None) -> None:
        """Write the comments before `offset`, and the blank line before `line` of the source if one is there."""
        while self.comments and self.comments[-1].offset < offset:
            comment = self.comments.pop()
            if not comment.alone and comment.line == self.last_line and self.bears:
                self.out[-1] += " " * max(2, comment.gap) + _note(comment.text)
                self.bears = False
                continue
            self.blank(comment.line)
            self.out.append(" " * self.column_of(comment, column, source_column) + comment.text)
            self.bears = False
        if line < len(self.tree.lines):
            self.blank(line)

    def column_of(self, comment: Comment, column: int, source_column: int | None) -> int:
        """Where a comment on its own line goes: with what follows, or with the collection it was lined up with."""
        if comment.alone and comment.column != source_column:
            for there, here in reversed(self.last_levels):
                if there == comment.column:
                    return max(here, column)
        return column

    def blank(self, line: int) -> None:
        """Keep one of the blank lines before a line of the source."""
        if line > self.last_line + 1 and not self.tree.lines[line - 1].strip() and self.out and self.out[-1]:
            self.out.append("")

    def put(self, lines: list[str], last_line: int) -> None:
        self.out += lines
        self.last_line = last_line
        self.bears = True
        self.last_levels = list(self.levels)

    def mapping(self, node: Collection, indent: int, lead: str | None) -> None:
        """Write a mapping in a block; `lead` begins its first line."""
        self.levels.append((node.at.column, indent))
        for i, (key, value) in enumerate(node.pairs):
            start = lead if lead is not None and i == 0 else " " * indent
            self.pair(key, value, indent, start)
        self.levels.pop()

    def pair(self, key: Scalar, value: Node, indent: int, start: str) -> None:
        column = len(start) - len(start.lstrip())
        head = f"{start}{_text(key, flow=False)}:"
        if isinstance(value, Collection) and self.is_block(value, key.at.value, indent):
            self.before(key.at.start, key.at.line, column, self.column_in_source(key, start))
            self.put([head], key.at.last_line)
            self.block(value, indent + 2, None, in_blocks=key.at.value in _BLOCKS)
            return
        self.before(value.at.start, key.at.line, column, self.column_in_source(key, start))
        self.value(value, head, indent)

    def column_in_source(self, node: Scalar, start: str) -> int:
        """The column of a line's first piece in the source: of the outermost dash, where the line begins with one."""
        dashes = start.count("- ")
        return self.levels[-1 - dashes][0] if dashes else node.at.column

    def value(self, value: Node, head: str, indent: int) -> None:
        """Write a text, or a collection on one line, after `head`."""
        if isinstance(value, Collection):
            self.put([f"{head} {_flow(value)}"], value.last_line)
            return
        at = value.at
        if "\n" not in value.source and at.style not in {"|", ">"}:
            self.put([f"{head} {_text(value, flow=False)}"], at.last_line)
            return
        column = indent + 2
        shift = column - self.text_column(value) if at.style in {"|", ">"} else 0
        first, *rest = moved(value.source, at.style, shift=shift, margin=column, block=column)
        is_block = at.style in {"|", ">"}
        ends_at = at.line + value.source.rstrip().count("\n") if is_block else at.last_line
        self.put([f"{head} {first}", *rest], ends_at)
        self.bears = not is_block

    def text_column(self, value: Scalar) -> int:
        """The column at which the text of a block starts in the source."""
        header, *lines = value.source.split("\n")
        given = re.match(r"[|>][-+]?([1-9])", header)
        if given:
            return self.levels[-1][0] + int(given[1])
        return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)

    def block(self, node: Collection, indent: int, lead: str | None, *, in_blocks: bool = False) -> None:
        if node.at.kind == "map":
            self.mapping(node, indent, lead)
        else:
            self.list(node, indent, lead, in_blocks=in_blocks)

    def list(self, node: Collection, indent: int, lead: str | None, *, in_blocks: bool) -> None:
        """Write a list in a block; `in_blocks` says that its items are blocks too."""
        self.levels.append((node.at.column, indent))
        for i, item in enumerate(node.items):
            start = (lead if lead is not None and i == 0 else " " * indent) + "- "
            if isinstance(item, Collection) and item.items and (in_blocks or self.is_block(item, "", indent)):
                self.block(item, indent + 2, start)
                continue
            first = item.at
            dashes = start.count("- ")
            self.before(first.start, first.line, len(start) - len(start.lstrip()), self.levels[-dashes][0])
            self.value(item, start.removesuffix(" "), indent)
        self.levels.pop()

    def is_block(self, node: Collection, key: str, indent: int) -> bool:
        """Whether a collection is written in lines: it was, or did not fit one, or is or holds reports, or is a section."""
        if not node.items:
            return False
        if not node.at.flow or node.last_line != node.at.line or key in _BLOCKS:
            return True
        return (indent == 0 and node.at.kind == "map" and bool(key) and key != "dataset") or _holds_blocks(node)


def _holds_blocks(node: Node) -> bool:
    if isinstance(node, Scalar):
        return False
    if node.at.kind == "map":
        return any(
            (key.at.value in _BLOCKS and isinstance(value, Collection) and bool(value.items)) or _holds_blocks(value)
            for key, value in node.pairs
        )
    return any(_holds_blocks(item) for item in node.items)


def _text(node: Scalar, *, flow: bool) -> str:
    return requoted(node.source, node.at.style, node.at.value, flow=flow)


def _flow(node: Node) -> str:
    """A node on one line."""
    if isinstance(node, Scalar):
        return _text(node, flow=True)
    if node.at.kind == "map":
        return "{" + ", ".join(f"{_text(key, flow=True)}: {_flow(value)}" for key, value in node.pairs) + "}"
    return "[" + ", ".join(_flow(item) for item in node.items) + "]"


def _note(comment: str) -> str:
    """A comment behind a value, which has a space after its sign (K018): the quotes before it may go."""
    return comment if comment[1:2] in {"", " ", "\t", "#"} else f"# {comment[1:]}"
