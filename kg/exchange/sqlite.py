"""The tables as one SQLite database, with full-text search, for SQL and Datasette."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from typing import Any, Final

from kg.corpus.corpus import Corpus
from kg.exchange.table import Cell, Column, Table
from kg.exchange.tables import tables
from kg.model.records import Dataset
from kg.rdf.records import licence

SEARCHED: Final = {
    "actors": ("name",),
    "aliases": ("alias",),
    "statements": ("label", "says"),
    "quotes": ("quote",),
    "allegations": ("text",),
    "sources": ("label",),
}
"""The tables with full-text search and its columns; the index of `statements` is `statements_fts`."""

APPLICATION: Final = b"kgdb"
"""What the header of a database says of the program that made it."""

_ABOUT: Final = "Written by kg export sqlite; records are found at"
_DESCRIBED: Final = "Who accused whom, of what, on whose word, and what was answered. Allegations are described, never asserted."

_WORDS: Final = "unicode61 remove_diacritics 2"
"""How text is cut into words: by Unicode, so that every script is found, without regard to case and to the accents of Latin."""

_TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER"}


def database(corpus: Corpus) -> bytes:
    """The content of the database file: a table each, lists of ids as JSON arrays, truth as 0 and 1, days as text.

    Raises:
        sqlite3.OperationalError: this Python's SQLite has no full-text search.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {int.from_bytes(APPLICATION)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        found = tables(corpus)
        for table in found:  # all before any is filled: they refer to each other
            lines = [_column(table, column) for column in table.columns]
            connection.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(lines)})")
        for table in found:
            _fill(connection, table)
        connection.execute("COMMIT")
        for name, columns in SEARCHED.items():
            listed = ", ".join(_quoted(column) for column in columns)
            connection.execute(f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({listed}, content="{name}", tokenize="{_WORDS}")')
            connection.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')  # noqa: S608 - our own names
        connection.execute("VACUUM")
        return connection.serialize()


def metadata(corpus: Corpus, name: str) -> bytes:
    """What Datasette shows of the database file `name`: title, licence, and what every table and column means."""
    dataset = corpus.dataset or Dataset(title="Claims")
    address = licence(dataset.license) if dataset.license else None
    version = f"Version {dataset.version}." if dataset.version else None
    said: dict[str, Any] = {
        "about": f"{_ABOUT} {corpus.base}",
        "title": dataset.title,
        "description": " ".join(filter(None, (dataset.description, version, _DESCRIBED))),
        **({"license": dataset.license} if dataset.license else {}),
        **({"license_url": address} if address else {}),
    }
    described = {
        table.name: {"description": f"{table.meaning}.", "columns": {column.name: column.meaning for column in table.columns}}
        for table in tables(corpus)
    }
    said["databases"] = {name: {"tables": described}}
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    """Make the rows of the table, and its indexes on what points elsewhere."""
    marks = ", ".join("?" * len(table.columns))
    rows = ([_stored(cell) for cell in row] for row in table.rows)
    connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608 - our own names
    for column in table.columns:
        if (column.table and column.type != "ids") or column.name in {"target", "act"}:
            connection.execute(f'CREATE INDEX "{table.name}_{column.name}" ON {_quoted(table.name)} ({_quoted(column.name)})')


def _column(table: Table, column: Column) -> str:
    line = f"{_quoted(column.name)} {_TYPES.get(column.type, 'TEXT')}"
    if column.name == table.key:
        line += " PRIMARY KEY NOT NULL"
    if column.table and column.type != "ids":
        line += f" REFERENCES {_quoted(column.table)} (id)"
    return line


def _quoted(name: str) -> str:
    """A name of ours; some are words of SQL."""
    return f'"{name}"'


def _stored(cell: Cell) -> str | int | None:
    """A cell as SQLite holds it."""
    match cell:
        case tuple():
            return json.dumps(cell) if cell else None
        case datetime.date():
            return cell.isoformat()
        case bool():
            return int(cell)
        case _:
            return cell
