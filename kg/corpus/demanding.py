"""Whom a demand is put to, and whom what it is about accuses: to ask somebody else about a charge is not yet to make it."""

from __future__ import annotations

from kg.corpus.capacity import blamed
from kg.corpus.corpus import Corpus
from kg.corpus.level import sided
from kg.corpus.resolution import Resolved


def is_about_others(corpus: Corpus, resolved: Resolved, about: str) -> bool:
    """Whether a statement is about an allegation whose accused, and those that they count for, are not the ones it is put to."""
    allegation = corpus.allegations.get(about)
    if allegation is None or not allegation.accused:
        return False
    asked = resolved.to or resolved.statement.toward
    accused = blamed(corpus.actors, allegation.blamed, resolved.span)
    return {*asked, *sided(corpus, asked, resolved)}.isdisjoint(
        (*accused, *(party for counting in accused.values() for party in counting.all))
    )
