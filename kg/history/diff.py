"""A change of the claims as one value: what was written, what follows from it, and the counts before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count
from kg.corpus.silence import WORDS as SILENCES
from kg.corpus.silence import counted
from kg.history import states, written
from kg.history.effects import Effect
from kg.history.follows import follows
from kg.history.quoted import unmatched
from kg.history.states import State
from kg.history.written import Written


@dataclass(frozen=True, slots=True)
class Diff:
    """A change between two states.

    `before` has its records under their ids of now. `counts` are those that differ, in words: what is counted, before, now.
    """

    before: State
    after: State
    written: tuple[Written, ...]
    follows: tuple[Effect, ...]
    counts: tuple[tuple[str, str, str], ...]

    @property
    def base(self) -> Corpus:
        """The claims before."""
        return self.before.corpus

    @property
    def claims(self) -> Corpus:
        """The claims now."""
        return self.after.corpus

    @property
    def statements(self) -> frozenset[str]:
        """The statements of now that the change wrote or that something follows for: what a map of only the change shows."""
        touched = {one.id for one in self.written}
        touched.update(id_ for effect in self.follows for id_ in effect.ids)
        return frozenset(touched.intersection(self.claims.resolved))


def diff(before: State, after: State, root: Path | None = None) -> Diff:
    """What changed from one state to the other; with `root`, quotes are looked up in the copies of sources that are kept there.

    Raises:
        ValueError: a kept copy cannot be read.
    """
    names = states.successors(before.corpus, after.corpus)
    old = {record.id: record for record in before.corpus.whole()}
    earlier = replace(before, corpus=states.renamed(before.corpus, names))
    found = (*written.written(earlier, after, names), *written.merged(old, names))
    quotes = () if root is None else tuple(unmatched(earlier.corpus, after.corpus, root))
    effects = follows(earlier.corpus, after.corpus, found, quotes)
    return Diff(earlier, after, found, effects, tuple(_counts(before.corpus, after.corpus)))


def _counts(before: Corpus, after: Corpus) -> list[tuple[str, str, str]]:
    old, new = _counted(before), _counted(after)
    return [(what, old[what], new[what]) for what in new if old[what] != new[what]]


def _counted(corpus: Corpus) -> Mapping[str, str]:
    """The numbers by which a record is known, each with its name, as everywhere else."""
    charges = [id_ for id_, resolved in corpus.resolved.items() if resolved.act == "accuses"]
    records = {
        "actors": corpus.actors,
        "sources": corpus.sources,
        "topics": corpus.topics,
        "allegations": corpus.allegations,
        "statements": corpus.resolved,
        "withdrawn statements": corpus.statements.keys() - corpus.resolved.keys(),
        "drafts": corpus.drafts,
    }
    found = {what: f"{len(of):,}" for what, of in records.items()}
    found["reports"] = f"{sum(len(statement.reports) for statement in corpus.stated.values()):,}"
    found["accusations"] = _bare(count(corpus, charges))
    silences = counted(corpus, charges)
    found |= {f"accusations {SILENCES[kind]}": _bare(number) for kind, number in silences.items()}
    return found


def _bare(number: Count) -> str:
    return number.bare
