"""Sentences that report speech, as text, as JSON, and as a list that editors jump through; and what is left of a source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from kg.evidence.coverage import Coverage
from kg.evidence.suggest import Suggestion
from kg.render.escape import printable
from kg.render.table import Table

VERSION: Final = 1


def as_text(found: Iterable[Suggestion]) -> str:
    """A paragraph a sentence: its place and words, then what may help to read it."""
    return "\n".join("".join(f"{line}\n" for line in _lines(one)) for one in found)


def _lines(one: Suggestion) -> Iterator[str]:
    yield printable(f"paragraph {one.sentence.paragraph}: {one.sentence.text}")
    for name, values in (
        ("says so", one.cues),
        ("quoted", one.quotations),
        ("names", one.actors),
        ("named before", one.actors_before),
        ("recorded already?", one.allegations),
    ):
        if values:
            yield printable(f"  {name}: {'; '.join(values)}")


def as_object(one: Suggestion) -> dict[str, object]:
    """A sentence as a JSON object; `start` and `end` are characters of the text."""
    return {
        "paragraph": one.sentence.paragraph,
        "start": one.sentence.start,
        "end": one.sentence.end,
        "sentence": one.sentence.text,
        "weight": one.weight,
        "cues": list(one.cues),
        "quotations": list(one.quotations),
        "actors": list(one.actors),
        "actors_before": list(one.actors_before),
        "allegations": list(one.allegations),
    }


def as_json(source: str, found: Iterable[Suggestion]) -> str:
    """A JSON document: `version`, `source`, `sentences`."""
    document = {"version": VERSION, "source": source, "sentences": [as_object(one) for one in found]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_list(file: str, text: str, found: Iterable[Suggestion]) -> str:
    """A line a sentence, `file:line:column: words`, as editors read lists of places."""
    lines = []
    for one in found:
        line = text.count("\n", 0, one.sentence.start) + 1
        column = one.sentence.start - (text.rfind("\n", 0, one.sentence.start) + 1) + 1
        lines.append(printable(f"{file}:{line}:{column}: {one.sentence.text}") + "\n")
    return "".join(lines)


def left_table(found: Coverage) -> Table:
    """The sentences that nothing cites, most likely first."""
    rows = tuple((one.weight, one.sentence.paragraph, one.sentence.text) for one in found.left)
    records = tuple({"kind": "sentence", "id": found.source, **as_object(one)} for one in found.left)
    caption = (summary(found), *(f"set aside, but no sentence begins so: {words}" for words in found.unused))
    return Table(("weight", "paragraph", "sentence"), rows, records, caption)


def summary(found: Coverage) -> str:
    """The counts in words."""
    counts = f"{found.cited:,} cited, {found.drafted:,} drafted, {found.aside:,} set aside, {len(found.left):,} left"
    return f"{found.source}: {found.marked:,} of {found.sentences:,} sentences report speech: {counts}"


def coverage_table(found: Iterable[Coverage]) -> Table:
    """A row a source."""
    columns = ("source", "sentences", "report speech", "cited", "drafted", "set aside", "left")
    rows = tuple((one.source, one.sentences, one.marked, one.cited, one.drafted, one.aside, len(one.left)) for one in found)
    names = ("id", "sentences", "marked", "cited", "drafted", "set_aside", "left")
    records = tuple({"kind": "coverage", **dict(zip(names, row, strict=True))} for row in rows)
    return Table(columns, rows, records)
