"""The changelog of the record as an Atom feed (RFC 4287): an entry for each change, with what it wrote, for whoever follows it.

The time of an entry is that of its commit, so that the same history gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from kg.commits import Change
from kg.corpus.corpus import Corpus
from kg.history.entries import Entry
from kg.render.escape import for_xml, printable
from kg.render.history import lines_of

ATOM: Final = "http://www.w3.org/2005/Atom"


def feed(corpus: Corpus, entries: Sequence[Entry]) -> str:
    """The feed of the changes, the newest first; there has to be one. Nothing in it is markup of the claims' own."""
    root = ET.Element("feed", {"xmlns": ATOM})
    _put(root, "generator", "kg log")  # by which a file that kg wrote is known
    _put(root, "id", f"{corpus.base}changes")
    _put(root, "title", f"Changes of {corpus.title}")
    _put(root, "updated", entries[0].change.time)
    if corpus.dataset is not None and corpus.dataset.license:
        _put(root, "rights", corpus.dataset.license)
    for entry in entries:
        element = ET.SubElement(root, "entry")
        _put(element, "id", _address(corpus, entry.change))
        _put(element, "title", entry.change.subject or f"Change {entry.change.hash[:12]}")
        _put(element, "updated", entry.change.time)
        _put(ET.SubElement(element, "author"), "name", entry.change.author or "unknown")
        content = ET.SubElement(element, "content", {"type": "text"})
        content.text = "".join(f"{_text(line)}\n" for line in lines_of(corpus, entry))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _address(corpus: Corpus, change: Change) -> str:
    """The identifier of a change, which no other has; it stays when the repository moves."""
    return f"{corpus.base}changes/{change.hash}"


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _text(text)


def _text(text: str) -> str:
    """A text that XML can hold."""
    return for_xml(printable(text))
