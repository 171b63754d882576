"""Which statements belong to an actor, an allegation, a topic or a source, and how: the lists that reports and pages show.

Worked out for all records in one pass, so that a page for each record takes no more than its own share. A list never says more
of a statement than it is: what only others report is listed apart, and findings are not accusations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.corpus.stance_words import PARTICIPLES, Holding, holding

Lists = dict[str, list[str]]

_SINGLE: Final[tuple[str, ...]] = (
    "findings",
    "topics",
    "sources",
    "spoken_for",
    "addressed",
    "about",
    "conflicts",
    "twins",
    "occasions",
)

ACTOR: Final[Mapping[str, str]] = {
    "said": "Said",
    "said by others": "Is said by others to have said",
    "accused by": "Accused by",
    "no longer accused by": "No longer accused by: what was said of it was taken back",
    "accused, others say": "Is said to have been accused by",
}
"""The lists of an actor, with their headings."""
ALLEGATION: Final[Mapping[str, str]] = {
    **{held: f"{held.capitalize()} by" for held in PARTICIPLES},
    **{f"others: {held}": f"Said by others to have {words}" for held, words in PARTICIPLES.items()},
}
"""The lists of an allegation, with their headings."""


def is_plain(resolved: Resolved) -> bool:
    """Whether the record takes it that the statement was made."""
    return not (resolved.is_attributed or resolved.is_contested)


def on_allegation(resolved: Resolved, allegation: str) -> str:
    """The list of the allegation to which a statement belongs; findings are in none, see `Belonging.findings`."""
    held = holding(resolved, allegation)
    return held if is_plain(resolved) else f"others: {held}"


def held_in(key: str) -> Holding:
    """What the statements in a list of an allegation hold of it."""
    return cast("Holding", key.removeprefix("others: "))


@dataclass(frozen=True, slots=True)
class Belonging:
    """The lists of all records, by id and then by the name of the list, each in the order in which people read.

    `spoken_for` are statements in which others spoke for an actor, `addressed` those made to one, `about` those that are about
    one without accusing it, `findings` the findings on an allegation. `conflicts`, `twins` and `occasions` lead from a statement
    to those that it conflicts with, that are perhaps the same utterance, and that were made on its occasion, both ways round.
    """

    actors: Mapping[str, Mapping[str, tuple[str, ...]]]
    allegations: Mapping[str, Mapping[str, tuple[str, ...]]]
    findings: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, tuple[str, ...]]
    spoken_for: Mapping[str, tuple[str, ...]]
    addressed: Mapping[str, tuple[str, ...]]
    about: Mapping[str, tuple[str, ...]]
    conflicts: Mapping[str, tuple[str, ...]]
    twins: Mapping[str, tuple[str, ...]]
    occasions: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _Lists:
    """The lists while they are filled."""

    actors: dict[str, Lists] = field(default_factory=dict)
    allegations: dict[str, Lists] = field(default_factory=dict)
    single: dict[str, Lists] = field(default_factory=lambda: {name: {} for name in _SINGLE})

    def actor(self, ids: Iterable[str], name: str, statement: str) -> None:
        for id_ in dict.fromkeys(ids):
            self.actors.setdefault(id_, {}).setdefault(name, []).append(statement)

    def one(self, name: str, ids: Iterable[str], statement: str) -> None:
        for id_ in dict.fromkeys(ids):
            self.single[name].setdefault(id_, []).append(statement)


_KEY: Final = "belonging"


def belonging(corpus: Corpus) -> Belonging:
    """The lists of all records of `corpus`, worked out once."""
    found = corpus.kept.get((_KEY,))
    if found is None:
        found = corpus.kept[_KEY,] = _worked_out(corpus)
    return cast("Belonging", found)


def _worked_out(corpus: Corpus) -> Belonging:
    lists = _Lists()
    for id_ in corpus.reading_order:
        resolved = corpus.resolved[id_]
        plain = is_plain(resolved)
        lists.actor(resolved.speakers, "said" if plain else "said by others", id_)
        if plain:
            still = set(corpus.still_accused(resolved))
            lists.actor((a for a in resolved.against if a in still), "accused by", id_)
            lists.actor((a for a in resolved.against if a not in still), "no longer accused by", id_)
        else:
            lists.actor(resolved.against, "accused, others say", id_)
        for allegation in resolved.allegations:
            if resolved.act == "finds":
                lists.one("findings", (allegation,), id_)
            else:
                on = lists.allegations.setdefault(allegation, {})
                on.setdefault(on_allegation(resolved, allegation), []).append(id_)
        lists.one("topics", resolved.topics, id_)
        lists.one("sources", (report.source for report in resolved.statement.reports), id_)
        own = {*resolved.speakers}
        lists.one("spoken_for", (a for a in (*resolved.spoken_for, *resolved.sides) if a not in own), id_)
        lists.one("addressed", resolved.to, id_)
        own_words = resolved.statement
        lists.one("about", own_words.toward, id_)
        for name, others in (("conflicts", own_words.conflicts_with), ("twins", own_words.may_be)):
            for other in others:
                lists.one(name, (other,), id_)
                lists.one(name, (id_,), other)
        if (first := own_words.occasion) is not None:
            lists.one("occasions", (first,), id_)
            lists.one("occasions", (id_,), first)
    return Belonging(
        {id_: _sorted(found, ACTOR) for id_, found in lists.actors.items()},
        {id_: _sorted(found, ALLEGATION) for id_, found in lists.allegations.items()},
        *({id_: tuple(dict.fromkeys(ids)) for id_, ids in lists.single[name].items()} for name in _SINGLE),
    )


def _sorted(found: Lists, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(found[name]) for name in names if name in found}
