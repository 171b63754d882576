"""Which statements a question is about: by topic, by period, by who accuses whom.

Dates are uncertain, so a period has two answers: what surely lies in it, and what may. A report shows the first, and the second
only where it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kg.corpus.affiliation import ALWAYS, Span
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.corpus.status import Stage

Lies: TypeAlias = Literal["surely", "perhaps", "outside"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements count; None means all.

    `within` keeps those that surely lie in the span; with `maybe` also those that may. `actor` keeps what this actor said, or
    what was said against it, `accuser` and `accused` one of the two.
    """

    accuser: str | None = None
    accused: str | None = None
    topic: str | None = None
    within: Span = field(default_factory=Span)
    maybe: bool = False
    actor: str | None = None

    def admits(self, corpus: Corpus, resolved: Resolved) -> bool:
        """Whether the statement is on the topic, or one within it, and lies in the period as surely as is asked."""
        lies = self.lies(corpus, resolved)
        return lies == "surely" or (self.maybe and lies == "perhaps")

    def lies(self, corpus: Corpus, resolved: Resolved) -> Lies:
        """Whether the statement surely or perhaps lies in the period; outside is also what is not on the topic."""
        if self.topic is not None and topics_within(corpus, self.topic).isdisjoint(resolved.topics):
            return "outside"
        return lies(resolved, self.within)


def lies(resolved: Resolved | Stage, within: Span) -> Lies:
    """Whether a statement or a decision was surely or perhaps made within the span; a qualified date (~, ?, %) bounds nothing."""
    if within == ALWAYS:
        return "surely"
    first, last = (None, None) if resolved.date.qualified else resolved.span
    if within.latest is not None and first is not None and first > within.latest:
        return "outside"
    if within.earliest is not None and last is not None and last < within.earliest:
        return "outside"
    begun = within.earliest is None or (first is not None and first >= within.earliest)
    ended = within.latest is None or (last is not None and last <= within.latest)
    return "surely" if begun and ended else "perhaps"


def is_by(resolved: Resolved, actor: str) -> bool:
    """Whether the actor made the statement, or somebody who speaks for it or for its side."""
    return actor in resolved.makers or actor in resolved.spoken_for or actor in resolved.sides


def is_against(corpus: Corpus, resolved: Resolved, actor: str) -> bool:
    """Whether the statement accuses the actor, or somebody who counts for it then."""
    return any(actor in (id_, *counting.all) for id_, counting in corpus.still_blamed(resolved).items())


def topics_within(corpus: Corpus, topic: str) -> frozenset[str]:
    """The topic and those that are part of it, gone through once for a corpus and topic."""
    key = ("topics within", topic)
    kept = corpus.kept.get(key)
    if isinstance(kept, frozenset):
        return kept
    parts: dict[str, list[str]] = {}
    for record in corpus.topics.values():
        if record.broader is not None:
            parts.setdefault(record.broader, []).append(record.id)
    todo, found = [topic], {topic}
    for at in todo:
        fresh = [part for part in parts.get(at, ()) if part not in found]
        found.update(fresh)
        todo += fresh
    within = corpus.kept[key] = frozenset(found)
    return within
