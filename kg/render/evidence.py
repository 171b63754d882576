"""What is kept of sources, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.edtf import words
from kg.evidence.reading import Copy
from kg.model.records import Source
from kg.render.table import Table


def copies_table(found: Iterable[tuple[str, Copy]]) -> Table:
    """A row for each kept copy."""
    pairs = tuple(found)
    rows = tuple(
        (c.evidence.sha256[:12], c.evidence.media, c.evidence.size, words(c.evidence.retrieved), c.depth, c.state)
        for _, c in pairs
    )
    records = tuple(
        {
            "kind": "evidence",
            "id": id_,
            "sha256": c.evidence.sha256,
            "media": c.evidence.media,
            "size": c.evidence.size,
            "retrieved": c.evidence.retrieved.text,
            "extractor": c.evidence.extractor,
            "depth": c.depth,
            "state": c.state,
        }
        for id_, c in pairs
    )
    return Table(("digest", "media type", "bytes", "retrieved", "depth", "state"), rows, records)


def sources_table(found: Iterable[tuple[Source, Sequence[Copy]]]) -> Table:
    """A row for each source."""
    rows = []
    records = []
    for source, copies in found:
        newest = copies[0] if copies else None
        depth = next((copy.depth for copy in copies if copy.depth != "none"), "none")
        state = newest.state if newest else "no copy"
        rows.append((source.id, len(copies), words(newest.evidence.retrieved) if newest else "", depth, state))
        records.append(
            {
                "kind": "source",
                "id": source.id,
                "copies": len(copies),
                "retrieved": newest.evidence.retrieved.text if newest else None,
                "depth": depth,
                "state": state,
            }
        )
    return Table(("source", "copies", "newest", "depth", "state"), tuple(rows), tuple(records))
