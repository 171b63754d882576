"""A record gets another id: as its key, wherever a record refers to it, and with the old one under `was`; nothing else changes.

Only fields that refer to records are touched, never a text or an address, and every other byte of the files stays. The result is
read again: it has to be the same claims under the other id.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg import ids
from kg.check import Checked
from kg.claimfile.insert import Refused, offset
from kg.diagnostic import Mark, a
from kg.history.states import renamed
from kg.load import load_tree
from kg.model.references import references

_QUOTES: Final = "\"'"
_BREAK: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Renamed:
    """The files that change, with their new bytes, the record's own first; and how many references follow."""

    files: Mapping[str, bytes]
    references: int


def rename(checked: Checked, old: str, new: str) -> Renamed | Refused:
    """The claims in which the record `old` has the id `new`.

    Where `new` has `old` under `was` already, as after a run that was ended half way, the references that are left follow.
    """
    corpus = checked.corpus
    is_left = corpus.former.get(old) == new and old not in corpus.kinds
    if reason := _refused(checked, old, new, is_left=is_left):
        return Refused(reason)
    edits: dict[str, list[tuple[Mark, str, str]]] = {}
    if not is_left:
        edits.setdefault(corpus.mark(old).file, []).append((corpus.mark(old), old, new))
    places = [*_places(checked, old)]
    for place in places:
        edits.setdefault(place.file, []).append((place, old, new))
    files: dict[str, bytes] = {}
    for file, wanted in edits.items():
        text = checked.texts[file].decode("utf-8")
        starts = [0, *(found.end() for found in _BREAK.finditer(text))]  # from the end on, so that they stay right
        for mark, was, now in sorted(wanted, key=lambda one: one[0], reverse=True):
            at = _at(text, starts[mark.line - 1] + mark.column - 1, was)
            if at is None:
                return Refused(f"'{was}' could not be found at {file}:{mark.line}:{mark.column}: rename it there by hand")
            text = text[:at] + now + text[at + len(was) :]
        files[file] = text.encode()
    if not is_left:
        own = corpus.mark(old).file
        with_former = _with_former(files[own].decode(), checked, old, new)
        if with_former is None:
            return Refused(f"'was: {old}' finds no place in '{new}': run kg fmt first")
        files[own] = with_former.encode()
    if not _is_the_same(checked, files, old, new):
        return Refused(f"the claims would not be the same with '{new}' for '{old}': rename it by hand")
    return Renamed(files, len(places))


def _refused(checked: Checked, old: str, new: str, *, is_left: bool) -> str:
    corpus = checked.corpus
    if checked.errors and not is_left:
        return "the claims have errors: run kg check"
    if not is_left and (old not in corpus.kinds or old == "dataset"):
        return f"there is no record '{old}'"
    if not ids.is_id(new):
        return f"'{new}' is not an id: lower-case letters, digits and single hyphens, at most {ids.MAX_LENGTH} characters"
    if new in corpus.kinds and not is_left:
        return f"'{new}' is the id of {a(corpus.kinds[new])} already"
    if new in corpus.former and not is_left:
        return f"'{new}' was an id of '{corpus.former[new]}', and no id is used again"
    return ""


def _places(checked: Checked, old: str) -> Iterator[Mark]:
    """Where records refer to the id, once each."""
    seen: set[Mark] = set()
    for record in checked.corpus.present():
        for reference in references(record, unchecked=True):
            if reference.id == old:
                is_key = reference.path[-1] == old
                mark = checked.corpus.mark(record.id, reference.path, key=is_key)
                if mark not in seen:
                    seen.add(mark)
                    yield mark


def _at(text: str, at: int, id_: str) -> int | None:
    """Where the id begins in the text that has it at a place, perhaps in quotes; None where it is not there."""
    at += text[at : at + 1] in _QUOTES and text[at : at + 1] != ""
    is_whole = not re.match(r"[a-z0-9-]", text[at + len(id_) : at + len(id_) + 1])
    return at if text.startswith(id_, at) and is_whole else None


def _with_former(text: str, checked: Checked, old: str, new: str) -> str | None:
    """The text in which the renamed record lists its old id; None where it has no place for it."""
    record = checked.corpus.get(old)
    mark = checked.corpus.mark(old)
    if record is None:
        return None
    key = _at(text, offset(text, mark.line - 1) + mark.column - 1, new)
    if key is None:
        return None
    if record.was:
        return _longer(text, key, record.was, old)
    rest = re.compile(r"[\"']?[ \t]*:[ \t]*").match(text, key + len(new))
    if rest is None:
        return None
    if text[rest.end() : rest.end() + 1] == "{":
        return f"{text[: rest.end() + 1]}was: {old}, {text[rest.end() + 1 :]}"
    line = re.compile(r"[^\r\n]*(\r\n|\r|\n)").match(text, rest.end())
    first = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*( +)\S").match(text, line.end()) if line else None
    if line is None or first is None:
        return None
    return f"{text[: line.end()]}{first[1]}was: {old}{line[1]}{text[line.end() :]}"


def _longer(text: str, key: int, was: tuple[str, ...], old: str) -> str | None:
    """The text in which a list of former ids, or a single one, has one more."""
    found = re.compile(r"\bwas:[ \t]*").search(text, key)
    if found is None:
        return None
    rest = text[found.end() :]
    if rest.startswith("["):
        end = rest.find("]")
        return None if end < 0 else f"{text[: found.end()]}{rest[:end]}, {old}{rest[end:]}"
    if block := re.compile(r"(?:\r\n|\r|\n)((?:[ \t]*- [^\r\n]*(?:\r\n|\r|\n))+)").match(rest):
        line = re.compile(r"([ \t]*- )[^\r\n]*((?:\r\n|\r|\n))\Z").search(block[1])
        end = found.end() + block.end()
        return None if line is None else f"{text[:end]}{line[1]}{old}{line[2]}{text[end:]}"
    quoted = rest[:1] if rest[:1] in _QUOTES else ""
    length = len(was[0]) + 2 * len(quoted)
    return f"{text[: found.end()]}[{rest[:length]}, {old}]{rest[length:]}" if len(was) == 1 else None


def _is_the_same(checked: Checked, files: Mapping[str, bytes], old: str, new: str) -> bool:
    """Whether the files say what they said, with the one id for the other."""
    root = os.path.commonpath([os.path.dirname(file) for file in checked.texts])  # noqa: PTH120 - paths as they are shown
    texts = {file.removeprefix(f"{root}/"): data for file, data in {**checked.texts, **files}.items()}
    again = load_tree(root, texts).corpus
    before = renamed(checked.corpus, {old: new})

    def plain(found: object) -> object:
        return replace(found, was=()) if getattr(found, "id", "") == new else found  # type: ignore[type-var]

    one, other = ({record.id: plain(record) for record in corpus.present()} for corpus in (before, again))
    found = again.get(new)
    return one == other and found is not None and old in found.was
