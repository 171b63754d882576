"""What this record is: its scope, its method in short, its words from their declarations, and how to answer if you are named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.corpus.aftermath import FATES
from kg.site.addresses import anchor
from kg.site.dates import day_in_words
from kg.site.frame import Entry, File, Site
from kg.site.hands import hands
from kg.site.unknowns import unknowns
from kg.site.words import TERMS

ENTRIES = (Entry("about"),)
METHOD: Final = ("statement", "allegation", "side", "range", "silence", "origin", "quote")
"""The paragraphs on method."""
ANSWER: Final = ("look", "denied", "answered", "private", "heard")
"""What whoever is named can do."""
VOCABULARIES: Final = ("act", "silence", "holding", "certainty", "fate", "step", "outcome", "type")
_MEANT: Final = {"act": "meaning", "silence": "meant", "fate": "corrected"}
"""Where the meaning of a vocabulary's terms is among the words."""


class Term(NamedTuple):
    """A term of a closed vocabulary: its anchor, how the site writes it, and what it means where the word does not say so."""

    anchor: str
    text: str
    meaning: str


def pages(site: Site) -> Iterator[File]:
    """The page about the record."""
    corpus = site.corpus
    dataset = corpus.dataset
    title = site.words("nav.about")
    yield site.page(
        "about.html",
        "about.html.j2",
        title=title,
        summary=site.words("start.what"),
        description=dataset.description if dataset else None,
        period=period(site),
        read=site.words("scope.read", sources=site.words.number(len(corpus.sources))),
        method=tuple((key, site.words(f"method.{key}")) for key in METHOD),
        answer=tuple(site.words(f"named.{key}") for key in ANSWER),
        vocabularies=tuple((name, tuple(_terms(site, name))) for name in VOCABULARIES),
        unknowns=tuple(unknowns(site)),
        hands=hands(site, site.links("about.html")),
    )


def period(site: Site) -> str:
    """The first and the last day on which something with a known date was said."""
    dated = [one.date for one in site.corpus.resolved.values() if one.date.known]
    days = [day for date in dated for day in (date.earliest, date.latest) if day is not None]
    if not days:
        return ""
    first, last = (day_in_words(day, site.words.dates) for day in (min(days), max(days)))
    return site.words("scope.period", first=first, last=last)


def _terms(site: Site, name: str) -> Iterator[Term]:
    """The terms of a vocabulary in the order in which they are declared."""
    words = site.words
    for term in FATES if name == "fate" else TERMS[name]:
        key = term.replace(" ", "-")
        text = words(f"corrections.{key}") if name == "fate" else words.term(name, term)
        meaning = words(f"{_MEANT[name]}.{key if name == 'fate' else term}") if name in _MEANT else ""
        yield Term(anchor(name, term), text, meaning)
