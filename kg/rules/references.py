"""Rules of references (K201, K202, K205, K211): each refers to a record of the right kind, and no record is unused.

One walk over all references finds K201, K202 and K205, because the walk takes most of the time. Each has its own function, which
documents it and builds its diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from kg import ids
from kg.corpus.corpus import Corpus
from kg.corpus.resembling import Resembling
from kg.diagnostic import Diagnostic, Mark, Severity, a
from kg.model.records import SECTIONS, Dataset, Record, Source
from kg.model.references import Reference, references

MAX_COMPARISONS: Final = 50_000
"""After this many id comparisons, about half a second, no more ids are suggested: if a whole file is missing, none is near."""

_EACH: Final = 50
"""The fixed cost of a look-up, in comparisons: about a thousand ids are looked up, however few records there are."""

_SECTION: Final = {cls.kind: section for section, cls in SECTIONS.items()}


@dataclass(slots=True)
class _Nearest:
    """Finds what a misspelt id was meant to be, each id once, until the comparisons are used up."""

    corpus: Corpus
    left: int = MAX_COMPARISONS
    candidates: dict[AbstractSet[str], list[str]] = field(default_factory=dict)
    found: dict[tuple[str, AbstractSet[str]], str | None] = field(default_factory=dict)
    actors: Resembling | None = None

    def to(self, reference: Reference) -> str | None:
        """The id of a record of the right kind that the reference most likely means; None if none is near."""
        key = (reference.id, reference.kinds)
        if key not in self.found:
            candidates = self.of(reference.kinds) if self.left > 0 else []
            self.left -= len(candidates) + _EACH
            self.found[key] = (_nearest(reference.id, candidates) or self._resembling(reference)) if candidates else None
        return self.found[key]

    def _resembling(self, reference: Reference) -> str | None:
        """The only actor in whose name the words of the id are, or nearly."""
        if "actor" not in reference.kinds:
            return None
        self.actors = self.actors or Resembling(self.corpus)
        alike = self.actors.to(reference.id)
        return alike[0] if len(alike) == 1 else None

    def of(self, kinds: AbstractSet[str]) -> list[str]:
        """The ids of the records of these kinds."""
        if kinds not in self.candidates:
            self.candidates[kinds] = [id_ for id_, kind in self.corpus.kinds.items() if kind in kinds]
        return self.candidates[kinds]


def _nearest(id_: str, candidates: list[str]) -> str | None:
    """The candidate most like `id_`, else the only one that begins with it, as a source's id with its publisher's."""
    longer = [candidate for candidate in candidates if candidate.startswith(f"{id_}-")]
    return ids.closest(id_, candidates) or (longer[0] if len(longer) == 1 else None)


def check_references(corpus: Corpus) -> Iterator[Diagnostic]:
    """References to unknown records (K201) or to records of the wrong kind (K202), and unused records (K205)."""
    kinds = corpus.kinds
    used: set[str] = set()
    lost: set[str] = set()
    nearest = _Nearest(corpus)
    for record in corpus.present():
        own = record.id
        for reference in references(record):
            id_ = reference.id
            kind = kinds.get(id_)
            if kind in reference.kinds:
                if id_ != own:
                    used.add(id_)
                continue
            lost |= reference.kinds
            if id_ in corpus.unread:  # perhaps of the right kind there
                continue
            if kind is None:
                yield unknown_reference(corpus, nearest, record, reference)
            else:
                yield wrong_kind(corpus, nearest, record, reference)
    yield from unused_record(corpus, used, lost)


def unknown_reference(corpus: Corpus, nearest: _Nearest, record: Record, reference: Reference) -> Diagnostic:
    """An id that no record has.

    A misspelt id would cut a statement off from its speaker, its source or what it answers, and no count would show it. Ids of
    records that have faults count as defined, and so do ids in a part of a file that could not be read.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: abla
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    new = corpus.former.get(reference.id)
    near = new or nearest.to(reference)
    if new is not None:
        hint = f"it is now '{new}'"
    elif near is not None:
        hint = f"did you mean '{near}'?"
    else:
        hint = f"add it under {_either([repr(_SECTION[kind]) for kind in sorted(reference.kinds)])}"
    if isinstance(record, Source) and reference.path[0] != "relies_on" and new is None:
        hint += f"{'' if near else ';'} a name as printed keeps its capitals"
    message = f"unknown {_either(sorted(reference.kinds))} '{reference.id}'"
    return _error(corpus, "K201", record, reference, message, hint, near)


def wrong_kind(corpus: Corpus, nearest: _Nearest, record: Record, reference: Reference) -> Diagnostic:
    """A reference to a record of the wrong kind.

    A source does not speak and an actor does not report: such a reference confuses two ids, or two fields.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          daily: {name: The Daily, type: media}
        sources:
          daily-2021-03: {title: Alba to leave, publisher: daily, url: "https://example.org/daily-2021-03"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          daily: {name: The Daily, type: media}
        sources:
          daily-2021-03: {title: Alba to leave, publisher: daily, url: "https://example.org/daily-2021-03"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily-2021-03}]
    """
    near = nearest.to(reference)
    wanted = _either([a(kind) for kind in sorted(reference.kinds)])
    hint = f"did you mean '{near}'?" if near is not None else f"name {wanted}"
    message = f"'{reference.id}' is {a(corpus.kinds[reference.id])}, not {wanted}"
    return _error(corpus, "K202", record, reference, message, hint, reference.id)


def unused_record(corpus: Corpus, used: set[str], lost: set[str]) -> Iterator[Diagnostic]:
    """An actor, source, topic or allegation that no other record refers to.

    It is most likely left over from a renaming or a deletion. Statements need no references. The rule is silent while a record
    cannot be read whole or a reference is broken, because the record may be used there.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            to: borea
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    named: list[Mapping[str, Record]] = [corpus.actors, corpus.sources, corpus.topics, corpus.allegations]
    whole = sum(map(len, named)) + len(corpus.statements) + len(corpus.drafts)
    if corpus.unread or whole < len(corpus.kinds):
        return
    for record in chain.from_iterable(records.values() for records in named):
        if record.id in used or record.kind in lost:
            continue
        hint = f"refer to it or delete it; to keep it, add 'allow' with 'code: K205' and why to '{record.id}'"
        message = f"unused {record.kind} '{record.id}'"
        mark = corpus.mark(record.id)
        yield Diagnostic(mark, "K205", Severity.WARNING, message, hint, record=(record.kind, record.id))


def _error(  # noqa: PLR0917 - the parts of one diagnostic
    corpus: Corpus, code: str, record: Record, reference: Reference, message: str, hint: str, other: str | None
) -> Diagnostic:
    mark = _place(corpus, record, reference)
    related = () if other is None else (corpus.mark(other),)
    return Diagnostic(mark, code, Severity.ERROR, message, hint, related, (record.kind, record.id))


def _place(corpus: Corpus, record: Record, reference: Reference) -> Mark:
    """The place of a reference; under `expect` the ids are keys."""
    if not isinstance(record, Dataset):
        return corpus.mark(record.id, reference.path)
    counts = {"source": "by_source", "actor": "by_side", "topic": "by_topic"}
    (kind,) = reference.kinds
    return corpus.mark(record.id, ("expect", counts[kind], reference.id), key=True)


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
