"""Rules of duplicate records (K214, K215, K216): two sources, two actors, a publisher that is an actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.address import same_page
from kg.corpus.corpus import Corpus
from kg.corpus.labels import names_of
from kg.diagnostic import Diagnostic, Path, Severity
from kg.ids import is_id, skeleton


def source_twice(corpus: Corpus) -> Iterator[Diagnostic]:
    """A source with the address of another source.

    Two records of one page count as two sources, so a statement looks better supported than it is. Addresses are compared without
    scheme, `www.`, trailing slash, fragment and tracking parameters. If the page changed and both versions matter, waive the
    warning and say why.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          daily-2: {title: A pledge, url: "http://www.example.org/daily/?utm_source=mail#top"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}, {source: daily-2}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          daily-2: {title: A pledge, url: "https://example.org/daily?page=2"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}, {source: daily-2}]
    """
    pages = ((source.id, ("url",), same_page(source.url)) for source in corpus.sources.values() if source.url)
    for id_, path, first, first_path in _again(pages):
        message = f"'{first}' has the same address"
        hint = "keep one of the two records and cite it in every report, or waive this if the page changed between them"
        related = (corpus.mark(first, first_path),)
        yield Diagnostic(corpus.mark(id_, path), "K214", Severity.WARNING, message, hint, related, ("source", id_))


def same_elsewhere(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two actors with the same `same_as`.

    Readers of the graph merge the two, so an accused could accuse itself. Either they are one actor, or one of the addresses is
    wrong.

    FAIL:
        actors:
          alba: {name: Alba, type: state, same_as: "https://example.org/id/1"}
          borea: {name: Borea, type: state, same_as: "https://example.org/id/1"}

    PASS:
        actors:
          alba: {name: Alba, type: state, same_as: "https://example.org/id/1"}
          borea: {name: Borea, type: state, same_as: "https://example.org/id/2"}
    """
    addresses = (
        (actor.id, ("same_as", i), same_page(address))
        for actor in corpus.actors.values()
        for i, address in enumerate(actor.same_as)
    )
    for id_, path, first, first_path in _again(addresses):
        message = f"'{first}' has the same 'same_as', so the two would be one actor"
        related = (corpus.mark(first, first_path),)
        hint = "keep one of the two records, or correct the address"
        yield Diagnostic(corpus.mark(id_, path), "K215", Severity.ERROR, message, hint, related, ("actor", id_))


def printed_name_of_an_actor(corpus: Corpus) -> Iterator[Diagnostic]:
    """A publisher or an author, written as printed, whose name is that of an actor.

    Without the id it is not that actor: its reports do not count as its own account, and its sources not as those of one
    publisher.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          herald: {name: The Herald, type: media}
        sources:
          herald-1: {title: A pledge, publisher: The Herald, url: "https://example.org/1"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: herald-1, via: herald}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          herald: {name: The Herald, type: media}
        sources:
          herald-1: {title: A pledge, publisher: herald, url: "https://example.org/1"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: herald-1, via: herald}]
    """
    named: dict[str, str] = {}
    for actor in sorted(corpus.actors.values(), key=lambda actor: actor.id):  # independent of where they are written
        for name in names_of(actor):
            named.setdefault(skeleton(name), actor.id)
    for source in corpus.sources.values():
        printed: list[tuple[Path, str]] = [(("publisher",), source.publisher)] if source.publisher else []
        printed += [(("author", i), author) for i, author in enumerate(source.author)]
        for path, name in printed:
            actor_id = None if is_id(name) else named.get(skeleton(name))
            if actor_id is not None:
                message = f"'{name}' is a name of the actor '{actor_id}'"
                mark, related = corpus.mark(source.id, path), (corpus.mark(actor_id),)
                hint = f"write '{actor_id}', or waive this if it is another actor of that name"
                yield Diagnostic(mark, "K216", Severity.WARNING, message, hint, related, ("source", source.id))


def _again(found: Iterable[tuple[str, Path, str]]) -> Iterator[tuple[str, Path, str, Path]]:
    """Each record and path whose key a record with an earlier id has, with that one and its path, wherever they are written."""
    first: dict[str, tuple[str, Path]] = {}
    for id_, path, key in sorted(found, key=lambda one: one[0]):
        other, other_path = first.setdefault(key, (id_, path))
        if other != id_:
            yield id_, path, other, other_path
