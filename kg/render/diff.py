"""A change of the claims for people: what was written, what follows from it, and the counts; as text and as Markdown.

Both are made from the same lines. In Markdown nothing from the claims is markup, a mention, a reference to an issue or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.corpus.labels import statement_label
from kg.git import Commit
from kg.history.diff import Diff
from kg.history.states import State
from kg.history.written import Written
from kg.render.diff_follows import sentence
from kg.render.diff_words import called, described
from kg.render.escape import printable
from kg.render.table import markdown_signs

MOST: Final = 60_000
"""So many characters of Markdown at most: GitHub refuses a comment of more than 65,536."""
LISTED: Final = 25
"""So many statements are listed under one thing that follows."""
NOTHING: Final = "nothing in the records changed"
_HOW: Final = {
    "new": "new",
    "gone": "gone, and its id no longer resolves",
    "withdrawn": "withdrawn",
    "changed": "changed",
}
_LINKING: Final = re.compile(r"(?<=[@#])|(?<=://)|(?<=www)(?=\\?\.)|(?<=GH)(?=\\?-)", re.IGNORECASE)
"""Where a forge would begin a mention, a reference or a link."""
_BREAK: Final = "\u2060"
"""A sign without width that no line breaks at, which ends what a forge would take for one of these."""


class Line(NamedTuple):
    """A line of the report: how deep it is, 0 for a heading, and its words."""

    depth: int
    words: str


def text(diff: Diff) -> str:
    """The change as indented text."""
    return "".join(f"{_indented(line)}\n" for line in _lines(diff))


def _indented(line: Line) -> str:
    return printable(f"{'  ' * line.depth}{line.words}") if line.words else ""


def markdown(diff: Diff) -> str:
    """The change as Markdown for a forge, cut with a count where it is longer than a comment may be."""
    written, size = [], 0
    lines = [*_lines(diff)]
    for n, line in enumerate(lines):
        shown = _marked(line)
        size += len(shown) + 1
        if size > MOST:
            left = sum(bool(one.words) for one in lines[n:])
            written.append(f"\nand {left:,} more lines: run kg diff to read all")
            break
        written.append(shown)
    return "".join(f"{line}\n" for line in written)


def _marked(line: Line) -> str:
    if not line.words:
        return ""
    safe = _LINKING.sub(_BREAK, markdown_signs(printable(line.words)))
    return f"### {safe}\n" if line.depth == 0 else f"{'  ' * (line.depth - 1)}- {safe}"


def _lines(diff: Diff) -> Iterator[Line]:
    yield Line(0, f"From {_state(diff.before)} to {_state(diff.after)}")
    for state in (diff.before, diff.after):
        yield from _faults(state)
    if not diff.written:
        yield Line(1, NOTHING)
        return
    yield from (Line(0, ""), Line(0, "What was written"))
    yield from record_lines(diff, diff.written)
    yield from (Line(0, ""), Line(0, "What follows"))
    if not diff.follows:
        yield Line(1, "nothing: whom statements accuse, and what they hold, answer and rest on, is unchanged")
    for effect in diff.follows:
        yield Line(1, sentence(diff, effect))
        if effect.ids != effect.causes or len(effect.ids) > 1 or effect.kind in {"counts", "answer", "standing", "holds", "side"}:
            yield from _listed(diff, effect.ids)
    if diff.counts:
        yield from (Line(0, ""), Line(0, "Counts"))
        yield from (Line(1, f"{what}: {was} → {now}") for what, was, now in diff.counts)


def _state(state: State) -> str:
    return "the files as they are" if state.at is None else named(state.at)


def named(at: Commit) -> str:
    """A commit by the beginning of its hash and its day."""
    return f"{at.hash[:12]} ({at.day})"


def _faults(state: State) -> Iterator[Line]:
    if state.faults:
        several = len(state.faults) != 1
        yield Line(1, f"{_state(state)}: {len(state.faults):,} fault{'s' if several else ''}; what could not be read is left out")
        yield from (Line(2, fault) for fault in state.faults[:LISTED])
    if not state.has_files:
        yield Line(1, f"{_state(state)}: there is no claim file")


def record_lines(diff: Diff, written: Iterable[Written]) -> Iterator[Line]:
    """Each record that was changed; those that only moved are counted, file by file. `diff` gives the records their names."""
    moves: dict[tuple[str, str], int] = {}
    for one in written:
        if one.moved and not one.edits and not one.formerly:
            moves[one.moved] = moves.get(one.moved, 0) + 1
            continue
        yield Line(
            1, f"{_called(diff, one)}: {f'is part of {called(diff, one.into)} now' if one.how == 'merged' else _HOW[one.how]}"
        )
        yield from (Line(2, words) for words in described(diff, one))
    for (was, now), count in moves.items():
        yield Line(1, f"{count:,} record{'' if count == 1 else 's'} moved from {was} to {now}, otherwise unchanged")


def _called(diff: Diff, one: Written) -> str:
    found = called(diff, one.id)
    return found[:1].upper() + found[1:]


def _listed(diff: Diff, ids: Iterable[str]) -> Iterator[Line]:
    found = tuple(ids)
    for id_ in found[:LISTED]:
        corpus = diff.claims if id_ in diff.claims.resolved else diff.base
        resolved = corpus.resolved.get(id_)
        yield Line(2, f"{statement_label(corpus, resolved)} ({id_})" if resolved else id_)
    if len(found) > LISTED:
        yield Line(2, f"and {len(found) - LISTED:,} more")
