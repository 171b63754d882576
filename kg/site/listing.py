"""Lists of statements as pages show them: a line for each, cut to a page, with what only others report apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from kg.corpus.belonging import is_plain
from kg.corpus.corpus import Corpus
from kg.corpus.labels import title
from kg.site import bidi, said
from kg.site.addresses import ROWS
from kg.site.dates import when
from kg.site.words import Words

LONGEST: Final = 170
"""The signs of what a statement says that a line of a list shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that mentions a statement: what it does in a few words, when, and what became of it.

    `is_pale` where it is known only on the word of others, or its alleged speaker denies having said it.
    """

    id: str
    act: str
    act_word: str
    title: str
    when: str
    day: str | None
    says: str
    marks: tuple[str, ...]
    is_pale: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a list: its rows, and the number of this page and of all."""

    key: str
    heading: str
    rows: tuple[Row, ...]
    total: int
    number: int = 1
    pages: int = 1
    note: str = ""

    @property
    def start(self) -> int:
        """The place of the first row, from 1 on."""
        return (self.number - 1) * ROWS + 1


class Rows:
    """The lines of all statements, each made when it is first needed."""

    def __init__(self, corpus: Corpus, words: Words) -> None:
        self.corpus = corpus
        self.words = words
        self._made: dict[str, Row] = {}

    def row(self, id_: str) -> Row:
        """The line of one statement."""
        found = self._made.get(id_)
        if found is None:
            found = self._made[id_] = self._make(id_)
        return found

    def _make(self, id_: str) -> Row:
        resolved = self.corpus.resolved[id_]
        date = resolved.date.text
        return Row(
            id_,
            resolved.act,
            self.words.term("act", resolved.act),
            title(self.corpus, resolved),
            when(resolved, self.words.dates),
            date if date.replace("-", "").isdecimal() and len(date) in {4, 7, 10} else None,
            bidi.cut(resolved.statement.says or "", LONGEST),
            said.marks(self.corpus, id_),
            not is_plain(resolved),
        )

    def part(self, key: str, heading: str, ids: Sequence[str], number: int = 1, note: str = "") -> Part:
        """One page of a list; `key` is its name in addresses."""
        chosen = ids[(number - 1) * ROWS : number * ROWS]
        pages = max(1, ceil(len(ids) / ROWS))
        return Part(key, heading, tuple(map(self.row, chosen)), len(ids), number, pages, note)

    def parts(self, lists: Iterable[tuple[str, str, Sequence[str]]]) -> tuple[Part, ...]:
        """The first page of each list that has something in it: its key, its heading and its statements."""
        return tuple(self.part(key, heading, ids) for key, heading, ids in lists if ids)
