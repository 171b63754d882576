"""More of a record that is in a claim file: fields that it does not have yet, and items at the end of its lists.

Nothing that is written is changed: a value that is there stays. Every other byte of the file is as it was, but for a record in
braces, which is written line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kg import claimfile
from kg.claimfile.insert import Added, Refused, Value, last_line, lines, mapping_lines, offset, plain
from kg.claimfile.tree import Collection, Scalar, parse

_BREAK: Final = re.compile(r"\r\n|\r|\n")


def amended(data: bytes, section: str, id_: str, fields: Mapping[str, Value]) -> Added | Refused:
    """The claim file `data` in which the record has `fields` too; a list is added to the end of the list that is there."""
    text = data.decode("utf-8", "replace")
    document = claimfile.read(data, "")
    whole = document.value or {}
    before = whole.get(section, {}).get(id_)
    if document.faults or not isinstance(before, dict):
        return Refused("it has YAML errors (see kg check)" if document.faults else f"there is no '{id_}' in its '{section}'")
    there = [
        name for name in fields if name in before and not (isinstance(before[name], list) and isinstance(fields[name], list))
    ]
    if there:
        return Refused(f"'{id_}' has '{there[0]}' already, and what is written stays")
    breaks = _BREAK.search(text)
    end = breaks[0] if breaks else "\n"
    unix = _BREAK.sub("\n", text.removeprefix("\ufeff"))
    found = _record(unix, section, id_)
    if found is None:
        return Refused(f"'{id_}' is in braces with others: run kg fmt, or add to it by hand")
    key, record, comments = found
    changes = list(_changes(before, fields, id_, key, record, is_alone=not comments))
    if not changes:
        return Refused(f"'{id_}' is in braces with a comment in them: write it line by line first")
    for at, until, new in sorted(changes, key=lambda change: -change[0]):
        first, last = offset(text, at), offset(text, until)
        lead = end if first and text[:first][-1] not in "\r\n" and text[:first] != "\ufeff" else ""
        text = text[:first] + lead + "".join(line + end for line in new) + text[last:]
    result = text.encode()
    again = claimfile.read(result, "")
    wanted = {**before, **{name: _joined(before.get(name), plain(value)) for name, value in fields.items()}}
    if again.faults or again.value != {**whole, section: {**whole[section], id_: wanted}}:
        return Refused(f"the form of '{id_}' leaves no place for more: run kg fmt, or add to it by hand")
    return Added(result, key.at.line + 1)


def _joined(before: object, more: object) -> object:
    return [*before, *more] if isinstance(before, list) and isinstance(more, list) else more


def _record(text: str, section: str, id_: str) -> tuple[Scalar, Collection, bool] | None:
    """The key and the fields of a record, and whether a comment is between them; None where it has no lines of its own."""
    tree = parse(text)
    for name, records in tree.top.pairs:
        if name.at.value == section and isinstance(records, Collection) and not (tree.top.at.flow or records.at.flow):
            for key, record in records.pairs:
                if key.at.value == id_ and isinstance(record, Collection):
                    last = last_line(record)
                    return key, record, any(key.at.line <= comment.line <= last for comment in tree.comments)
    return None


def _changes(
    before: Mapping[str, object], fields: Mapping[str, Value], id_: str, key: Scalar, record: Collection, *, is_alone: bool
) -> Iterator[tuple[int, int, list[str]]]:
    """The lines that take the place of others: from a line, from 0, up to another one, which stays."""
    after = last_line(record) + 1
    if record.at.flow:
        if is_alone:
            whole = {**before, **{name: _joined(before.get(name), value) for name, value in fields.items()}}
            yield key.at.line, after, list(lines(id_, whole, key.at.column))  # type: ignore[arg-type] # read from a claim file
        return
    own = {name.at.value: node for name, node in record.pairs}
    fresh: dict[str, Value] = {}
    for name, value in fields.items():
        node = own.get(name)
        if node is None:
            fresh[name] = value
        elif isinstance(node, Collection) and isinstance(value, list) and not node.at.flow:
            column = node.at.column
            item_lines = list(mapping_lines({name: value}, 0))[1:]
            at = last_line(node) + 1
            yield at, at, [" " * column + line.removeprefix("  ") for line in item_lines]
    if fresh:
        yield after, after, list(mapping_lines(fresh, record.at.column))
