"""What the record knows of the answers to some accusations, as a bar of five shares, the same on every page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.corpus.corpus import Corpus
from kg.corpus.counting import count
from kg.corpus.silence import Silence, silences


@dataclass(frozen=True, slots=True)
class Share:
    """One of the five kinds: how many there are, in words that keep "surely" and "perhaps" apart, and its part of the bar."""

    kind: Silence
    number: str
    x: float
    width: float
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The accusations by the kind of silence; kinds without any are left out."""

    total: str
    shares: tuple[Share, ...]


def bar(corpus: Corpus, ids: Collection[str], width: float = 100) -> Bar:
    """The shares of accusations; what was retracted, or is denied by its alleged speaker, is in none. `width` is in per cent."""
    counted = [id_ for id_ in ids if id_ not in corpus.uncounted]
    found, x = [], 0.0
    for kind, of in silences(corpus, counted).items():
        if of:
            part = width * len(of) / len(counted)
            found.append(Share(kind, count(corpus, of).bare, round(x, 2), round(part, 2), of))
            x += part
    return Bar(count(corpus, ids).bare, tuple(found))
