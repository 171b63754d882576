"""The accusations against an actor by what the record knows of an answer: a list for each of the five kinds."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.counting import count
from kg.corpus.silence import silences
from kg.site.addresses import Link
from kg.site.frame import File, Site
from kg.site.pages import listed
from kg.site.pages.ranking import accusations


def place(id_: str) -> str:
    """The path of the page about the accusations against an actor."""
    return f"actor/{id_}/answers.html"


def pages(site: Site) -> Iterator[File]:
    """The page of every actor that is accused, with the further pages of its lists."""
    for actor in site.corpus.actors.values():
        ids = [id_ for id_ in accusations(site, actor.id) if id_ not in site.corpus.uncounted]
        if not ids:
            continue
        w = site.words
        met = {kind: of for kind, of in silences(site.corpus, ids).items() if of}
        lists = tuple((f"silence-{kind.replace(' ', '-')}", w.term("silence", kind), of) for kind, of in met.items())
        title = w("answers.against", name=actor.name)
        yield site.page(
            place(actor.id),
            "answers.html.j2",
            title=title,
            summary=w("answers.page"),
            heading=title,
            back=Link(actor.name, f"../{actor.id}.html"),
            total=count(site.corpus, ids).bare,
            parts=tuple(
                (site.rows.part(key, heading, of), w(f"meant.{kind}"), count(site.corpus, of).bare)
                for (kind, _), (key, heading, of) in zip(met.items(), lists, strict=True)
            ),
            stem=f"actor/{actor.id}",
            first=place(actor.id),
        )
        yield from listed.rest(site, ("actor", actor.id), title, lists)
