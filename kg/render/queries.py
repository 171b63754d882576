"""The named queries: as text for people, and as a table."""

from __future__ import annotations

from collections.abc import Iterable

from kg.query import NamedQuery
from kg.render.table import Table


def text(known: Iterable[NamedQuery]) -> str:
    """Each query with its meaning, its parameters and an example."""
    return "".join(_described(query) for query in known)


def _described(query: NamedQuery) -> str:
    lines = [
        query.name,
        f"    {query.meaning}",
        *(f"    --param {p.name}=…  {p.meaning}" for p in query.parameters),
        f"    {query.example}",
    ]
    return "\n".join(lines) + "\n\n"


def table(known: Iterable[NamedQuery]) -> Table:
    """The same as a table, whose objects have the text of each query too."""
    queries = tuple(known)
    rows = tuple((q.name, q.meaning, tuple(p.name for p in q.parameters), q.example) for q in queries)
    records = tuple(
        {
            "id": q.name,
            "meaning": q.meaning,
            "parameters": [{"name": p.name, "kind": p.kind, "meaning": p.meaning} for p in q.parameters],
            "example": q.example,
            "text": q.text,
        }
        for q in queries
    )
    return Table(("name", "meaning", "parameters", "example"), rows, records)
