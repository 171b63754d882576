"""Reads one claim file: plain values, a mark for every key and value, and what the YAML of claim files may not hold.

A plainly formatted file is read line by line (`lines`), any other through the events of PyYAML's C parser (`events`). Every
scalar stays the text that was written (`NO`, `012`); anchors, aliases, merge keys, tags, directives and second documents are
refused in place.
"""

from __future__ import annotations

from kg.claimfile.document import Document, read
from kg.claimfile.lines import MAX_DEPTH, MAX_NODES
from kg.claimfile.text import MAX_BYTES, REPLACEMENT

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "REPLACEMENT", "Document", "read"]
