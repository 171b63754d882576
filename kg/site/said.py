"""How pages word one statement: who said it in which role, by which act, on whose word alone, and what it holds.

What only others report is never worded as the speaker's own: neither the act nor what it holds of an allegation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.corpus import labels
from kg.corpus.affiliation import roles_on
from kg.corpus.corpus import Corpus
from kg.corpus.labels import act_phrase, act_word, is_plural, meets, name, names, participle
from kg.corpus.resolution import Resolved
from kg.corpus.silence import WORDS, settled, silence
from kg.corpus.stance_words import WORDS as HOLDINGS
from kg.corpus.stance_words import holding
from kg.model.words import SELF
from kg.site.dates import in_words

SIDE: Final = (
    "A side is whom a statement counts for: a state, alliance, armed group, company or court, or another body marked as one, for "
    "which somebody speaks or which is accused; who speaks for none appears under their own name."
)
"""What a side is, as every page says it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who said it, in the role held then."""

    name: str
    role: str


def marks(corpus: Corpus, id_: str) -> tuple[str, ...]:
    """The marks of `kg.corpus.labels`, with dates as pages write them."""
    return labels.marks(corpus, id_, in_words)


def whom(corpus: Corpus, resolved: Resolved) -> str:
    """Whom or what the act meets; empty where that is what it answers."""
    verdict = f"“{resolved.statement.verdict}”" if resolved.statement.verdict else ""
    return verdict if resolved.act == "finds" else meets(corpus, resolved)


def verb(corpus: Corpus, resolved: Resolved) -> str:
    """The act as a mark; after "is said to have" as its participle, and for a finding with what it comes to."""
    if resolved.act == "finds":
        return act_phrase(corpus, resolved).partition(", reviewing")[0]
    if resolved.is_attributed or resolved.is_contested:
        return participle(resolved)
    return act_word(corpus, resolved)


def attribution(corpus: Corpus, resolved: Resolved) -> str:
    """That only others say so, and who."""
    if not (resolved.is_attributed or resolved.is_contested):
        return ""
    are = "are" if is_plural(corpus, resolved.speakers) else "is"
    tellers = f" by {names(corpus, resolved.tellers)}" if resolved.tellers else ""
    return f"{are} said{tellers} to have"


def alleged(corpus: Corpus, resolved: Resolved, about: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What it holds of each allegation, with the allegation if it is not shown above."""
    for id_ in resolved.allegations:
        if id_ in corpus.allegations:
            held = holding(resolved, id_)
            does, do = HOLDINGS[held]
            said = resolved.is_attributed or resolved.is_contested
            tag = "Finds on" if resolved.act == "finds" else f"Is said to {do}" if said else does.capitalize()
            if id_ in about:
                yield tag, corpus.allegations[id_].text
            elif held != "spoken of":
                yield f"{tag} the allegation above", ""


def no_answer(corpus: Corpus, resolved: Resolved) -> str:
    """What the record knows of an answer, where it has none that is sure."""
    looked = resolved.statement.no_answer_as_of
    if resolved.is_contested or not (resolved.act == "accuses" or looked):
        return ""
    found = silence(corpus, resolved.id)
    if found == "answered":
        return ""
    until = f", as of {in_words(looked)}" if looked and found == "none found" else ""
    ended = "".join(f" Settled without a finding: {in_words(stage.date)}." for stage in settled(corpus, resolved.id))
    return f"Answer: {WORDS[found]}{until}.{ended}"


def speaker(corpus: Corpus, id_: str, resolved: Resolved) -> Speaker:
    """The speaker with the positions held that day, or for whom the claim file says that they speak."""
    actor = corpus.actors.get(id_)
    parts = list(dict.fromkeys(role.position for role in roles_on(actor, resolved.span))) if actor else []
    if SELF in resolved.given:
        parts.append("in a personal capacity")
    elif resolved.given and resolved.given != resolved.sides:
        parts.append(f"for {names(corpus, resolved.given)}")
    return Speaker(name(corpus, id_), "; ".join(parts))
