"""Positions over time and disagreements of sources as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.labels import names, statement_label
from kg.model.acts import Stance
from kg.network.disagreements import Disagreement, Version
from kg.network.positions import Position, Shift
from kg.render.table import Table

STANCES: Final[Mapping[Stance, str]] = {"affirms": "puts forward", "disputes": "disputes", "neither": "speaks of"}
"""The stances as people read them."""

_STANCES: Final[Mapping[str, str]] = {stance: words for stance, words in STANCES.items()}  # noqa: C416 - widens the type of keys
_ENDED: Final = {"retracts": "retracted", "corrects": "corrected"}


def table(corpus: Corpus, found: Iterable[Position]) -> Table:
    """A position a row, in the order of time, with the shifts named."""
    found = tuple(found)
    rows = tuple(
        (
            edtf.words(corpus.resolved[p.id].date),
            names(corpus, corpus.resolved[p.id].speakers),
            corpus.resolved[p.id].act,
            _held(corpus, p),
            p.certainty,
            p.allegation or "",
            "; ".join(_notes(corpus, p)),
            "; ".join(f"{later.fate} by {later.by}" for later in p.later),
            p.id,
        )
        for p in found
    )
    columns = ("date", "speaker", "act", "stance", "certainty", "allegation", "shift", "later", "statement")
    return Table(columns, rows, tuple(_record(corpus, p) for p in found))


def words(corpus: Corpus, shift: Shift, after: str) -> str:
    """A shift in words: "puts forward → disputes between 2017-02 and 2017-04"."""
    if shift.kind == "stance":
        ended = _ENDED.get(corpus.resolved[after].act) if shift.after == "neither" else None
        change = f"{_STANCES[shift.before]} → {ended or _STANCES[shift.after]}"
    elif shift.kind == "certainty":
        change = f"{shift.before} → {shift.after}"
    else:
        change = f"from {shift.before} to the {shift.kind} {shift.after}"
    first, second = (corpus.resolved[id_] for id_ in (shift.since, after))
    between = [
        edtf.words(r.date) if r.date.known else f"{bound} at the {end}"
        for r, bound, end in ((first, first.latest, "latest"), (second, second.earliest, "earliest"))
    ]
    return f"{change} between {between[0]} and {between[1]}"


def sources(corpus: Corpus, found: Iterable[Disagreement], conflicts: Iterable[tuple[str, str]]) -> Table:
    """The disagreements, a field of a statement a row, then the statements that conflict with each other."""
    found, conflicts = tuple(found), tuple(conflicts)
    rows = (
        *((_called(corpus, d.id), d.id, d.field, d.record, tuple(map(_version, d.versions))) for d in found),
        *((_called(corpus, a), a, "conflict", "", (f"{b}: {_called(corpus, b)}",)) for a, b in conflicts),
    )
    records: tuple[Mapping[str, object], ...] = (
        *(
            {
                "kind": d.field,
                "id": d.id,
                "record": d.record,
                "versions": [{"source": v.source, "value": v.value, "apart": v.apart} for v in d.versions],
            }
            for d in found
        ),
        *({"kind": "conflict", "ids": [a, b]} for a, b in conflicts),
    )
    return Table(("statement", "id", "differs in", "record", "elsewhere"), rows, records)


def _version(version: Version) -> str:
    return f"{version.value} ({version.source}{', no day in common' if version.apart else ''})"


def _called(corpus: Corpus, id_: str) -> str:
    return statement_label(corpus, corpus.resolved[id_])


def _held(corpus: Corpus, position: Position) -> str:
    """What it holds of the allegation in words: how a retraction or a correction ends a position; nothing where there is none."""
    if position.allegation is None:
        return ""
    ended = _ENDED.get(corpus.resolved[position.id].act) if position.stance == "neither" else None
    return ended or STANCES[position.stance]


def _notes(corpus: Corpus, position: Position) -> list[str]:
    notes = [words(corpus, shift, position.id) for shift in position.shifts]
    return [*notes, f"dates overlap with the opposite: {position.contradicts}"] if position.contradicts else notes


def _record(corpus: Corpus, position: Position) -> dict[str, object]:
    return {
        "id": position.id,
        "allegation": position.allegation,
        "act": corpus.resolved[position.id].act,
        "stance": position.stance,
        "certainty": position.certainty,
        "shifts": [
            {"since": s.since, "kind": s.kind, "before": s.before, "after": s.after, "words": words(corpus, s, position.id)}
            for s in position.shifts
        ],
        "superseded_by": position.superseded_by,
        "contradicts": position.contradicts,
        "later": [{"what": later.fate, "by": later.by} for later in position.later],
    }
