"""Atom feeds: what was recorded and what was corrected, and for each actor, topic and allegation what was said.

Days are those of the commits that recorded a statement, or else that of the claims as a whole; the clock has no say. What only
others report is marked as in every list, and an allegation is never named without saying that it is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import chain
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.site import bidi
from kg.site.addresses import FED, feed, record, root
from kg.site.frame import File, Site
from kg.site.machines import atom
from kg.site.machines.atom import Entry, Feed

MOST: Final = 50
"""The most entries of a feed: the newest."""
NEW: Final = "new.atom"
CORRECTED: Final = "corrected.atom"


def feeds(site: Site) -> Iterator[File]:
    """Every feed; none where no day is known at all, since a feed has to have one."""
    day = site.day
    if not day:
        return
    entries = {id_: _new(site, id_, day) for id_ in site.corpus.resolved}
    place = {id_: number for number, id_ in enumerate(site.corpus.reading_order)}

    def newest(ids: Iterable[str]) -> list[Entry]:
        chosen = nlargest(MOST, dict.fromkeys(ids), key=lambda id_: (entries[id_].day, place[id_]))
        return [entries[id_] for id_ in chosen]

    words = site.words
    yield _feed(site, NEW, words("feed.new"), "statements.html", newest(entries), day)
    found = sorted(_corrections(site, day), key=lambda one: one.iri)
    yield _feed(site, CORRECTED, words("feed.corrected"), "corrections.html", nlargest(MOST, found, key=lambda one: one.day), day)
    for kind in FED:
        for id_ in getattr(site.corpus, f"{kind}s"):
            title = words("feed.about", title=_named(site, kind, id_))
            yield _feed(site, feed(kind, id_), title, record(kind, id_), newest(_statements(site, kind, id_)), day)


def _statements(site: Site, kind: str, id_: str) -> Iterable[str]:
    """The statements in the lists of a record."""
    index = site.index
    if kind == "topic":
        return index.topics.get(id_, ())
    if kind == "allegation":
        return chain(index.findings.get(id_, ()), *index.allegations.get(id_, {}).values())
    others = (index.spoken_for, index.addressed, index.about)
    return chain(*index.actors.get(id_, {}).values(), *(one.get(id_, ()) for one in others))


def _feed(site: Site, path: str, title: str, page: str, entries: list[Entry], day: str) -> File:
    top = site.base_url or root(path)
    dataset = site.corpus.dataset
    about = Feed(
        iri=f"{site.corpus.base}{path}",
        title=f"{title} · {site.corpus.title}",
        subtitle=site.words("frame.notice"),
        day=entries[0].day if entries else day,
        page=f"{top}{page}",
        own=f"{site.base_url}{path}" if site.base_url else "",
        author=", ".join(dataset.curators) if dataset and dataset.curators else site.corpus.title,
        lang=site.words.lang,
    )
    return path, atom.text(about, entries, top)


def _new(site: Site, id_: str, day: str) -> Entry:
    row = site.rows.row(id_)
    summary = " · ".join(filter(None, (*row.marks, site.corpus.resolved[id_].statement.says)))
    iri, path = f"{site.corpus.base}statement/{id_}", record("statement", id_)
    return Entry(iri, f"{row.title}, {row.when}", _first(site, id_, day), path, summary)


def _first(site: Site, id_: str, day: str) -> str:
    found = site.known.recorded.get(id_)
    return found.first.day if found else day


def _corrections(site: Site, day: str) -> Iterator[Entry]:
    """What speakers took back, what this record had wrong, and what was changed in it after it was recorded."""
    corpus, words = site.corpus, site.words
    for id_, found in corpus.aftermath.items():
        for later in found:
            row = site.rows.row(id_)
            fate = words(f"corrections.{later.fate.replace(' ', '-')}")
            iri = f"{corpus.base}statement/{id_}#{later.fate.replace(' ', '-')}-{later.by}"
            summary = site.rows.row(later.by).title
            yield Entry(iri, f"{fate}: {row.title}", _first(site, later.by, day), record("statement", id_), summary)
    for statement in corpus.statements.values():
        if statement.withdrawn is not None:
            changed = site.known.recorded.get(statement.id)
            when = changed.last.day if changed else str(statement.withdrawn.date.earliest or day)
            iri = f"{corpus.base}statement/{statement.id}#withdrawn"
            title = f"{words('corrections.withdrawn')}: {statement.id}"
            yield Entry(iri, title, when, record("statement", statement.id), statement.withdrawn.reason)
    for kind, id_ in _records(corpus):
        changed = site.known.recorded.get(id_)
        if changed is not None and changed.first != changed.last:
            iri = f"{corpus.base}{kind}/{id_}#changed-{changed.last.hash[:10]}"
            yield Entry(iri, words("feed.changed", title=_named(site, kind, id_)), changed.last.day, record(kind, id_))


def _records(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for kind in ("actor", "source", "topic", "allegation"):
        yield from ((kind, id_) for id_ in getattr(corpus, f"{kind}s"))
    yield from (("statement", id_) for id_ in corpus.resolved)


def _named(site: Site, kind: str, id_: str) -> str:
    """What a record is called; an allegation says that it is one."""
    corpus = site.corpus
    if kind == "statement":
        return site.rows.row(id_).title
    if kind == "allegation":
        return site.words("allegation.alleged", text=corpus.allegations[id_].text)
    return bidi.bare(label(corpus, getattr(corpus, f"{kind}s")[id_]))
