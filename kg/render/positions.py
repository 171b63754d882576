"""Positions over time and disagreements of sources as tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Final

from kg import edtf
from kg.analysis.disagreements import Disagreement, Version
from kg.analysis.positions import Position, Shift
from kg.corpus.corpus import Corpus
from kg.corpus.labels import names, statement_label
from kg.corpus.resolution import Resolved
from kg.corpus.stance_words import does
from kg.model.acts import OUTCOMES, STANCES
from kg.render.table import Table

_ENDED: Final = {"retracts": "retracted", "corrects": "corrected"}


def table(corpus: Corpus, found: Iterable[Position]) -> Table:
    """A position a row, in the order of time, with the shifts named."""
    found = tuple(found)
    rows = tuple(
        (
            edtf.words(corpus.resolved[p.id].date),
            names(corpus, corpus.resolved[p.id].speakers),
            corpus.resolved[p.id].act,
            _held(corpus.resolved[p.id], p.allegation) if p.allegation else "",
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


def words(corpus: Corpus, shift: Shift, after: str, allegation: str) -> str:
    """A shift on an allegation in words: "puts forward → disputes between 2017-02 and 2017-04"."""
    if shift.kind == "stance":
        change = " → ".join(_with_act(corpus.resolved[id_], allegation) for id_ in (shift.since, after))
    elif shift.kind == "certainty":
        change = f"{shift.before} → {shift.after}"
    else:
        change = f"from {shift.before} to the {shift.kind} {shift.after}"
    first, second = (corpus.resolved[id_] for id_ in (shift.since, after))
    between = (_bound(first, first.latest, "latest"), _bound(second, second.earliest, "earliest"))
    return f"{change} between {between[0]} and {between[1]}"


def _bound(resolved: Resolved, day: datetime.date | None, end: str) -> str:
    """The date of a statement or, where only one end of it is known, that end; no span says "between" again."""
    if resolved.date.earliest is not None and resolved.date.latest is not None:
        said = edtf.words(resolved.date)
        return said.replace("between", "some time from", 1).replace(" and ", " to ", 1)
    return f"{day} at the {end}" if day else "an unknown day"


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


def _with_act(resolved: Resolved, allegation: str) -> str:
    """What a statement holds, with the act of whoever puts forward without accusing: "puts forward (demands)"."""
    held = _held(resolved, allegation)
    is_plain = held != STANCES["affirms"][0] or resolved.act in {"accuses", "asserts"}
    return held if is_plain else f"{held} ({resolved.act})"


def _held(resolved: Resolved, allegation: str) -> str:
    """What a statement holds of an allegation in words: a finding as what it comes to, a retraction as what ends a position."""
    if resolved.statement.outcome is not None:
        return OUTCOMES[resolved.statement.outcome][1]
    ended = _ENDED.get(resolved.act) if resolved.stance(allegation) == "neither" else None
    return ended or does(resolved, allegation)


def _notes(corpus: Corpus, position: Position) -> list[str]:
    notes = [words(corpus, shift, position.id, position.allegation or "") for shift in position.shifts]
    return [*notes, f"dates overlap with the opposite: {position.contradicts}"] if position.contradicts else notes


def _record(corpus: Corpus, position: Position) -> dict[str, object]:
    return {
        "id": position.id,
        "allegation": position.allegation,
        "act": corpus.resolved[position.id].act,
        "stance": position.stance,
        "certainty": position.certainty,
        "holds": _held(corpus.resolved[position.id], position.allegation) if position.allegation else None,
        "shifts": [
            {
                "since": s.since,
                "kind": s.kind,
                "before": s.before,
                "after": s.after,
                "words": words(corpus, s, position.id, position.allegation or ""),
            }
            for s in position.shifts
        ],
        "superseded_by": position.superseded_by,
        "contradicts": position.contradicts,
        "later": [{"what": later.fate, "by": later.by} for later in position.later],
    }
