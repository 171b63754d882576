"""When two quotes, or two records of one utterance, count as the same for the rules that look for duplicates."""

from __future__ import annotations

import unicodedata
from typing import Final

from kg.corpus.resolution import Resolved
from kg.ids import skeleton
from kg.letters import normal
from kg.rules.wording import words

TELLING: Final = 4
"""So many words in a row are hardly said twice by chance; fewer often are, such as 'groundless'."""


def entered(resolved: Resolved) -> tuple[object, ...] | None:
    """A key that two records of one utterance share; None for a statement that has no content, or whose day is not known."""
    statement, date = resolved.statement, resolved.date
    what = resolved.allegations or statement.says
    if not what or not resolved.speakers or date.qualified or date.earliest is None or date.earliest != date.latest:
        return None
    return (resolved.act, resolved.speakers, date.earliest, what, resolved.against, statement.toward, statement.answers)


def folded(quote: str) -> str:
    """A quote as its words: case, punctuation, accents and forms of letters make no difference."""
    return " ".join(words(quote.casefold()) if quote.isascii() else folded_words(quote))


def folded_words(text: str) -> list[str]:
    """The words of a text as they look, without case, accents and what differs by script or keyboard alone."""
    if not text.isascii():
        text = "".join(c for c in normal("NFKD", text) if not unicodedata.combining(c))
    return [word for word in map(skeleton, words(text)) if word]
