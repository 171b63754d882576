"""The origins of a statement or an allegation as a table: an end of chains a row, and in one line what it comes to.

Where ends are no origins, the caption says what a curator would have to find out to make them so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

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

_REPORTING: Final = "did it record the words itself (firsthand), or from whom has it them (via)?"
_SOURCE: Final = "has it the words, and from whom? no report of it is in the record"
_OUTLET: Final = "where did it say so, and on whose word? it is credited, but no article of its own is in the record"
_QUESTIONS: Final = {
    "statement": "is there a report of the words other than by who speaks of them?",
    "loop": "which of them had the words first, and from whom?",
}


def table(corpus: Corpus, found: Origins) -> Table:
    """The ends as rows, first-hand ones first; the one record holds them all with their chains."""
    ends = sorted(found.ends, key=lambda end: (_ORDER.index(end.kind), end.id))
    rows = tuple(_row(corpus, end) for end in ends)
    columns = ("end of chains", "id", "origin", "reports", "chains")
    return Table(columns, rows, (record(corpus, found),), _caption(corpus, found))


def survey(corpus: Corpus, found: Iterable[Origins]) -> Table:
    """Many allegations as rows, one each; the records are those of the single tables."""
    found = tuple(found)
    rows = tuple(
        (
            label(corpus, corpus.allegations[one.id]),
            one.id,
            *(len(one.statements), len(one.speakers), one.reports),
            *(len(one.of_kind("first-hand")), len(one.ends) - len(one.of_kind("first-hand"))),
            ", ".join(one.through if one.reports > 1 else ()),
        )
        for one in found
    )
    columns = ("allegation", "id", "statements", "speakers", "reports", "origins", "unknown", "every chain passes")
    known = sum(bool(one.of_kind("first-hand")) for one in found)
    caption = (
        f"{_count(len(found), 'allegation')}; of {known:,} the record holds an origin: a first-hand report at the end of a chain",
        "an unknown end never counts as independent; kg origins ID says what to find out about each",
    )
    return Table(columns, rows, tuple(record(corpus, one) for one in found), caption)


def to_find_out(corpus: Corpus, ends: Iterable[End]) -> dict[str, list[str]]:
    """What one would have to find out for more of the ends to count as origins: each question with the ids it is about."""
    found: dict[str, list[str]] = {}
    for end in ends:
        reporting = {chain.path[0] for chain in end.chains}
        for member in end.members if end.kind != "first-hand" else ():
            question = _QUESTIONS.get(end.kind) or (
                _REPORTING if member in reporting else _SOURCE if member in corpus.sources else _OUTLET
            )
            found.setdefault(question, []).append(member)
    return found


def summary(found: Origins) -> str:
    """What it comes to: "9 reports, 2 origins, 3 unknown"."""
    known, unknown = len(found.of_kind("first-hand")), len(found.ends) - len(found.of_kind("first-hand"))
    return f"{_count(found.reports, 'report')}, {_count(known, 'origin')}, {unknown} unknown"


def record(corpus: Corpus, found: Origins) -> dict[str, object]:
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
        "to_find_out": [{"question": text, "of": ids} for text, ids in to_find_out(corpus, found.ends).items()],
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
    ends = sorted(found.ends, key=lambda end: (_ORDER.index(end.kind), end.id))
    lines += [f"to find out of {', '.join(ids)}: {text}" for text, ids in to_find_out(corpus, ends).items()]
    return tuple(lines)


def _called(corpus: Corpus, id_: str) -> str:
    found = corpus.get(id_)
    return label(corpus, found) if found else id_


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
