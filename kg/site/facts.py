"""What a page can filter by: for each statement its act, sides, topics, certainty, days, and what it answers.

Written as columns with numbers for names, so that tens of thousands of statements stay small and are read at once.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import name, names
from kg.corpus.resolution import Resolved
from kg.corpus.silence import silence
from kg.model.acts import ACTS
from kg.site.evidence import CERTAINTIES

_ACTS, _CERTAIN = tuple(ACTS), tuple(CERTAINTIES)
MARKS: Final = ("", "attributed", "disputed", "retracted", "unsure")
"""How a statement counts: fully; at the upper end alone, for only others report it; not at all; apart; at the upper end alone,
for it may be one utterance with what does not count."""
SILENCES: Final = {
    "answered": "Answered, with answers",
    "perhaps answered": "Perhaps answered",
    "denied elsewhere": "Denied elsewhere, through the allegation",
    "none found": "Looked for, and none found",
    "not looked for": "Not looked for",
}
"""The five kinds of silence in the order of `kg.corpus.silence`, as a choice names them."""
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()


def facts(corpus: Corpus, ids: Sequence[str]) -> dict[str, Any]:
    """The columns for the statements `ids`, one value a statement: days count from 1970, null where open.

    `answers` holds the numbers of the statements answered. `sides` and `topics` are numbers of the lists `side` (id and name)
    and `topic` (id, label and depth), in which those that are part of a topic come right behind it, deeper; a statement is on
    its topics and on those that they are part of. Its sides are those of its speakers, of whom it accuses and of whom it answers.
    `about` is 1 where the date is marked as uncertain, `mark` a number of MARKS, `tellers` who alone reports it. `same`
    is one number for all that may be the same utterance, `silence` one of SILENCES, `may_answer` what it perhaps answers.
    """
    resolved = [corpus.resolved[id_] for id_ in ids]
    number = {id_: i for i, id_ in enumerate(ids)}
    sides = [_sides(corpus, r) for r in resolved]
    topics = [[topic for topic in r.topics if topic in corpus.topics] for r in resolved]
    side = [id_ for id_, _ in Counter(id_ for each in sides for id_ in each).most_common()]
    topic = _in_order(corpus, {id_ for each in topics for id_ in each})
    side_number, topic_number = ({id_: i for i, id_ in enumerate(found)} for found in (side, topic))
    return {
        "ids": list(ids),
        "acts": list(_ACTS),
        "act": [_ACTS.index(r.act) for r in resolved],
        "side": [[id_, name(corpus, id_)] for id_ in side],
        "sides": [[side_number[id_] for id_ in each] for each in sides],
        "topic": [[id_, corpus.topics[id_].label, depth] for id_, depth in topic.items()],
        "topics": [sorted(topic_number[id_] for id_ in each) for each in topics],
        "certainty": [_CERTAIN.index(r.certainty or "asserted") for r in resolved],
        "first": [_day(r.earliest) for r in resolved],
        "last": [_day(r.latest) for r in resolved],
        "dated": [int(r.date.known) for r in resolved],
        "about": [int(r.date.qualified) for r in resolved],
        "mark": [MARKS.index(_mark(corpus, r)) for r in resolved],
        "tellers": [names(corpus, r.tellers) for r in resolved],
        "same": _dense([corpus.merged[r.id] for r in resolved]),
        "silence": [list(SILENCES).index(silence(corpus, r.id)) for r in resolved],
        "answers": [[number[id_] for id_ in r.answers if id_ in number] for r in resolved],
        "may_answer": [[number[id_] for id_ in r.statement.may_answer if id_ in number] for r in resolved],
    }


def _mark(corpus: Corpus, resolved: Resolved) -> str:
    if resolved.is_contested:
        return "disputed"
    if corpus.is_retracted(resolved.id):
        return "retracted"
    if resolved.is_attributed:
        return "attributed"
    return "unsure" if resolved.id in corpus.unsure else ""


def _dense(values: Sequence[str]) -> list[int]:
    """A number for each value, the same for the same."""
    seen: dict[str, int] = {}
    return [seen.setdefault(value, len(seen)) for value in values]


def _day(day: datetime.date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH


def _sides(corpus: Corpus, resolved: Resolved) -> tuple[str, ...]:
    answered = [corpus.resolved[id_] for id_ in resolved.answers if id_ in corpus.resolved]
    found = (*resolved.sides, *resolved.accused_sides, *(side for r in answered for side in r.sides))
    return tuple(dict.fromkeys(found))


def _in_order(corpus: Corpus, topics: Iterable[str]) -> dict[str, int]:
    """These topics and all that they are part of, each with its depth: in the order of the files, parts behind their whole."""
    wanted: set[str] = set()
    for topic in topics:
        current: str | None = topic
        while current is not None and current in corpus.topics and current not in wanted:
            wanted.add(current)
            current = corpus.topics[current].broader
    parts: dict[str | None, list[str]] = {}
    for id_ in corpus.topics:
        if id_ in wanted:
            broader = corpus.topics[id_].broader
            parts.setdefault(broader if broader in wanted else None, []).append(id_)
    found: dict[str, int] = {}
    todo = [(id_, 0) for id_ in reversed(parts.get(None, ()))]
    while todo:
        id_, depth = todo.pop()
        found[id_] = depth
        todo += [(part, depth + 1) for part in reversed(parts.get(id_, ()))]
    return found
