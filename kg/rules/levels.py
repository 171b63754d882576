"""Rules of what is part of what (K211, K217): nothing of a person, and no more levels than anybody needs."""

from __future__ import annotations

import contextlib
import graphlib
from collections.abc import Iterator, Mapping

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.model.words import MAX_LEVELS


def part_of_a_person(corpus: Corpus) -> Iterator[Diagnostic]:
    """An actor that is `part_of` a person.

    Nothing is part of a person. A spokesman has a role `of` the person; a statement that unnamed lawyers or aides make for
    somebody is `for` that person.

    FAIL:
        actors:
          ann-reed: {name: Ann Reed, type: person}
          lawyers: {name: Lawyers of Ann Reed, type: group, part_of: ann-reed}

    PASS:
        actors:
          ann-reed: {name: Ann Reed, type: person}
          ben-hill: {name: Ben Hill, type: person, roles: [{position: Spokesman, of: ann-reed}]}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: ben-hill
            date: 2021-03
            says: Promised that she would leave by spring.
            reports: [{source: daily}]
    """
    for id_, actor in corpus.actors.items():
        for i, part in enumerate(actor.part_of):
            whole = corpus.actors.get(part.of)
            if whole is not None and whole.type == "person":
                message = f"'{part.of}' is a person, and nothing is part of a person"
                hint = f"remove it, and write 'for: {part.of}' in statements made for that person"
                mark, related = corpus.mark(id_, ("part_of", i)), (corpus.mark(part.of),)
                yield Diagnostic(mark, "K211", Severity.ERROR, message, hint, related, ("actor", id_))


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
