"""The ledger of answers: each accusation, and whatever else was answered, with who answered it, how, when and how far.

An unanswered charge is no proven one: "none found" says that somebody looked, "not looked for" that nobody did. Denials that
answer nobody in particular are joined to charges through their allegation only, and counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.answering import Answer, whose
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Range, occasions
from kg.corpus.free_standing import Disputed
from kg.corpus.resolution import Resolved
from kg.network.who import Filter

Status: TypeAlias = Literal["by the accused", "by others", "perhaps", "through its allegation", "none found", "not looked for"]

ANSWERED: frozenset[Status] = frozenset({"by the accused", "by others"})
_FEW: Final = (Range(0, 0), Range(1, 1))
_NONE: Final = (0, 0)


class Entry(NamedTuple):
    """One statement of the ledger.

    `perhaps` are the ids of what may answer it; `occasions` how many answers these and the `answers` come to; `through` how many
    free-standing answers meet its allegations whole and in part, leaving out the accuser's own and those that surely came before.
    """

    id: str
    accuses: bool
    status: Status
    answers: tuple[Answer, ...]
    perhaps: tuple[str, ...]
    occasions: Range
    through: tuple[int, int]
    allegations: tuple[str, ...]
    none_found_as_of: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries in the order of the files, and the allegations that free-standing answers meet."""

    entries: tuple[Entry, ...]
    disputed: Mapping[str, Disputed] = field(default_factory=dict)

    def ids(self, *statuses: Status) -> tuple[str, ...]:
        """The accusations of these statuses; all without one."""
        return tuple(entry.id for entry in self.entries if entry.accuses and (not statuses or entry.status in statuses))


def ledger(corpus: Corpus, wanted: Filter) -> Ledger:
    """Every accusation, and every other statement that has or may have an answer, that the filter admits."""
    index, perhaps, everything = corpus.index, corpus.maybe_answered_by, wanted == Filter()
    answers, through, accusing = index.answers, index.through, index.accusing
    entries = []
    for number, (id_, resolved) in zip(index.filed, corpus.resolved.items(), strict=True):
        accuses = accusing[number] == 1
        if (accuses or number in answers or id_ in perhaps) and (everything or wanted.admits(corpus, resolved)):
            entries.append(_entry(corpus, resolved, answers.get(number, ()), through.get(number, _NONE), accuses=accuses))
    named = {allegation for entry in entries if entry.through != _NONE for allegation in entry.allegations}
    return Ledger(tuple(entries), {id_: index.free.disputed(id_) for id_ in sorted(named)})


def totals(corpus: Corpus, found: Ledger) -> dict[str, tuple[Range, tuple[str, ...]]]:
    """How many accusations there are and were answered, in utterances, with the ids counted for certain."""
    charges = found.ids()
    certain = {"accusations": charges, "answered": found.ids(*ANSWERED), "by the accused": found.ids("by the accused")}
    perhaps = tuple(entry.id for entry in found.entries if entry.accuses and entry.perhaps)
    resolved = corpus.resolved
    theirs = tuple(
        id_ for id_ in perhaps if any(whose(resolved[id_], resolved[m]) == "accused" for m in corpus.maybe_answered_by[id_])
    )
    possible = {"answered": perhaps, "by the accused": theirs}
    return {what: (occasions(corpus, ids, possible.get(what, ())), ids) for what, ids in certain.items()}


def _entry(corpus: Corpus, resolved: Resolved, answers: tuple[Answer, ...], through: tuple[int, int], *, accuses: bool) -> Entry:
    statement = resolved.statement
    perhaps = corpus.maybe_answered_by.get(statement.id, ())
    ids = [answer.id for answer in answers] if perhaps or len(answers) > 1 else ()
    perhaps = tuple(sorted(set(perhaps).difference(ids))) if perhaps else ()
    looked = statement.no_answer_as_of
    return Entry(
        statement.id,
        accuses,
        _status(answers, perhaps, through, looked=looked is not None),
        answers,
        perhaps,
        occasions(corpus, ids, perhaps) if ids or perhaps else _FEW[len(answers)],
        through,
        resolved.allegations,
        looked.text if looked else None,
    )


def _status(answers: tuple[Answer, ...], perhaps: tuple[str, ...], through: tuple[int, int], *, looked: bool) -> Status:
    if answers:
        return "by the accused" if any(answer.by == "accused" for answer in answers) else "by others"
    if perhaps:
        return "perhaps"
    if through != _NONE:
        return "through its allegation"
    return "none found" if looked else "not looked for"
