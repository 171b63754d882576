"""The history of the record as a SQLite database, in the tables of git-history, so that what reads those reads it.

`item` has each record as the newest commit with it has it; `item_version` a row for each version, with those values alone that
changed; `item_changed` which did, since a value may have changed to none. Here a record is found again under a new id and in
another file. Of our own are the authors and subjects of `commits`, and `_gone` of `item`, the commit that removed it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final

from kg.commits import Change
from kg.exchange.sqlite import APPLICATION
from kg.history.versions import Found, Versions
from kg.render.diff_json import plain

_TABLES: Final = """
CREATE TABLE namespaces (id INTEGER PRIMARY KEY, name TEXT);
CREATE UNIQUE INDEX idx_namespaces_name ON namespaces (name);
CREATE TABLE commits (
    id INTEGER PRIMARY KEY, namespace INTEGER REFERENCES namespaces(id), hash TEXT, commit_at TEXT, author TEXT, subject TEXT
);
CREATE UNIQUE INDEX idx_commits_namespace_hash ON commits (namespace, hash);
CREATE TABLE columns (id INTEGER PRIMARY KEY, namespace INTEGER REFERENCES namespaces(id), name TEXT);
CREATE UNIQUE INDEX idx_columns_namespace_name ON columns (namespace, name);
CREATE TABLE item (_id INTEGER PRIMARY KEY, _item_id TEXT, {columns}, _commit INTEGER, _gone INTEGER REFERENCES commits(id));
CREATE UNIQUE INDEX idx_item__item_id ON item (_item_id);
CREATE TABLE item_version (
    _id INTEGER PRIMARY KEY, _item INTEGER REFERENCES item(_id), _version INTEGER, _commit INTEGER REFERENCES commits(id),
    {columns}, _item_full_hash TEXT
);
CREATE INDEX idx_item_version__item ON item_version (_item);
CREATE TABLE item_changed (
    item_version INTEGER REFERENCES item_version(_id), "column" INTEGER REFERENCES columns(id),
    PRIMARY KEY (item_version, "column")
);
CREATE VIEW item_version_detail AS
SELECT commits.commit_at AS _commit_at, commits.hash AS _commit_hash, item_version.*,
    (SELECT json_group_array(columns.name) FROM item_changed JOIN columns ON columns.id = item_changed."column"
     WHERE item_changed.item_version = item_version._id) AS _changed_columns
FROM item_version JOIN commits ON commits.id = item_version._commit;
"""

Row = dict[str, Any]


@dataclass(slots=True)
class _Item:
    """A record over all of its versions: its number, how many there are, as it last was, in which commit, and where it went."""

    number: int
    first_id: str
    version: int = 0
    found: Found | None = None
    row: Row = field(default_factory=dict)
    commit: int = 0
    gone: int | None = None


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a record: the values that changed, each None where there is none any more, and the digest of all."""

    item: int
    version: int
    commit: int
    changed: Row
    digest: str


def database(versions: Versions) -> bytes:
    """The content of the database file."""
    commits = versions.history.changes[::-1]
    items: list[_Item] = []
    found = list(_versions(versions, commits, items))
    columns = list(dict.fromkeys(name for one in found for name in one.changed))
    numbers = {name: number for number, name in enumerate(columns, 1)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {int.from_bytes(APPLICATION)}")
        typed = ", ".join(f'"{name}" {_type(name, found)}' for name in columns) or "id TEXT"
        connection.executescript(_TABLES.format(columns=typed))
        connection.execute("BEGIN")

        def put(table: str, rows: Iterator[tuple[Any, ...]]) -> None:
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - our own names

        put("namespaces", iter([(1, "item")]))
        put("commits", ((n, 1, one.hash, one.time, one.author, one.subject) for n, one in enumerate(commits, 1)))
        put("columns", ((number, 1, name) for name, number in numbers.items()))
        put("item", ((i.number, _digest({"id": i.first_id}), *_cells(i.row, columns), i.commit, i.gone) for i in items))
        put(
            "item_version",
            (
                (number, one.item, one.version, one.commit, *_cells(one.changed, columns), one.digest)
                for number, one in enumerate(found, 1)
            ),
        )
        put("item_changed", ((n, numbers[name]) for n, one in enumerate(found, 1) for name in columns if name in one.changed))
        connection.execute("COMMIT")
        return connection.serialize()


def _versions(versions: Versions, commits: tuple[Change, ...], items: list[_Item]) -> Iterator[_Version]:
    """Every version of every record, the oldest commit first; `items` is filled with the records."""
    by_id: dict[str, _Item] = {}
    for number, change in enumerate(commits, 1):
        found = versions.records(change)
        for id_, one in found.items():
            if id_ not in by_id:
                former = next((old for old in one.record.was if old in by_id and old not in found), None)
                if former is None:
                    items.append(_Item(len(items) + 1, id_))
                by_id[id_] = items[-1] if former is None else by_id.pop(former)
            item = by_id[id_]
            item.gone = None
            if item.found is not None and item.found.record is one.record and item.found.file == one.file:
                continue  # of the same blob: nothing to compare
            row = _row(one)
            item.found = one
            if changed := _changed(item.row, row):
                item.version += 1
                item.row, item.commit = row, number
                yield _Version(item.number, item.version, number, changed, _digest(row))
        for id_, item in by_id.items():
            if id_ not in found and item.gone is None and not versions.is_unread(change, frozenset({id_})):
                item.gone = number


def _row(found: Found) -> Row:
    """A record as a row: its id, its kind, its file, and its fields as claim files have them."""
    record = found.record
    return {"id": record.id, "kind": record.kind, "file": found.file} | {_column(k): v for k, v in plain(record).items()}


def _column(name: str) -> str:
    """The column of a field; `kind` is that of the record, so that a source's own is another one."""
    return "document_kind" if name == "kind" else name


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> Row:
    gone = {name: None for name in before if name not in now}
    return {name: value for name, value in now.items() if name not in before or before[name] != value} | gone


def _digest(row: Mapping[str, Any]) -> str:
    text = json.dumps(row, separators=(",", ":"), sort_keys=True)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _cells(row: Mapping[str, Any], columns: list[str]) -> Iterator[Any]:
    for name in columns:
        value = row.get(name)
        yield json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _type(name: str, found: list[_Version]) -> str:
    """The type of a column, by the first value that it has."""
    value = next((one.changed[name] for one in found if one.changed.get(name) is not None), "")
    return "INTEGER" if isinstance(value, int) else "TEXT"
