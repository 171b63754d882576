"""The origins of a statement or an allegation as a table: an end of chains a row, and in one line what it comes to.

Where ends are not origins, the caption says what a curator would have to find out to make them so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.analysis.origins import MOST, End, Origins, rests_on
from kg.analysis.reprints import room
from kg.corpus.aftermath import Later
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, names
from kg.render.table import Cell, Table

_ORDER = ("first-hand", "statement", "teller", "unknown", "loop")
_WORDS = {
    "first-hand": "first-hand",
    "statement": "a statement that quotes it",
    "teller": "on the word of",
    "unknown": "unknown",
    "loop": "sources that credit each other",
}

_REPORTING: Final = "did it record the words itself (firsthand), or where did it get them (via)?"
_SOURCE: Final = "does it have the words, and from where? the record has no report of it"
_OUTLET: Final = "where did it print this, and on whose word? it is credited, but its own article is not in the record"
_QUESTIONS: Final = {
    "statement": "is there a report of the words other than by those who mention them?",
    "teller": "is there a report of the words other than on the word of others?",
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
            put_forward(one) if one.retracted or one.conceded else len(one.statements),
            *(len(one.speakers), one.reports),
            *(len(one.of_kind("first-hand")), len(one.ends) - len(one.of_kind("first-hand"))),
            ", ".join(_shortened(one.through) if one.reports > 1 else ()),
        )
        for one in found
    )
    columns = ("allegation", "id", "statements", "speakers", "reports", "origins", "unknown", "every chain passes")
    known = sum(bool(one.of_kind("first-hand")) for one in found)
    caption = (
        f"{_count(len(found), 'allegation')}; for {known:,} the record has an origin: a first-hand report at the end of a chain",
        "an unknown end never counts as independent; kg origins ID says what to find out about each",
    )
    return Table(columns, rows, tuple(record(corpus, one) for one in found), caption)


def short(corpus: Corpus, id_: str) -> str:
    """The name of an actor; of all else the id, which is shorter than what it is called."""
    actor = corpus.actors.get(id_)
    return actor.name if actor else id_


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
    return f"{_count(found.reports, 'report')}, {_count(known, 'origin')}, {unknown}{' or more' if found.is_cut else ''} unknown"


def record(corpus: Corpus, found: Origins) -> dict[str, object]:
    """The origins as a JSON object: `reports`, the ends by kind with their chains, what all chains pass, and the cycles."""
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
                "chains": [{"statement": chain.statement, **_path(chain.path)} for chain in end.chains],
            }
            for end in found.ends
        ],
        "to_find_out": [{"question": text, "of": ids} for text, ids in to_find_out(corpus, found.ends).items()],
        "through": _ids(found.through),
        "complete": not found.is_cut,
        "loops": [list(loop) for loop in found.loops],
        "retracted": list(found.retracted),
        "conceded": list(found.conceded),
        "taken_back": [{"id": id_, "what": later.fate, "by": later.by} for id_, later in taken_back(corpus, found)],
        "rests_on": [{"id": on, "statements": list(of)} for on, of in rests_on(corpus, found).items()],
        "only_through": list(found.only_through),
        "known_only_through_answer": found.answers_only,
    }


def taken_back(corpus: Corpus, found: Origins) -> Iterator[tuple[str, Later]]:
    """The statements behind it that their speakers retracted, corrected or gave up later, each with how."""
    for id_ in (*found.statements, *found.retracted, *found.conceded):
        for later in corpus.aftermath.get(id_, ()):
            if found.id == id_ or found.id in later.on:
                yield id_, later


def put_forward(found: Origins) -> str:
    """How many statements put it forward, with those that were retracted, and those that grant it, counted apart."""
    apart = ((found.retracted, "retracted"), (found.conceded, "conceded"))
    return "".join((f"{len(found.statements):,}", *(f" · {len(ids):,} {word}" for ids, word in apart if ids)))


def _path(path: Sequence[str]) -> dict[str, object]:
    """The ids of a chain, of a very long one the first ones and the last, and how many it has."""
    return {"path": _ids(path), "length": len(path)}


def _ids(path: Sequence[str]) -> list[str]:
    return list(path) if len(path) <= MOST else [*itertools.islice(path, MOST - 1), path[-1]]


def _shortened(path: Sequence[str]) -> Iterable[str]:
    """The ids, cut in the same way, with the number of those left out."""
    *first, last = _ids(path) or [""]
    return path if len(path) <= MOST else (*first, f"({len(path) - MOST:,} more)", last)


def _row(corpus: Corpus, end: End) -> tuple[Cell, ...]:
    chains = tuple(dict.fromkeys(" ← ".join(_shortened(chain.path)) for chain in end.chains))
    shown = end.members if end.kind == "loop" else (end.id,)
    called = ", ".join(_called(corpus, id_) for id_ in shown)
    words = f"{_WORDS[end.kind]} {called}" if end.kind == "teller" else _WORDS[end.kind]
    return (called, end.id, words, len(end.chains), "; ".join(chains))


def _caption(corpus: Corpus, found: Origins) -> tuple[str, ...]:
    lines = [f"{_called(corpus, found.id)}: {summary(found)}"]
    if found.statements != (found.id,):
        speakers = f" by {_count(len(found.speakers), 'speaker')}: {_by_act(corpus, found)}" if found.speakers else ""
        apart = f" · {len(found.retracted):,} retracted, counted separately" if found.retracted else ""
        lines.append(f"put forward in {_count(len(found.statements), 'statement')}{speakers}{apart}")
        if found.conceded:
            granting = dict.fromkeys(speaker for id_ in found.conceded for speaker in corpus.resolved[id_].speakers)
            speakers = f" by {_count(len(granting), 'speaker')}: {names(corpus, granting)}"
            lines.append(f"conceded in {_count(len(found.conceded), 'statement')}{speakers}, counted separately")
    elif corpus.resolved[found.id].is_contested:
        lines.append("its alleged speaker denies having said it")
    elif corpus.resolved[found.id].is_attributed:
        lines.append(f"known only on the word of {names(corpus, corpus.resolved[found.id].tellers)}")
    lines += [f"{id_} was {later.fate} by its speaker: {later.by}" for id_, later in taken_back(corpus, found)]
    lines += [f"rests on {_called(corpus, on)} ({on}){_by(of, found)}" for on, of in rests_on(corpus, found).items()]
    if found.reports > 1 and found.through:
        lines.append(f"every chain passes: {', '.join(_shortened(found.through))}")
    if found.only_through:
        what = "its answer" if found.answers_only else "other statements"
        lines.append(f"known only through {what}: {', '.join(found.only_through)}")
    if found.is_cut:
        lines.append(f"only the nearest {room(corpus):,} ends and documents behind one source are followed; there are more")
    lines += [f"credit each other: {', '.join(loop)}" for loop in found.loops]
    ends = sorted(found.ends, key=lambda end: (_ORDER.index(end.kind), end.id))
    lines += [f"to find out about {', '.join(ids)}: {text}" for text, ids in to_find_out(corpus, ends).items()]
    return tuple(lines)


def _by_act(corpus: Corpus, found: Origins) -> str:
    """The speakers, each who did more or other than accuse with the acts: who demands or warns did not accuse."""
    acts: dict[str, dict[str, None]] = {speaker: {} for speaker in found.speakers}
    for id_ in found.statements:
        resolved = corpus.resolved[id_]
        for speaker in resolved.speakers:
            acts[speaker][resolved.act] = None
    called = [short(corpus, speaker) + ("" if [*of] == ["accuses"] else f" ({', '.join(of)})") for speaker, of in acts.items()]
    return " and ".join(filter(None, (", ".join(called[:-1]), *called[-1:])))


def _by(statements: tuple[str, ...], found: Origins) -> str:
    """How many of the statements rest on it, where that is not all."""
    return (
        ""
        if set(statements) == set(found.statements)
        else f": {len(statements):,} of {_count(len(found.statements), 'statement')}"
    )


def _called(corpus: Corpus, id_: str) -> str:
    found = corpus.get(id_)
    return label(corpus, found) if found else id_


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
