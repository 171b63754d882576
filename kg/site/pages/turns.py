"""How an actor's positions shifted in time: for each allegation on which they did, the statements one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.analysis.positions import Position, Shift, positions_in
from kg.corpus.stance_words import holding
from kg.site.addresses import Link, Links, glossary
from kg.site.frame import Site

SHOWN: Final = 4
"""The allegations shown at once; some more are folded."""
FOLDED: Final = 20
STEPS: Final = 12
"""The most statements shown of one allegation, the last ones."""


@dataclass(frozen=True, slots=True)
class Step:
    """A statement, or several in a row that hold the same: when, what they hold, how firmly, and what has shifted since.

    `meaning` is where the glossary explains `held`.
    """

    when: tuple[Link, ...]
    act: str
    held: str
    meaning: str
    certainty: str
    shifts: tuple[Link, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """An allegation and the positions on it in the order of time; `earlier` more are not shown."""

    allegation: Link
    steps: tuple[Step, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class Turns:
    """The allegations on which something shifted; `steady` are those spoken of more than once without a shift."""

    shown: tuple[Turn, ...]
    folded: tuple[Turn, ...]
    more: int
    steady: int


def turns(site: Site, id_: str, ids: Iterable[str], links: Links) -> Turns:
    """The shifts in the statements `ids`, which are by the actor or for it."""
    on: dict[str, list[Position]] = {}
    for position in positions_in(site.corpus, id_, ids):
        if position.allegation is not None and position.allegation in site.corpus.allegations:
            on.setdefault(position.allegation, []).append(position)
    turned = [found for found in on.values() if any(one.shifts or one.contradicts or one.later for one in found)]
    turned.sort(key=lambda found: (-len(found), found[0].allegation or ""))
    shown = SHOWN if len(turned) > SHOWN + 1 else len(turned)
    made = tuple(_turn(site, found, links) for found in turned[: SHOWN + FOLDED])
    steady = sum(len(found) > 1 for found in on.values()) - sum(len(found) > 1 for found in turned)
    return Turns(made[:shown], made[shown:], len(turned) - len(made), steady)


def _turn(site: Site, found: list[Position], links: Links) -> Turn:
    last = found[-STEPS:]
    steps: list[Step] = []
    for one in last:
        step = _step(site, one, links)
        if steps and not step.shifts and replace(steps[-1], when=(), shifts=()) == replace(step, when=()):
            steps[-1] = replace(steps[-1], when=(*steps[-1].when, *step.when))
        else:
            steps.append(step)
    return Turn(links.allegation(found[0].allegation or ""), tuple(steps), len(found) - len(last))


def _step(site: Site, position: Position, links: Links) -> Step:
    resolved = site.corpus.resolved[position.id]
    row = site.rows.row(position.id)
    held = holding(resolved, position.allegation or "")
    return Step(
        (Link(row.when, links.to("statement", position.id)),),
        row.act,
        site.words.term("holding", held) if held != "spoken of" else row.act_word,
        glossary(links.root, *(("holding", held) if held != "spoken of" else ("act", row.act))),
        site.words.term("certainty", position.certainty) if position.certainty not in {None, "asserted"} else "",
        tuple(_shifts(site, position, links)),
        row.marks,
    )


def _shifts(site: Site, position: Position, links: Links) -> Iterator[Link]:
    for shift in position.shifts:
        yield _shift(site, position, shift, links)
    if position.contradicts:
        other = site.rows.row(position.contradicts)
        yield Link(site.words("turns.overlap"), links.to("statement", other.id), other.when)


def _shift(site: Site, position: Position, shift: Shift, links: Links) -> Link:
    """What changed, leading to the statement since which it has."""
    words, since = site.words, site.corpus.resolved[shift.since]
    if shift.kind == "stance":
        before = words.term("holding", holding(since, position.allegation or ""))
        text = words("turns.stance", before=before)
    elif shift.kind == "certainty":
        text = words("turns.certainty", before=words.term("certainty", shift.before))
    else:
        text = words(f"turns.{shift.kind}")
    return Link(text, links.to("statement", shift.since), site.rows.row(shift.since).when)
