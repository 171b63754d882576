"""What the record knows of the answer to a statement: five kinds of silence, the same five in every page and report.

That nobody looked is not that nobody answered, and a charge denied elsewhere is not one that met no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus

Silence: TypeAlias = Literal["answered", "perhaps answered", "denied elsewhere", "none found", "not looked for"]

WORDS: Final[Mapping[Silence, str]] = {
    "answered": "answered",
    "perhaps answered": "perhaps answered",
    "denied elsewhere": "denied elsewhere, through its allegation",
    "none found": "looked for, and none found",
    "not looked for": "not looked for",
}
"""The five, from an answer on record to no search at all, as people read them."""


def silence(corpus: Corpus, id_: str) -> Silence:
    """Which of the five holds for a statement that counts.

    An answer that its speaker retracted, or denies having made, is none; one known only on the word of others is a possible one.
    """
    found = [corpus.resolved[answer] for answer in corpus.answered_by.get(id_, ())]
    standing = [answer for answer in found if not answer.is_contested and not corpus.is_retracted(answer.id)]
    if any(not answer.is_attributed for answer in standing):
        return "answered"
    if standing or corpus.maybe_answered_by.get(id_):
        return "perhaps answered"
    if corpus.index.number[id_] in corpus.index.through:
        return "denied elsewhere"
    return "not looked for" if corpus.resolved[id_].statement.no_answer_as_of is None else "none found"
