"""What follows from a change: what is said now of statements, people and allegations that was not said before.

Each thing that follows is one `Effect`, with the changed records that are its reason. What the change itself wrote is not among
them: that a new statement exists follows from nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from kg.analysis.origins import Origins, survey
from kg.analysis.standing import SILENT, whys
from kg.analysis.standing import WORDS as STANDINGS
from kg.corpus.affiliation import roles_on
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.labels import names
from kg.corpus.resolution import Resolved
from kg.corpus.silence import WORDS as SILENCES
from kg.corpus.silence import silence
from kg.corpus.stance_words import holding
from kg.corpus.status_words import status_words
from kg.history.causes import Along, Causes
from kg.history.written import Written

Kind: TypeAlias = Literal[
    "accuses",
    "accuses no longer",
    "named",
    "named no longer",
    "pair",
    "no pair",
    "holds",
    "counts",
    "side",
    "role",
    "answer",
    "status",
    "origins",
    "standing",
]
KINDS: Final[Mapping[Kind, Along]] = {
    "accuses": "accused",
    "accuses no longer": "accused",
    "named": "accused",
    "named no longer": "accused",
    "pair": "sides",
    "no pair": "sides",
    "holds": "meaning",
    "counts": "sources",
    "side": "sides",
    "role": "sides",
    "answer": "meaning",
    "status": "status",
    "origins": "sources",
    "standing": "meaning",
}
"""The kinds, the gravest first, each with the links along which its reason is looked for."""
_ORDER: Final = {kind: i for i, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that follows, and for which records: `ids`.

    `subject` are ids: who is accused now, the two sides of a pair, the allegation that is held or decided. `was` and `now` say in
    words what was said of the records before, and what is said now. `causes` are ids of changed records, the nearest; none where
    nothing leads to one.
    """

    kind: Kind
    subject: tuple[str, ...]
    ids: tuple[str, ...]
    causes: tuple[str, ...]
    was: str = ""
    now: str = ""


def follows(before: Corpus, after: Corpus, touched: tuple[Written, ...]) -> tuple[Effect, ...]:
    """All that follows under its reasons: the one of the gravest effect first, and of two alike the one with more statements."""
    if not touched:
        return ()
    causes = Causes(before, after, touched)
    found = _grouped(
        (replace(effect, causes=causes.of(_place(effect), KINDS[effect.kind])) for effect in _effects(before, after, touched)),
        after,
        before,
    )
    return tuple(_in_order(found))


def _place(effect: Effect) -> str:
    """Where the search for the reason of an effect on one record starts."""
    return effect.ids[0] if effect.ids else effect.subject[0]


def _grouped(effects: Iterable[Effect], after: Corpus, before: Corpus) -> list[Effect]:
    """Effects that are alike but for the record as one."""
    together: dict[Effect, list[str]] = {}
    for effect in effects:
        together.setdefault(replace(effect, ids=()), []).extend(effect.ids)

    def in_time(ids: Iterable[str]) -> tuple[str, ...]:
        order = {**before.order, **after.order}
        return tuple(sorted(dict.fromkeys(ids), key=lambda id_: (order.get(id_, -1), id_)))

    return [replace(alike, ids=in_time(ids)) for alike, ids in together.items()]


def _in_order(effects: list[Effect]) -> list[Effect]:
    rank: dict[tuple[str, ...], tuple[int, int]] = {}
    for effect in effects:
        gravity = (_ORDER[effect.kind], -len(effect.ids))
        rank[effect.causes] = min(rank.get(effect.causes, gravity), gravity)
    return sorted(effects, key=lambda e: (rank[e.causes], e.causes, _ORDER[e.kind], -len(e.ids), e.subject, e.now))


def _effects(before: Corpus, after: Corpus, touched: tuple[Written, ...]) -> Iterator[Effect]:
    both = [(before.resolved[id_], now) for id_, now in after.resolved.items() if id_ in before.resolved]
    differing = [(was, now) for was, now in both if was != now]
    for was, now in both:
        yield from _accused(before, after, was, now)
    for was, now in differing:
        yield from _of_statement(before, after, was, now)
    yield from _roles(before, after, both, touched)
    yield from _named(before, after)
    yield from _pairs(before, after)
    yield from _said_of(before, after, both, touched)


def _accused(before: Corpus, after: Corpus, was: Resolved, now: Resolved) -> Iterator[Effect]:
    """Whom a statement accuses now that it did not accuse, and the other way round."""
    old, new = (corpus.still_accused(one) if one.act == "accuses" else () for corpus, one in ((before, was), (after, now)))
    for actor in new:
        if actor not in old:
            yield Effect("accuses", (actor,), (now.id,), (), "others" if old else "nobody", _on_whose_word(now))
    for actor in old:
        if actor not in new:
            yield Effect("accuses no longer", (actor,), (now.id,), (), _on_whose_word(was), "others" if new else "nobody")


def _on_whose_word(resolved: Resolved) -> str:
    """What has to be said with a number of statements that do not simply count, so that they are in no number with others."""
    if resolved.is_contested:
        return " that their alleged speakers deny"
    return " known only on the word of others" if resolved.is_attributed else ""


def _of_statement(before: Corpus, after: Corpus, was: Resolved, now: Resolved) -> Iterator[Effect]:
    """What is said otherwise of a statement: what it holds, how it counts, for which side, in which role."""
    for about in dict.fromkeys((*was.allegations, *now.allegations)):
        if about in was.allegations and about in now.allegations:
            held, holds = holding(was, about), holding(now, about)
            if held != holds:
                yield Effect("holds", (about,), (now.id,), (), held, holds)
    if (counted := _counts(before, was)) != (counts := _counts(after, now)):
        yield Effect("counts", (), (now.id,), (), counted, counts)
    if was.sides != now.sides:
        yield Effect("side", (), (now.id,), (), names(before, was.sides), names(after, now.sides))
    if was.accused_sides != now.accused_sides and was.against == now.against:
        yield Effect("side", now.against, (now.id,), (), names(before, was.accused_sides), names(after, now.accused_sides))


def _roles(
    before: Corpus, after: Corpus, both: Iterable[tuple[Resolved, Resolved]], touched: tuple[Written, ...]
) -> Iterator[Effect]:
    """In which role somebody spoke, where the change touched them or the statement."""
    ids = {one.id for one in touched}
    for was, now in both:
        for speaker in now.speakers:
            if speaker in was.speakers and (speaker in ids or now.id in ids):
                then, today = (_positions(corpus, speaker, one) for corpus, one in ((before, was), (after, now)))
                if then != today:
                    yield Effect("role", (speaker,), (now.id,), (), then, today)


def _counts(corpus: Corpus, resolved: Resolved) -> str:
    """How a statement counts, where it does not simply count."""
    if resolved.is_contested:
        return "its alleged speaker denies having said it"
    if corpus.is_retracted(resolved.id):
        return "retracted"
    if resolved.is_attributed:
        return f"known only on the word of {names(corpus, resolved.tellers)}"
    return "perhaps one with what does not count" if resolved.id in corpus.unsure else ""


def _positions(corpus: Corpus, speaker: str, resolved: Resolved) -> str:
    actor = corpus.actors.get(speaker)
    return "; ".join(dict.fromkeys(role.position for role in roles_on(actor, resolved.span))) if actor else ""


def _named(before: Corpus, after: Corpus) -> Iterator[Effect]:
    """Who is accused for the first time in the record, and who no longer is."""
    old, new = accusing(before), accusing(after)
    for actor, ids in new.items():
        if actor not in old:
            yield from (Effect("named", (actor,), (id_,), ()) for id_ in ids)
    for actor, ids in old.items():
        if actor not in new:
            yield from (Effect("named no longer", (actor,), (id_,), ()) for id_ in ids)


def accusing(corpus: Corpus) -> dict[str, list[str]]:
    """The accusations of each who is accused."""
    found: dict[str, list[str]] = {}
    for id_, resolved in corpus.resolved.items():
        if resolved.act == "accuses" and id_ not in corpus.uncounted:
            for actor in corpus.still_accused(resolved):
                found.setdefault(actor, []).append(id_)
    return found


def _pairs(before: Corpus, after: Corpus) -> Iterator[Effect]:
    """Which side accuses which now, without any accusation between the two before, and the other way round."""
    old, new = _between(before), _between(after)
    for pair, ids in new.items():
        if pair not in old:
            yield from (Effect("pair", pair, (id_,), ()) for id_ in ids)
    for pair, ids in old.items():
        if pair not in new:
            yield from (Effect("no pair", pair, (id_,), ()) for id_ in ids)


def _between(corpus: Corpus) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for id_, resolved in corpus.resolved.items():
        if resolved.act == "accuses" and id_ not in corpus.uncounted:
            for accuser in resolved.sides:
                for accused in resolved.accused_sides:
                    found.setdefault((accuser, accused), []).append(id_)
    return found


def _said_of(
    before: Corpus, after: Corpus, both: list[tuple[Resolved, Resolved]], touched: tuple[Written, ...]
) -> Iterator[Effect]:
    """What the analyses say otherwise: of answers, of what became of allegations and what they rest on, of standing."""
    for was, now in both:
        if now.act == "accuses" and was.act == "accuses":
            answered, answer = silence(before, was.id), silence(after, now.id)
            if answered != answer:
                yield Effect("answer", (), (now.id,), (), SILENCES[answered], SILENCES[answer])
    for id_ in after.allegations:
        if id_ in before.allegations and (decided := status_words(before, id_)) != (decides := status_words(after, id_)):
            yield Effect("status", (id_,), (), (), "; then ".join(decided), "; then ".join(decides))
    yield from _resting(before, after, touched)
    old, new = whys(before), whys(after)
    for id_, why in new.items():
        if id_ in old and old[id_] != why and not {old[id_], why} <= SILENT:
            yield Effect("standing", (), (id_,), (), STANDINGS[old[id_]], STANDINGS[why])


def _resting(before: Corpus, after: Corpus, touched: tuple[Written, ...]) -> Iterator[Effect]:
    """What the allegations rest on, where the change can have touched it."""
    kinds = {one.kind for one in touched}
    if kinds.isdisjoint({"statement", "source", "actor", "allegation"}):
        return
    only = None if not kinds.isdisjoint({"source", "actor", "allegation"}) else _held_otherwise(before, after)
    old, new = ({one.id: one for one in survey(corpus, Filter(), only)} for corpus in (before, after))
    for id_, found in new.items():
        if id_ in old and (was := _rests(old[id_])) != (now := _rests(found)):
            yield Effect("origins", (id_,), (), (), was, now)


def _held_otherwise(before: Corpus, after: Corpus) -> frozenset[str]:
    """The allegations of which some statement, or what became of it, differs: no other rests on anything else by that."""
    moved = before.statements.keys() ^ after.statements.keys()
    differing = {
        id_
        for id_ in {**before.resolved, **after.resolved}
        if before.resolved.get(id_) != after.resolved.get(id_) or before.aftermath.get(id_) != after.aftermath.get(id_)
    }
    if moved:
        passed = (one for corpus in (before, after) for one in corpus.stated.values())
        differing |= {one.id for one in passed if any(not moved.isdisjoint(report.via) for report in one.reports)}
    states = (corpus.resolved[id_] for corpus in (before, after) for id_ in differing if id_ in corpus.resolved)
    return frozenset(about for resolved in states for about in (*resolved.allegations, *resolved.affirms))


def _rests(found: Origins) -> str:
    """What an allegation rests on, in numbers."""
    known = len(found.of_kind("first-hand"))
    return (
        f"{_number(known, 'first-hand account')}, {_number(len(found.ends) - known, 'unknown end')}, "
        f"{_number(found.reports, 'report')}"
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
