"""The accusations by what the record knows of an answer: a list for each of the five kinds."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.counting import count
from kg.site.filter.bar import bar
from kg.site.frame import Entry, File, Site
from kg.site.unknowns import by_silence, place

ENTRIES: tuple[Entry, ...] = ()


def pages(site: Site) -> Iterator[File]:
    """Each list that has something in it, with its further pages."""
    for kind, ids in by_silence(site).items():
        title = site.words("answers.title", silence=site.words.term("silence", kind))
        first = site.rows.part("all", title, ids)
        for number in range(1, first.pages + 1 if ids else 1):
            yield site.page(
                f"{place(kind)}.html" if number == 1 else f"{place(kind)}-{number}.html",
                "unanswered.html.j2",
                title=title if number == 1 else site.words("list.page", title=title, number=number),
                heading=title,
                narrow=bar(site, "statement", len(ids), kind),
                total=count(site.corpus, ids).bare,
                meaning=site.words(f"meant.{kind}"),
                part=site.rows.part("all", title, ids, number),
                stem=place(kind),
            )
