"""A piece of one file as it is written in another: as far in as its neighbours, in brackets or line by line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, NamedTuple

from kg.claimfile.insert import mapping_lines
from kg.claimfile.scalars import is_bare, written
from kg.merging.pieces import Piece

_BARE: Final = re.compile(r"[0-9][0-9A-Za-z:~?%+./-]*|true|false")
"""Dates, counts and truths, which are written without quotes."""


class Frame(NamedTuple):
    """The mapping or list that a piece goes into: whether it is in brackets, or else how far in its entries are."""

    in_flow: bool
    column: int


def fitted(piece: Piece, frame: Frame) -> Piece:
    """The piece as the frame has its entries."""
    if piece.in_flow != frame.in_flow:
        return _rewritten(piece, frame)
    if frame.in_flow or piece.column == frame.column:
        return piece
    shift = frame.column - piece.column
    lead, begin = piece.lead.rpartition("\n")[:2], piece.lead.rpartition("\n")[2]
    margin = " " * frame.column if begin.strip() == "" and begin else begin
    return replace(
        piece,
        lead=_shifted("".join(lead), shift, first=True) + margin,
        head=_shifted(piece.head, shift),
        core=_shifted(piece.core, shift),
        foot=_shifted(piece.foot, shift),
        column=frame.column,
    )


def _shifted(text: str, shift: int, *, first: bool = False) -> str:
    """The text with its lines further in, or less, but for the one that it begins in."""
    lines = text.split("\n")
    moved = [line if (n == 0 and not first) else _moved(line, shift) for n, line in enumerate(lines)]
    return "\n".join(moved)


def _moved(line: str, shift: int) -> str:
    if not line.strip():
        return line
    return " " * shift + line if shift > 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def _rewritten(piece: Piece, frame: Frame) -> Piece:
    """The piece with its value written anew: its comments are not kept."""
    if frame.in_flow:
        head = f"{piece.key}: " if piece.key else ""
        return replace(
            piece, lead=" ", head=head, core=flow(piece.value), foot="", column=0, in_flow=True, inner=None, shape="text"
        )
    margin = " " * frame.column
    if isinstance(piece.value, str):
        core = piece.core if "\n" not in piece.core else written(piece.value, indent=frame.column, field="date")
        body = f"{piece.key}: {core}\n" if piece.key else f"- {core}\n"
    elif isinstance(piece.value, dict) and piece.key:
        body = f"{piece.key}: {flow(piece.value)}\n"
    else:
        fields = {piece.key: piece.value} if piece.key else piece.value
        lines = list(mapping_lines(fields, frame.column if piece.key else frame.column + 2))
        lines[0] = lines[0][frame.column :] if piece.key else f"- {lines[0].lstrip(' ')}"
        body = "\n".join(lines) + "\n"
    return replace(piece, lead=margin, head="", core=body, foot="", column=frame.column, in_flow=False, inner=None, shape="text")


def flow(value: Any) -> str:
    """A value in brackets, or as a text among others in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = str(value)
    bare = is_bare(text, flow=True) or _BARE.fullmatch(text)
    return text if bare else written(text, indent=0, flow=True)
