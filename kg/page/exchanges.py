"""What a page says of each statement: who, in which role, when, in which words, on whose word, and the answers under it.

Every statement is told in full once, under the first that it answers; elsewhere it is only mentioned. Allegations are given as
alleged, never as said by the page.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.corpus.affiliation import roles_on
from kg.corpus.corpus import Corpus
from kg.corpus.labels import name, names, source_label
from kg.corpus.resolution import Resolved
from kg.model.acts import SUPPORTS, family
from kg.model.records import SELF
from kg.network.origins import of_statement
from kg.page.dates import in_words, when
from kg.page.evidence import CERTAINTIES, Evidence, basis, evidence

DEEPEST: Final = 24
"""How many answers hang below each other in one row; what answers the last goes on in a row of its own.

Nobody follows more by eye, browsers lay out no page that is nested without end, and what is drawn here calls itself once a level.
"""

_ON: Final = "goes on in a row of its own"


DEEPEST: Final = 24
"""How many answers hang below each other in one row; what answers the last goes on in a row of its own.

Nobody follows more by eye, browsers lay out no page that is nested without end, and what is drawn here calls itself once a level.
"""

_ON: Final = "goes on in a row of its own"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who said it, in the role held then."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement that is told elsewhere, in a few words."""

    id: str
    act: str
    speakers: str
    whom: str
    when: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A statement and, below it, what answers, backs or revises it. `day` is its date where that is one whole day or month."""

    id: str
    act: str
    is_answer: bool
    speakers: tuple[Speaker, ...]
    side: str
    whom: str
    when: str
    day: str | None
    certainty: str
    basis: str
    alleged_as: str
    alleged: tuple[str, ...]
    says: str | None
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    below: tuple[Exchange | Mention, ...] = ()


@dataclass(slots=True)
class Record:
    """All that a map tells: accusations, and other statements that were answered or are answers to nobody named."""

    accusations: list[Exchange] = field(default_factory=list)
    others: list[Exchange] = field(default_factory=list)


def record(corpus: Corpus, chosen: Collection[str] | None = None) -> Record:
    """The accusations and the answers among the statements chosen, or among all, in the order of time."""
    return _Teller(corpus, corpus.resolved if chosen is None else chosen).record()


def in_time(corpus: Corpus, ids: Iterable[str]) -> list[str]:
    """The statements in the order of their first possible day, those without any last."""
    return sorted(set(ids), key=lambda id_: (_order(corpus.resolved[id_]), id_))


def _order(resolved: Resolved) -> tuple[datetime.date, datetime.date]:
    first = resolved.earliest or resolved.latest or datetime.date.max
    return first, resolved.latest or datetime.date.max


class _Teller:
    """Tells each statement of one corpus once."""

    def __init__(self, corpus: Corpus, chosen: Collection[str]) -> None:
        self.corpus = corpus
        self.resolved = {id_: r for id_, r in corpus.resolved.items() if id_ in chosen}
        self.told: set[str] = set()
        self.later: list[tuple[str, tuple[str, ...]]] = []

    def record(self) -> Record:
        resolved = self.resolved
        found = Record()
        for id_ in in_time(self.corpus, (id_ for id_, r in resolved.items() if r.act == "accuses")):
            found.accusations.append(self.tell(id_, ()))
        answers = {id_ for id_, r in resolved.items() if r.answers or family(r.act) == "answer"}
        answered = {id_ for r in resolved.values() for id_ in r.answers if id_ in resolved}
        first = [id_ for id_ in answers | answered if not set(resolved[id_].answers) & resolved.keys()]
        for id_ in (*in_time(self.corpus, first), *in_time(self.corpus, answers)):
            if id_ not in self.told:
                found.others.append(self.tell(id_, ()))
        for id_, over in self.later:
            found.others.append(self.tell(id_, over))
        return found

    def tell(self, id_: str, over: tuple[str, ...], depth: int = 0) -> Exchange:
        """The statement in full; `over` are the allegations already told above it, `depth` how many statements are above it."""
        self.told.add(id_)
        resolved = self.corpus.resolved[id_]
        statement = resolved.statement
        about = () if resolved.allegations == over else resolved.allegations
        return Exchange(
            id=id_,
            act=resolved.act,
            is_answer=bool(over),
            speakers=tuple(_speaker(self.corpus, speaker, resolved) for speaker in resolved.speakers),
            side=names(self.corpus, resolved.sides) if resolved.sides and resolved.sides != resolved.speakers else "",
            whom=self.whom(resolved),
            when=when(resolved),
            day=resolved.date.text if _is_plain(resolved.date.text) else None,
            certainty=CERTAINTIES[resolved.certainty or "asserted"],
            basis=basis(of_statement(self.corpus, resolved)),
            alleged_as="Alleged" if resolved.act == "accuses" else "About the allegation",
            alleged=tuple(self.corpus.allegations[a].text for a in about if a in self.corpus.allegations),
            says=statement.says,
            evidence=tuple(evidence(self.corpus, report) for report in statement.reports),
            notes=tuple(self.notes(resolved)),
            below=tuple(self.below(id_, resolved, depth + 1)),
        )

    def whom(self, resolved: Resolved) -> str:
        """Whom the act meets, by name; empty where that is whoever is answered."""
        if resolved.act == "accuses":
            return names(self.corpus, resolved.against) if resolved.against else "nobody by name"
        return names(self.corpus, resolved.statement.toward) if resolved.statement.toward else ""

    def notes(self, resolved: Resolved) -> Iterator[str]:
        """What else the record says of the statement itself."""
        statement = resolved.statement
        for id_ in resolved.allegations:
            allegation = self.corpus.allegations.get(id_)
            for step in allegation.status if allegation else ():
                source = self.corpus.sources.get(step.source)
                cited = source_label(self.corpus, source) if source else step.source
                yield f"What became of the allegation: {step.step.replace('-', ' ')}, {in_words(step.date)} ({cited})."
        if resolved.to:
            yield f"Addressed to {names(self.corpus, resolved.to)}."
        if statement.no_answer_as_of:
            yield f"No answer found, looked for on {in_words(statement.no_answer_as_of)}."
        for id_ in statement.conflicts_with:
            if id_ in self.corpus.resolved:
                yield f"Cannot be right together with: {self.mentioned(id_)}."
        for id_ in statement.may_be:
            if id_ in self.corpus.resolved:
                yield f"Perhaps the same utterance as: {self.mentioned(id_)}."

    def mentioned(self, id_: str) -> str:
        mention = self.mention(id_)
        return " ".join(part for part in (mention.speakers, mention.act, f"{mention.whom},", mention.when) if part != ",")

    def below(self, id_: str, resolved: Resolved, depth: int) -> Iterator[Exchange | Mention]:
        """What answers it, then what perhaps does, then what backs it and what its speaker says of it later."""
        for answer in self.linked(id_, self.corpus.answered_by):
            if answer in self.told or self.corpus.resolved[answer].act == "accuses":
                yield self.mention(answer)
            else:
                yield self.nested(answer, resolved.allegations or ("",), depth)
        for answer in self.linked(id_, self.corpus.maybe_answered_by):
            yield self.mention(answer, "perhaps in answer to this")
        for later in self.linked(id_, self.corpus.supported_by, self.corpus.revised_by):
            if later in self.told:
                yield self.mention(later)
            else:
                yield self.nested(later, resolved.allegations or ("",), depth)

    def nested(self, id_: str, over: tuple[str, ...], depth: int) -> Exchange | Mention:
        """The statement in full where the row is not too deep yet; else a mention, and it is told later."""
        if depth < DEEPEST:
            return self.tell(id_, over, depth)
        self.told.add(id_)
        self.later.append((id_, over))
        return self.mention(id_, _ON)

    def linked(self, id_: str, *links: Mapping[str, tuple[str, ...]]) -> list[str]:
        """The chosen statements that `links` join to one, in the order of time."""
        return in_time(self.corpus, (other for link in links for other in link.get(id_, ()) if other in self.resolved))

    def mention(self, id_: str, note: str = "") -> Mention:
        resolved = self.corpus.resolved[id_]
        act = "backs it" if resolved.act in SUPPORTS else resolved.act
        return Mention(
            id_, act, names(self.corpus, resolved.speakers) or "Nobody named", self.whom(resolved), when(resolved), note
        )


def _is_plain(text: str) -> bool:
    """Whether HTML's `datetime` attribute can hold the date."""
    return text.replace("-", "").isascii() and text.replace("-", "").isdigit() and len(text) in {4, 7, 10}


def _speaker(corpus: Corpus, id_: str, resolved: Resolved) -> Speaker:
    """The speaker with the positions held that day, or for whom the claim file says that they speak."""
    actor = corpus.actors.get(id_)
    parts = list(dict.fromkeys(role.position for role in roles_on(actor, resolved.span))) if actor else []
    if SELF in resolved.given:
        parts.append("in a personal capacity")
    elif resolved.given and resolved.given != resolved.sides:
        parts.append(f"for {names(corpus, resolved.given)}")
    return Speaker(name(corpus, id_), "; ".join(parts))
