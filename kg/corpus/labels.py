"""Names for people to read: what a record is called in tables, maps and the graph.

A statement's label says who did what by which act, and never repeats what it alleges.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import Final

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.model.acts import ACTS, DISPUTES
from kg.model.records import Actor, Allegation, Dataset, Draft, Record, Source, Statement, Topic

_DRAFT: Final = 80
"""The characters of a draft's passage that its label shows."""


def label(corpus: Corpus, record: Record) -> str:
    """What `record` is called."""
    match record:
        case Actor():
            return record.name
        case Source():
            return source_label(corpus, record)
        case Topic():
            return record.label
        case Allegation():
            return f"Allegation: {record.text}"
        case Statement():
            resolved = corpus.resolved.get(record.id)
            return statement_label(corpus, resolved) if resolved else f"Withdrawn statement {record.id}"
        case Draft():
            return f"Draft: {shorten(record.quote[0] if record.quote else record.text or '', _DRAFT, placeholder=' …')}"
        case Dataset():
            return record.title


def source_label(corpus: Corpus, source: Source) -> str:
    """A source as cited: author or publisher, title, date, as far as known."""
    who = name(corpus, source.publisher) if source.publisher else names(corpus, source.author)
    title = f"“{source.title}”" if source.title else ""
    date = edtf.words(source.date) if source.date else ""
    return ", ".join(part for part in (who, title, date) if part) or source.url or source.id


def statement_label(corpus: Corpus, resolved: Resolved) -> str:
    """A statement in a few words: speaker, act, whom it meets, date."""
    when = f", {edtf.words(resolved.date)}" if resolved.date.known else ""
    return f"{deed(corpus, resolved)}{when}"


def deed(corpus: Corpus, resolved: Resolved) -> str:
    """What a statement does in a few words, without its date: speaker, act, whom it meets.

    What is known only on the word of others is given as said by them.
    """
    speakers = names(corpus, resolved.speakers) or "nobody named"
    if resolved.is_attributed:
        verb = "are" if len(resolved.speakers) > 1 else "is"
        done = ACTS[resolved.act].participle
        return f"{speakers} {verb} said by {names(corpus, resolved.tellers)} to have {done}{_object(corpus, resolved)}"
    return f"{speakers} {act_phrase(corpus, resolved)}"


def act_phrase(corpus: Corpus, resolved: Resolved) -> str:
    """The act as a verb that agrees with its speakers, and whom or what it meets."""
    jointly = "jointly " if resolved.is_joint and len(resolved.speakers) > 1 and resolved.act != "settles" else ""
    return f"{jointly}{act_word(resolved)}{_object(corpus, resolved)}"


def act_word(resolved: Resolved) -> str:
    """The act as a verb that agrees with its speakers: several *accuse*."""
    if len(resolved.speakers) < 2:
        return resolved.act
    return f"{resolved.act[:-3]}y" if resolved.act.endswith("ies") else resolved.act[:-1]


def _object(corpus: Corpus, resolved: Resolved) -> str:
    """Whom or what the act meets, with a space before it; empty where nothing is known."""
    statement = resolved.statement
    if resolved.act == "accuses":
        return f" {names(corpus, resolved.against)}" if resolved.against else " nobody named"
    if resolved.act == "finds":
        return f" on an allegation: {(statement.outcome or '').replace('-', ' ')}"
    if resolved.act == "apologizes" and resolved.to:
        return f" to {names(corpus, resolved.to)}"
    if statement.toward:
        return f" (about {names(corpus, statement.toward)})"
    spoken = [s for id_ in statement.answers if (s := corpus.resolved.get(id_)) is not None]
    whose = tuple(dict.fromkeys(speaker for s in spoken for speaker in s.speakers))
    if resolved.act in DISPUTES and spoken and all(s.is_contested for s in spoken) and set(whose) & _own(resolved):
        return " having said so"
    if whose == resolved.speakers:
        return " own words"
    if whose:
        return f" what {names(corpus, whose)} said"
    return " an allegation" if resolved.allegations else ""


def _own(resolved: Resolved) -> set[str]:
    return {*resolved.speakers, *resolved.spoken_for}


def names(corpus: Corpus, ids: Iterable[str]) -> str:
    """The names of several actors as a list in prose."""
    found = [name(corpus, id_) for id_ in ids]
    return found[0] if len(found) == 1 else " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def name(corpus: Corpus, id_: str) -> str:
    """The name of an actor; what is no actor's id stands for itself."""
    actor = corpus.actors.get(id_)
    return actor.name if actor is not None else id_
