"""The page of a statement: who said what, when, in which role, on whose word, and what it answers and what answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.analysis.origins import of_statement
from kg.corpus.belonging import Belonging
from kg.corpus.corpus import Corpus
from kg.corpus.labels import title
from kg.corpus.resolution import Resolved
from kg.corpus.stance_words import holding
from kg.corpus.status_words import status_words
from kg.site import said
from kg.site.addresses import Link, Links, glossary, record
from kg.site.dates import day_in_words, in_words
from kg.site.evidence import Evidence, basis, evidence
from kg.site.exchanges import in_time
from kg.site.frame import File, Site
from kg.site.listing import Part
from kg.site.pages import listed
from kg.site.pages.differing import Difference, differences


@dataclass(frozen=True, slots=True)
class Held:
    """What the statement holds of an allegation: as a word, whether only others say so, and where the word is explained."""

    tag: str
    meaning: str
    allegation: Link
    accused: tuple[Link, ...]
    status: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A report of the statement, with a link to its source."""

    evidence: Evidence
    source: Link


@dataclass(frozen=True, slots=True)
class Statement:
    """All that the page shows."""

    id: str
    act: str
    title: str
    when: str
    day: str | None
    bounds: str
    speakers: tuple[Link, ...]
    attribution: str
    marks: tuple[str, ...]
    held: tuple[Held, ...]
    says: str | None
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    accounts: tuple[Account, ...]
    differing: tuple[Difference, ...]
    sourced: str
    basis: str
    silence: str
    links: tuple[Part, ...]
    note: str | None


def pages(site: Site) -> Iterator[File]:
    """The page of every statement that is not withdrawn."""
    for id_ in site.corpus.resolved:
        path = record("statement", id_)
        lists = tuple(_lists(site, site.corpus.resolved[id_]))
        view = statement(site, id_, site.links(path), lists)
        title = f"{view.title}, {view.when}"
        yield site.page(
            path,
            "record_statement.html.j2",
            title=title,
            summary=site.corpus.resolved[id_].statement.says or "",
            record=("statement", id_),
            view=view,
        )
        yield from listed.rest(site, ("statement", id_), title, lists)


def statement(site: Site, id_: str, links: Links, lists: listed.Lists) -> Statement:
    """What the page of one statement shows."""
    corpus = site.corpus
    resolved = corpus.resolved[id_]
    row = site.rows.row(id_)
    return Statement(
        id=id_,
        act=resolved.act,
        title=title(corpus, resolved),
        when=row.when,
        day=row.day,
        bounds=_bounds(site, resolved),
        speakers=tuple(_speaker(corpus, one, resolved, links) for one in resolved.speakers),
        attribution=said.attribution(corpus, resolved),
        marks=row.marks,
        held=tuple(_held(site, resolved, one, links) for one in resolved.allegations if one in corpus.allegations),
        says=resolved.statement.says,
        facts=tuple((key, found) for key, found in _facts(site, resolved, links) if found),
        accounts=tuple(
            Account(evidence(corpus, report, site.known.checks.get((id_, n), "")), links.of(report.source))
            for n, report in enumerate(resolved.statement.reports)
        ),
        differing=tuple(differences(site, links, id_)),
        sourced=_sourced(site, resolved),
        basis=basis(of_statement(corpus, resolved)),
        silence=said.no_answer(corpus, resolved),
        links=site.rows.parts(lists),
        note=resolved.statement.note,
    )


def _sourced(site: Site, resolved: Resolved) -> str:
    """How many sources report it, in how many of them its words are quoted, and of how many a copy is archived."""
    w, reports = site.words, resolved.statement.reports
    sources = {report.source for report in reports}
    quoted = {report.source for report in reports if report.quote}
    archived = {id_ for id_ in sources if (source := site.corpus.sources.get(id_)) is not None and source.archived}
    parts = (w("sourced.reports", n=len(sources)), w("sourced.quoted", n=len(quoted)), w("sourced.archived", n=len(archived)))
    return " ".join(parts)


def _bounds(site: Site, resolved: Resolved) -> str:
    """Between which days it was said, where its date is no whole day."""
    first, last = resolved.earliest, resolved.latest
    if first is None or last is None or first == last:
        return ""
    dates = site.words.dates
    return site.words("statement.between", first=day_in_words(first, dates), last=day_in_words(last, dates))


def _speaker(corpus: Corpus, id_: str, resolved: Resolved, links: Links) -> Link:
    return links.actor(id_, said.speaker(corpus, id_, resolved).role)


def _held(site: Site, resolved: Resolved, id_: str, links: Links) -> Held:
    corpus = site.corpus
    held = holding(resolved, id_)
    others = resolved.is_attributed or resolved.is_contested
    tag = site.words("statement.finds_on") if resolved.act == "finds" else site.words.term("holding", held)
    if others:
        tag = site.words("statement.as_others_say", does=tag)
    meaning = glossary(links.root, "act", "finds") if resolved.act == "finds" else glossary(links.root, "holding", held)
    return Held(tag, meaning, links.allegation(id_), links.accused(corpus.allegations[id_].blamed), status_words(corpus, id_))


def _facts(site: Site, resolved: Resolved, links: Links) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The facts in short, each under a key of the words."""
    words, record_ = site.words, resolved.statement
    yield (
        "act",
        (Link(words.term("act", resolved.act), glossary(links.root, "act", resolved.act), words.term("meaning", resolved.act)),),
    )
    if resolved.spoken_for != resolved.speakers:
        yield "for", links.actors(resolved.spoken_for)
    if resolved.sides != resolved.speakers:
        yield "side", links.actors(resolved.sides)
    yield "against", links.actors(resolved.against)
    yield "to", links.actors(resolved.to)
    yield "toward", links.actors(record_.toward)
    yield "tellers", links.actors(resolved.tellers)
    yield "contested", links.actors(resolved.contested)
    if resolved.certainty:
        yield (
            "certainty",
            (Link(words.term("certainty", resolved.certainty), glossary(links.root, "certainty", resolved.certainty)),),
        )
    if record_.verdict:
        yield "verdict", (Link(f"“{record_.verdict}”"),)
    yield "topics", tuple(links.of(topic) for topic in resolved.topics)
    if record_.no_answer_as_of:
        yield "looked", (Link(in_words(record_.no_answer_as_of, words.dates)),)


def _lists(site: Site, resolved: Resolved) -> Iterator[tuple[str, str, list[str]]]:
    for key, ids in _linked(site.corpus, site.index, resolved):
        if ids:
            yield key.replace("_", "-"), site.words(f"statement.{key}"), in_time(site.corpus, ids)


def _linked(corpus: Corpus, index: Belonging, resolved: Resolved) -> Iterator[tuple[str, list[str]]]:
    """The statements that it is joined to, by a key of the words; what is certain first."""
    id_ = resolved.id
    found = (
        ("answers", resolved.answers),
        ("supports", resolved.supports),
        ("follows", resolved.follows),
        ("revises", resolved.revises),
        ("reviews", resolved.reviews),
        ("may_answer", resolved.statement.may_answer),
        ("answered_by", corpus.answered_by.get(id_, ())),
        ("supported_by", corpus.supported_by.get(id_, ())),
        ("followed_by", corpus.followed_by.get(id_, ())),
        ("revised_by", corpus.revised_by.get(id_, ())),
        ("reviewed_by", corpus.reviewed_by.get(id_, ())),
        ("maybe_answered_by", corpus.maybe_answered_by.get(id_, ())),
        ("conflicts", index.conflicts.get(id_, ())),
        ("may_be", index.twins.get(id_, ())),
        ("occasion", index.occasions.get(id_, ())),
    )
    for key, ids in found:
        yield key, [one for one in ids if one in corpus.resolved]
