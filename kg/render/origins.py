"""The origins of a statement or an allegation as a table: an end of chains a row, and in one line what it comes to."""

from __future__ import annotations

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, names
from kg.network.origins import End, Origins
from kg.render.table import Cell, Table

_ORDER = ("first-hand", "statement", "unknown", "loop")
_WORDS = {
    "first-hand": "first-hand",
    "statement": "a statement that quotes it",
    "unknown": "unknown",
    "loop": "sources that credit each other",
}


def table(corpus: Corpus, found: Origins) -> Table:
    """The ends as rows, first-hand ones first; the one record holds them all with their chains."""
    ends = sorted(found.ends, key=lambda end: (_ORDER.index(end.kind), end.id))
    rows = tuple(_row(corpus, end) for end in ends)
    return Table(("end of chains", "id", "origin", "reports", "chains"), rows, (record(found),), _caption(corpus, found))


def summary(found: Origins) -> str:
    """What it comes to: "9 reports, 2 origins, 3 unknown"."""
    known, unknown = len(found.of_kind("first-hand")), len(found.ends) - len(found.of_kind("first-hand"))
    return f"{_count(found.reports, 'report')}, {_count(known, 'origin')}, {unknown} unknown"


def record(found: Origins) -> dict[str, object]:
    """The origins as a JSON object: `reports`, the ends by kind with their chains, what all chains pass, circles."""
    return {
        "id": found.id,
        "summary": summary(found),
        "reports": found.reports,
        "origins": len(found.of_kind("first-hand")),
        "unknown": len(found.ends) - len(found.of_kind("first-hand")),
        "statements": list(found.statements),
        "speakers": list(found.speakers),
        "ends": [
            {
                "id": end.id,
                "kind": end.kind,
                "members": list(end.members),
                "chains": [{"statement": chain.statement, "path": list(chain.path)} for chain in end.chains],
            }
            for end in found.ends
        ],
        "through": list(found.through),
        "loops": [list(loop) for loop in found.loops],
        "only_through": list(found.only_through),
        "known_only_through_answer": found.answers_only,
    }


def _row(corpus: Corpus, end: End) -> tuple[Cell, ...]:
    chains = tuple(dict.fromkeys(" ← ".join(chain.path) for chain in end.chains))
    shown = end.members if end.kind == "loop" else (end.id,)
    called = ", ".join(_called(corpus, id_) for id_ in shown)
    return (called, end.id, _WORDS[end.kind], len(end.chains), "; ".join(chains))


def _caption(corpus: Corpus, found: Origins) -> tuple[str, ...]:
    lines = [f"{_called(corpus, found.id)}: {summary(found)}"]
    if found.statements != (found.id,):
        speakers = f" by {_count(len(found.speakers), 'speaker')}: {names(corpus, found.speakers)}" if found.speakers else ""
        lines.append(f"put forward in {_count(len(found.statements), 'statement')}{speakers}")
    if found.reports > 1 and found.through:
        lines.append(f"every chain passes: {', '.join(found.through)}")
    if found.only_through:
        what = "its answer" if found.answers_only else "other statements"
        lines.append(f"known only through {what}: {', '.join(found.only_through)}")
    lines += [f"credit each other: {', '.join(loop)}" for loop in found.loops]
    return tuple(lines)


def _called(corpus: Corpus, id_: str) -> str:
    found = corpus.get(id_)
    return label(corpus, found) if found else id_


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
