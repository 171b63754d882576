"""Who accused whom: pairs of actors or of sides, with the accusations between them and the answers to these.

Counted by dictionaries over the index of the corpus, without a graph. A statement of several speakers, or against several, is in
the pair of each; in the total it is one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count
from kg.corpus.filters import Filter, is_against, is_by
from kg.corpus.index import Index
from kg.corpus.level import Level, sided
from kg.corpus.resolution import Resolved

_NONE: Final[Mapping[str, int]] = MappingProxyType({})


class Pair(NamedTuple):
    """One accuser and one accused, with the accusations and the answers to them as places in the corpus's index.

    `said` are all that are listed; those of them that only may lie in the period are `perhaps` too. `number` is how many these
    are, `answered` counts those that surely have an answer, `replies` are these answers, `acts` counts them by their act; `first`
    and `last` are the first and the last of the first days of the accusations, None where no day is known. `by_place` are the ids
    of all statements.
    """

    accuser: str
    accused: str
    said: Sequence[int]
    perhaps: Sequence[int]
    number: Count
    answered: int
    replies: Sequence[int]
    acts: Mapping[str, int]
    first: datetime.date | None
    last: datetime.date | None
    by_place: Sequence[str]

    @property
    def accusations(self) -> tuple[str, ...]:
        """The ids of the accusations, in the order of time; made when asked for, which a count need not."""
        return tuple(map(self.by_place.__getitem__, self.said))

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The ids of those that only may lie in the period."""
        return tuple(map(self.by_place.__getitem__, self.perhaps))

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of the answers, in the order of time."""
        return tuple(map(self.by_place.__getitem__, self.replies))


@dataclass(frozen=True, slots=True)
class Charges:
    """The accusations that a filter keeps, each once, whoever is in the pairs.

    `surely` and `perhaps` lie in the period, as far as the dates tell; `unnamed` are those of both that accuse nobody by name,
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
    pairs: Mapping[tuple[str, str], Sequence[int]] = corpus.index.pairs(level)
    perhaps: frozenset[int] = frozenset()
    if wanted != Filter():
        pairs, perhaps = _wanted(corpus, level, wanted, pairs)
    return tuple(sorted(_counted(corpus, pairs, perhaps), key=lambda pair: (-pair.number.number.most, -len(pair.said))))


def charges(corpus: Corpus, wanted: Filter) -> Charges:
    """The accusations that the filter keeps, in the order of time, also those that name nobody."""
    found: dict[str, list[str]] = {"surely": [], "perhaps": [], "outside": []}
    unnamed = []
    for number in corpus.index.accusations:
        resolved = corpus.resolved[corpus.index.ids[number]]
        if _by(resolved, wanted) and (wanted.accused is None or is_against(corpus, resolved, wanted.accused)):
            lies = wanted.lies(corpus, resolved)
            found[lies].append(resolved.id)
            if not resolved.against and lies != "outside":
                unnamed.append(resolved.id)
    return Charges(tuple(found["surely"]), tuple(found["perhaps"]), tuple(unnamed))


def _counted(corpus: Corpus, pairs: Mapping[tuple[str, str], Sequence[int]], perhaps: frozenset[int]) -> Iterator[Pair]:
    """The pairs, each with what there is between the two."""
    index: Index = corpus.index
    days, replies, kinds, ids = index.days, index.replies, index.acts, index.ids
    for (accuser, accused), numbers in pairs.items():
        first = days[numbers[0]] or next((day for number in numbers if (day := days[number])), None)
        last = days[numbers[-1]]
        maybe = tuple([number for number in numbers if number in perhaps]) if perhaps else ()
        sure = [ids[number] for number in numbers if number not in perhaps]
        counted = count(corpus, sure, [ids[number] for number in maybe])
        answered = [number for number in numbers if number in replies]
        if not answered:
            yield Pair(accuser, accused, numbers, maybe, counted, 0, (), _NONE, first, last, ids)
            continue
        answers: Sequence[int] = replies[answered[0]]
        if len(answered) > 1:
            answers = sorted({reply for number in answered for reply in replies[number]})
        acts: dict[str, int] = {}
        for reply in answers:
            act = kinds[reply]
            acts[act] = acts.get(act, 0) + 1
        yield Pair(accuser, accused, numbers, maybe, counted, len(answered), answers, acts, first, last, ids)


def _wanted(
    corpus: Corpus, level: Level, wanted: Filter, pairs: Mapping[tuple[str, str], Sequence[int]]
) -> tuple[dict[tuple[str, str], list[int]], frozenset[int]]:
    """The pairs with those of their accusations that the filter keeps, and which of these only may lie in the period."""
    found: dict[tuple[str, str], list[int]] = {}
    place = [wanted.lies(corpus, corpus.resolved[id_]) for id_ in corpus.index.ids]
    kept = {"surely", "perhaps"} if wanted.maybe else {"surely"}
    for (accuser, accused), numbers in pairs.items():
        for number in numbers:
            if place[number] in kept:
                resolved = corpus.resolved[corpus.index.ids[number]]
                if _by(resolved, wanted) and _aimed(corpus, level, resolved, accused, wanted):
                    found.setdefault((accuser, accused), []).append(number)
    return found, frozenset(number for number, lies in enumerate(place) if lies == "perhaps")


def _by(resolved: Resolved, wanted: Filter) -> bool:
    return wanted.accuser is None or is_by(resolved, wanted.accuser)


def _aimed(corpus: Corpus, level: Level, resolved: Resolved, accused: str, wanted: Filter) -> bool:
    """Whether the accusation is against `wanted.accused`, or somebody of its side, who is `accused` at the level."""
    if wanted.accused in {None, accused}:
        return True
    for actor in corpus.still_accused(resolved):
        parties = sided(corpus, (actor,), resolved)
        if wanted.accused in {actor, *parties} and accused in ((actor,) if level == "actor" else parties):
            return True
    return False
