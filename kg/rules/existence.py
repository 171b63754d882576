"""Rules of when actors existed (K316, K317): nobody speaks after their end, and a successor comes later.

Only dates as written are compared, and only where the answer is certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Mark, Severity
from kg.edtf import Date, surely_before
from kg.model.records import Actor


def out_of_its_time(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement by, for or to an actor, a role or part in one, or a source that it published, from when it did not exist.

    The statement was most likely made by the successor, or on another day. The rule compares the actor's `from` and `to` with the
    statement's date, or with the dates of the role or part, and only reports what is certain.

    FAIL:
        actors:
          old-alba: {name: Kingdom of Alba, type: state, to: 1990}
          new-alba: {name: Republic of Alba, type: state, from: 1990, succeeds: old-alba}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: old-alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          old-alba: {name: Kingdom of Alba, type: state, to: 1990}
          new-alba: {name: Republic of Alba, type: state, from: 1990, succeeds: old-alba}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: new-alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    bounded = {id_: actor for id_, actor in corpus.actors.items() if actor.start is not None or actor.end is not None}
    if not bounded:
        return
    heirs = {actor.succeeds: id_ for id_, actor in corpus.actors.items() if actor.succeeds is not None}
    for id_, resolved in corpus.resolved.items():
        statement = resolved.statement
        if statement.date is None and not statement.speaker and not statement.for_:
            continue  # its occasion says the same, and is reported
        for one in dict.fromkeys((*resolved.speakers, *resolved.spoken_for, *statement.to)):
            message = _absence(bounded.get(one), resolved.date, resolved.date)
            if message is not None:
                heir = f"did it come from '{heirs[one]}', which succeeds it? else " if one in heirs else ""
                mark, related = _voice_mark(corpus, resolved, one), (corpus.mark(one),)
                hint = f"{heir}check both dates"
                yield Diagnostic(mark, "K316", Severity.WARNING, message, hint, related, ("statement", id_))
                break
    for id_, source in corpus.sources.items():
        message = _absence(bounded.get(source.publisher or ""), source.date, source.date)
        if message is not None:
            mark, related = corpus.mark(id_, ("publisher",)), (corpus.mark(source.publisher or ""),)
            yield Diagnostic(mark, "K316", Severity.WARNING, message, "check both dates", related, ("source", id_))
    for id_, actor in corpus.actors.items():
        for i, role in enumerate(actor.roles):
            for n, of in enumerate(role.of):
                message = _absence(bounded.get(of), role.start, role.end) or _absence(bounded.get(id_), role.start, role.end)
                if message is not None:
                    mark, related = corpus.mark(id_, ("roles", i, "of", n)), (corpus.mark(of),)
                    yield Diagnostic(mark, "K316", Severity.WARNING, message, "check both dates", related, ("actor", id_))
        for i, part in enumerate(actor.part_of):
            message = _absence(bounded.get(part.of), part.start, part.end)
            if message is not None:
                mark, related = corpus.mark(id_, ("part_of", i)), (corpus.mark(part.of),)
                yield Diagnostic(mark, "K316", Severity.WARNING, message, "check both dates", related, ("actor", id_))


def _absence(actor: Actor | None, first: Date | None, last: Date | None) -> str | None:
    """What is wrong where an actor surely did not exist at any time from `first` to `last`."""
    if actor is None:
        return None
    if actor.end is not None and first is not None and surely_before(actor.end, first):
        return f"'{actor.id}' ceased to exist in '{actor.end.text}', before '{first.text}'"
    if actor.start is not None and last is not None and surely_before(last, actor.start):
        return f"'{actor.id}' came into existence in '{actor.start.text}', after '{last.text}'"
    return None


def _voice_mark(corpus: Corpus, resolved: Resolved, one: str) -> Mark:
    """Where a statement names the actor by or for whom it was made, or else its speaker."""
    statement = resolved.statement
    for field, ids in (("speaker", statement.speaker), ("for", statement.for_), ("to", statement.to)):
        if one in ids:
            return corpus.mark(resolved.id, (field, ids.index(one)))
    return corpus.mark(resolved.id, ("speaker", 0) if resolved.statement.speaker else ("occasion",))


def succeeds_backwards(corpus: Corpus) -> Iterator[Diagnostic]:
    """An actor that `succeeds` one which began after it, or after its end.

    A successor comes later: the two are the wrong way round, or a date is wrong.

    FAIL:
        actors:
          old-alba: {name: Kingdom of Alba, type: state, to: 1985, succeeds: new-alba}
          new-alba: {name: Republic of Alba, type: state, from: 1991}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: old-alba
            date: 1980
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          old-alba: {name: Kingdom of Alba, type: state, to: 1990}
          new-alba: {name: Republic of Alba, type: state, from: 1991, succeeds: old-alba}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: new-alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    for id_, actor in corpus.actors.items():
        earlier = corpus.actors.get(actor.succeeds or "")
        if earlier is None or earlier.start is None or earlier.id == id_:
            continue
        own = ((actor.start, "began in"), (actor.end, "ended in"))
        for date, what in own:
            if date is not None and surely_before(date, earlier.start):
                message = (
                    f"'{id_}' {what} '{date.text}', before '{earlier.id}', which it succeeds, began in '{earlier.start.text}'"
                )
                hint = f"check both dates; if '{earlier.id}' continued this one, move 'succeeds' there"
                mark, related = corpus.mark(id_, ("succeeds",)), (corpus.mark(earlier.id, ("from",)),)
                yield Diagnostic(mark, "K317", Severity.WARNING, message, hint, related, ("actor", id_))
                break
