"""Names for people to read: what a record is called in tables, maps and the graph.

A statement's label says who did what by which act, and never repeats what it alleges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from textwrap import shorten
from typing import Final

from kg import edtf
from kg.corpus.aftermath import Later
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.model.acts import ACTS, DISPUTES
from kg.model.parts import Accused
from kg.model.records import Actor, Allegation, Dataset, Draft, Record, Source, Statement, Topic
from kg.model.words import SELF

_DRAFT: Final = 80
"""The characters of a draft's passage that its label shows."""

DISPUTED: Final = "utterance disputed"
"""The mark of a statement that its alleged speaker denies having made."""

_AFTER: Final = re.compile(r",? (?:\(|of |for |from |in |at |on |who |with )")
"""What follows the head of a group's name."""
_SINGULAR, _PLURAL, _PARTICIPLE = range(3)
_PARTICIPLES: Final = {"declines": "declined", "settles": "settled", "apologizes": "apologized"}
_FOUND: Final = {
    "upheld": (("upholds", "uphold", "upheld"), ""),
    "partly-upheld": (("upholds", "uphold", "upheld"), " in part"),
    "not-upheld": (("does not uphold", "do not uphold", "not upheld"), ""),
    "rejected": (("finds", "find", "found"), " to be untrue"),
}
"""What a finding does, in three forms, and what follows its object."""


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
    """A statement in a few words: speaker, act, whom it meets, date, and what its speaker did with it later."""
    when = f", {edtf.words(resolved.date)}" if resolved.date.known else ""
    return f"{title(corpus, resolved)}{when}{marked(corpus, resolved.id)}"


def marked(corpus: Corpus, id_: str) -> str:
    """The marks of a statement with a sign before each, to be put behind any line that mentions it."""
    return "".join(f" · {mark}" for mark in marks(corpus, id_))


def marks(corpus: Corpus, id_: str, written: Callable[[edtf.Date], str] = edtf.words) -> tuple[str, ...]:
    """What has to be said wherever a statement is mentioned: retracted, given up or corrected, and when; a disputed utterance."""
    found = tuple(fate(corpus, later, written) for later in corpus.aftermath.get(id_, ()))
    resolved = corpus.resolved[id_]
    if resolved.contested and not resolved.is_contested:
        return (*found, f"{DISPUTED} by {names(corpus, resolved.contested)}")
    return (*found, DISPUTED) if resolved.is_contested else found


def fate(corpus: Corpus, later: Later, written: Callable[[edtf.Date], str] = edtf.words) -> str:
    """What happened to a statement later, and when, with the date as `written` puts it; and by whom, where not by its speaker."""
    date = corpus.resolved[later.by].date
    done = f"{later.fate} by {names(corpus, later.whose)}" if later.whose else later.fate
    return f"{done}{',' if later.whose else ''} {written(date)}" if date.known else done


def title(corpus: Corpus, resolved: Resolved) -> str:
    """What a statement does in a few words, without its date: speaker, act, whom or what it meets.

    What is known only on the word of others is given as said by them, and so is what its alleged speaker denies having said.
    """
    speakers = names(corpus, resolved.speakers) or "somebody unnamed"
    if not (resolved.is_attributed or resolved.is_contested):
        return f"{speakers} {act_phrase(corpus, resolved)}"
    verb = "are" if is_plural(corpus, resolved.speakers) else "is"
    tellers = f" by {names(corpus, resolved.tellers)}" if resolved.tellers else ""
    return f"{speakers} {verb} said{tellers} to have {_phrase(corpus, resolved, _PARTICIPLE)}"


def act_phrase(corpus: Corpus, resolved: Resolved) -> str:
    """The act as a verb that agrees with its speakers, and whom or what it meets."""
    return _phrase(corpus, resolved, _PLURAL if is_plural(corpus, resolved.speakers) else _SINGULAR)


def participle(resolved: Resolved) -> str:
    """The act as it completes "is said to have …"."""
    return _verb(resolved.act, _PARTICIPLE)


def meets(corpus: Corpus, resolved: Resolved) -> str:
    """Whom or what the act meets, where that is not simply what others said before: empty under what it answers."""
    if ACTS[resolved.act].family in {"answer", "support", "own words"}:
        found = _object(corpus, resolved).strip()
        return found if found.endswith("said so") or found == "having said so" else ""
    return "" if resolved.act == "finds" else _object(corpus, resolved).strip()


def act_word(corpus: Corpus, resolved: Resolved) -> str:
    """The act as a verb that agrees with its speakers: several *accuse*."""
    return _verb(resolved.act, _PLURAL if is_plural(corpus, resolved.speakers) else _SINGULAR)


_PLURALS: Final = ("s", "people", "men", "children", "police", "personnel")
"""How plurals end in English, the irregular ones that people are called by among them."""


def is_plural(corpus: Corpus, ids: Iterable[str]) -> bool:
    """Whether a verb after these names is in the plural: several, or a group of unnamed people called by a plural."""
    found = tuple(ids)
    actor = corpus.actors.get(found[0]) if len(found) == 1 else None
    if actor is None:
        return len(found) > 1
    head = _AFTER.split(actor.name, maxsplit=1)[0]
    return actor.type == "group" and head.lower().endswith(_PLURALS) and not head.endswith("ss")


def their(corpus: Corpus, ids: Iterable[str]) -> str:
    """The pronoun of what belongs to these actors: "their" for people, of whom nothing says more, "its" for one organisation."""
    found = [corpus.actors.get(id_) for id_ in ids]
    return "its" if len(found) == 1 and found[0] is not None and found[0].type not in {"person", "group"} else "their"


def agreeing(verb: str, *, several: bool) -> str:
    """A verb of the third person, such as "accuses", or its plural."""
    if not several:
        return verb
    return f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1]


def _verb(act: str, form: int) -> str:
    if form == _PARTICIPLE:
        return _PARTICIPLES.get(act) or ACTS[act].participle
    return agreeing(act, several=form == _PLURAL)


def _phrase(corpus: Corpus, resolved: Resolved, form: int) -> str:
    jointly = "jointly " if resolved.is_joint and len(resolved.speakers) > 1 and resolved.act != "settles" else ""
    if resolved.act == "finds":
        verb, rest = _FOUND[resolved.statement.outcome or "not-upheld"]
        allegations = "allegations" if len(resolved.allegations) > 1 else "an allegation"
        return f"{jointly}{verb[form]} {allegations}{rest}{_reviewed(corpus, resolved)}"
    comment = " to comment" if resolved.act == "declines" else ""
    return f"{jointly}{_verb(resolved.act, form)}{comment}{_object(corpus, resolved)}"


def _reviewed(corpus: Corpus, resolved: Resolved) -> str:
    return f", reviewing {_words_of(corpus, resolved.reviews, 'found')}" if resolved.reviews else ""


def _object(corpus: Corpus, resolved: Resolved) -> str:
    """Whom or what the act meets, with a space before it; empty where nothing is known."""
    act, to = resolved.act, names(corpus, resolved.to)
    answered = tuple(id_ for id_ in resolved.statement.answers if id_ in corpus.resolved)
    if act == "accuses":
        return f" {names(corpus, resolved.against) or 'nobody by name'}"
    if ACTS[act].family == "closing":
        return _closing(corpus, act, to, answered)
    if ACTS[act].family == "other":
        return _other(corpus, resolved, to, answered)
    on = " on" if act == "declines" else ""
    if answered:
        return on + _met(corpus, resolved, answered)
    if act == "declines" and not resolved.allegations:
        return ""
    return f"{on} {'allegations' if len(resolved.allegations) > 1 else 'an allegation'}"


def _closing(corpus: Corpus, act: str, to: str, answered: tuple[str, ...]) -> str:
    if act == "settles":
        return f" a dispute with {to}" if to else " a dispute"
    if to or not answered:
        return f" to {to}" if to else ""
    return f" after {_words_of(corpus, answered)}"


def _other(corpus: Corpus, resolved: Resolved, to: str, answered: tuple[str, ...]) -> str:
    """What acts say of people, without their objects: to whom, about whom, in answer to whom; what they say is never repeated."""
    toward = resolved.statement.toward
    about = names(corpus, toward) if toward != resolved.to or resolved.act == "praises" else ""
    reply = f" in answer to {_speakers(corpus, answered)}" if answered else ""
    if resolved.act == "praises":
        return f" {about or 'somebody'}{reply}"
    if resolved.act == "warns":
        return f"{f' {to}' if to else ''}{f' about {about}' if about else ''}{reply}"
    whom = {"promises": " to", "demands": " of"}.get(resolved.act) if to else None
    return f" something{f'{whom} {to}' if whom else ''}{f' about {about}' if about else ''}{reply}"


def _met(corpus: Corpus, resolved: Resolved, answered: tuple[str, ...]) -> str:
    """What an answer, a support or a revision meets: the words of others, or the speaker's own."""
    said = [corpus.resolved[id_] for id_ in answered]
    theirs = {speaker for one in said for speaker in one.speakers}
    own = {*resolved.speakers, *resolved.spoken_for, *resolved.sides}
    if resolved.act in DISPUTES and all(map(_is_doubtful, said)) and theirs & own:
        if resolved.speakers and theirs.issuperset(resolved.speakers):
            return " having said so"
        denied = (one for one in dict.fromkeys(speaker for each in said for speaker in each.speakers) if one in own)
        return f" that {names(corpus, denied)} said so"
    if theirs == {*resolved.speakers}:
        return f" {'earlier statements' if len(said) > 1 else 'an earlier statement'} of {their(corpus, resolved.speakers)} own"
    return f" {_words_of(corpus, answered)}"


def _words_of(corpus: Corpus, ids: tuple[str, ...], verb: str = "said") -> str:
    """What these statements say, by their speakers; what only others report is what somebody is said to have said."""
    sure = tuple(id_ for id_ in ids if not _is_doubtful(corpus.resolved[id_]))
    doubtful = tuple(id_ for id_ in ids if _is_doubtful(corpus.resolved[id_]))
    parts = [f"what {_speakers(corpus, sure)} {verb}"] if sure else []
    if doubtful:
        whose = dict.fromkeys(speaker for id_ in doubtful for speaker in corpus.resolved[id_].speakers)
        are = "are" if is_plural(corpus, whose) else "is"
        parts.append(f"what {_speakers(corpus, doubtful)} {are} said to have {verb}")
    return " and ".join(parts)


def _is_doubtful(resolved: Resolved) -> bool:
    return resolved.is_attributed or resolved.is_contested


def _speakers(corpus: Corpus, ids: Iterable[str]) -> str:
    found = dict.fromkeys(speaker for id_ in ids for speaker in corpus.resolved[id_].speakers)
    return names(corpus, found) or "somebody unnamed"


def names(corpus: Corpus, ids: Iterable[str]) -> str:
    """The names of several actors as a list in prose."""
    return prose(name(corpus, id_) for id_ in ids)


def prose(words: Iterable[str]) -> str:
    """Several words as a list in prose: "a, b and c"."""
    found = [*words]
    return found[0] if len(found) == 1 else " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def capacities(corpus: Corpus, blamed: Iterable[Accused]) -> str:
    """The names of the accused as a list in prose, each with the capacity in which they are, where the claims say so."""
    return prose(f"{name(corpus, one.who)}{capacity(corpus, one)}" for one in blamed)


def capacity(corpus: Corpus, accused: Accused) -> str:
    """In which capacity somebody is accused, in brackets; empty where the claims do not say."""
    if not accused.as_:
        return ""
    return " (in a personal capacity)" if accused.as_ == (SELF,) else f" (of {names(corpus, accused.as_)})"


def name(corpus: Corpus, id_: str) -> str:
    """The name of an actor; anything else is returned as it is."""
    actor = corpus.actors.get(id_)
    return actor.name if actor is not None else id_


def names_of(record: Record) -> tuple[str, ...]:
    """What people call a record beside its id: names, titles, texts."""
    match record:
        case Actor():
            return (record.name, *(alias.name for alias in record.aliases))
        case Source():
            return (record.title,) if record.title else ()
        case Topic():
            return (record.label,)
        case Allegation():
            return (record.text,)
        case _:
            return ()
