"""Three versions of a claim file into one: what only one side changed is taken from it, whole records first and then by field.

Lists of references are merged as sets. Two values of one field are a conflict, and so are two records that were given one id: no
record says what neither side wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from kg.merging.fitting import Frame, fitted, flow
from kg.merging.ordering import order, tokens
from kg.merging.pieces import Piece
from kg.merging.places import Kept, Path, is_record, kept
from kg.merging.placing import in_block, in_brackets
from kg.merging.spans import SIDES, Spans, Two, conflicts, joined, two

Maybe: TypeAlias = Piece | None
Versions: TypeAlias = tuple[Maybe, Piece, Piece]
"""An entry before, as we have it and as they have it."""
_ROOT: Final = Frame(in_flow=False, column=0)


def merge(base: Piece, ours: Piece, theirs: Piece) -> Spans:
    """The text of three versions of a file, as pieces, made one."""
    return _inside((base, ours, theirs), (), _ROOT)


def entry(base: Maybe, ours: Maybe, theirs: Maybe, path: Path, frame: Frame) -> Spans:
    """The text of an entry, with what is before it; nothing where it is gone."""
    side = _one_side(base, ours, theirs)
    if side is not None:
        return [fitted(side[0], frame).text] if side[0] is not None else []
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None or (base is not None and base.value == left.value):
            return []
        text = fitted(left, frame).text
        return [two(path, text if ours else "", text if theirs else "", (ours and ours.value, theirs and theirs.value))]
    if base is not None and len({base.in_flow, ours.in_flow, theirs.in_flow}) > 1:
        return _by_value(base, ours, theirs, path, frame)
    first = fitted(ours, frame)
    lead = _three(None if base is None else fitted(base, frame).lead, first.lead, fitted(theirs, frame).lead)
    return [first.lead if lead is None else lead, *_inside((base, ours, theirs), path, frame)]


def _one_side(base: Maybe, ours: Maybe, theirs: Maybe) -> tuple[Maybe] | None:
    """The side that alone changed it, or that is as the other; None where both changed it."""
    one, other, was = (None if piece is None else piece.text for piece in (ours, theirs, base))
    if one == was:
        return (theirs,)
    return (ours,) if other in (was, one) else None


def _inside(versions: Versions, path: Path, frame: Frame) -> Spans:
    """The text of an entry that both sides have, and that each changed, without what is before it."""
    base, ours, theirs = versions
    there = [piece for piece in versions if piece is not None]
    if base is None and ours.value == theirs.value:
        return [fitted(ours, frame).body]
    if base is None and is_record(path):
        return _differ(ours, theirs, path, frame)
    if all(piece.shape == "map" and piece.inner is not None for piece in there) and (base is not None or len(path) == 1):
        keys = [[] if piece is None else [one.key for one in piece.inner or ()] for piece in versions]
        return _collection(versions, keys, path, frame)
    holds = kept(path)
    if holds is not None and (base is None or any(piece.shape != "text" for piece in there)):
        return _list(versions, holds, path, frame)
    return _value(versions, path, frame)


def _value(versions: Versions, path: Path, frame: Frame) -> Spans:
    """The text of one value, with the comment behind it; two where both sides changed it."""
    base, ours, theirs = versions
    was, one, other = (None if piece is None else fitted(piece, frame) for piece in versions)
    if base is None or one is None or other is None or was is None:
        return _differ(ours, theirs, path, frame)
    foot = _three(was.foot, one.foot, other.foot)
    if theirs.value in (base.value, ours.value) or ours.value == base.value:
        chosen = other if ours.value == base.value != theirs.value else one
        if foot is None or (foot.strip() and chosen.core.endswith("\n")):
            foot = chosen.foot
        return [chosen.head + chosen.core + (foot or ("" if chosen.core.endswith("\n") or frame.in_flow else "\n"))]
    return _differ(ours, theirs, path, frame)


def _differ(ours: Piece, theirs: Piece, path: Path, frame: Frame) -> Spans:
    """The text of an entry that has two values."""
    return [two(path, fitted(ours, frame).body, fitted(theirs, frame).body, (ours.value, theirs.value))]


def _by_value(base: Piece, ours: Piece, theirs: Piece, path: Path, frame: Frame) -> Spans:
    """The text of an entry that not all versions have in brackets, or line by line."""
    if base.value in (ours.value, theirs.value):
        chosen, other = (theirs, ours) if ours.value == base.value else (ours, theirs)
        made = fitted(chosen, frame)
        return [
            made.text if chosen.in_flow == frame.in_flow else (other if other.in_flow == frame.in_flow else made).lead + made.body
        ]
    one, other = fitted(ours, frame), fitted(theirs, frame)
    lead = (one if ours.in_flow == frame.in_flow else other).lead
    return [lead, one.body] if ours.value == theirs.value else [lead, two(path, one.body, other.body, (ours.value, theirs.value))]


def _list(versions: Versions, holds: Kept, path: Path, frame: Frame) -> Spans:
    """The text of a list: of references and other texts as a set, of parts each alone.

    Where one side replaced an item and the other changed the list too, it is not known what would be left of either; and who
    speaks or is accused is never put together from two first answers.
    """
    base, ours, theirs = versions
    if base is None and holds.names_actors:
        return _differ(ours, theirs, path, frame)
    lists = [None if piece is None else _as_list(piece) for piece in versions]
    items = [() if piece is None else piece.inner or () for piece in lists]
    insisted = holds.insisted if holds.apart else ()
    keys = [[str(number) for number in range(len(items[0]))], *(tokens(items[0], one, insisted) for one in items[1:])]
    old, our, their = map(set, keys)
    is_replaced = any(old - one and one - old and other != old for one, other in ((our, their), (their, our)))
    left = ((our | their) - old) | (old & our & their)
    if (is_replaced and not holds.apart and our != their) or not left:
        return _differ(ours, theirs, path, frame)
    return _collection((lists[0], lists[1] or ours, lists[2] or theirs), keys, path, frame)


def _as_list(piece: Piece) -> Piece:
    """A list with its items; a single value, which is a list of one, in brackets."""
    if piece.shape == "list" and piece.inner is not None:
        return piece
    values = piece.value if isinstance(piece.value, list) else [piece.value]
    items = tuple(Piece("", value, " " if n else "", "", flow(value), "", 0, in_flow=True) for n, value in enumerate(values))
    return replace(
        piece,
        head=f"{piece.head.rstrip()} ",
        core=flow(values),
        foot=piece.foot or ("" if piece.in_flow else "\n"),
        shape="list",
        flow=True,
        opening="[",
        inner=items,
        closing="]",
    )


def _collection(versions: Versions, keys: Sequence[Sequence[str]], path: Path, frame: Frame) -> Spans:
    """The text of a mapping or a list whose entries are merged one by one; `keys` are theirs in the three versions."""
    base, ours, theirs = versions
    old = base or replace(ours, inner=())
    like = theirs if (ours.flow, _inset(ours)) == (old.flow, _inset(old)) or ours.flow == old.flow != theirs.flow else ours
    inner = Frame(like.flow, frame.column + _inset(like))
    was, one, other = (
        dict(zip(names, (piece and piece.inner) or (), strict=True)) for names, piece in zip(keys, versions, strict=True)
    )
    every = dict.fromkeys(key for names in keys for key in names)
    made = {key: entry(was.get(key), one.get(key), other.get(key), (*path, key), inner) for key in every}
    entries = [made[key] for key in order(keys[0], keys[1], keys[2], {key for key, spans in made.items() if spans})]
    firsts = [spans for key, spans in made.items() if any(names[:1] == [key] for names in keys[1:])]
    head, opening, closing, foot = _around((old, ours, theirs), like)
    if not inner.in_flow:
        is_compact = not opening and bool(head)
        return [head + opening, *in_block(entries, firsts, inner.column, is_compact=is_compact), closing + foot]
    ours_, theirs_ = (f"{opening}{in_brackets(entries, firsts, side)}{closing}" for side in SIDES)
    met = conflicts(joined(entries))
    return [head, Two(ours_, theirs_, met), foot] if met else [head + ours_ + foot]


def _around(versions: tuple[Piece, Piece, Piece], like: Piece) -> list[str]:
    """What is around the entries: what one side changed, or as in `like` where they are not written alike."""
    if len({piece.flow for piece in versions}) > 1:
        return [like.head, like.opening, like.closing, like.foot]
    found = []
    for part in ("head", "opening", "closing", "foot"):
        merged = _three(*(getattr(piece, part) for piece in versions))
        found.append(getattr(like, part) if merged is None else merged)
    return found


def _inset(piece: Piece) -> int:
    """How much further in than a piece its entries are."""
    return piece.inner[0].column - piece.column if piece.inner and not piece.flow else 0


def _three(base: str | None, ours: str, theirs: str) -> str | None:
    """The text that one side has changed, or both alike; None where there are two."""
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else None
