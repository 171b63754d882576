"""The audit: whether the record treats the sides alike, by how much it does not, and how sure one can be.

It looks at the curators and not at the sides: who got an answer looked for, more reports, archived sources, words of their own.
Each measure is a share or a mean; each side is compared with all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kg.analysis.means import Moments, mean, mean_difference
from kg.analysis.shares import Interval, difference, share
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.corpus.silence import silence

Kind: TypeAlias = Literal["share", "mean"]

MEASURES: Final = (
    "answer recorded to what is said against them",
    "answer recorded or looked for",
    "reports per statement",
    "two sources or more",
    "quoted in their own words",
    "quotes verified",
    "quotes verified, of those with a text",
    "dated to the day",
    "source archived",
    "without loaded words",
)
"""The names of all measures."""
METHODS: Final = {"share": "Wilson; Newcombe", "mean": "Student; Welch"}
"""The intervals of the value and of the difference, by the kind of measure."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote of a statement, and whether it is in its source; None where that cannot be seen, as `depth` may say why.

    `depth` is how much of the source there was to look into: whole text, excerpt or none; `report` is the number of the report
    of the statement, from 0.
    """

    statement: str
    source: str
    found: bool | None
    depth: str = "none"
    report: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What others found out: the ids of the statements with loaded words, and the quotes; None where nobody looked."""

    loaded: Collection[str] | None = None
    quotes: Sequence[Quote] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure for one side (None: no side): the units that it holds for, all units, and the value.

    A unit is a statement's id; for each report or quote the ids of its statement and its source with a space between.
    Of a share, `hits` are some of the `units`; of a mean, what is counted for each unit. `rest` are the numbers of both among all
    others, `apart` the difference from their value.
    """

    measure: str
    kind: Kind
    side: str | None
    hits: tuple[str, ...]
    units: tuple[str, ...]
    value: Interval
    rest: tuple[int, int]
    apart: Interval | None

    @property
    def leans(self) -> bool:
        """Whether the side is treated differently from the rest, as far as one can be sure."""
        return self.apart is not None and self.apart.leaves_out_zero


@dataclass(frozen=True, slots=True)
class _Measure:
    """Whose the units of a statement are, the units, and what each counts: 0 or 1 for a share, the ids counted for a mean."""

    name: str
    kind: Kind
    sides: Callable[[Resolved], tuple[str, ...]]
    counted: Callable[[Resolved], Iterable[tuple[str, Sequence[str]]]]


def audit(corpus: Corpus, evidence: Evidence | None = None) -> tuple[Finding, ...]:
    """The findings, measure by measure, the side with most units first; without `evidence` its measures are left out."""
    return tuple(found for measure in _measures(corpus, evidence or Evidence()) for found in _findings(corpus, measure))


def missing(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What could not be measured without more evidence, and why."""
    if evidence.quotes is None:
        yield "quotes verified", "no text of a source is available (kg source add, --sources DIR or KG_SOURCES)"
    if evidence.loaded is None:
        yield "without loaded words", "nobody looked for loaded words"


def _measures(corpus: Corpus, evidence: Evidence) -> Iterator[_Measure]:
    def accused(resolved: Resolved) -> tuple[str, ...]:
        return resolved.accused_sides

    def speaking(resolved: Resolved) -> tuple[str, ...]:
        return resolved.sides

    def accusations(holds: Callable[[Resolved], bool]) -> Callable[[Resolved], Iterable[tuple[str, Sequence[str]]]]:
        left_out = corpus.uncounted
        return lambda r: _where(r.id, holds(r)) if r.act == "accuses" and r.id not in left_out else ()

    def statements(holds: Callable[[Resolved], bool]) -> Callable[[Resolved], Iterable[tuple[str, Sequence[str]]]]:
        return lambda r: _where(r.id, holds(r))

    def answered(resolved: Resolved) -> bool:
        return silence(corpus, resolved.id) == "answered"

    def looked_for(resolved: Resolved) -> bool:
        return answered(resolved) or resolved.statement.no_answer_as_of is not None

    yield _Measure("answer recorded to what is said against them", "share", accused, accusations(answered))
    yield _Measure("answer recorded or looked for", "share", accused, accusations(looked_for))
    yield _Measure("reports per statement", "mean", speaking, lambda r: ((r.id, _reports(r)),))
    yield _Measure("two sources or more", "share", speaking, statements(lambda r: len(set(_reports(r))) > 1))
    yield _Measure(
        "quoted in their own words", "share", speaking, statements(lambda r: any(report.quote for report in r.statement.reports))
    )
    if evidence.quotes is not None:
        by = _by_statement(evidence.quotes)
        yield _Measure(
            "quotes verified",
            "share",
            speaking,
            lambda r: (pair for quote in by.get(r.id, ()) for pair in _where(_unit(quote), quote.found is True)),
        )
        yield _Measure(
            "quotes verified, of those with a text",
            "share",
            speaking,
            lambda r: (
                pair for quote in by.get(r.id, ()) if quote.found is not None for pair in _where(_unit(quote), quote.found)
            ),
        )
    yield _Measure("dated to the day", "share", speaking, statements(_day))
    yield _Measure(
        "source archived",
        "share",
        speaking,
        lambda r: (pair for unit in _reports(r) for pair in _where(unit, _archived(corpus, unit.split(" ")[1]))),
    )
    if evidence.loaded is not None:
        loaded = evidence.loaded
        yield _Measure(
            "without loaded words",
            "share",
            speaking,
            lambda r: _where(r.id, r.id not in loaded) if r.statement.says else (),
        )


def _where(unit: str, holds: bool) -> Iterable[tuple[str, Sequence[str]]]:  # noqa: FBT001 - a value, not an option
    """One unit of a share, with itself as its hit where the measure holds for it."""
    return ((unit, (unit,) if holds else ()),)


def _reports(resolved: Resolved) -> tuple[str, ...]:
    """The reports of a statement as units."""
    return tuple(f"{resolved.id} {report.source}" for report in resolved.statement.reports)


def _unit(quote: Quote) -> str:
    return f"{quote.statement} {quote.source}"


def _by_statement(quotes: Iterable[Quote]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        found.setdefault(quote.statement, []).append(quote)
    return found


def _day(resolved: Resolved) -> bool:
    return not resolved.date.qualified and resolved.date.earliest is not None and resolved.date.earliest == resolved.date.latest


def _archived(corpus: Corpus, source: str) -> bool:
    record = corpus.sources.get(source)
    return record is not None and record.archived is not None


@dataclass(frozen=True, slots=True)
class _Tally:
    """The units and hits of one side, and how many hits each unit has."""

    units: list[str] = field(default_factory=list)
    hits: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def add(self, counted: Iterable[tuple[str, Sequence[str]]]) -> None:
        for unit, hits in counted:
            self.units.append(unit)
            self.hits.extend(hits)
            self.counts.append(len(hits))


def _findings(corpus: Corpus, measure: _Measure) -> Iterator[Finding]:
    by: dict[str | None, _Tally] = {}
    every = _Tally()
    for resolved in corpus.resolved.values():
        counted = tuple(measure.counted(resolved))
        every.add(counted)
        for side in (measure.sides(resolved) or (None,)) if counted else ():
            by.setdefault(side, _Tally()).add(counted)
    total = Moments.of(every.counts)
    for side, mine in sorted(by.items(), key=lambda item: (item[0] is None, -len(item[1].units), item[0] or "")):
        own = Moments.of(mine.counts)
        rest = total.without(own)
        if measure.kind == "share":
            value, apart = share(own.total, own.n), difference(own.total, own.n, rest.total, rest.n)
        else:
            value, apart = mean(own), mean_difference(own, rest)
        if value is not None:
            hits, units = tuple(mine.hits), tuple(mine.units)
            yield Finding(measure.name, measure.kind, side, hits, units, value, (rest.total, rest.n), apart)
