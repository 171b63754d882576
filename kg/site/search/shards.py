"""Words and the records that hold them, divided by their first letters into files that are none too large.

A file has the words that begin with its prefix; where these are too many, those of the next letters with most words have files of
their own, and so on. A file with such parts also says which records hold any word that begins with its prefix, so that a search
for few letters reads one file too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.site.search.numbers import written

MOST: Final = 24_000
"""About how many characters a file has; one word alone may take more."""
LONGEST: Final = 64
"""So many letters of a word are looked at."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file: the prefix of its words, the words with what holds each, and what holds any word with that prefix."""

    prefix: str
    words: Mapping[str, str]
    whole: str = ""


def shards(held: Mapping[str, Sequence[int]], most: int = MOST) -> Iterator[Shard]:
    """The files for words and the numbers of the records that hold each, by prefix; the first has the empty prefix."""
    texts = {word: written(numbers) for word, numbers in sorted(held.items())}
    todo = [("", list(texts))]
    while todo:
        prefix, words = todo.pop()
        apart: list[tuple[str, list[str]]] = []
        kept = words
        if len(words) > 1 and _size(texts, words) > most:
            kept, apart = _divided(texts, prefix, words, most)
        whole = written(sorted({number for word in words for number in held[word]})) if kept is not words and prefix else ""
        yield Shard(prefix, {word: texts[word] for word in kept}, whole)
        todo += reversed(apart)


def _divided(
    texts: Mapping[str, str], prefix: str, words: Sequence[str], most: int
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The words that stay in the file of a prefix, and those that have files of their own, by their prefix.

    The word that is the prefix is in neither: what holds it holds a word with that prefix.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        if word != prefix:
            groups.setdefault(word[: len(prefix) + 1], []).append(word)
    sizes = {begun: _size(texts, group) for begun, group in groups.items()}
    room, kept = most, list[str]()
    apart = dict(groups)
    for begun in sorted(groups, key=lambda begun: (sizes[begun], begun)):
        room -= sizes[begun]
        if room < 0:
            break
        kept += apart.pop(begun)
    return kept, list(apart.items())


def _size(texts: Mapping[str, str], words: Sequence[str]) -> int:
    return sum(len(word) + len(texts[word]) + 6 for word in words)
