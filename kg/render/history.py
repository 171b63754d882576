"""The history of records as text and JSON: each change that wrote something of them, and who recorded each value, and when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.commits import Change
from kg.corpus.corpus import Corpus
from kg.history.blame import Recorded
from kg.history.diff import Diff
from kg.history.entries import Entry
from kg.history.states import State
from kg.model.part import fields_of
from kg.model.records import Record
from kg.render.diff import record_lines
from kg.render.diff_json import plain, written_json
from kg.render.diff_words import field_name, value_words
from kg.render.escape import printable
from kg.render.table import Table

SHORT = 12


def text(corpus: Corpus, entries: Iterable[Entry]) -> str:
    """Each change with its day, hash and author, and what it wrote; names are those of today."""
    return "".join(f"{printable(line)}\n" for line in _lines(corpus, entries))


def lines_of(corpus: Corpus, entry: Entry) -> Iterator[str]:
    """What a change wrote, line by line."""
    for line in record_lines(_today(corpus), entry.written):
        yield f"{'  ' * (line.depth - 1)}{line.words}"


def _lines(corpus: Corpus, entries: Iterable[Entry]) -> Iterator[str]:
    for n, one in enumerate(entries):
        change = one.change
        if n:
            yield ""
        yield f"{change.day}  {change.hash[:SHORT]}  {change.author}: {change.subject}"
        yield from (f"  {line}" for line in lines_of(corpus, one))


def _today(corpus: Corpus) -> Diff:
    """What names records: the claims as they are."""
    state = State(corpus, None, "", (), has_files=True)
    return Diff(state, state, (), (), ())


def as_json(entries: Iterable[Entry]) -> str:
    """A list of changes, each with what it wrote."""
    found = [{**_change(one.change), "written": [written_json(record) for record in one.written]} for one in entries]
    return f"{json.dumps(found, ensure_ascii=False, indent=2)}\n"


def _change(change: Change) -> dict[str, Any]:
    return {"commit": change.hash, "day": change.day, "author": change.author, "subject": change.subject}


def blame_table(corpus: Corpus, record: Record, recorded: Sequence[Recorded]) -> Table:
    """A row for each value: the field, what it holds, and the change that recorded it."""
    known = fields_of(type(record))
    rows = []
    for one in recorded:
        values = one.value if isinstance(one.value, tuple) else (one.value,)
        shown = ", ".join(value_words(corpus, value, known[one.field]) for value in values)
        by = one.by
        rows.append(
            (
                field_name(one.field, known[one.field]),
                shown,
                *((by.day, by.author, by.hash[:SHORT]) if by else ("", "", "not committed")),
            )
        )
    records = tuple(
        {"field": one.field, "value": plain(one.value), **(_change(one.by) if one.by else {"commit": None})} for one in recorded
    )
    several = len({one.by.hash for one in recorded if one.by})
    caption = (f"{record.kind} {record.id}: {len(rows):,} values, recorded in {several:,} change{'' if several == 1 else 's'}",)
    return Table(("field", "value", "day", "author", "commit"), tuple(rows), records, caption)
