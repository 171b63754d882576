"""The harbour dispute: an invented data set in which every field of every record is in use, for the tests of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from kg import resources
from kg.check import check, sound
from kg.corpus.corpus import Corpus
from kg.exchange import graphs
from kg.rdf import graph, vocab

GRAPHS: Final = Path(__file__).parent.parent / "graphs"
CLAIMS: Final = GRAPHS / "harbour" / "claims"
HAVE_NONE: Final[dict[str, dict[str, str]]] = {
    "changed-positions": {"side": "north"},
    "concessions": {"speaker": "minister"},
    "findings": {},
    "taken-back": {},
}
"""Queries for which the shipped claims have no rows, or one; they are tried on the harbour dispute, with these parameters."""
BASE: Final = "https://harbour.example/claims/"

Triple: TypeAlias = tuple[str, str, str]


@cache
def corpus() -> Corpus:
    """The data set, which has no fault."""
    checked = check(CLAIMS)
    assert checked.diagnostics == ()
    return checked.corpus


@cache
def ntriples() -> bytes:
    """Its graph."""
    return graph.ntriples(corpus())


@cache
def shipped() -> Corpus:
    """The data set that comes with the package."""
    found = sound(check(resources.folder("claims")))
    assert len(found.statements) > 200
    return found


@cache
def shipped_map() -> str:
    """The page of its map."""
    from kg.site.map.page import map_page

    return map_page(shipped(), title="Shipped")


@cache
def shipped_timeline() -> str:
    """The page of its timeline."""
    from kg.site.timeline.page import timeline_page

    return timeline_page(shipped(), title="Shipped")


@cache
def shipped_ntriples() -> bytes:
    """Its graph."""
    return graph.ntriples(shipped())


def outputs(claims: Corpus, *, pages: bool = True) -> Iterator[tuple[str, bytes]]:
    """The files that the claims become, each with its name: the graph and, if asked for, pages and pictures."""
    from kg.site.map.page import map_page
    from kg.site.map.picture import map_svg
    from kg.site.timeline.page import timeline_page, timeline_svg

    yield from graphs.graphs(claims)
    if pages:
        yield "map.html", map_page(claims, title="The claims").encode()
        yield "map.svg", map_svg(claims, title="The claims").encode()
        yield "timeline.html", timeline_page(claims, title="The claims").encode()
        yield "timeline.svg", timeline_svg(claims, title="The claims").encode()


def written(claims: Corpus) -> set[Triple]:
    """The graph of `claims` as terms in short, see `short`."""
    return {(short(s), short(f"<{p}>"), short(o)) for s, p, o in graph.triples(claims)}


def short(term: str) -> str:
    """A term of N-Triples without its brackets; our vocabulary's as `kg:name`, the data set's own from its base on."""
    inside = term[1:-1] if term.startswith("<") else term
    return inside.removeprefix(BASE).replace(vocab.KG, "kg:")


@cache
def triples() -> frozenset[Triple]:
    """The graph of the harbour dispute."""
    return frozenset(written(corpus()))


def pairs(predicate: str) -> set[tuple[str, str]]:
    """Who stands to whom in a relation, by id."""
    return {(s.partition("/")[2], o.partition("/")[2]) for s, p, o in triples() if p == predicate}


def values(predicate: str) -> dict[str, str]:
    """What each statement has of a property with one value."""
    found = [(s.partition("/")[2], o.split('"')[1]) for s, p, o in triples() if p == predicate]
    assert len(dict(found)) == len(found)
    return dict(found)
