"""Entries one after another as a mapping or a list has them: the margin of each, the commas, and the blank lines between."""

from __future__ import annotations

from collections.abc import Sequence

from kg.merging.spans import Side, Spans, joined, version


def in_block(entries: Sequence[Spans], firsts: Sequence[Spans], column: int, *, is_compact: bool) -> Spans:
    """Entries line by line; `firsts` are those that were the first of a side. A compact one begins behind a dash."""
    margin = " " * column
    others = [spans for n, spans in enumerate(entries) if n and not _is_in(spans, firsts)]
    is_spaced = 2 * sum(_begin(spans).startswith("\n") for spans in others) > len(others)
    placed = []
    for n, spans in enumerate(entries):
        begin = _begin(spans)
        if n == 0 and not _is_in(spans, firsts):
            begin = begin.lstrip("\n")
        if n == 0 and is_compact:
            begin = begin.lstrip(" ")
        elif begin[:1] not in {" ", "\n", "#", ""}:
            begin = margin + begin
        if n and is_spaced and _is_in(spans, firsts) and not begin.startswith("\n"):
            begin = f"\n{begin}"
        placed.append([begin, *spans[1:]] if spans and isinstance(spans[0], str) else spans)
    return joined(placed)


def in_brackets(entries: Sequence[Spans], firsts: Sequence[Spans], side: Side) -> str:
    """Entries of one version, with commas between them; those that it does not have are left out."""
    out: list[str] = []
    for spans in entries:
        text = version(spans, side)
        if not text:
            continue
        if out:
            out.append(text if text[0].isspace() else f" {text}")
        else:
            out.append(text if _is_in(spans, firsts) else text.lstrip(" "))
    return ",".join(out)


def _begin(spans: Spans) -> str:
    """The text that an entry begins with; empty where it begins with a conflict."""
    return spans[0] if spans and isinstance(spans[0], str) else ""


def _is_in(spans: Spans, others: Sequence[Spans]) -> bool:
    return any(spans is other for other in others)
