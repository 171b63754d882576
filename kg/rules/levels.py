"""The rule of nesting depth (K217): as many levels as anybody needs, and no more."""

from __future__ import annotations

import contextlib
import graphlib
from collections.abc import Iterator, Mapping

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.model.words import MAX_LEVELS


def too_many_levels(corpus: Corpus) -> Iterator[Diagnostic]:
    """An actor or an allegation below more than 100 others, each part of the next.

    Sides and scopes are not followed that far, so results would be silently incomplete. Such a chain most likely comes from a
    program that linked each record to the one before it.

    FAIL:
        A row of 102 actors, each `part_of` the next, or of 102 allegations, each with the next under `broader`.

    PASS:
        A press desk that is part of an office, which is part of a ministry, which is part of a state.
    """
    wholes = {id_: tuple(part.of for part in actor.part_of) for id_, actor in corpus.actors.items()}
    wider = {id_: allegation.broader for id_, allegation in corpus.allegations.items()}
    for kind, field, links in (("actor", "part_of", wholes), ("allegation", "broader", wider)):
        for id_ in _first_too_deep(links):
            message = f"there are more than {MAX_LEVELS} levels of '{field}' above '{id_}'"
            hint = "link it directly to what it is part of"
            yield Diagnostic(corpus.mark(id_, (field,)), "K217", Severity.ERROR, message, hint, record=(kind, id_))


def _first_too_deep(links: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The records one level below as many as there may be; those in cycles have a rule of their own."""
    sorter: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter(
        {id_: [up for up in above if up in links] for id_, above in links.items() if above}
    )
    with contextlib.suppress(graphlib.CycleError):
        sorter.prepare()
    depth: dict[str, int] = {}
    while sorter.is_active():
        ready = sorter.get_ready()
        if not ready:
            return
        for id_ in ready:
            depth[id_] = max((depth[up] + 1 for up in links[id_] if up in depth), default=0)
            if depth[id_] == MAX_LEVELS + 1:
                yield id_
        sorter.done(*ready)
