"""Faults of text that goes on over several lines, and of lists whose items begin with a dash."""

from __future__ import annotations

import re
from typing import Final

from kg.claimfile.fault import Explanation, Fault, column_of, indent_of, says, spaces

_COMMENT: Final = re.compile(r"[ \t]#")
_BLOCK: Final = re.compile(r"[ \t]*(?:- +)*(?P<name>[A-Za-z0-9_-]+) *: +[|>](?P<signs>[0-9+-]*)[ \t]*(?:#.*)?$")
_FIELD: Final = re.compile(r"[ \t]*(?:- |[A-Za-z0-9_-]+ *:(?: |$))")
_DASH: Final = re.compile(r"[ \t]*(?P<dash>[\u2010-\u2015\u2212\u2022\u00b7*])(?=\s)")


def commented(fault: Fault) -> Explanation | None:
    """A comment inside text without quotes, at the end of a line or on one of its own: the text ends there."""
    above = fault.above(fault.at.line)
    if above < 0 or _block_above(fault, fault.at.line) is not None:
        return None
    between = next((n for n in range(above + 1, fault.at.line) if fault.lines[n].lstrip().startswith("#")), None)
    if found := _COMMENT.search(fault.lines[above]):
        line, column = above, found.end() - 1
    elif between is not None and indent_of(fault.text) > column_of(fault.lines[above]) and not _FIELD.match(fault.text):
        line, column = between, indent_of(fault.lines[between])
    else:
        return None
    hint = "move the comment to a line above the field, or put the text in quotes where '#' belongs to it"
    return Explanation(line, column, "a comment ends the text here, but the text continues on the next line", hint)


def outdented(fault: Fault) -> Explanation | None:
    """A line of a block of text that is less far in than the block, or no further than the field that it belongs to."""
    for number in dict.fromkeys((fault.at.line, fault.since.line)):
        header = _block_above(fault, number)
        if header is None or number >= len(fault.lines):
            continue
        found = _BLOCK.match(fault.lines[header])
        first = next(n for n in range(header + 1, number + 1) if fault.lines[n].strip())
        if found is None or re.match(r"[ \t]*[A-Za-z0-9_-]+ *:(?: |$)", fault.lines[number]):
            continue
        own, field = indent_of(fault.lines[number]), column_of(fault.lines[header])
        wanted = max(indent_of(fault.lines[first]), field + 2) if first != number else field + 2
        if own >= wanted:
            continue
        message = f"this line is not as far in as the text of '{found['name']}' that it goes on with"
        return Explanation(number, own, message, f"put {spaces(wanted)} before it")
    return None


def indented_by_number(fault: Fault) -> Explanation | None:
    """A block of text whose sign gives a number of spaces that its lines do not have."""
    header = next((above for line in (fault.since.line, fault.at.line) if (above := _block_above(fault, line)) is not None), None)
    found = _BLOCK.match(fault.lines[header]) if header is not None else None
    if header is None or found is None or not re.search("[0-9]", found["signs"]):
        return None
    message = f"the number in '{fault.lines[header].split()[-1]}' says how far in the text is, and the lines below are not"
    return Explanation(header, found.start("signs"), message, "leave the number out: '>-' or '|'")


def dashed(fault: Fault) -> Explanation | None:
    """A dash or a bullet where the hyphen of a list should be."""
    for number in (fault.at.line, fault.above(fault.at.line)):
        if 0 <= number < len(fault.lines) and (found := _DASH.match(fault.lines[number])):
            sign = found["dash"]
            message = f"the character {sign!r} (U+{ord(sign):04X}) is used in place of a hyphen"
            return Explanation(number, found.start("dash"), message, "start each item of a list with '- '")
    return None


def _block_above(fault: Fault, number: int) -> int | None:
    """The line above `number` whose field has a block of text, if the lines between may belong to it."""
    for above in range(number - 1, max(-1, number - 200), -1):
        line = fault.lines[above]
        if _BLOCK.match(line):
            return above
        if says(line) and indent_of(line) <= 0:
            return None
    return None
