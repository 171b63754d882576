"""What a page says of each statement: who, in which role, when, in which words, on whose word, and the answers under it.

Every statement is shown in full once, under the first that it answers; elsewhere it is only mentioned. Allegations are given as
alleged, never as said by the page.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kg.analysis.origins import of_statement
from kg.corpus.corpus import Corpus
from kg.corpus.labels import fate, names
from kg.corpus.resolution import Resolved
from kg.corpus.status_words import status_words
from kg.diagnostic import truncate
from kg.model.acts import SUPPORTS, family
from kg.site import said
from kg.site.checked import Checked
from kg.site.dates import in_words, when
from kg.site.evidence import CERTAINTIES, Evidence, basis, evidence

DEEPEST: Final = 24
"""How many answers hang below each other in one row; what answers the last goes on in a row of its own.

Nobody follows more by eye, browsers lay out no page that is nested without end, and what is drawn here calls itself once a level.
"""

_ON: Final = "continues in its own row"


@dataclass(frozen=True, slots=True)
class Mention:
    """A short reference to a statement that is shown elsewhere."""

    id: str
    act: str
    verb: str
    speakers: str
    attribution: str
    whom: str
    when: str
    marks: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A statement and, below it, what answers, backs, revises or reviews it.

    `verb` is its act as a word; if only others report it, `attribution` says so and `verb` completes that. `marks` say what
    became of it. `day` is its date where that is one whole day or month. `alleged` has what it holds of each allegation, and the
    allegation unless that is shown above. `silence` says what the record knows of an answer, where there is none.
    """

    id: str
    act: str
    verb: str
    speakers: tuple[said.Speaker, ...]
    side: str
    attribution: str
    whom: str
    marks: tuple[str, ...]
    when: str
    day: str | None
    certainty: str
    basis: str
    alleged: tuple[tuple[str, str], ...]
    says: str | None
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    silence: str = ""
    below: tuple[Exchange | Mention, ...] = ()


@dataclass(slots=True)
class Record:
    """All that a map shows.

    Accusations; other statements that were answered or revised, or are answers to nobody named; and what was found or settled.
    """

    accusations: list[Exchange] = field(default_factory=list)
    others: list[Exchange] = field(default_factory=list)
    findings: list[Exchange] = field(default_factory=list)

    @property
    def all(self) -> tuple[Exchange, ...]:
        """Everything that has its own row."""
        return (*self.accusations, *self.others, *self.findings)


def record(corpus: Corpus, chosen: Collection[str] | None = None, checks: Checked | None = None) -> Record:
    """The accusations and the answers among the statements chosen, or among all, in the order of time.

    `checks` says of the quotes of each report what became of them, where somebody has texts of the sources.
    """
    return _Writer(corpus, corpus.resolved if chosen is None else chosen, checks or {}).record()


def shown(corpus: Corpus) -> set[str]:
    """What pages show: accusations, answers, what speakers did with own words, what was decided, and what all these meet."""
    found: set[str] = set()
    for id_, resolved in corpus.resolved.items():
        met = (*resolved.answers, *resolved.follows, *resolved.revises, *resolved.reviews)
        if met or resolved.act == "accuses" or family(resolved.act) in {"answer", "finding", "closing"}:
            found |= {id_, *met}
    return found & corpus.resolved.keys()


def in_time(corpus: Corpus, ids: Iterable[str]) -> list[str]:
    """The statements in the order of their first possible day, those without any last."""
    return sorted(set(ids), key=lambda id_: (_order(corpus.resolved[id_]), id_))


def _order(resolved: Resolved) -> tuple[datetime.date, datetime.date]:
    first = resolved.earliest or resolved.latest or datetime.date.max
    return first, resolved.latest or datetime.date.max


class _Writer:
    """Shows each statement of one corpus once."""

    def __init__(self, corpus: Corpus, chosen: Collection[str], checks: Checked) -> None:
        self.corpus = corpus
        self.checks = checks
        self.resolved = {id_: r for id_, r in corpus.resolved.items() if id_ in chosen}
        self.written: set[str] = set()
        self.later: list[tuple[str, tuple[str, ...]]] = []
        self.mentions: dict[str, Mention] = {}  # who answers a thousand statements is mentioned at each

    def record(self) -> Record:
        resolved = self.resolved
        found = Record()
        for id_ in in_time(self.corpus, (id_ for id_, r in resolved.items() if r.act == "accuses")):
            found.accusations.append(self.write(id_, ()))
        answers = {id_ for id_, r in resolved.items() if r.answers or family(r.act) == "answer"}
        answered = {id_ for r in resolved.values() for id_ in r.answers if id_ in resolved}
        answered |= {id_ for r in resolved.values() for id_ in (*r.revises, *r.follows) if id_ in resolved}
        met = {id_: resolved.keys() & {*resolved[id_].answers, *resolved[id_].follows} for id_ in answers | answered}
        first = [id_ for id_, over in met.items() if not over]
        for id_ in (*in_time(self.corpus, first), *in_time(self.corpus, answers)):
            if id_ not in self.written and resolved[id_].act != "finds":
                found.others.append(self.write(id_, ()))
        for id_ in in_time(self.corpus, (id_ for id_, r in resolved.items() if family(r.act) in {"finding", "closing"})):
            if id_ not in self.written:
                found.findings.append(self.write(id_, ()))
        for id_, over in self.later:
            found.others.append(self.write(id_, over))
        return found

    def write(self, id_: str, over: tuple[str, ...], depth: int = 0) -> Exchange:
        """The statement in full; `over` are the allegations already shown above it, `depth` how many statements are above it."""
        self.written.add(id_)
        resolved = self.corpus.resolved[id_]
        statement = resolved.statement
        about = () if resolved.allegations == over else resolved.allegations
        return Exchange(
            id=id_,
            act=resolved.act,
            verb=said.verb(self.corpus, resolved),
            speakers=tuple(said.speaker(self.corpus, speaker, resolved) for speaker in resolved.speakers),
            side=names(self.corpus, resolved.sides) if resolved.sides and resolved.sides != resolved.speakers else "",
            attribution=said.attribution(self.corpus, resolved),
            whom=said.whom(self.corpus, resolved),
            marks=said.marks(self.corpus, id_),
            when=when(resolved),
            day=resolved.date.text if _is_plain(resolved.date.text) else None,
            certainty=CERTAINTIES[resolved.certainty] if resolved.certainty else "",
            basis=basis(of_statement(self.corpus, resolved)),
            alleged=tuple(said.alleged(self.corpus, resolved, about)),
            says=statement.says,
            evidence=tuple(
                evidence(self.corpus, report, self.checks.get((id_, n), "")) for n, report in enumerate(statement.reports)
            ),
            notes=tuple(self.notes(resolved, about)),
            silence=said.no_answer(self.corpus, resolved),
            below=tuple(self.below(id_, resolved, depth + 1)),
        )

    def notes(self, resolved: Resolved, about: tuple[str, ...]) -> Iterator[str]:
        """What else the record says of the statement itself."""
        statement = resolved.statement
        if resolved.is_joint and len(resolved.speakers) > 1 and resolved.act != "settles":
            yield "Said jointly, in one utterance."
        for id_ in about:
            yield from (f"What became of the allegation: {words}." for words in status_words(self.corpus, id_))
        for later in self.corpus.aftermath.get(resolved.id, ()):
            by = "" if later.whose else f": {self.mentioned(later.by)}"  # the words of those named, whoever spoke for them
            yield f"Later {fate(self.corpus, later, in_words)}{by}."
        if resolved.to and family(resolved.act) not in {"other", "closing"}:
            yield f"Addressed to {names(self.corpus, resolved.to)}."
        for id_ in statement.conflicts_with:
            if id_ in self.corpus.resolved:
                yield f"Cannot be right together with: {self.mentioned(id_)}."
        for id_ in statement.may_be:
            if id_ in self.corpus.resolved:
                yield f"Perhaps the same utterance as: {self.mentioned(id_)}."

    def mentioned(self, id_: str) -> str:
        mention = self.mention(id_)
        parts = (mention.speakers, mention.attribution, mention.verb, f"{mention.whom},", mention.when)
        return " ".join(part for part in parts if part not in {"", ","})

    def below(self, id_: str, resolved: Resolved, depth: int) -> Iterator[Exchange | Mention]:
        """What answers it, then what perhaps does, then what backs it and what its speaker says of it later."""
        for answer in self.linked(id_, self.corpus.answered_by):
            if answer in self.written or self.corpus.resolved[answer].act == "accuses":
                yield self.mention(answer)
            else:
                yield self.nested(answer, resolved.allegations or ("",), depth)
        for answer in self.linked(id_, self.corpus.maybe_answered_by):
            yield self.mention(answer, "perhaps in answer to this")
        corpus = self.corpus
        for later in self.linked(id_, corpus.followed_by, corpus.supported_by, corpus.revised_by, corpus.reviewed_by):
            if later in self.written or self.resolved[later].act == "accuses":
                yield self.mention(later)
            else:
                yield self.nested(later, resolved.allegations or ("",), depth)

    def nested(self, id_: str, over: tuple[str, ...], depth: int) -> Exchange | Mention:
        """The statement in full where the row is not too deep yet; else a reference, and it is shown later."""
        if depth < DEEPEST:
            return self.write(id_, over, depth)
        self.written.add(id_)
        self.later.append((id_, over))
        return self.mention(id_, _ON)

    def linked(self, id_: str, *links: Mapping[str, tuple[str, ...]]) -> list[str]:
        """The chosen statements that `links` join to one, in the order of time."""
        return in_time(self.corpus, (other for link in links for other in link.get(id_, ()) if other in self.resolved))

    def mention(self, id_: str, note: str = "") -> Mention:
        if id_ not in self.mentions:
            self.mentions[id_] = self.in_few_words(id_)
        return replace(self.mentions[id_], note=note) if note else self.mentions[id_]

    def in_few_words(self, id_: str) -> Mention:
        resolved = self.corpus.resolved[id_]
        verb = (
            "backs it"
            if resolved.act in SUPPORTS and not said.attribution(self.corpus, resolved)
            else said.verb(self.corpus, resolved)
        )
        speakers = truncate(names(self.corpus, resolved.speakers)) or "Somebody unnamed"
        marked = said.marks(self.corpus, id_)
        return Mention(
            id_,
            resolved.act,
            verb,
            speakers,
            said.attribution(self.corpus, resolved),
            truncate(said.whom(self.corpus, resolved)),
            when(resolved),
            marked,
        )


def _is_plain(text: str) -> bool:
    """Whether HTML's `datetime` attribute can hold the date."""
    return text.replace("-", "").isascii() and text.replace("-", "").isdigit() and len(text) in {4, 7, 10}
