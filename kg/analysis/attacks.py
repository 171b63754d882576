"""Which statement attacks which: the exchange as an argumentation framework, and what its speakers took back themselves.

Denials and what they answer attack each other; a rebuttal that meets the whole attacks one way, unless it is of a decision; and
a speaker's own concession, correction or retraction attacks what it gives up. Nothing else attacks. What is known only on the
word of others, or denied by its alleged speaker, takes no part: nobody wins or loses an exchange on the word of a third party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.analysis.grounded import Attacks, Label, grounded
from kg.corpus.aftermath import Later, keeps, speaks_for_all
from kg.corpus.answering import extent
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.corpus.scope import scope
from kg.model.acts import DISPUTES, FINDINGS, OPPOSITE


@dataclass(frozen=True, slots=True)
class Framework:
    """The statements that take part, in the order of the files, and what each attacks.

    `taken_back` maps each statement that its speaker gave up, corrected or retracted as a whole to how and by which statements.
    It is out and no longer attacks, whatever others say of the concession or the retraction. `decisions` are the findings, which
    no answer puts out.
    """

    arguments: tuple[str, ...]
    attacks: Mapping[str, Mapping[str, None]]
    taken_back: Mapping[str, tuple[Later, ...]] = field(default_factory=dict)
    decisions: frozenset[str] = frozenset()

    def labels(self, more: Attacks | None = None) -> tuple[dict[str, Label], dict[str, str]]:
        """The label of each statement, and for each that is rebutted the statement that puts it out; `more` attacks are tried."""
        return labelled((*self.arguments, *(more or ())), {**self.attacks, **(more or {})}, self.taken_back)


def labelled(
    arguments: tuple[str, ...], attacks: Attacks, taken_back: Mapping[str, object]
) -> tuple[dict[str, Label], dict[str, str]]:
    """The grounded labels where what is taken back attacks nothing and is out."""
    labels, causes = grounded(arguments, {attacker: of for attacker, of in attacks.items() if attacker not in taken_back})
    for id_ in labels.keys() & taken_back.keys():
        labels[id_] = "out"
        causes.pop(id_, None)
    return labels, causes


def framework(corpus: Corpus) -> Framework:
    """The framework of the whole record.

    A denial, and a rebuttal that meets what it answers only in part, leaves open what it meets, or is of a decision, is attacked
    by what it answers too. An answer whose allegations have nothing in common with those of what it answers attacks nothing.
    """
    taking_part = {id_: r for id_, r in corpus.resolved.items() if not r.is_attributed and not r.is_contested}
    attacks: dict[str, dict[str, None]] = {}
    left = {id_: _left(corpus, id_) for id_ in taking_part}
    for id_, resolved in sorted(taking_part.items()):
        for target in sorted(left.keys() & {*resolved.answers, *resolved.follows}) if resolved.act in DISPUTES else ():
            mutual = _contradicts(corpus, (resolved, left[id_]), (corpus.resolved[target], left[target]))
            if mutual is not None:
                attacks.setdefault(id_, {})[target] = None
                if mutual:
                    attacks.setdefault(target, {})[id_] = None
    taken_back = {id_: laters for id_ in taking_part if (laters := taken_back_by(corpus, id_))}
    for id_, laters in sorted(taken_back.items()):
        for later in laters:
            attacks.setdefault(later.by, {})[id_] = None
    decisions = frozenset(id_ for id_, resolved in taking_part.items() if resolved.act in FINDINGS)
    return Framework(tuple(taking_part), attacks, taken_back, decisions)


def _contradicts(
    corpus: Corpus, denial: tuple[Resolved, tuple[str, ...]], target: tuple[Resolved, tuple[str, ...]]
) -> bool | None:
    """Whether a denial or rebuttal and what it answers are word against word; None where it does not speak against that.

    Each comes with those of its allegations that its speaker did not take back.
    """
    (one, mine), (other, theirs) = denial, target
    meets = extent(corpus.allegations, mine, theirs)
    opposed = any(
        one.stance(about) == OPPOSITE[other.stance(charged)] != "neither" and scope(corpus.allegations, about, charged) != "none"
        for about in mine
        for charged in theirs
    )
    if meets == "none" or (one.statement.stance is not None and not opposed):
        return None
    if one.act == "denies" or other.act in FINDINGS or _leaves_others(one, other):
        return True
    return meets == "part" or (meets is not None and not opposed)


def _leaves_others(answer: Resolved, charge: Resolved) -> bool:
    """Whether it is the answer of some of the accused, for whom it speaks, and leaves the charge against the others unmet."""
    own = {*answer.speakers, *answer.spoken_for, *answer.sides}.intersection(charge.against)
    return 0 < len(own) < len(set(charge.against))


def _left(corpus: Corpus, id_: str) -> tuple[str, ...]:
    """The allegations of a statement that its speaker did not take back; all where nothing would be left of it."""
    allegations = corpus.resolved[id_].allegations
    gone = _gone(corpus, id_, corpus.aftermath.get(id_, ()))
    return tuple(a for a in allegations if a not in gone) or allegations


def _gone(corpus: Corpus, id_: str, laters: tuple[Later, ...]) -> set[str]:
    """The allegations on which the speaker took the statement back."""
    resolved = corpus.resolved[id_]
    revising = ((later, corpus.resolved[later.by]) for later in laters)
    return {
        allegation
        for later, by in revising
        if speaks_for_all(by, resolved) and not keeps(by, resolved)
        for allegation in later.on
    }


def taken_back_by(corpus: Corpus, id_: str) -> tuple[Later, ...]:
    """How and by which statements the speaker took back all that a statement holds; none where something of it is left."""
    resolved = corpus.resolved[id_]
    laters = tuple(later for later in corpus.aftermath.get(id_, ()) if not keeps(corpus.resolved[later.by], resolved))
    return laters if _gone(corpus, id_, laters).issuperset(resolved.stances.held or resolved.allegations) else ()
