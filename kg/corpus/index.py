"""What whole-graph reports count: for each act, side, topic, source and pair of accuser and accused the statements that have it.

A record is several objects spread over memory, and going through a hundred thousand of them costs more than all counting does.
So they are gone through once for each index, when it is first asked for. An index holds numbers: the place of a statement in the
order of time, by its first day, those without one first, then by id.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from kg.corpus.answering import Answer, judged
from kg.corpus.free_standing import FreeStanding
from kg.corpus.level import Level, accused_at, speakers_at
from kg.corpus.merging import merged
from kg.model.acts import family

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.corpus.resolution import Resolved

By: TypeAlias = Literal["act", "side", "topic", "source"]
Numbers: TypeAlias = tuple[int, ...]

_KEYS: Final[dict[By, Callable[[Resolved], Iterable[str]]]] = {
    "act": lambda resolved: (resolved.act,),
    "side": lambda resolved: resolved.sides,
    "topic": lambda resolved: resolved.topics,
    "source": lambda resolved: {report.source for report in resolved.statement.reports},
}


class Index:
    """The indexes of one corpus.

    `ids` are the statements in the order of time, `number` turns an id into its place there, and `days` are their first days.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._by: dict[By, Mapping[str | None, Numbers]] = {}
        self._pairs: dict[Level, Mapping[tuple[str, str], Numbers]] = {}
        self._accusers: dict[Level, Mapping[str, Numbers]] = {}
        self._accused: dict[Level, Mapping[str, Numbers]] = {}
        ordered = sorted((r.earliest.toordinal() if r.earliest else 0, id_) for id_, r in corpus.resolved.items())
        self.ids: tuple[str, ...] = tuple(id_ for _, id_ in ordered)
        self.number: Mapping[str, int] = {id_: number for number, id_ in enumerate(self.ids)}

    @cached_property
    def filed(self) -> Numbers:
        """The statements in the order of the files."""
        return tuple(map(self.number.__getitem__, self._corpus.resolved))

    @cached_property
    def days(self) -> tuple[datetime.date | None, ...]:
        """The first day on which each statement can have been said."""
        resolved = self._corpus.resolved
        return tuple(resolved[id_].earliest for id_ in self.ids)

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """The act of each statement."""
        resolved = self._corpus.resolved
        return tuple(resolved[id_].act for id_ in self.ids)

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """For each statement the id that represents its utterance, where all that may be the same utterance are."""
        return merged(self._corpus.stated, by_occasion=False)

    @cached_property
    def merged_occasions(self) -> Mapping[str, str]:
        """For each statement the id that represents its occasion, where all that may be the same utterance are."""
        return merged(self._corpus.stated, by_occasion=True)

    @cached_property
    def accusing(self) -> bytes:
        """For each statement 1 where it is an accusation, else 0."""
        return bytes([act == "accuses" for act in self.acts])

    @cached_property
    def accusations(self) -> Numbers:
        """The accusations in the order of time."""
        return tuple([number for number, accuses in enumerate(self.accusing) if accuses])

    @cached_property
    def uncounted(self) -> frozenset[str]:
        """The statements that are in no count: their speakers retracted them, or deny having made them."""
        resolved, is_retracted = self._corpus.resolved, self._corpus.is_retracted
        return frozenset([id_ for id_, r in resolved.items() if r.is_contested or is_retracted(id_)])

    @cached_property
    def attributed(self) -> frozenset[str]:
        """The statements that are known only on the word of others."""
        return frozenset([id_ for id_, resolved in self._corpus.resolved.items() if resolved.is_attributed])

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The statements that count at the upper end alone: known only on the word of others, or perhaps one with an uncounted.

        In one reading, what `may_be` an utterance that was retracted, or that nobody made, is that utterance.
        """
        same, uncounted = self.merged, self.uncounted
        gone = {same[id_] for id_ in uncounted}
        perhaps = [id_ for id_, root in same.items() if root in gone and id_ not in uncounted] if gone else []
        return self.attributed.union(perhaps)

    @cached_property
    def answering(self) -> bytes:
        """For each statement 1 where it answers one on record, or is an answer by its act; else 0."""
        linked = {self.number[id_] for ids in self._corpus.answered_by.values() for id_ in ids}
        return bytes([number in linked or family(act) == "answer" for number, act in enumerate(self.acts)])

    @cached_property
    def replies(self) -> Mapping[int, Numbers]:
        """For each statement that surely has any its answers, in the order of time."""
        number, left_out = self.number, self.uncounted | self.unsure
        found = ((number[id_], [number[a] for a in ids if a not in left_out]) for id_, ids in self._corpus.answered_by.items())
        return {id_: tuple(sorted(answers)) for id_, answers in found if answers}

    @cached_property
    def answers(self) -> Mapping[int, tuple[Answer, ...]]:
        """The answers that `replies` has, each judged."""
        ids, resolved, tree = self.ids, self._corpus.resolved, self._corpus.allegations
        return {
            number: tuple([judged(tree, resolved[ids[number]], resolved[ids[reply]]) for reply in replies])
            for number, replies in self.replies.items()
        }

    @cached_property
    def free(self) -> FreeStanding:
        """The answers that answer nobody in particular, by allegation."""
        return FreeStanding(self._corpus.allegations, self._corpus.resolved, self._corpus.is_retracted)

    @cached_property
    def through(self) -> Mapping[int, tuple[int, int]]:
        """For each accusation that has any how many free-standing answers meet it, in whole and in part."""
        met = ((self.number[id_], self.free.meeting(r)) for id_, r in self._corpus.resolved.items() if r.act == "accuses")
        return {number: both for number, both in met if both != (0, 0)}

    def by(self, what: By) -> Mapping[str | None, Numbers]:
        """For each act, side, topic or source its statements in the order of time; under None those without one."""
        if what not in self._by:
            found: dict[str | None, list[int]] = {}
            keys = _KEYS[what]
            for id_, resolved in self._corpus.resolved.items():
                for key in keys(resolved) or (None,):
                    found.setdefault(key, []).append(self.number[id_])
            self._by[what] = {key: tuple(sorted(numbers)) for key, numbers in found.items()}
        return self._by[what]

    def accusers(self, level: Level) -> Mapping[str, Numbers]:
        """For each who accuses the accusations in the order of time, also those that name nobody."""
        if level not in self._accusers:
            self._accusers[level] = self._parties(lambda resolved: speakers_at(self._corpus, resolved, level))
        return self._accusers[level]

    def accused(self, level: Level) -> Mapping[str, Numbers]:
        """For each who is accused the accusations in the order of time."""
        if level not in self._accused:
            self._accused[level] = self._parties(lambda resolved: accused_at(self._corpus, resolved, level))
        return self._accused[level]

    def _parties(self, parties: Callable[[Resolved], Iterable[str]]) -> Mapping[str, Numbers]:
        found: dict[str, list[int]] = {}
        for number in self.accusations:
            for party in parties(self._corpus.resolved[self.ids[number]]):
                found.setdefault(party, []).append(number)
        return {party: tuple(found[party]) for party in sorted(found)}

    def pairs(self, level: Level) -> Mapping[tuple[str, str], Numbers]:
        """For each accuser and accused the accusations in the order of time, the pairs sorted.

        At the level of sides a speaker or an accused without a side stands for itself.
        """
        if level not in self._pairs:
            found: dict[tuple[str, str], list[int]] = {}
            for id_, resolved in self._corpus.resolved.items():
                if resolved.against:
                    accused = accused_at(self._corpus, resolved, level)
                    for accuser in speakers_at(self._corpus, resolved, level):
                        for one in accused:
                            found.setdefault((accuser, one), []).append(self.number[id_])
            self._pairs[level] = {pair: tuple(sorted(found[pair])) for pair in sorted(found)}
        return self._pairs[level]
