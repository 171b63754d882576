"""The tables as files: CSV with a description of every column (a tabular data package), and JSON lines."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from typing import Any

from kg.corpus.corpus import Corpus
from kg.export.table import Cell, Column, Table
from kg.export.tables import tables
from kg.model.records import Dataset
from kg.rdf.records import licence
from kg.render.escape import harmless
from kg.terms import Names


def csv_files(corpus: Corpus, *, safe: bool = False) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file: a table each, then `datapackage.json`.

    CSV as in RFC 4180, in UTF-8; several ids in a cell have a semicolon and a space between them. With `safe` a cell that a
    spreadsheet could take for a formula begins with an apostrophe.
    """
    found = tables(corpus)
    for table in found:
        yield f"{table.name}.csv", _csv(table, safe=safe)
    yield "datapackage.json", _json(_package(corpus, found, safe=safe))


def jsonl_files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file: a table each, one JSON object a line, empty cells left out, several ids as a list."""
    for table in tables(corpus):
        lines = (
            {c.name: _plain(v) for c, v in zip(table.columns, row, strict=True) if v is not None and v != ()}
            for row in table.rows
        )
        yield f"{table.name}.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _plain(cell: Cell) -> Any:
    """A cell as JSON holds it."""
    return cell.isoformat() if isinstance(cell, datetime.date) else list(cell) if isinstance(cell, tuple) else cell


def as_text(cell: Cell) -> str:
    """A cell as CSV holds it."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case tuple():
            return "; ".join(cell)
        case _:
            return str(cell)


def _csv(table: Table, *, safe: bool) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        cells = [as_text(cell) for cell in row]
        writer.writerow([harmless(cell) for cell in cells] if safe else cells)
    return buffer.getvalue().encode("utf-8-sig" if safe else "utf-8")  # Excel takes what has no mark for another encoding


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _package(corpus: Corpus, found: tuple[Table, ...], *, safe: bool) -> dict[str, Any]:
    """The description of the files (Tabular Data Package, Frictionless Data, 2017)."""
    dataset = corpus.dataset or Dataset(title="Claims")
    package: dict[str, Any] = {"profile": "tabular-data-package", "name": "claims", "title": dataset.title}
    package["id"] = Names(corpus.base).dataset()[1:-1]
    package["base"] = corpus.base
    if dataset.version:
        package["version"] = dataset.version
    described = "Who accused whom, of what, on whose word, and what was answered. Allegations are described, never asserted."
    if safe:
        described += " Cells that begin like a formula have an apostrophe before them."
    package["description"] = f"{dataset.description} {described}" if dataset.description else described
    if dataset.license:
        address = licence(dataset.license)
        package["licenses"] = [{"name": dataset.license, **({"path": address} if address else {})}]
    if dataset.curators:
        package["contributors"] = [{"title": curator} for curator in dataset.curators]
    return {**package, "resources": [_resource(table) for table in found]}


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = table.key
    keys = [
        {"fields": c.name, "reference": {"resource": "" if c.table == table.name else c.table, "fields": "id"}}
        for c in table.columns
        if c.table and c.type != "ids"
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, str]:
    kind = "string" if column.type == "ids" else column.type
    return {"name": column.name, "type": kind, "description": column.meaning}
