"""Finds the actor whom somebody misspelt, or named by a title and a surname.

A hint that offers another person of the same surname would lead to a wrong attribution, so each word that was written must be one
of the actor's: of a name, in this or nearly this spelling, or of a title that the actor has or that anybody may have.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.folded import words
from kg.corpus.labels import names_of

MAX_SEARCHES: Final = 200
"""So many names are compared with all others; who has more of them wrong has another list of actors in mind."""

_LIKE: Final = 0.75
"""How much alike two words must be (twice what they share, by their length): one letter of four may differ."""

_SHORT: Final = 4
"""Words of fewer letters are misspelt too easily into each other."""

_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady gen general lt lieutenant col colonel maj major capt captain admiral"
    " president minister secretary ambassador envoy senator governor mayor judge prince king queen mullah maulvi sheikh haji"
    " of the and for to".split()
)
"""Words that say of nobody who it is."""


class Resembling:
    """The actors of a corpus by the words of their names and titles."""

    def __init__(self, corpus: Corpus) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._titled: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, tuple[str, ...]] = {}
        for id_, actor in corpus.actors.items():
            for name in (id_, *names_of(actor)):
                for word in words(name):
                    self._named[word].add(id_)
            for role in actor.roles:
                for word in words(role.position):
                    self._titled[word].add(id_)

    def to(self, value: str) -> tuple[str, ...]:
        """The ids of the actors who may be meant by `value`, in order; none where a word of it is of nobody's name or title."""
        if value not in self._found:
            self._found[value] = self._search(value) if len(self._found) < MAX_SEARCHES else ()
        return self._found[value]

    def _search(self, value: str) -> tuple[str, ...]:
        typed = words(value)
        named = {word: self._like(word) for word in typed}
        who = set().union(*named.values())
        for word in typed:
            who &= who if word in _TITLES else named[word] | self._titled[word]
        return tuple(
            sorted(id_ for id_ in who if any(id_ in named[word] for word in typed if len(word) >= _SHORT and word not in _TITLES))
        )

    def _like(self, word: str) -> set[str]:
        """The actors in whose names the word is, or else one that is nearly it."""
        if word in self._named or len(word) < _SHORT:
            return self._named.get(word, set())
        near = [one for one in self._named if len(one) >= _SHORT and abs(len(one) - len(word)) <= 1 + len(word) // _SHORT]
        return set().union(*(self._named[one] for one in difflib.get_close_matches(word, near, n=3, cutoff=_LIKE)))
