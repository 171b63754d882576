"""What the record knows of the answer to a statement: five kinds of silence, the same five in every page and report.

That nobody looked is not that nobody answered, and a charge denied elsewhere is not one that met no answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.answering import whose
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count, retracted
from kg.corpus.status import SETTLED, Stage
from kg.edtf import surely_before

Silence: TypeAlias = Literal["answered", "perhaps answered", "denied elsewhere", "none found", "not looked for"]

WORDS: Final[Mapping[Silence, str]] = {
    "answered": "answered",
    "perhaps answered": "perhaps answered",
    "denied elsewhere": "denied elsewhere (only the allegation)",
    "none found": "looked for but not found",
    "not looked for": "not looked for",
}
"""The five, from an answer on record to no search at all, as people read them."""


class Answers(NamedTuple):
    """What answers a statement, by ids: surely, perhaps, and what its speaker retracted.

    Perhaps answers what is known only on the word of others, what may be an answer that was retracted, and what only
    `may_answer`. What its alleged speaker denies having said is in none of them, and neither is what the speaker of the statement
    says further of it.
    """

    surely: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()


_NONE: Final = Answers()


def answers(corpus: Corpus, id_: str) -> Answers:
    """What answers the statement, in the order of the files."""
    linked, possible = corpus.answered_by.get(id_, ()), corpus.maybe_answered_by.get(id_, ())
    if not linked and not possible:
        return _NONE
    uncounted, unsure = corpus.uncounted, corpus.unsure
    valid = [one for one in (*linked, *possible) if one not in uncounted]
    surely = dict.fromkeys([one for one in linked if one not in uncounted and one not in unsure])
    return Answers(tuple(surely), tuple([one for one in dict.fromkeys(valid) if one not in surely]), retracted(corpus, linked))


def silence(corpus: Corpus, id_: str) -> Silence:
    """Which of the five holds for a statement that counts.

    An answer that its speaker retracted, or denies having made, does not count; one known only on the word of others is a
    possible one.
    """
    found = answers(corpus, id_)
    if found.surely:
        return "answered"
    if found.perhaps:
        return "perhaps answered"
    resolved = corpus.resolved[id_]
    if resolved.act == "accuses" and any(corpus.free_standing.meeting(resolved)):
        return "denied elsewhere"
    return "not looked for" if resolved.statement.no_answer_as_of is None else "none found"


def settled(corpus: Corpus, id_: str) -> tuple[Stage, ...]:
    """The settlements that ended what an accusation without a sure answer is about.

    A settlement of an allegation is not an answer to those who put it forward: it says nothing of what they said. What names the
    charge under `answers` is one. One that surely came before the charge, or with others than the accused, did not end it.
    """
    charge = corpus.resolved[id_]
    if charge.act != "accuses" or silence(corpus, id_) == "answered":
        return ()
    return tuple(
        stage
        for allegation in charge.allegations
        for stage in corpus.status.get(allegation, ())
        if stage.word == SETTLED
        and not surely_before(stage.date, charge.date)
        and (not charge.against or not {*charge.against}.isdisjoint({*stage.of, *stage.by}))
    )


def by_the_accused(corpus: Corpus, id_: str, answering: Iterable[str]) -> bool:
    """Whether one of the statements `answering` an accusation is made by or for one of the accused, or for their side."""
    charge = corpus.resolved[id_]
    return any(whose(charge, corpus.resolved[answer]) == "accused" for answer in answering)


def silences(corpus: Corpus, ids: Iterable[str]) -> dict[Silence, tuple[str, ...]]:
    """The statements sorted under the five, each of which is a key."""
    found: dict[Silence, list[str]] = {name: [] for name in WORDS}
    for id_ in ids:
        found[silence(corpus, id_)].append(id_)
    return {name: tuple(listed) for name, listed in found.items()}


def counted(corpus: Corpus, ids: Collection[str], possible: Collection[str] = ()) -> dict[Silence, Count]:
    """How many of the statements there are under each of the five."""
    sure, perhaps = silences(corpus, ids), silences(corpus, possible)
    return {name: count(corpus, sure[name], perhaps[name]) for name in WORDS}
