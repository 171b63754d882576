"""The ledger of answers: each accusation, and whatever else was answered, with who answered it, how, when and how far.

An unanswered charge is not proven: the five kinds of silence say what the record knows. Denials that answer nobody in
particular are joined to charges through their allegation only, and counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.corpus.answering import Answer, judged
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, Unit, count
from kg.corpus.filters import Filter, Lies, is_against, is_by
from kg.corpus.free_standing import Disputed
from kg.corpus.resolution import Resolved
from kg.corpus.silence import WORDS, Silence, answers, by_the_accused, silence

_NONE: Final = (0, 0)


class Entry(NamedTuple):
    """One statement of the ledger.

    `answers` surely answer it; `perhaps` are the ids of what may, `retracted` of answers that their speakers took back; `number`
    is how many answers there are. `by_the_accused` says of what is answered that one answer is the accused's or for them.
    `through` is how many free-standing denials meet its allegations whole and in part, leaving out the accuser's own and those
    that surely came before. `lies` says whether it surely lies in the period asked for.
    """

    id: str
    accuses: bool
    status: Silence
    by_the_accused: bool
    answers: tuple[Answer, ...]
    perhaps: tuple[str, ...]
    retracted: tuple[str, ...]
    number: Count
    through: tuple[int, int]
    allegations: tuple[str, ...]
    none_found_as_of: str | None
    lies: Lies


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries in the order of the files, and the allegations that free-standing denials meet.

    `more` are the statements that are left out since they only may lie in the period.
    """

    entries: tuple[Entry, ...]
    disputed: Mapping[str, Disputed] = field(default_factory=dict)
    more: tuple[str, ...] = ()

    def ids(self, *statuses: Silence) -> tuple[str, ...]:
        """The accusations of these statuses; all without one."""
        return tuple(entry.id for entry in self.charges if not statuses or entry.status in statuses)

    @property
    def charges(self) -> tuple[Entry, ...]:
        """The accusations among the entries."""
        return tuple(entry for entry in self.entries if entry.accuses)


def ledger(corpus: Corpus, wanted: Filter) -> Ledger:
    """Every accusation, and every other statement that has or may have an answer, that the filter admits."""
    everything = wanted == Filter()
    listed = corpus.answered_by.keys() | corpus.maybe_answered_by.keys()
    entries, more = [], []
    for id_, resolved in corpus.resolved.items():
        accuses = resolved.act == "accuses"
        if accuses or id_ in listed:
            lies: Lies = "surely" if everything else _lies(corpus, resolved, wanted)
            if lies == "surely" or (wanted.maybe and lies == "perhaps"):
                entries.append(_entry(corpus, resolved, lies))
            elif lies == "perhaps":
                more.append(id_)
    named = {allegation for entry in entries if entry.through != _NONE for allegation in entry.allegations}
    return Ledger(tuple(entries), {id_: corpus.free_standing.disputed(id_) for id_ in sorted(named)}, tuple(more))


def totals(corpus: Corpus, found: Ledger) -> dict[str, tuple[Count, tuple[str, ...]]]:
    """How many accusations there are, on how many occasions, how many under each of the five, and answered by the accused."""
    charges = found.charges
    return {
        "accusations": _total(corpus, charges),
        "occasions": (_counted(corpus, charges, "occasion"), found.ids()),
        **{name: _total(corpus, [entry for entry in charges if entry.status == name]) for name in WORDS},
        "by the accused": _total(corpus, [entry for entry in charges if entry.by_the_accused]),
    }


def _total(corpus: Corpus, entries: Iterable[Entry]) -> tuple[Count, tuple[str, ...]]:
    entries = tuple(entries)
    return _counted(corpus, entries, "statement"), tuple(entry.id for entry in entries)


def _counted(corpus: Corpus, entries: Iterable[Entry], unit: Unit) -> Count:
    ids: dict[bool, list[str]] = {True: [], False: []}
    for entry in entries:
        ids[entry.lies == "surely"].append(entry.id)
    return count(corpus, ids[True], ids[False], unit)


def _lies(corpus: Corpus, resolved: Resolved, wanted: Filter) -> Lies:
    actor = wanted.actor
    if actor is not None and not (is_by(resolved, actor) or is_against(corpus, resolved, actor)):
        return "outside"
    return wanted.lies(corpus, resolved)


def _entry(corpus: Corpus, resolved: Resolved, lies: Lies) -> Entry:
    statement, accuses = resolved.statement, resolved.act == "accuses"
    found = answers(corpus, statement.id)
    looked = statement.no_answer_as_of
    status = silence(corpus, statement.id)
    number_of = count(corpus, found.surely, found.perhaps, "answer")
    return Entry(
        statement.id,
        accuses,
        status,
        status == "answered" and by_the_accused(corpus, statement.id, found.surely),
        tuple([judged(corpus.allegations, resolved, corpus.resolved[id_]) for id_ in corpus.in_time(found.surely)]),
        found.perhaps,
        found.retracted,
        Count(number_of.number, found.retracted, "answer"),
        corpus.free_standing.meeting(resolved) if accuses else _NONE,
        resolved.allegations,
        looked.text if looked else None,
        lies,
    )
