"""The filter of an overview: which list it narrows, and the words that its scripts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.corpus.silence import WORDS
from kg.site.evidence import CERTAINTIES
from kg.site.frame import Site

_WORDS: Final = (
    "thousands",
    "allegation.is_alleged",
    "filter.statements",
    "filter.more",
    "filter.of",
    "filter.first",
    "filter.none",
    "filter.rest",
    "filter.heading",
    "matrix.retracted",
    "matrix.accused",
    "matrix.all",
    "matrix.others.one",
    "matrix.others.other",
    "pair.direction",
    *(f"certainty.{certainty}" for certainty in CERTAINTIES),
    *(f"silence.{kind}" for kind in WORDS),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """What the filter of a page narrows: a list of `total` records of a kind, or other things where there is no kind.

    `silence` where only accusations that met that kind of silence are in the list, `is_sorted` where
    their order can be chosen.
    """

    words: Mapping[str, str]
    kind: str = ""
    total: int = 0
    silence: str = ""
    is_sorted: bool = False


def bar(site: Site, kind: str = "", total: int = 0, silence: str = "", *, is_sorted: bool = False) -> Bar:
    """The filter of a page."""
    return Bar(site.words.some(_WORDS), kind, total, silence, is_sorted)
