"""Which proceedings came to an end: an inquiry or a charge is ended only by what happened in its own line, to the same persons.

A settlement ends the proceedings of the bodies that are a party to it, a finding those of its own body, a later step those of the
same forum. Where the record does not say where one of them belongs, or who settled, they are only perhaps ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from kg.corpus.forums import Forum, Forums
from kg.corpus.resolution import Resolved
from kg.corpus.status import ANYBODY, PROCEEDINGS, SETTLED, Force, Stage

_Tie: TypeAlias = tuple[str, str]
"""What joins a later stage to proceedings: the kind of tie, and an id that both have, or one of the two below."""
_ANYWHERE: Final = "*"
_UNPLACED: Final = "?"


def endings(stages: list[Stage], lines: list[Forum], resolved: Mapping[str, Resolved], forums: Forums) -> dict[int, Force]:
    """The places of the proceedings that are ended, or perhaps are; `lines` holds the forum of each stage.

    Gone through from the last stage on, with the persons whom those behind it concern kept by their ties.
    """
    found: dict[int, Force] = {}
    surely: dict[_Tie, set[str]] = defaultdict(set)
    perhaps: dict[_Tie, set[str]] = defaultdict(set)
    for place in range(len(stages) - 1, -1, -1):
        stage = stages[place]
        if stage.word in PROCEEDINGS:
            ties = [*_held(stage, lines[place], forums)]
            whom = _whom(surely, ties)
            if _covers(whom, stage):
                found[place] = "ended"
            elif _covers(whom | _whom(perhaps, ties), stage):
                found[place] = "perhaps ended"
        for tie, is_sure in _thrown(stage, lines[place], resolved, forums):
            (surely if is_sure else perhaps)[tie] |= stage.whom
    return found


def _whom(known: Mapping[_Tie, set[str]], ties: Iterable[_Tie]) -> set[str]:
    """The persons whom later stages with one of these ties concern."""
    return {id_ for tie in ties if tie in known for id_ in known[tie]}


def _covers(whom: set[str], stage: Stage) -> bool:
    """Whether these are all whom the stage concerns."""
    return bool(whom) and (bool(ANYBODY & (stage.whom | whom)) or stage.whom <= whom)


def _held(stage: Stage, line: Forum, forums: Forums) -> Iterator[_Tie]:
    """The ties by which a later stage can end these proceedings."""
    for kind in ("step", "charge") if stage.word == PROCEEDINGS[0] else ("step",):
        yield from ((kind, id_) for id_ in line.ids or ANYBODY)
        yield kind, _UNPLACED if line.is_placed else _ANYWHERE
    for body in stage.by:
        yield "finding", body
        yield "organ", body
        yield from (("party", whole) for whole in forums.wholes(body, stage.span))
    if not stage.by:
        yield "party", _ANYWHERE


def _thrown(stage: Stage, line: Forum, resolved: Mapping[str, Resolved], forums: Forums) -> Iterator[tuple[_Tie, bool]]:
    """The ties by which this stage ends earlier proceedings, each with whether it does for sure."""
    if stage.word == SETTLED:
        yield from _settled(stage, line, resolved, forums)
    elif stage.word == PROCEEDINGS[1]:
        yield from _stepped("charge", line, is_sure=True)
    elif stage.step is not None and stage.is_decision:
        yield from _stepped("step", line, is_sure=True)
    elif stage.is_decision:
        yield from ((("finding", body), True) for body in stage.by)


def _stepped(kind: str, line: Forum, *, is_sure: bool) -> Iterator[tuple[_Tie, bool]]:
    """The ties of a step: sure ones within its forum, and a possible one to whatever is not known to be of another."""
    yield from (((kind, id_), is_sure) for id_ in line.ids or ANYBODY)
    yield (kind, _ANYWHERE), False
    if not line.is_placed:
        yield (kind, _UNPLACED), False


def _settled(stage: Stage, line: Forum, resolved: Mapping[str, Resolved], forums: Forums) -> Iterator[tuple[_Tie, bool]]:
    """The ties of a settlement, to the proceedings of its parties and of their organs and wholes.

    A court that a step names is none of the parties, which are not known then. Where no party is accused, it is not known either
    for whom the proceedings are over.
    """
    said = resolved[stage.statement].speakers if stage.statement else ()
    bodies = dict.fromkeys((*said, *(id_ for id_ in stage.by if not forums.is_court(id_))))
    if not bodies:
        yield from _stepped("step", line, is_sure=not stage.by)
        return
    is_sure = bool(stage.of) or stage.step is not None
    for party in bodies:
        if party not in stage.of:
            yield ("party", party), is_sure
            yield from ((("organ", whole), is_sure) for whole in forums.wholes(party, stage.span))
    yield ("party", _ANYWHERE), False
