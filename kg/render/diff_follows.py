"""What follows from a change, a sentence each, with the reason: such as "12 statements now also accuse Iran, because …"."""

from __future__ import annotations

from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import agreeing, is_plural, names
from kg.corpus.stance_words import WORDS as HOLDINGS
from kg.history.diff import Diff
from kg.history.follows import Effect
from kg.history.written import Written
from kg.render.diff_words import are, called

_DOES: Final = {str(held): words for held, words in HOLDINGS.items()}
_UNTIL_NOW: Final = {
    "put forward": "put it forward",
    "conceded": "conceded it",
    "disputed": "disputed it",
    "spoken of": "only spoke of it",
}
_ACCUSING: Final = frozenset({"accuses", "accuses no longer", "named", "named no longer"})
_NOTHING: Final = "nothing on record"


def sentence(diff: Diff, effect: Effect) -> str:
    """What follows, and why."""
    return f"{_what(diff, effect)}{_because(diff, effect)}"


def _what(diff: Diff, effect: Effect) -> str:
    several = len(effect.ids) != 1
    count = f"{len(effect.ids):,} statement{'s' if several else ''}"
    match effect.kind:
        case "holds":
            return _holds(diff, effect, count, several=several)
        case "counts":
            usual = "counted like any other"
            return f"{count}: {effect.now or usual}; until now: {effect.was or usual}"
        case "side":
            return _side(effect, count, names(diff.claims, effect.subject), several=several)
        case "role":
            speaker = names(diff.claims, effect.subject)
            return f"in {count}, {speaker} speaks as {_role(effect.now)}; until now: {_role(effect.was)}"
        case "answer":
            charges = count.replace("statement", "accusation")
            return f"{charges} {'are' if several else 'is'} now “{effect.now}”; until now: “{effect.was}”"
        case "status":
            return f"{_alleged(diff, effect)} is now: {effect.now or _NOTHING}; until now: {effect.was or _NOTHING}"
        case "origins":
            return f"{_alleged(diff, effect)} now rests on {effect.now}; until now: {effect.was}"
        case "standing":
            return f"{count} now {'have' if several else 'has'} the standing “{effect.now}”; until now: “{effect.was}”"
        case _:
            return _accusing(diff, effect, count, several=several)


def _accusing(diff: Diff, effect: Effect, count: str, *, several: bool) -> str:
    """Who accuses whom now, or no longer."""
    is_over = effect.kind in {"accuses no longer", "named no longer", "no pair"}
    corpus = diff.base if is_over else diff.claims
    subject, accuses = names(corpus, effect.subject), agreeing("accuses", several=several)
    match effect.kind:
        case "accuses":
            also = "also " if effect.was == "others" else ""
            return f"{count}{effect.now} now {also}{accuses} {subject}"
        case "accuses no longer":
            left = "" if effect.now == "others" else ", and nobody else by name"
            return f"{count}{effect.was} no longer {accuses} {subject}{left}"
        case "named":
            return f"{subject} {are(corpus, effect.subject)} accused for the first time in this record, by {count}"
        case "named no longer":
            return f"{subject} {are(corpus, effect.subject)} no longer accused in this record; until now by {count}"
        case "pair":
            return f"{_pair(corpus, effect)} for the first time in this record, by {count}"
        case _:
            return f"{_pair(corpus, effect)} no longer in this record; until now by {count}"


def _holds(diff: Diff, effect: Effect, count: str, *, several: bool) -> str:
    """What statements hold of an allegation."""
    who = "they" if several else "it"
    return f"{count} now {_DOES[effect.now][several]} {_alleged(diff, effect)}; until now {who} {_UNTIL_NOW[effect.was]}"


def _side(effect: Effect, count: str, subject: str, *, several: bool) -> str:
    """For which side statements count, or, where they accuse somebody, for which side whom they accuse does."""
    now, was = effect.now or "no side", effect.was or "no side"
    if subject:
        return f"{count} against {subject} now {agreeing('accuses', several=several)} {now}; until now: {was}"
    return f"{count} now {agreeing('counts', several=several)} for {now}; until now: {was}"


def _role(position: str) -> str:
    return position or "somebody without a role on record"


def _pair(corpus: Corpus, effect: Effect) -> str:
    """One side that accuses another."""
    accuser, accused = effect.subject
    return f"{names(corpus, (accuser,))} {agreeing('accuses', several=is_plural(corpus, (accuser,)))} {names(corpus, (accused,))}"


def _alleged(diff: Diff, effect: Effect) -> str:
    found = diff.claims.allegations.get(effect.subject[0])
    return f"“{found.text}”" if found else effect.subject[0]


def _because(diff: Diff, effect: Effect) -> str:
    """The reason, but where it is that the record itself was changed."""
    if not effect.causes or effect.causes in {effect.ids, effect.subject}:
        return ""
    touched = {one.id: one for one in diff.written}
    reasons = [_reason(diff, effect, touched[id_]) for id_ in effect.causes if id_ in touched]
    return f", because {' and '.join(reasons)}" if reasons else ""


def _reason(diff: Diff, effect: Effect, cause: Written) -> str:
    label = called(diff, cause.id, quoted=True)
    if cause.kind == "allegation" and cause.how == "changed" and effect.kind in _ACCUSING:
        corpus, more = (diff.claims, "names") if effect.kind in {"accuses", "named"} else (diff.base, "no longer names")
        return f"{label} {more} {_them(corpus, effect)}"
    done = {"new": "is new", "gone": "is gone", "merged": "became part of another", "withdrawn": "was withdrawn"}
    if cause.how in done:
        return f"{label} {done[cause.how]}"
    turns = sorted({edit.turn for edit in cause.edits if edit.turn})
    if turns == ["answered"]:
        return f"{label} now answers another"
    return f"{label} was {' and '.join(turns)}" if turns and len(turns) == len(cause.edits) else f"{label} was changed"


def _them(corpus: Corpus, effect: Effect) -> str:
    actor = corpus.actors.get(effect.subject[-1])
    return "it" if actor is not None and actor.type not in {"person", "group"} else "them"
