"""Compares each quote of the claims with the text of its source: that of its kept copies, or one that somebody has.

A quote is a claim about print, and a text settles it. Nothing between equal and absent is offered: a near match would pass
words that nobody printed. A source without a text is counted as such, never as a match; and a quote that is not in an excerpt may
be in the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kg import letters
from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Mark, Severity
from kg.evidence.kept import Depth, Texts
from kg.evidence.transcript import flowing, pattern

_QUOTATION: Final = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟‹›«»′″＂＇「」『』"), "'")
_DASHES: Final = dict.fromkeys(map(ord, "-‐‑‒–—―−﹘﹣－"), "-")
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN: Final = dict.fromkeys(map(ord, f"\u00ad\u200b\u2060\ufeff{_DIRECTIONS}"), None)
_LIGATURES: Final = {  # Latin, Armenian, Hebrew and Arabic forms, and the dots: one character for what is written as several
    code: unicodedata.normalize("NFKC", chr(code))
    for some in (range(0xFB00, 0xFE00), range(0xFE70, 0xFEFF), map(ord, "ĲĳǄǅǆǇǈǉǊǋǌǱǲǳ…"))
    for code in some
}
_PLAIN: Final = {**_LIGATURES, **_QUOTATION, **_DASHES, **_UNSEEN}
_SIGNS: Final = re.compile(f"[{''.join(map(re.escape, map(chr, _PLAIN)))}]")
_CASED: Final = frozenset({"Lu", "Ll", "Lt", "Nd"})
_LAST_CASED: Final = 0x20000  # planes beyond hold ideographs and what has no letters


class Outcome(StrEnum):
    """The result for a quote: found letter by letter or after normalising, not found in all or a part of the text, or no text."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ABSENT = "absent"
    NOT_IN_EXCERPT = "not in excerpt"
    NOT_AT_HAND = "not at hand"


@dataclass(frozen=True, slots=True)
class Compared:
    """One quote of one report: the ids of its statement and its source, the words, where they are, and the outcome.

    `depth` is how much of the source there was to look into, `place` in what of it the words are: the text of its body, all text
    that can be seen, or one of them run on over the breaks of a transcript; with the number of the copy, where it is an older.
    `report` is the number of the report of the statement, from 0.
    """

    statement: str
    source: str
    quote: str
    mark: Mark
    outcome: Outcome
    depth: Depth = "none"
    place: str = ""
    report: int = 0


def compare(corpus: Corpus, texts: Mapping[str, str | Sequence[Texts]]) -> tuple[Compared, ...]:
    """Every quote of every statement, in the order of the files.

    `texts` maps ids of sources to what they print, or to the texts of their copies, the newest first.
    """
    looks = {id_: Look(found) for id_, found in texts.items()}
    nothing = Look(())
    return tuple(
        Compared(statement.id, report.source, quote, corpus.mark(statement.id, ("reports", i, "quote", j)), *found, i)
        for statement in corpus.statements.values()
        for i, report in enumerate(statement.reports)
        for j, quote in enumerate(report.quote)
        for found in (looks.get(report.source, nothing).find(quote),)
    )


class Look:
    """The texts of one source, each normalised when it is first needed."""

    def __init__(self, found: str | Sequence[Texts]) -> None:
        copies = (Texts(found, found, ""),) if isinstance(found, str) else tuple(found)
        self._copies = copies
        self._normalised: dict[str, str] = {}
        whole = any(not copy.partial for copy in copies)
        self.depth: Depth = "none" if not copies else "whole text" if whole else "excerpt"

    def find(self, quote: str) -> tuple[Outcome, Depth, str]:
        """The outcome for a quote: of each copy the body first, then all visible text, then both as running text."""
        spellings = tuple(dict.fromkeys(map(normalised, (quote, letters.unquoted(quote)))))  # the marks may be the curator's own
        for n, copy in enumerate(self._copies):
            older = f", copy {len(self._copies) - n} of {len(self._copies)}" if n else ""
            places = (("text", copy.body), ("visible text", copy.visible))[: 1 if copy.visible == copy.body else 2]
            for place, text in places:
                if is_in(quote, text):
                    return Outcome.EXACT, self.depth, place + older
                if any(is_in(words, self._plain(text)) for words in spellings):
                    return Outcome.NORMALISED, self.depth, place + older
            for _, text in places:
                if any(words and _runs_in(words, self._running(text)) for words in spellings):
                    return Outcome.NORMALISED, self.depth, "running text" + older
        missing = {"none": Outcome.NOT_AT_HAND, "excerpt": Outcome.NOT_IN_EXCERPT, "whole text": Outcome.ABSENT}
        return missing[self.depth], self.depth, ""

    def _plain(self, text: str) -> str:
        if text not in self._normalised:
            self._normalised[text] = normalised(text)
        return self._normalised[text]

    def _running(self, text: str) -> str:
        key = f"\x00{text}"
        if key not in self._normalised:
            self._normalised[key] = normalised(flowing(text))
        return self._normalised[key]


def normalised(text: str) -> str:
    """`text` with one kind of space, of quotation mark and of dash, each once where several follow each other.

    Unicode's canonical forms (NFC) are equal too, and characters that only say where a line may break are left out.
    """
    text = letters.normal("NFC", _SIGNS.sub(_plain, letters.normal("NFC", text)))  # unseen ones may part accents
    return re.sub(r"'{2,}", "'", re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", text))).strip()


def _plain(sign: re.Match[str]) -> str:
    """The one sign of its kind, or nothing. To translate a long text letter by letter takes seconds."""
    return _PLAIN[ord(sign[0])] or ""


def is_in(quote: str, text: str) -> bool:
    """Whether `text` holds `quote` as whole words: 'legal' is not in 'illegal'.

    Where it is inside a word the search goes on behind that word: one word of twenty million letters may hold it as often.
    """
    if quote and unicodedata.category(quote[0]).startswith("M"):  # anywhere else it is cut off from its letter
        return text.startswith(quote) and not _one_word(quote[-1], text[len(quote) : len(quote) + 1])
    at = text.find(quote) if quote else -1
    while at >= 0:
        end = at + len(quote)
        if _one_word(text[at - 1 : at], quote[0]):
            at = _end_of_word(text, at)
        elif not _one_word(quote[-1], text[end : end + 1]):
            return True
        at = text.find(quote, at + 1)
    return False


def _runs_in(quote: str, text: str) -> bool:
    """The same for running text, in which a hyphen at the end of a line may belong to the word or to the line."""
    return any(
        not _one_word(text[found.start() - 1 : found.start()], quote[0])
        and not _one_word(quote[-1], text[found.end() : found.end() + 1])
        for found in pattern(quote).finditer(text)
    )


def _end_of_word(text: str, at: int) -> int:
    """Where the first character from `at` on is that no word of letters with capitals, or of digits, can hold."""
    found = _cased().match(text, at)
    return at if found is None else found.end()


@lru_cache(maxsize=1)
def _cased() -> re.Pattern[str]:
    """A row of the characters that part words, at least one."""
    return re.compile(f"[{''.join(chr(code) for code in range(_LAST_CASED) if unicodedata.category(chr(code)) in _CASED)}]+")


def _one_word(left: str, right: str) -> bool:
    """Whether a word goes on from one character to the next.

    Only scripts with capitals, and digits, are judged: others join words, or do not part them. An accent is never cut off.
    """
    if not left or not right:
        return False
    if unicodedata.category(right).startswith("M"):
        return True
    return unicodedata.category(left) in _CASED and unicodedata.category(right) in _CASED


def not_found(compared: Iterable[Compared]) -> Iterator[Diagnostic]:
    """K403 for each quote that is not in the text of its source."""
    hint = "quote the words as printed there, or leave the quote out and retell them in 'says'"
    for one in compared:
        if one.outcome is Outcome.ABSENT:
            message = f"'{one.quote}' is not in the text of '{one.source}'"
            yield Diagnostic(one.mark, "K403", Severity.ERROR, message, hint, record=("statement", one.statement))
