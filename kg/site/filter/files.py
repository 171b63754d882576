"""The files of the filter: what can be filtered by of each statement, and which statements belong to each line of an overview.

Statements are numbered as the search orders them, and so are the records of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from kg.corpus.labels import name
from kg.corpus.level import Level
from kg.corpus.silence import WORDS
from kg.site import filtering
from kg.site.facts import facts
from kg.site.frame import File, Site
from kg.site.matrix import charges, has_pair
from kg.site.search.entries import KINDS, Order, statements
from kg.site.search.files import script
from kg.site.search.numbers import written

_LISTED: Final = tuple(kind for kind in KINDS if kind != "statement")
_UNUSED: Final = ("ids", "tellers")
"""Columns that no overview reads."""


def files(site: Site, ordered: Order) -> Iterator[File]:
    """All files of the filter of a site."""
    ids = ordered.ids["statement"]
    number = {id_: i for i, id_ in enumerate(ids)}
    yield script("filter/facts", _facts(site, ids))
    for kind in _LISTED:
        yield script(f"filter/{kind}", [_numbers(number, statements(site, kind, id_)) for id_ in ordered.ids[kind]])
    for level in get_args(Level):
        yield script(f"filter/{level}-pairs", _pairs(site, level, number))


def _facts(site: Site, ids: tuple[str, ...]) -> dict[str, Any]:
    found = facts(site.corpus, ids)
    found |= dict.fromkeys(_UNUSED, ())
    whole = filtering.data(site.corpus, found, what="", lead="", notice="", chosen="", kinds=())
    return {**whole, "silences": list(WORDS), "letters": {}, "opens": {}}


def _numbers(number: Mapping[str, int], ids: Iterable[str]) -> str:
    return written(sorted({number[id_] for id_ in ids}))


def _pairs(site: Site, level: Level, number: Mapping[str, int]) -> dict[str, Any]:
    """Who accuses whom: those who do with names, 1 where they have a page, and by two places in that list the accusations.

    A last 1 says that the page of the two counts the same.
    """
    found = charges(site, level)
    of = {id_: i for i, id_ in enumerate(dict.fromkeys(one for pair in found for one in pair))}
    return {
        "actors": [[id_, name(site.corpus, id_), int(id_ in site.corpus.actors)] for id_ in of],
        "pairs": [
            [of[one], of[other], _numbers(number, ids), int(has_pair(site, level, one, other))]
            for (one, other), ids in found.items()
        ],
    }
