"""Which of the changed records is the reason why something follows: the nearest one along the references that can carry it.

What a statement holds depends on what it answers and is about; for whom it counts, on actors and their roles; on what it rests,
on sources. Each is searched from all changed records at once, so that a large change costs no more than the record's links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, Literal, TypeAlias

from kg.corpus.corpus import Corpus
from kg.history.written import Written
from kg.model.references import references

Along: TypeAlias = Literal["accused", "meaning", "sides", "sources", "status"]

_KINDS: Final[Mapping[Along, frozenset[str]]] = {
    "accused": frozenset({"statement", "allegation"}),
    "meaning": frozenset({"statement", "allegation"}),
    "sides": frozenset({"statement", "actor", "allegation"}),
    "sources": frozenset({"allegation", "statement", "source", "actor"}),
    "status": frozenset({"allegation", "statement"}),
}
"""Through records of which kinds a reason is looked for."""
_BOTH_WAYS: Final = frozenset[Along]({"meaning", "sources", "status"})
"""Where what refers to a record matters to it too, as an answer does to the charge that it answers."""
_TELLING: Final[Mapping[Along, Mapping[str, frozenset[str]]]] = {
    "accused": {"allegation": frozenset({"accused"})},
    "sides": {
        "actor": frozenset({"roles", "part_of", "side", "type", "from", "to", "succeeds"}),
        "allegation": frozenset({"accused"}),
    },
    "sources": {"actor": frozenset({"part_of", "aliases", "name"})},
}
"""Of a changed record of this kind, only these fields can be the reason."""


class Causes:
    """Finds the reasons among the records that a change touched."""

    def __init__(self, before: Corpus, after: Corpus, touched: Iterable[Written]) -> None:
        """Search in what `touched` between the two states, both under the ids of now."""
        self._corpora = (before, after)
        self._touched = tuple(touched)
        self._found: dict[Along, Mapping[str, tuple[str, ...]]] = {}

    def of(self, id_: str, along: Along) -> tuple[str, ...]:
        """The changed records that are nearest to the record `id_`, itself before all others; none where nothing leads to one."""
        if along not in self._found:
            self._found[along] = self._search(along)
        return self._found[along].get(id_, ())

    def _search(self, along: Along) -> Mapping[str, tuple[str, ...]]:
        """From every changed record outwards, a step at a time: each record keeps the reasons that reach it first."""
        kinds, telling = _KINDS[along], _TELLING.get(along, {})
        started = [
            one.id
            for one in self._touched
            if one.kind in kinds and (one.how != "changed" or one.kind not in telling or telling[one.kind] & one.fields)
        ]
        found: dict[str, tuple[str, ...]] = {id_: (id_,) for id_ in started}
        edge = list(found)
        while edge:
            reached: dict[str, dict[str, None]] = {}
            for id_ in edge:
                for near in self._near(id_, along, kinds):
                    if near not in found:
                        reached.setdefault(near, {}).update(dict.fromkeys(found[id_][:_MOST]))
            found.update((id_, tuple(reasons)[:_MOST]) for id_, reasons in reached.items())
            edge = list(reached)
        return found

    def _near(self, id_: str, along: Along, kinds: frozenset[str]) -> Iterable[str]:
        links = (self._users, self._used) if along in _BOTH_WAYS else (self._users,)
        return (near for link in links for near in link.get(id_, ()) if self._kind(near) in kinds)

    def _kind(self, id_: str) -> str:
        return next((corpus.kinds[id_] for corpus in self._corpora if id_ in corpus.kinds), "")

    @cached_property
    def _used(self) -> Mapping[str, dict[str, None]]:
        """What each record refers to, in either state."""
        found: dict[str, dict[str, None]] = {}
        before, _ = self._corpora
        for corpus in self._corpora:
            for record in corpus.whole():
                if corpus is not before and before.get(record.id) is record:
                    continue  # of a file that is the same in both
                found.setdefault(record.id, {}).update(dict.fromkeys(reference.id for reference in references(record)))
        return found

    @cached_property
    def _users(self) -> Mapping[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for id_, used in self._used.items():
            for one in used:
                found.setdefault(one, {})[id_] = None
        return found


_MOST: Final = 8
"""So many reasons are kept for one thing that follows."""
