"""Two records that are one: what the second has goes into the first, what refers to it follows, and its id leads to the first.

What both give differently is not decided here: it is refused, with both values, until somebody says whose is to be kept. Only
fields that refer to records are touched elsewhere, never a text or an address, and every other byte of the files stays.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.check import Checked, check_tree
from kg.claimfile.insert import Refused
from kg.corpus.corpus import Corpus
from kg.diagnostic import Path, Severity, a
from kg.history.states import renamed
from kg.merging.fitting import flow
from kg.merging.pieces import Piece, rewritten, split
from kg.merging.spans import Conflict, Side, conflicts, version
from kg.merging.three import united
from kg.model.records import SECTIONS, Record, Statement
from kg.model.references import references

_KINDS: Final = ("actor", "source", "allegation", "statement")
_SECTIONS: Final = {cls.kind: section for section, cls in SECTIONS.items()}
_PERHAPS: Final = "may_be"
"""The field in which one statement says that it is perhaps the other: it is no reason against merging them."""
_BREAK: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class United:
    """The files that change, with their new bytes, None for one that is left without a record, in the order of writing them.

    `references` counts those that follow, `comments` those of the second record, which are gone with it.
    """

    files: Mapping[str, bytes | None]
    references: int
    comments: int


@dataclass(frozen=True, slots=True)
class Differing:
    """The fields that both records give differently."""

    conflicts: tuple[Conflict, ...]


def unite(checked: Checked, first: str, second: str, kept: str | None = None) -> United | Differing | Refused:
    """The claims in which the record `second` is part of `first`; `kept` is the one of the two whose values are kept.

    Where `first` has `second` under `was` already, as after a run that was ended half way, the rest is done.
    """
    corpus = checked.corpus
    is_left = corpus.former.get(second) == first
    if reason := _refused(checked, first, second, is_left=is_left):
        return Refused(reason)
    own, texts = corpus.mark(first).file, checked.texts
    is_whole = second in corpus.kinds
    files = {own, *(corpus.mark(record.id).file for record, _ in _places(corpus, second))}
    files |= {corpus.mark(second).file} if is_whole else set()
    if uneven := [file for file in files if len({*_BREAK.findall(texts[file].decode())}) > 1]:
        return Refused(f"'{min(uneven)}' ends its lines in several ways: run kg fmt")
    trees = {file: split(_plain(texts[file])) for file in files}
    comments = 0
    if is_whole:
        section = _SECTIONS[corpus.kinds[first]]
        one, other = (_record(trees[corpus.mark(id_).file], section, id_) for id_ in (first, second))
        if one is None or other is None or one.inner is None or other.inner is None:
            return Refused("one of them is written in braces with comments in them: write it line by line first")
        spans = united(_without(one, second), _formerly(_without(other, first), second), (section, first))
        differing = conflicts(spans)
        if differing and kept is None:
            return Differing(differing)
        side: Side = "theirs" if kept == second else "ours"
        text = version(spans, side)
        trees[own] = _changed(trees[own], section, first, lambda piece: replace(piece, head="", core=text, foot="", inner=None))
        place = corpus.mark(second).file
        trees[place] = _changed(trees[place], section, second, lambda _: None)
        comments = len(re.findall(r"^\s*#|\s#\s", other.text, re.MULTILINE))
    followed = 0
    for record, path in _places(corpus, second):
        if record.id in {first, second}:
            continue
        file = corpus.mark(record.id).file
        followed += 1
        trees[file] = _changed(trees[file], *_way(record), lambda piece, path=path: _led(piece, path, first, second))  # type: ignore[misc]
    new = {file: _bytes(trees[file], texts[file]) for file in _in_order(files, own, corpus.mark(second).file if is_whole else "")}
    found = United({file: data for file, data in new.items() if data != texts[file]}, followed, comments)
    return _sound(checked, found, first, second) or found


def _refused(checked: Checked, first: str, second: str, *, is_left: bool) -> str:
    corpus = checked.corpus
    if checked.errors and not is_left:
        return "the claims have errors: run kg check"
    if first == second:
        return f"'{first}' is one record already"
    for id_ in (first, second):
        if corpus.kinds.get(id_) not in _KINDS and not (is_left and id_ == second):
            kind = corpus.kinds.get(id_)
            return (
                f"'{id_}' is {a(kind)}: only actors, sources, allegations and statements are merged"
                if kind
                else f"there is no record '{id_}'"
            )
    if second in corpus.kinds and corpus.kinds[first] != corpus.kinds[second]:
        return f"'{first}' is {a(corpus.kinds[first])} and '{second}' {a(corpus.kinds[second])}"
    for id_, other in ((first, second), (second, first)):
        record = corpus.get(id_)
        if isinstance(record, Statement) and record.withdrawn:
            return f"'{id_}' is withdrawn, and stays as it was"
        for reference in references(record) if record else ():
            if reference.id == other and reference.path[0] != _PERHAPS:
                return f"'{id_}' names '{other}' under '{reference.path[0]}': they are not one"
    return ""


def _places(corpus: Corpus, id_: str) -> Iterator[tuple[Record, Path]]:
    """Where records refer to the id."""
    for record in corpus.present():
        for reference in references(record, unchecked=True):
            if reference.id == id_:
                yield record, reference.path


def _way(record: Record) -> tuple[str, str]:
    """The section of a record and its key there; the data set is a section itself."""
    return (_SECTIONS[record.kind], record.id) if record.kind in _SECTIONS else (record.kind, "")


def _plain(data: bytes) -> str:
    text = _BREAK.sub("\n", data.decode().removeprefix("\ufeff"))
    return text if text.endswith("\n") else f"{text}\n"


def _bytes(tree: Piece, before: bytes) -> bytes | None:
    """A file as its lines ended before; None where no record is left in it."""
    if not tree.inner:
        return None
    text = before.decode()
    end = _BREAK.search(text)
    result = tree.core if text.endswith(("\n", "\r")) else tree.core.removesuffix("\n")
    return ("\ufeff" * text.startswith("\ufeff") + result.replace("\n", end[0] if end else "\n")).encode()


def _in_order(files: set[str], first: str, last: str) -> list[str]:
    """The file of the first record first, so that the id of the second leads to it from then on, and that of the second last."""
    between = sorted(files - {first, last})
    return [first, *between, *([last] if last and last != first else [])]


def _record(tree: Piece, section: str, id_: str) -> Piece | None:
    found = tree.entries.get(section)
    return None if found is None else found.entries.get(id_)


def _changed(tree: Piece, section: str, id_: str, change: Callable[[Piece], Piece | None]) -> Piece:
    """The file with a record changed, or without it: then without its section too where nothing else is in it."""

    def inside(piece: Piece) -> Piece | None:
        if not id_:
            return change(piece)
        left = [new for one in piece.inner or () if (new := change(one) if one.key == id_ else one) is not None]
        return rewritten(piece, left) if left else None

    return rewritten(tree, [new for one in tree.inner or () if (new := inside(one) if one.key == section else one) is not None])


def _without(piece: Piece, id_: str) -> Piece:
    """A statement that no longer says that it is perhaps the one with this id."""
    found = piece.entries.get(_PERHAPS)
    if found is None or id_ not in (found.value if isinstance(found.value, list) else [found.value]):
        return piece
    left = [one for one in found.inner or () if one.value != id_]
    new = [replace(rewritten(found, left), value=[one.value for one in left])] if left else []
    inner = [one for field in piece.inner or () for one in (new if field is found else [field])]
    return rewritten(piece, inner)


def _formerly(piece: Piece, id_: str) -> Piece:
    """The second record, whose id is among its former ones."""
    was = piece.entries.get("was")
    listed = [] if was is None else was.value if isinstance(was.value, list) else [was.value]
    ids = [*listed, id_]
    value = ids if len(ids) > 1 else id_
    first = (piece.inner or (piece,))[0]
    end = "" if piece.flow else "\n"
    made = Piece(
        "was", value, "" if piece.flow else " " * first.column, "was: ", flow(value), end, first.column, in_flow=piece.flow
    )
    return replace(piece, inner=(made, *(one for one in piece.inner or () if one.key != "was")))


def _led(piece: Piece, path: Path, first: str, second: str) -> Piece:
    """A record, or a part of one, in which the reference at a path leads to the first; where a list has both, one is left out."""
    inner = piece.inner or ()
    if piece.shape == "text":
        return _pointing(piece, first, second)
    if piece.shape == "map" and path[0] == second:
        return _counted(piece, first, second)
    if piece.shape == "map":
        rest = path if isinstance(path[0], str) else path[1:]
        return rewritten(piece, [_led(one, rest[1:], first, second) if one.key == rest[0] else one for one in inner])
    at = path[0] if isinstance(path[0], int) else 0
    if inner[at].shape == "map":
        return rewritten(piece, [_led(one, path[1:], first, second) if n == at else one for n, one in enumerate(inner)])
    has_both = any(one.value == first for one in inner)
    return rewritten(piece, [_pointing(one, first, second) for one in inner if not (has_both and one.value == second)])


def _pointing(piece: Piece, first: str, second: str) -> Piece:
    """A single reference, in the quotes that it has."""
    return replace(piece, core=piece.core.replace(second, first, 1), value=first) if piece.value == second else piece


def _counted(piece: Piece, first: str, second: str) -> Piece:
    """A mapping of ids to counts: of lower bounds for both, the greater one stays."""
    mine, other = piece.entries.get(first), piece.entries[second]
    if mine is None:
        new = replace(other, key=first, head=other.head.replace(second, first, 1))
        return rewritten(piece, [new if one is other else one for one in piece.inner or ()])
    most = max(mine, other, key=lambda one: int(one.value))
    return rewritten(
        piece, [replace(one, core=most.core) if one is mine else one for one in piece.inner or () if one is not other]
    )


def _sound(checked: Checked, found: United, first: str, second: str) -> Refused | None:
    """Why the result is not what it should be: it has an error, or another record says something else than before."""
    root = os.path.commonpath([os.path.dirname(file) for file in checked.texts])  # noqa: PTH120 - paths as they are shown
    texts = {file: data for file, data in {**checked.texts, **found.files}.items() if data is not None}
    again = check_tree(root, {file.removeprefix(f"{root}/"): data for file, data in texts.items()})
    fault = next((d for d in again.diagnostics if d.severity is Severity.ERROR), None)
    if fault is not None:
        where = f"{fault.mark.file}:{fault.mark.line}: {fault.code}"
        return Refused(f"as one record they would not be sound: {where} {fault.message}; {fault.hint}")
    before = renamed(checked.corpus, {second: first})
    one, other = (
        {r.id: r for r in corpus.present() if r.id != first and r.kind != "dataset"} for corpus in (before, again.corpus)
    )
    record = again.corpus.get(first)
    is_right = one == other and record is not None and second in record.was
    return None if is_right else Refused(f"what refers to '{second}' cannot be made to follow: merge them by hand")
