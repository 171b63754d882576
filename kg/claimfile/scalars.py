"""How a text is written in a claim file: bare where every reader takes it for text, else in quotes, long text as a block."""

from __future__ import annotations

import re
import textwrap
from typing import Final

# What some YAML reader takes for a number, a date, true, false or null when it is unquoted (YAML 1.1 and 1.2).
_NOT_TEXT: Final = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|~|=|<<)\Z|[-+.0-9]")
_OF_FIELDS: Final = re.compile(r"[0-9][0-9A-Za-z:~?%+-]*(?:/[0-9.~?%-]+)?|true|false")
"""Dates, counts and truths, which fields of theirs take bare."""
_FIRST: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_BREAKS: Final = re.compile(r":(?:\s|\Z)|\s#|[\t\n]")
_FLOW: Final = re.compile(r"[,\[\]{}]|:[,\[\]{}?]|#")  # libyaml refuses ":?" in brackets, which the standard allows
_PRINTABLE: Final = re.compile(
    r"[\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*\Z"
)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
WIDTH: Final = 110


def is_bare(text: str, *, flow: bool) -> bool:
    """Whether every YAML reader takes `text` for text without quotes."""
    if not text or text != text.strip() or not _FIRST.match(text) or _BREAKS.search(text) or not _PRINTABLE.match(text):
        return False
    return not _NOT_TEXT.match(text) and not (flow and _FLOW.search(text))


def requoted(source: str, style: str, value: str, *, flow: bool) -> str:
    """A scalar of one line as it should be written: `source` as it is unless only its quotes want changing."""
    if style not in {"'", '"'} or (style == '"' and "\\" in source) or "\n" in source:
        return source
    if is_bare(value, flow=flow):
        return value
    return source if '"' in value or "\\" in value or not _PRINTABLE.match(value) else f'"{value}"'


def written(text: str, *, indent: int, taken: int = 0, flow: bool = False, field: str = "") -> str:
    """`text` as a new value: bare, in quotes or, where long, folded below `>-`; dates, counts and truths of a `field` stay bare.

    `indent` is the column at which the line starts, `taken` what is already on it.
    """
    if is_bare(text, flow=flow) or (field and _OF_FIELDS.fullmatch(text)):
        if flow or len(text) + indent + taken <= WIDTH or not re.fullmatch(r"\S+(?: \S+)*", text):
            return text
        margin = " " * (indent + 2)
        lines = textwrap.wrap(text, WIDTH - len(margin), break_long_words=False, break_on_hyphens=False)
        return "\n".join([">-", *(margin + line for line in lines)])
    if "\n" in text:
        return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'
    return f'"{text}"' if not {'"', "\\", "\t"} & set(text) else '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'


def moved(source: str, style: str, *, shift: int, margin: int, block: int) -> list[str]:
    """The lines of a scalar of several lines at a new place.

    In blocks (`|`, `>`) the text moves by `shift` to column `block`; elsewhere white space at the ends of a line is
    layout, and every line but the first starts at column `margin`.
    """
    if style and style in "|>":
        return _block(source, shift, block)
    first, *rest = source.split("\n")
    lines = [_trimmed(first)]
    for line in rest:
        stripped = _trimmed(line.lstrip(" \t"))
        lines.append(" " * margin + stripped if stripped else "")
    return lines


def _trimmed(line: str) -> str:
    """The line without white space at its end, unless that is escaped."""
    stripped = line.rstrip(" \t")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    return stripped + line[len(stripped)] if backslashes % 2 and stripped != line else stripped


def _block(source: str, shift: int, column: int) -> list[str]:
    header, *lines = source.split("\n")
    keep = "+" in header.partition("#")[0]
    while lines and not keep and not lines[-1].strip(" "):
        lines.pop()
    if keep and lines and not lines[-1].strip(" "):
        lines.pop()  # what follows the last line break is the next line
    out = [re.sub(r"[1-9]", "2", header, count=1) if re.match(r"[|>][-+]?[1-9]", header) else header.rstrip()]
    old = column - shift
    out += [" " * column + line[old:] if len(line) > old else "" for line in lines]
    return out
