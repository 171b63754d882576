"""Which questions of `kg new` matter for a record, as far as it is known: a question whose answer follows is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from kg import edtf
from kg.corpus.affiliation import ALWAYS, Span, roles_on, sides, spoken_for
from kg.corpus.capacity import parties
from kg.corpus.corpus import Corpus
from kg.corpus.resolver import Resolver
from kg.corpus.stance import composed
from kg.model.acts import ACTS, OWN_WORDS
from kg.model.parts import Accused
from kg.model.records import Statement
from kg.model.words import SELF

Given: TypeAlias = Mapping[str, list[str]]


def matters(corpus: Corpus, kind: str, name: str, given: Given) -> bool:
    """Whether to ask for the field `name`."""
    found = _MATTERS.get((kind, name))
    return found is None or found(corpus, given)


def _act(given: Given) -> str:
    """The act of a statement; what any of them may have where it is not known yet."""
    act = given.get("act", [""])[0]
    return act if act in ACTS else "asserts"


def _is_person(given: Given) -> bool:
    return given.get("type") == ["person"]


def _may_be_side(corpus: Corpus, given: Given) -> bool:
    """Whether an actor could be a side, and neither its type nor what it is part of says so."""
    return given.get("type") == ["organization"] and not sides(corpus.actors, given.get("part_of", ()), ALWAYS)


def _has_several(_: Corpus, given: Given) -> bool:
    return len(given.get("speaker", ())) > 1 and _act(given) != "settles"


def _is_for_open(corpus: Corpus, given: Given) -> bool:
    """Whether the roles of a speaker, or a speaker's own place, leave several sides, or a person's roles none."""
    when = _span(given)
    for id_ in given.get("speaker", ()):
        actor = corpus.actors.get(id_)
        if actor is None:
            continue
        if len(sides(corpus.actors, spoken_for(corpus.actors, (id_,), (), when), when)) > 1:
            return True
        if actor.roles and not roles_on(actor, when):
            return True
    return False


def _span(given: Given) -> Span:

    date = edtf.parse(given.get("date", ["unknown"])[0])
    return Span(date.earliest, date.latest) if isinstance(date, edtf.Date) else ALWAYS


def _accuses_nobody(corpus: Corpus, given: Given) -> bool:
    """Whether nothing says yet whom an accusation is against."""
    about = [corpus.allegations[id_] for id_ in given.get("allegation", ()) if id_ in corpus.allegations]
    return _act(given) == "accuses" and not any(allegation.accused for allegation in about)


def is_capacity_open(corpus: Corpus, who: str, given: Given) -> bool:
    """Whether somebody accused has offices on several sides then."""
    return bool(parties(corpus.actors, Accused(who=who), _span(given)).open)


def _is_stance_open(corpus: Corpus, given: Given) -> bool:
    """Whether what a statement holds does not follow from its act and what it answers."""
    act = ACTS[_act(given)]
    targets = [corpus.resolved[id_] for id_ in given.get("answers", ()) if id_ in corpus.resolved]
    if "stance" in act.forbids or not targets:
        return False
    if _act(given) in OWN_WORDS:
        return any(target.stances.held for target in targets)
    statement = Statement(
        id=SELF,  # no statement has this id
        act=given["act"][0],  # type: ignore[arg-type] # it was read as one
        speaker=tuple(given.get("speaker", ())),
        answers=tuple(given["answers"]),
        allegation=tuple(given.get("allegation", ())),
    )
    resolver = Resolver(corpus.actors, corpus.sources, corpus.allegations, {**corpus.stated, SELF: statement})
    theirs = [target.stances for target in targets if not resolver.denies_saying(statement, target.statement)]
    found = composed(statement, resolver.about(statement), theirs, corpus.allegations)
    return bool(found.both or found.left_open)


_MATTERS: Final[Mapping[tuple[str, str], Callable[[Corpus, Given], bool]]] = {
    ("actor", "roles"): lambda _, given: _is_person(given),
    ("actor", "part_of"): lambda _, given: not _is_person(given),
    ("actor", "side"): _may_be_side,
    ("statement", "for"): _is_for_open,
    ("statement", "jointly"): _has_several,
    ("statement", "to"): lambda _, given: _act(given) == "apologizes",
    ("statement", "outcome"): lambda _, given: _act(given) == "finds",
    ("statement", "verdict"): lambda _, given: _act(given) == "finds",
    ("statement", "against"): _accuses_nobody,
    ("statement", "stance"): _is_stance_open,
    ("statement", "certainty"): lambda _, given: "certainty" not in ACTS[_act(given)].forbids,
    ("statement", "firsthand"): lambda _, given: "via" not in given,
}
"""The fields that are asked for only where they matter, by kind of record."""
