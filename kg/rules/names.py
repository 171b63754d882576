"""Rules of the names of actors (K206): one name, one actor."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity
from kg.ids import skeleton
from kg.model.records import Actor


def shared_name(corpus: Corpus) -> Iterator[Diagnostic]:
    """A name or alias of an actor that is, or looks like, one of another actor.

    Names are compared without case, accents and spacing, and a letter of another script counts as the Latin letter it looks
    like. Most likely one actor was recorded twice, and its statements are counted separately; and a name in a command would be
    ambiguous.

    FAIL:
        actors:
          ann-reed: {name: Ann Reed, type: person}
          a-reed: {name: A. Reed, type: person, aliases: [Ann Réed]}

    PASS:
        actors:
          ann-reed: {name: Ann Reed, type: person, aliases: [A. Reed]}
    """
    first: dict[str, tuple[str, str, Path]] = {}
    for actor in sorted(corpus.actors.values(), key=lambda actor: actor.id):  # independent of where they are written
        reported: set[str] = set()
        for name, path in _names(actor):
            letters = skeleton(name)
            if not letters:
                continue
            other, spelt, where = first.setdefault(letters, (actor.id, name, path))
            if other == actor.id or other in reported:
                continue
            reported.add(other)
            like = "is also a name" if name == spelt else f"looks like '{spelt}', a name"
            message = f"'{name}' {like} of '{other}'"
            hint = f"if they are one, keep one record; else add 'allow' with 'code: K206' and why to '{actor.id}'"
            related = (corpus.mark(other, where),)
            yield Diagnostic(corpus.mark(actor.id, path), "K206", Severity.WARNING, message, hint, related, ("actor", actor.id))


def _names(actor: Actor) -> Iterator[tuple[str, Path]]:
    yield actor.name, ("name",)
    for i, alias in enumerate(actor.aliases):
        yield alias.name, ("aliases", i)
