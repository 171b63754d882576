"""An allegation in the words of schema.org, for search engines: a `Claim` of those who make it, and reviews by those who decided.

The page holds it as a block of data, which no browser runs. A `ClaimReview` is written only for a finding in force that the body
itself put into a word, and that word is all that it holds: no rating is ever worked out. What is known only on the word of others
makes nobody an author.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kg.corpus.belonging import is_plain
from kg.edtf import Date
from kg.model.records import Actor, Allegation
from kg.site import bidi, policy
from kg.site.addresses import record
from kg.site.frame import Site

MOST: Final = 20
"""The most authors and sources that are named."""


def claim(site: Site, allegation: Allegation) -> str:
    """The block of data of the page of an allegation, written so that it cannot become markup."""
    graph = [_claim(site, allegation), *_reviews(site, allegation)]
    return policy.data({"@context": "https://schema.org", "@graph": graph})


def _claim(site: Site, allegation: Allegation) -> dict[str, Any]:
    corpus = site.corpus
    by = site.index.allegations.get(allegation.id, {}).get("put forward", ())
    speakers = dict.fromkeys(speaker for one in by for speaker in corpus.resolved[one].speakers if speaker in corpus.actors)
    sources = dict.fromkeys(report.source for one in by for report in corpus.resolved[one].statement.reports)
    named = list(dict.fromkeys((*allegation.accused, *allegation.concerns)))
    found = {
        "@type": "Claim",
        "@id": _iri(site, "allegation", allegation.id),
        "url": _url(site, record("allegation", allegation.id)),
        "name": site.words("allegation.alleged", text=allegation.text),
        "text": allegation.text,
        "author": [_agent(site, corpus.actors[id_]) for id_ in list(speakers)[:MOST]],
        "about": [_agent(site, corpus.actors[id_]) for id_ in named[:MOST] if id_ in corpus.actors],
        "appearance": [_work(site, id_) for id_ in list(sources)[:MOST] if id_ in corpus.sources],
        "isPartOf": {"@type": "Dataset", "@id": f"{corpus.base}dataset", "name": corpus.title},
    }
    return {key: value for key, value in found.items() if value}


def _reviews(site: Site, allegation: Allegation) -> Iterator[dict[str, Any]]:
    corpus = site.corpus
    for stage in corpus.status.get(allegation.id, ()):
        resolved = corpus.resolved.get(stage.statement or "")
        if resolved is None or resolved.act != "finds" or not stage.verdict or not stage.holds or not is_plain(resolved):
            continue
        found = {
            "@type": "ClaimReview",
            "@id": _iri(site, "statement", resolved.id),
            "url": _url(site, record("statement", resolved.id)),
            "claimReviewed": allegation.text,
            "itemReviewed": {"@id": _iri(site, "allegation", allegation.id)},
            "author": [_agent(site, corpus.actors[id_]) for id_ in resolved.speakers if id_ in corpus.actors],
            "datePublished": _day(stage.date),
            "reviewRating": {"@type": "Rating", "alternateName": stage.verdict},
        }
        yield {key: value for key, value in found.items() if value}


def _agent(site: Site, actor: Actor) -> dict[str, Any]:
    kind = "Person" if actor.type == "person" else "Organization"
    return {"@type": kind, "@id": _iri(site, "actor", actor.id), "name": bidi.bare(actor.name)}


def _work(site: Site, id_: str) -> dict[str, Any]:
    source = site.corpus.sources[id_]
    found = {"@type": "CreativeWork", "@id": _iri(site, "source", id_), "name": source.title, "url": source.url}
    return {key: value for key, value in found.items() if value}


def _day(date: Date) -> str:
    """A whole day; empty for all that is less certain."""
    first, last = date.earliest, date.latest
    return first.isoformat() if first is not None and first == last and not date.qualified else ""


def _iri(site: Site, kind: str, id_: str) -> str:
    return f"{site.corpus.base}{kind}/{id_}"


def _url(site: Site, path: str) -> str:
    return f"{site.base_url}{path}" if site.base_url else ""
