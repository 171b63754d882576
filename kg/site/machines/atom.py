"""Atom feeds as text (RFC 4287): entries are put together here, and every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kg.render.escape import for_xml


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is new: the IRI that identifies it for ever, its title, its day, the path of its page, and what it says."""

    iri: str
    title: str
    day: str
    path: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; `own` is where it will be, `page` leads to what it is about, either of them as an address."""

    iri: str
    title: str
    subtitle: str
    day: str
    page: str
    own: str
    author: str
    lang: str


def text(feed: Feed, entries: Iterable[Entry], root: str) -> bytes:
    """The feed; `root` is what the paths of pages come behind."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.lang}">',
        f"<id>{_text(feed.iri)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<subtitle>{_text(feed.subtitle)}</subtitle>",
        f"<updated>{feed.day}T00:00:00Z</updated>",
        f"<author><name>{_text(feed.author)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{_text(feed.page)}"/>',
        *([f'<link rel="self" type="application/atom+xml" href="{_text(feed.own)}"/>'] if feed.own else ()),
        *(_entry(entry, root) for entry in entries),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(entry: Entry, root: str) -> str:
    summary = f"<summary>{_text(entry.summary)}</summary>" if entry.summary else ""
    return (
        f"<entry><id>{_text(entry.iri)}</id><title>{_text(entry.title)}</title>"
        f'<updated>{entry.day}T00:00:00Z</updated><link rel="alternate" type="text/html" href="{_text(root + entry.path)}"/>'
        f"{summary}</entry>"
    )


def _text(value: str) -> str:
    """A text as XML holds it, without the characters that XML cannot hold."""
    return escape(for_xml(value))
