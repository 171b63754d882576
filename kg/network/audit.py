"""Even hands: whether the record treats the sides alike, by how much it does not, and how sure one can be.

It looks at the curators and not at the sides: who got an answer looked for, more reports, archived sources, words of their own.
Each measure is a share; each side is compared with all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.network.shares import Interval, difference, share

LOADED: Final = "without loaded words"


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure for one side (None: no side): the units that it holds for, all units, and the shares.

    A unit is a statement's id, or of reports the ids of the statement and the source with a space between. `apart` is the
    difference from the share among the units of all others; `leans` says that its interval leaves out 0.
    """

    measure: str
    side: str | None
    hits: tuple[str, ...]
    units: tuple[str, ...]
    share: Interval
    rest: tuple[int, int]
    apart: Interval | None

    @property
    def leans(self) -> bool:
        """Whether the side is treated differently from the rest, as far as one can be sure."""
        return self.apart is not None and (self.apart.low > 0 or self.apart.high < 0)


def audit(corpus: Corpus, loaded: Collection[str] | None = None) -> tuple[Finding, ...]:
    """The findings, measure by measure, the side with most units first.

    `loaded` are the ids of the statements in which a loaded word was found; without it that measure is left out.
    """
    found: list[Finding] = []
    for measure, sides, units, holds in _measures(corpus, loaded):
        found += _findings(corpus, measure, sides, units, holds)
    return tuple(found)


_Sides = Callable[[Resolved], tuple[str, ...]]
_Units = Callable[[Resolved], Iterable[str]]
_Holds = Callable[[str], bool]


def _measures(corpus: Corpus, loaded: Collection[str] | None) -> Iterator[tuple[str, _Sides, _Units, _Holds]]:
    """Each measure: its name, whose it is, its units, and whether it holds for one."""

    def accusations(resolved: Resolved) -> Iterable[str]:
        return (resolved.id,) if resolved.act == "accuses" else ()

    def statements(resolved: Resolved) -> Iterable[str]:
        return (resolved.id,)

    def reports(resolved: Resolved) -> Iterable[str]:
        return dict.fromkeys(f"{resolved.id} {report.source}" for report in resolved.statement.reports)

    def said(resolved: Resolved) -> Iterable[str]:
        return (resolved.id,) if resolved.statement.says else ()

    def accused(resolved: Resolved) -> tuple[str, ...]:
        return resolved.accused_sides

    def speaking(resolved: Resolved) -> tuple[str, ...]:
        return resolved.sides

    stated = corpus.stated
    yield "answer recorded to what is said against them", accused, accusations, lambda id_: id_ in corpus.answered_by
    yield (
        "answer recorded or looked for",
        accused,
        accusations,
        lambda id_: id_ in corpus.answered_by or stated[id_].no_answer_as_of is not None,
    )
    yield "two reports or more", speaking, statements, lambda id_: len({r.source for r in stated[id_].reports}) > 1
    yield "quoted in their own words", speaking, statements, lambda id_: any(report.quote for report in stated[id_].reports)
    yield "dated to the day", speaking, statements, lambda id_: _day(corpus.resolved[id_])
    yield "source archived", speaking, reports, lambda unit: _archived(corpus, unit.split(" ")[1])
    if loaded is not None:
        yield LOADED, speaking, said, lambda id_: id_ not in loaded


def _day(resolved: Resolved) -> bool:
    return not resolved.date.qualified and resolved.date.earliest is not None and resolved.date.earliest == resolved.date.latest


def _archived(corpus: Corpus, source: str) -> bool:
    record = corpus.sources.get(source)
    return record is not None and record.archived is not None


def _findings(corpus: Corpus, measure: str, sides: _Sides, units: _Units, holds: _Holds) -> list[Finding]:
    by: dict[str | None, list[str]] = {}
    everything: list[str] = []
    for resolved in corpus.resolved.values():
        mine = tuple(units(resolved))
        everything += mine
        for side in (sides(resolved) or (None,)) if mine else ():
            by.setdefault(side, []).extend(mine)
    held = {unit for unit in everything if holds(unit)}
    found = []
    for side, ids in sorted(by.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or "")):
        hits = tuple(unit for unit in ids if unit in held)
        rest = (len(held) - len(hits), len(everything) - len(ids))
        value = share(len(hits), len(ids))
        if value is not None:
            apart = difference(len(hits), len(ids), *rest)
            found.append(Finding(measure, side, hits, tuple(ids), value, rest, apart))
    return found
