"""Which statements may be one and the same utterance, reported twice: those that `may_be` joins, directly or through others.

Worked out once over the whole record, so that a count does not depend on what else is counted beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.records import Statement


def occasion(stated: Mapping[str, Statement], id_: str) -> str:
    """The id of the occasion on which the statement was made: another statement's, or its own."""
    named = stated[id_].occasion
    return named if named is not None and named in stated else id_


def merged(stated: Mapping[str, Statement], *, by_occasion: bool) -> dict[str, str]:
    """For each statement the id that represents its utterance, where all that may be the same utterance are.

    Union-find with path halving over the `may_be` between the statements, or between their occasions.
    """
    keys = {id_: occasion(stated, id_) if by_occasion else id_ for id_ in stated}
    root = {key: key for key in keys.values()}

    def find(node: str) -> str:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for id_, statement in stated.items():
        for other in statement.may_be:
            if other in stated:
                first, second = sorted((find(keys[id_]), find(keys[other])))
                root[second] = first
    return {id_: find(key) for id_, key in keys.items()}
