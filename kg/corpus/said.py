"""What of a record had been said by a day: the statements that surely had, alone, and apart from them those that perhaps had.

A date says when something was said, and often only within bounds. What a statement answers, and the occasion that it was made on,
cannot be later than the statement itself. All else is as the record has it today: sources, actors, and who passed words on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Lies, lies
from kg.model.parts import Report, StatusStep
from kg.model.records import Allegation, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A record as far as it had been said by a day.

    `corpus` has only what surely had; `perhaps` are the ids of the statements that may have been said by then, `decisions` those
    of the allegations with a decision that may have been made by then.
    """

    corpus: Corpus
    perhaps: tuple[str, ...]
    decisions: tuple[str, ...]


def said_by(corpus: Corpus, day: datetime.date) -> Said:
    """What of the record had been said by the end of a day; withdrawn statements and drafts, which count nowhere, stay."""
    within = Span(None, day)
    when = {id_: lies(resolved, within) for id_, resolved in corpus.resolved.items()}
    decided = [step for one in corpus.allegations.values() for step in one.status if _lies(step, day) == "surely"]
    sure = _with_earlier(
        corpus, [id_ for id_, is_ in when.items() if is_ == "surely"], [s.statement for s in decided if s.statement is not None]
    )
    later = frozenset(corpus.resolved.keys() - sure)
    allegations = {id_: _decided(one, day) for id_, one in corpus.allegations.items()}
    kept = {id_: _without(corpus, one, later) for id_, one in corpus.statements.items() if id_ not in later}
    kinds = {id_: kind for id_, kind in corpus.kinds.items() if id_ not in later}
    outside = _with_later(corpus, [id_ for id_, is_ in when.items() if is_ == "outside" and id_ in later])
    perhaps = tuple(id_ for id_ in corpus.reading_order if id_ in later and id_ not in outside)
    unsure = tuple(id_ for id_, one in corpus.allegations.items() if any(_lies(step, day) == "perhaps" for step in one.status))
    return Said(replace(corpus, allegations=allegations, statements=kept, kinds=kinds), perhaps, unsure)


def _lies(step: StatusStep, day: datetime.date) -> Lies:
    """Whether a decision had been made by a day; as of statements, a qualified date bounds nothing."""
    first, last = (None, None) if step.date.qualified else (step.date.earliest, step.date.latest)
    if first is not None and first > day:
        return "outside"
    return "surely" if last is not None and last <= day else "perhaps"


def _decided(allegation: Allegation, day: datetime.date) -> Allegation:
    status = tuple(step for step in allegation.status if _lies(step, day) == "surely")
    return allegation if status == allegation.status else replace(allegation, status=status)


def _with_earlier(corpus: Corpus, ids: list[str], findings: list[str]) -> frozenset[str]:
    """The statements with all that cannot be later than they are: what they answer, and their occasion."""
    return _closed((*ids, *(id_ for id_ in findings if id_ in corpus.resolved)), lambda id_: _before(corpus, id_))


def _with_later(corpus: Corpus, ids: list[str]) -> frozenset[str]:
    """The statements with all that cannot be earlier than they are: what answers them, and what was made on their occasion."""
    after: dict[str, list[str]] = {}
    for id_ in corpus.resolved:
        for earlier in _before(corpus, id_):
            after.setdefault(earlier, []).append(id_)
    return _closed(ids, lambda id_: after.get(id_, ()))


def _before(corpus: Corpus, id_: str) -> Iterator[str]:
    statement = corpus.statements[id_]
    for earlier in (*statement.answers, *([statement.occasion] if statement.occasion else ())):
        if earlier in corpus.resolved:
            yield earlier


def _closed(ids: Iterable[str], links: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """The ids with all that the links lead to from them."""
    found = dict.fromkeys(ids)
    todo = list(found)
    while todo:
        for near in links(todo.pop()):
            if near not in found:
                found[near] = None
                todo.append(near)
    return frozenset(found)


def _without(corpus: Corpus, statement: Statement, later: frozenset[str]) -> Statement:
    """A statement without its links to later ones; whoever passed its words on in one of these still did."""
    loose: dict[str, Any] = {
        name: tuple(id_ for id_ in getattr(statement, name) if id_ not in later)
        for name in ("may_answer", "may_be", "conflicts_with")
        if not later.isdisjoint(getattr(statement, name))
    }
    reports = tuple(_passed(corpus, report, later) for report in statement.reports)
    if not loose and reports == statement.reports:
        return statement
    return replace(statement, reports=reports, **loose)


def _passed(corpus: Corpus, report: Report, later: frozenset[str]) -> Report:
    """A report with the speakers of a later statement in the place of it: what is known on their word is known on no other."""
    if later.isdisjoint(report.via):
        return report
    links = [one for link in report.via for one in (corpus.resolved[link].speakers if link in later else (link,))]
    return replace(report, via=tuple(dict.fromkeys(links)))
