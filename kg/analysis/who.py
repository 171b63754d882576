"""Who accused whom: pairs of actors or of sides, with the accusations between them and the answers to these.

Counted by dictionaries, without a graph. A statement of several speakers, or against several, is in
the pair of each; in the total it is one.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count
from kg.corpus.filters import Filter, is_against, is_by
from kg.corpus.level import Level, accused_at, speakers_at
from kg.corpus.resolution import Resolved
from kg.corpus.silence import answers

_Pairs: TypeAlias = dict[tuple[str, str], list[str]]


class Pair(NamedTuple):
    """One accuser and one accused, with the ids of the accusations and of the answers to them, each in the order of time.

    `accusations` are all that are listed; those of them that only may lie in the period are `uncertain` too. `number` is how
    many these are, `answered` counts those that surely have an answer, `answers` are these answers, `acts` counts them by their
    act; `first` and `last` are the first and the last of the first days of the accusations, None where no day is known.
    """

    accuser: str
    accused: str
    accusations: tuple[str, ...]
    uncertain: tuple[str, ...]
    number: Count
    answered: int
    answers: tuple[str, ...]
    acts: Mapping[str, int]
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Charges:
    """The accusations that a filter keeps, each once, whoever is in the pairs.

    `surely` and `perhaps` lie in the period, as far as the dates show; `unnamed` are those of both that accuse nobody by name,
    and so are in no pair.
    """

    surely: tuple[str, ...]
    perhaps: tuple[str, ...]
    unnamed: tuple[str, ...]


def who(corpus: Corpus, level: Level, wanted: Filter) -> tuple[Pair, ...]:
    """The pairs, those with most accusations first.

    At the level of sides a speaker or an accused without a side is under its own id. `wanted.accuser` and
    `wanted.accused` match the actor, its side, and those it speaks for.
    """
    pairs = _pairs(corpus, level)
    perhaps: frozenset[str] = frozenset()
    if wanted != Filter():
        pairs, perhaps = _wanted(corpus, level, wanted, pairs)
    return tuple(sorted(_counted(corpus, pairs, perhaps), key=lambda pair: (-pair.number.number.most, -len(pair.accusations))))


def charges(corpus: Corpus, wanted: Filter) -> Charges:
    """The accusations that the filter keeps, in the order of time, also those that name nobody."""
    found: dict[str, list[str]] = {"surely": [], "perhaps": [], "outside": []}
    unnamed = []
    for id_ in corpus.order:
        resolved = corpus.resolved[id_]
        if resolved.act != "accuses":
            continue
        if _by(resolved, wanted) and (wanted.accused is None or is_against(corpus, resolved, wanted.accused)):
            lies = wanted.lies(corpus, resolved)
            found[lies].append(resolved.id)
            if not resolved.against and lies != "outside":
                unnamed.append(resolved.id)
    return Charges(tuple(found["surely"]), tuple(found["perhaps"]), tuple(unnamed))


def _pairs(corpus: Corpus, level: Level) -> _Pairs:
    """For each accuser and accused the accusations in the order of time, the pairs sorted.

    At the level of sides a speaker or an accused without a side counts as itself.
    """
    found: _Pairs = {}
    for id_ in corpus.order:
        resolved = corpus.resolved[id_]
        if resolved.against:
            accused = accused_at(corpus, resolved, level)
            for accuser in speakers_at(corpus, resolved, level):
                for one in accused:
                    found.setdefault((accuser, one), []).append(id_)
    return {pair: found[pair] for pair in sorted(found)}


def _counted(corpus: Corpus, pairs: _Pairs, perhaps: frozenset[str]) -> Iterator[Pair]:
    """The pairs, each with what there is between the two."""
    replies = {id_: surely for ids in pairs.values() for id_ in ids if (surely := answers(corpus, id_).surely)}
    for (accuser, accused), ids in pairs.items():
        days = [corpus.resolved[id_].earliest for id_ in ids]
        maybe = tuple([id_ for id_ in ids if id_ in perhaps]) if perhaps else ()
        counted = count(corpus, [id_ for id_ in ids if id_ not in perhaps], maybe)
        answered = [id_ for id_ in ids if id_ in replies]
        answering = corpus.in_time(reply for id_ in answered for reply in replies[id_])
        acts = Counter(corpus.resolved[reply].act for reply in answering)
        first = next((day for day in days if day), None)
        yield Pair(accuser, accused, tuple(ids), maybe, counted, len(answered), answering, acts, first, days[-1])


def _wanted(corpus: Corpus, level: Level, wanted: Filter, pairs: _Pairs) -> tuple[_Pairs, frozenset[str]]:
    """The pairs with those of their accusations that the filter keeps, and which of these only may lie in the period."""
    found: _Pairs = {}
    place = {id_: wanted.lies(corpus, corpus.resolved[id_]) for ids in pairs.values() for id_ in ids}
    kept = {"surely", "perhaps"} if wanted.maybe else {"surely"}
    for (accuser, accused), ids in pairs.items():
        for id_ in ids:
            if place[id_] in kept:
                resolved = corpus.resolved[id_]
                if _by(resolved, wanted) and _aimed(corpus, level, resolved, accused, wanted):
                    found.setdefault((accuser, accused), []).append(id_)
    return found, frozenset([id_ for id_, lies in place.items() if lies == "perhaps"])


def _by(resolved: Resolved, wanted: Filter) -> bool:
    return wanted.accuser is None or is_by(resolved, wanted.accuser)


def _aimed(corpus: Corpus, level: Level, resolved: Resolved, accused: str, wanted: Filter) -> bool:
    """Whether the accusation is against `wanted.accused`, or somebody of its side, who is `accused` at the level."""
    if wanted.accused in {None, accused}:
        return True
    for actor, counting in corpus.still_blamed(resolved).items():
        parties = counting.all or (actor,)
        if wanted.accused in {actor, *parties} and accused in ((actor,) if level == "actor" else parties):
            return True
    return False
