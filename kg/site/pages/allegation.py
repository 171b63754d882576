"""The page of an allegation: what is alleged of whom, by whom, who disputes it, on what it rests, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.origins import Origins
from kg.corpus.belonging import ALLEGATION, held_in
from kg.corpus.status import Stage
from kg.corpus.status_words import decided, status_words
from kg.model.records import Allegation
from kg.site.addresses import Link, Links, embed, record
from kg.site.chains import Chains, chains
from kg.site.dates import in_words
from kg.site.events import events
from kg.site.evidence import basis
from kg.site.exchanges import in_time
from kg.site.frame import File, Site
from kg.site.machines.schema_org import claim
from kg.site.pages import listed
from kg.site.pages.differing import Difference, differences
from kg.site.pages.gaps import gaps
from kg.site.pages.listed import Listed, Wanted
from kg.site.pages.voices import Voices, voices
from kg.site.relations import Relations
from kg.site.silences import Bar, bar
from kg.site.strip import Event, Strip, strip

DIFFERING = 12
"""The most statements whose sources are shown side by side; the others are counted."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A statement with the fields in which its sources differ."""

    statement: Link
    differing: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of an allegation shows beside facts and lists."""

    accused: tuple[Link, ...]
    status: tuple[str, ...]
    strip: Strip | None
    voices: tuple[Voices, ...]
    silence: Bar
    basis: str
    chains: Chains | None
    differing: tuple[Differing, ...]
    more_differing: int
    gaps: tuple[str, ...]


def pages(site: Site, relations: Relations) -> Iterator[File]:
    """The page of every allegation; its title says that it is alleged."""
    for allegation in site.corpus.allegations.values():
        links = site.links(record("allegation", allegation.id))
        lists = tuple(_lists(site, allegation.id))
        shelved = tuple(_shelves(allegation, relations))
        view = Listed(
            allegation.id,
            allegation.text,
            listed.facts(_facts(site, allegation, links)),
            listed.shelves(site, record("allegation", allegation.id), shelved),
            site.rows.parts(lists),
            allegation.note,
        )
        title = site.words("allegation.alleged", text=allegation.text)
        seen = shown(site, allegation, links)
        figure = embed(record("allegation", allegation.id)) if seen.strip else ""
        yield from listed.pages(
            site, "allegation", title, view, lists, shelved, shown=seen, embed=figure, claim=claim(site, allegation)
        )
        if seen.strip:
            w = site.words
            words = {"label": w("strip.label"), "above": w("strip.above"), "below": w("strip.below")}
            of = record("allegation", allegation.id)
            yield site.figure(of, allegation.text, seen.strip, title=title, is_alleged=True, **words)


def shown(site: Site, allegation: Allegation, links: Links) -> Shown:
    """All that is drawn and counted on the page of one allegation."""
    corpus, id_ = site.corpus, allegation.id
    held = site.index.allegations.get(id_, {})
    found = site.analyses.origins.get(id_)
    every = tuple(dict.fromkeys(one for ids in held.values() for one in ids))
    differing = [one for one in every if one in site.analyses.differing]
    forward = (*held.get("put forward", ()), *held.get("others: put forward", ()))
    return Shown(
        links.accused(allegation.blamed),
        status_words(corpus, id_),
        strip(tuple(_events(site, id_, held))),
        voices(site, links, held),
        bar(corpus, [one for one in forward if corpus.resolved[one].act == "accuses"]),
        basis(found) if found else "",
        _drawn(site, links, found),
        tuple(
            Differing(Link(site.rows.row(one).title, links.to("statement", one), site.rows.row(one).when), found_)
            for one in differing[:DIFFERING]
            if (found_ := tuple(differences(site, links, one)))
        ),
        max(0, len(differing) - DIFFERING),
        gaps(site, allegation, every, found),
    )


def _drawn(site: Site, links: Links, found: Origins | None) -> Chains | None:
    return chains(site.corpus, links, found) if found else None


def _events(site: Site, id_: str, held: Mapping[str, Sequence[str]]) -> Iterator[Event]:
    """Who puts it forward above, all else that is said of it and what was decided below."""
    for key, ids in held.items():
        yield from events(site, ids, "above" if held_in(key) == "put forward" else "below")
    yield from events(site, site.index.findings.get(id_, ()), "below")
    for stage in site.corpus.status.get(id_, ()):
        if stage.statement is None:
            yield _step(site, stage)


def _step(site: Site, stage: Stage) -> Event:
    """A decision that no statement of the record announces; it leads nowhere, for the page itself says what it was."""
    return Event("", "below", "finds", stage.span, f"{decided(site.corpus, stage)}, {in_words(stage.date, site.words.dates)}")


def _facts(site: Site, allegation: Allegation, links: Links) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "concerns", links.actors(allegation.concerns)
    if allegation.period:
        yield "period", (Link(in_words(allegation.period, site.words.dates)),)
    yield "topics", tuple(links.of(topic) for topic in allegation.topic)
    yield "rests_on", tuple(links.of(source) for source in allegation.rests_on)


def _shelves(allegation: Allegation, relations: Relations) -> Iterator[Wanted]:
    yield "allegation", "broader", "allegation", allegation.broader
    yield "allegation", "narrower", "allegation", relations.narrower.get(allegation.id, ())


def _lists(site: Site, id_: str) -> Iterator[tuple[str, str, Sequence[str]]]:
    """All that was said of it in the order of time, then the same by what is held of it."""
    found = site.index.allegations.get(id_, {})
    findings = site.index.findings.get(id_, ())
    yield (
        "history",
        site.words("allegation.history"),
        in_time(site.corpus, (*findings, *(one for ids in found.values() for one in ids))),
    )
    yield "findings", site.words("allegation.findings"), findings
    for key in ALLEGATION:
        yield key.replace(": ", "-").replace(" ", "-"), site.words.term("allegation-list", key), found.get(key, ())
