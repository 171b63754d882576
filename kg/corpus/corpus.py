"""The data set as loaded: every record by id, its place in the files, and who refers to whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from kg.corpus.affiliation import Affiliations, Span
from kg.corpus.aftermath import Later, aftermath, speaks_for_all
from kg.corpus.capacity import Parties, blamed, named
from kg.corpus.forums import Forums
from kg.corpus.free_standing import FreeStanding
from kg.corpus.merging import merged
from kg.corpus.resolution import Resolved
from kg.corpus.resolver import Resolver
from kg.corpus.stages import statuses
from kg.corpus.status import Stage
from kg.diagnostic import Mark, Marks, Path
from kg.model.records import Actor, Allegation, Dataset, Draft, Record, Source, Statement, Topic

NOWHERE = Mark("<claims>")


@dataclass(frozen=True)
class Corpus:
    """The records of a data set, by id and in the order of the files.

    The six mappings hold whole records; drafts are among them and count nowhere. `flawed` holds what remains of records with a
    fault of their own: they count as present, their references are followed, but nothing is concluded from them. `unread` are
    ids that may be in a part of a file that could not be read. `marks` has the place of each record.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    allegations: Mapping[str, Allegation] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    dataset: Dataset | None = None
    flawed: tuple[Record, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    marks: Mapping[str, Marks] = field(default_factory=dict, repr=False)

    @property
    def base(self) -> str:
        """The base of the IRIs of this data set's records."""
        return (self.dataset or Dataset()).base

    @property
    def title(self) -> str:
        """What the data set is called, or "Claims"."""
        return (self.dataset or Dataset(title="Claims")).title

    def whole(self) -> Iterator[Record]:
        """Every whole record, by kind, in the order of the files."""
        for records in (self.actors, self.sources, self.topics, self.allegations, self.statements, self.drafts):
            yield from records.values()
        if self.dataset is not None:
            yield self.dataset

    def present(self) -> Iterator[Record]:
        """Every record, whole or flawed."""
        yield from self.whole()
        yield from self.flawed

    def get(self, id_: str) -> Record | None:
        """The whole record with this id."""
        kind = self.kinds.get(id_)
        return self._by_kind[kind].get(id_) if kind in self._by_kind else None

    def mark(self, id_: str, path: Path = (), *, key: bool = False) -> Mark:
        """The place of the value at `path` of the record (of its key, if `key`); the record's id where `path` is empty."""
        marks = self.marks.get(id_)
        if marks is None:
            return NOWHERE
        return marks.key(path) if key and path else marks.mark(path)

    @cached_property
    def _by_kind(self) -> Mapping[str | None, Mapping[str, Record]]:
        return {
            "actor": self.actors,
            "source": self.sources,
            "topic": self.topics,
            "allegation": self.allegations,
            "statement": self.statements,
            "draft": self.drafts,
        }

    @cached_property
    def stated(self) -> Mapping[str, Statement]:
        """The statements that are not withdrawn."""
        return {id_: s for id_, s in self.statements.items() if s.withdrawn is None}

    @cached_property
    def resolved(self) -> Mapping[str, Resolved]:
        """Every statement that is not withdrawn, with what follows from it and the records it names."""
        return MappingProxyType(Resolver(self.actors, self.sources, self.allegations, self.stated).all())

    def in_time(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The statements in the order of their first day, those without one first, each once."""
        return tuple(sorted(set(ids), key=self.order.__getitem__))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each statement in the order of time, in that order: by first day, those without one first, then by id."""
        ordered = sorted((r.earliest.toordinal() if r.earliest else 0, id_) for id_, r in self.resolved.items())
        return {id_: place for place, (_, id_) in enumerate(ordered)}

    @cached_property
    def reading_order(self) -> Mapping[str, int]:
        """The place of each statement as people read them, in that order: by the first possible day, those without any last."""
        latest = datetime.date.max
        ordered = sorted((r.earliest or r.latest or latest, r.latest or latest, id_) for id_, r in self.resolved.items())
        return {id_: place for place, (_, _, id_) in enumerate(ordered)}

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """For each statement the id that represents its utterance, where all that may be the same utterance are."""
        return merged(self.stated, by_occasion=False)

    @cached_property
    def merged_occasions(self) -> Mapping[str, str]:
        """For each statement the id that represents its occasion, where all that may be the same utterance are."""
        return merged(self.stated, by_occasion=True)

    @cached_property
    def uncounted(self) -> frozenset[str]:
        """The statements that are in no count: their speakers retracted them, or deny having made them."""
        return frozenset([id_ for id_, r in self.resolved.items() if r.is_contested or self.is_retracted(id_)])

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The statements that count at the upper end alone: known only on the word of others, or perhaps one with an uncounted.

        In one reading, what `may_be` an utterance that was retracted, or that nobody made, is that utterance.
        """
        gone = {self.merged[id_] for id_ in self.uncounted}
        perhaps = [id_ for id_, root in self.merged.items() if root in gone and id_ not in self.uncounted] if gone else []
        return frozenset([id_ for id_, r in self.resolved.items() if r.is_attributed]).union(perhaps)

    @cached_property
    def free_standing(self) -> FreeStanding:
        """The statements that dispute an allegation and answer nobody, by allegation."""
        return FreeStanding(self.allegations, self.resolved, self.is_retracted)

    @cached_property
    def kept(self) -> dict[tuple[object, ...], object]:
        """What analyses have worked out once for several records that are alike; each begins its keys with a word of its own."""
        return {}

    def sides_of(self, id_: str, when: Span) -> tuple[str, ...]:
        """The sides of an actor then: itself or the first actor above it that is one."""
        return self._affiliations.sides_of((id_,), when)

    @cached_property
    def _affiliations(self) -> Affiliations:
        return Affiliations(self.actors)

    @cached_property
    def answered_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each statement that has any, the ids of the statements that answer it."""
        return _reverse({id_: r.answers for id_, r in self.resolved.items()})

    @cached_property
    def followed_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each statement that has any, the ids of those by which its own speaker went on about it; they answer nobody."""
        return _reverse({id_: r.follows for id_, r in self.resolved.items()})

    @cached_property
    def supported_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each statement that has any, the ids of the statements that corroborate it."""
        return _reverse({id_: r.supports for id_, r in self.resolved.items()})

    @cached_property
    def revised_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each statement that has any, the ids of its speaker's retractions and corrections."""
        return _reverse({id_: r.revises for id_, r in self.resolved.items()})

    @cached_property
    def reviewed_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each finding that was reviewed on appeal, the ids of the findings that did."""
        return _reverse({id_: r.reviews for id_, r in self.resolved.items()})

    @cached_property
    def aftermath(self) -> Mapping[str, tuple[Later, ...]]:
        """For each statement that its own speaker took back, corrected or gave up later: how, and by which statements."""
        return aftermath(self.resolved, self.allegations)

    def is_retracted(self, id_: str, allegation: str | None = None) -> bool:
        """Whether the speaker, or all of several, took back the whole statement, or what it says of the allegation."""
        laters = self.aftermath.get(id_, ())
        if allegation is None:
            return any(later.fate == "retracted" for later in laters)
        return any(
            later.fate in {"retracted", "retracted in part"}
            and speaks_for_all(self.resolved[later.by], self.resolved[id_])
            and allegation in later.on
            for later in laters
        )

    @cached_property
    def status(self) -> Mapping[str, tuple[Stage, ...]]:
        """For each allegation that has any: its stages, in the order of time."""
        return statuses(self.allegations, self.resolved, self.aftermath, Forums(self.actors))

    @cached_property
    def decisions(self) -> Mapping[str, tuple[tuple[Stage, tuple[Stage, ...]], ...]]:
        """For each finding or settlement: its stage of each allegation, with all stages of that."""
        found: dict[str, list[tuple[Stage, tuple[Stage, ...]]]] = {}
        for stages in self.status.values():
            for stage in stages:
                if stage.statement is not None:
                    found.setdefault(stage.statement, []).append((stage, stages))
        return {id_: tuple(own) for id_, own in found.items()}

    def still_accused(self, resolved: Resolved) -> tuple[str, ...]:
        """Whom an accusation still is against: without those of whom its speaker took back all that it alleges."""
        return tuple(self.still_blamed(resolved))

    def still_blamed(self, resolved: Resolved) -> Mapping[str, Parties]:
        """The same, each with those for whom it counts, in the capacities that are left.

        Where the statement itself says whom it is against, the record does not say which allegation is about whom.
        """
        if resolved.id not in self.aftermath or resolved.statement.blames is not None or self.is_retracted(resolved.id):
            return resolved.blamed
        left = [about for about in resolved.allegations if not self.is_retracted(resolved.id, about)]
        return blamed(self.actors, named(resolved.statement, self.allegations, left), resolved.span)

    @cached_property
    def maybe_answered_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each statement that has any, the ids of the statements that perhaps answer it."""
        return _reverse({id_: tuple(m for m in s.may_answer if m in self.stated) for id_, s in self.stated.items()})

    @cached_property
    def former(self) -> Mapping[str, str]:
        """The present id for each id that a record had before."""
        return {old: record.id for record in self.present() for old in record.was}


def _reverse(links: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The links turned round, in the order of the files."""
    found: dict[str, list[str]] = {}
    for source, targets in links.items():
        for target in targets:
            found.setdefault(target, []).append(source)
    return {target: tuple(sources) for target, sources in found.items()}
