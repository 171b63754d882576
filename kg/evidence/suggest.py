"""The sentences of a text that report what somebody said: each with the words that say so, its quotations, and whom it names.

It is a list to read and nothing else. No speaker is chosen and no act, since most mistakes of attribution begin with a guess that
nobody looked at again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg import ids
from kg.corpus.corpus import Corpus
from kg.corpus.identify import names_of
from kg.evidence.lexicon import Lexicon, languages, lexicon
from kg.evidence.sentences import Sentence, sentences
from kg.model.records import Actor

ENOUGH: Final = 2.0
"""The weight from which a sentence is marked: one word that reports speech, a quotation, or several signs that are weaker."""
_LEAST_WORDS: Final = 4
_QUOTED: Final = re.compile(r"[“„«\"‘]([^“”„«»\"]{8,}?)(?:[”»“\"]|’(?!\w)|\Z)")
_OPENING, _CLOSING = "“„«", "”»"
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 6
_ALIKE: Final = 3
"""So many allegations are named at most as perhaps the same."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence to look at: how much speaks for it, which words, what is quoted in it, and the ids of what it may be about."""

    sentence: Sentence
    weight: float
    cues: tuple[str, ...]
    quotations: tuple[str, ...]
    actors: tuple[str, ...]
    actors_before: tuple[str, ...]
    allegations: tuple[str, ...]


def language_of(tag: str | None) -> str:
    """The lexicon for a language tag; English if there is none for it, since that is what most sources are written in."""
    main = (tag or "en").split("-")[0].lower()
    return main if main in languages() else "en"


def suggestions(text: str, language: str, corpus: Corpus) -> tuple[Suggestion, ...]:
    """The sentences that report speech, in the order of the text."""
    return tuple(one for one in weighed(text, language, corpus) if one.weight >= ENOUGH)


def weighed(text: str, language: str, corpus: Corpus) -> tuple[Suggestion, ...]:
    """All sentences of a text with their weights."""
    words = lexicon(language)
    names, alike = _Names(corpus), _Alike(corpus)
    found = []
    before: tuple[str, ...] = ()
    for sentence, is_quoted in _with_quotations(sentences(text, words.abbreviations)):
        named, rest = names.within(sentence.text), names.without(sentence.text)
        found.append(_suggestion(sentence, rest, words, named, before, alike, is_quoted=is_quoted))
        before = named
    return tuple(found)


def _suggestion(
    sentence: Sentence,
    rest: str,
    words: Lexicon,
    named: tuple[str, ...],
    before: tuple[str, ...],
    alike: _Alike,
    *,
    is_quoted: bool,
) -> Suggestion:
    """The sentence with its weight; `rest` is what of it is no name of an actor, in which the words of the lexicon are sought."""
    strong = _distinct(words.strong.finditer(rest))
    weak = _distinct(words.weak.finditer(rest))
    weight = 3.0 * is_quoted + 2.0 * min(len(strong), 2) + 0.5 * min(len(weak), 3) + 0.25 * min(len(named), 2)
    if len(sentence.text.split()) < _LEAST_WORDS and not is_quoted:
        weight = 0.0
    quotations = tuple(found[1].strip() for found in _QUOTED.finditer(sentence.text))
    return Suggestion(
        sentence, weight, (*strong, *weak), quotations, named, before, alike.to(sentence.text) if weight >= ENOUGH else ()
    )


def _distinct(found: Iterable[re.Match[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one[0].lower() for one in found))


def _with_quotations(found: Iterable[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """Each sentence with whether a quotation is in it, or it is within one that began in a sentence before, in one paragraph."""
    is_open, paragraph = False, 0
    for sentence in found:
        if sentence.paragraph != paragraph:
            is_open, paragraph = False, sentence.paragraph
        was_open = is_open
        for character in sentence.text:
            if character == '"':
                is_open = not is_open
            elif character in _OPENING:
                is_open = True
            elif character in _CLOSING:
                is_open = False
        yield sentence, was_open or _QUOTED.search(sentence.text) is not None


class _Names:
    """Finds the actors that a sentence names: by their names and aliases, a person also by a last name that only one has."""

    def __init__(self, corpus: Corpus) -> None:
        by: dict[str, set[str]] = {}
        for actor in corpus.actors.values():
            for name in _spellings(actor):
                by.setdefault(name, set()).add(actor.id)
        self._ids = {name: tuple(sorted(found)) for name, found in by.items()}
        longest_first = sorted(by, key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if by else None

    def within(self, text: str) -> tuple[str, ...]:
        """The ids of the actors that the text names, in the order of their names in it."""
        if self._pattern is None:
            return ()
        return tuple(dict.fromkeys(id_ for found in self._pattern.findall(text) for id_ in self._ids[found]))

    def without(self, text: str) -> str:
        """The text with the names of actors left out: Brand is a name where an actor has it."""
        return self._pattern.sub("\N{OBJECT REPLACEMENT CHARACTER}", text) if self._pattern else text


def _spellings(actor: Actor) -> Iterator[str]:
    for name in names_of(actor):
        if len(name) > 2:
            yield name
        *_, last = name.split() or [""]
        if actor.type == "person" and len(last) > 3 and last[0].isupper():
            yield last


class _Alike:
    """Finds allegations that share words with a sentence, the rarest words first: whoever reads it decides whether it is one."""

    def __init__(self, corpus: Corpus) -> None:
        self._words = {allegation.id: _stems(allegation.text) for allegation in corpus.allegations.values()}
        self._having = Counter(word for words in self._words.values() for word in words)

    def to(self, text: str) -> tuple[str, ...]:
        """The ids of the allegations that are most alike; none that shares fewer than two words."""
        own = _stems(text)
        found = []
        for id_, words in self._words.items():
            shared = own & words
            if len(shared) > 1:
                found.append((sum(1 / self._having[word] for word in shared) / len(words), id_))
        return tuple(id_ for _, id_ in sorted(found, key=lambda one: (-one[0], one[1]))[:_ALIKE])


def _stems(text: str) -> frozenset[str]:
    return frozenset(ids.skeleton(word)[:_STEM] for word in _WORD.findall(text))
