"""Explains YAML syntax errors: what the parser's message means for the author, where the mistake is, and how to fix it.

The parser reports where it gave up and what it expected there. The mistake is often a line further up, so each pattern here looks
at the lines around for one common mistake.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kg.claimfile.conflict import conflict
from kg.claimfile.continued import commented, dashed, indented_by_number, outdented
from kg.claimfile.fault import Explanation, Fault, Place, Reading, column_of, indent_of, spaces

_FIELD: Final = re.compile(r"""(?:- +)*(?P<name>[A-Za-z0-9_-]+|"[^"]*"|'[^']*') *:(?: +(?P<value>\S.*))?$""")
_JOINED: Final = re.compile(r"(?:- +)*([A-Za-z0-9_-]+):(\S.*)$")
_STRANGE: Final = re.compile(
    r"[ \t]*(?P<space>[^\S \t\r\n])|[ \t]*(?:- +)*[A-Za-z0-9_-]+ *(?P<colon>[\uFF1A\uFE55\uFE13])"
    r"|[ \t]*(?:- +)*[A-Za-z0-9_-]+ *:(?P<space_after>[^\S \t\r\n])"
)
_QUOTES: Final = "put the whole value in quotes"


def explain(error: Any, lines: list[str]) -> Explanation:
    """What is wrong with `lines`, of which the parser made `error`."""
    at, since = error.problem_mark, error.context_mark or error.problem_mark
    fault = Fault(Place(at.line, at.column), Place(since.line, since.column), lines)
    words = f"{error.problem} ({error.context})" if error.context else error.problem
    readings = [conflict, _tab, _strange, *(reading for sign, own in _READINGS if sign in words for reading in own)]
    return next((found for reading in readings if (found := reading(fault))), Explanation(*fault.at, f"not YAML: {words}", ""))


def _tab(fault: Fault) -> Explanation | None:
    indent = fault.text[: indent_of(fault.text)]
    if "\t" in indent and fault.at.column <= len(indent):
        return Explanation(fault.at.line, indent.index("\t"), "the line is indented with a tab", "indent with spaces")
    return None


def _strange(fault: Fault) -> Explanation | None:
    """A space or a colon of another script in the place of a plain one."""
    for number in dict.fromkeys((fault.at.line, fault.since.line, fault.above(fault.at.line))):
        if 0 <= number < len(fault.lines) and (found := _STRANGE.match(fault.lines[number])):
            group = found.lastgroup or ""
            what = group.partition("_")[0]
            message = f"the character U+{ord(found[group]):04X} is used in place of a {what}"
            return Explanation(number, found.start(group), message, f"type a plain {what} instead")
    return None


def _deeper(fault: Fault) -> Explanation | None:
    """A field indented more than the one above, or one above that is indented less than both its neighbours."""
    number, column = fault.at.line, indent_of(fault.text)
    above = fault.above(number)
    if above < 0 or not (found := _FIELD.match(fault.text, column)) or found.end("name") > fault.at.column:
        return None
    own, upper = fault.lines[above].strip(), indent_of(fault.lines[above])
    if own.startswith("-") and own[1:2] not in {"", " ", "-"}:
        return Explanation(above, upper, "no space after the hyphen", f"write '- {own[1:]}'")
    if not (field := _FIELD.match(own)) or not field["value"] or column <= upper:
        return None
    before = fault.above(above)
    if before >= 0 and column_of(fault.lines[before]) == column and _FIELD.match(fault.lines[before].strip()):
        return Explanation(
            above, upper, "this line is indented less than its neighbours", f"put {spaces(column)} before it, as before them"
        )
    wanted = column_of(fault.lines[above])
    if column == wanted:
        return None
    message = f"this line is further in than '{field['name']}' above it, which already has a value"
    return Explanation(number, column, message, f"put {spaces(wanted)} before it, as before '{field['name']}'")


def _colon(fault: Fault) -> Explanation | None:
    """A colon with a space after it, inside a sentence."""
    message = "an unquoted value contains ': ', which YAML reads as the end of a key"
    return Explanation(*fault.at, message, f"{_QUOTES}, or write it on the line below '>-', indented")


def _not_in_line(fault: Fault) -> Explanation | None:
    """A line whose indentation matches no line above it."""
    column = indent_of(fault.text)
    if fault.at.column != column or not _FIELD.match(fault.text, column):
        return None
    hint = "align it with the fields or records around it"
    above = fault.above(fault.at.line)
    if above >= 0 and abs(column_of(fault.lines[above]) - column) == 1 and (named := _FIELD.match(fault.lines[above].strip())):
        hint = f"put {spaces(column_of(fault.lines[above]))} before it, as before '{named['name']}'"
    return Explanation(fault.at.line, column, "the indentation matches no line above", hint)


def _after_quotes(fault: Fault) -> Explanation | None:
    """Text after a closing quotation mark: one inside the value, or quotes around a part of it."""
    sign = fault.text[: fault.at.column].rstrip()[-1:]
    if sign not in {'"', "'"} or not re.match(rf"[ \t]*(?:- +)*(?:[A-Za-z0-9_-]+ *: +)?{sign}", fault.text):
        return None
    message = "unexpected text after the closing quotation mark"
    if sign == "'":
        return Explanation(
            *fault.at, message, "write two single quotes for an apostrophe inside the value, or put it in double quotes"
        )
    return Explanation(
        *fault.at, message, "put the whole value in single quotes; inside them \" is plain text, and '' is an apostrophe"
    )


def _after_bracket(fault: Fault) -> Explanation | None:
    sign = fault.text[: fault.at.column].rstrip()[-1:]
    if sign not in {"]", "}"}:
        return None
    opening, what = ("[", "a list") if sign == "]" else ("{", "a mapping")
    return Explanation(*fault.at, f"unexpected text after '{sign}': '{opening}' starts {what}", _QUOTES)


def _no_colon_above(fault: Fault) -> Explanation | None:
    """A field below a line without a colon, which YAML reads as the start of its key."""
    above, column = fault.above(fault.at.line), indent_of(fault.text)
    if above < 0 or indent_of(fault.lines[above]) != column or _FIELD.match(fault.lines[above], column):
        return None
    return _no_colon(fault._replace(since=Place(above, column)))


def _no_colon(fault: Fault) -> Explanation | None:
    """A line without a colon."""
    number, column = fault.since
    words = fault.lines[number][column:].rstrip()
    if found := _JOINED.match(words):
        return Explanation(number, column + found.start(2) - 1, "no space after the colon", f"write '{found[1]}: {found[2]}'")
    hint = "write a field as 'name: value', or indent the continuation of the text above more than its first line"
    return Explanation(number, column, "expected 'name: value'", hint)


def _sign(fault: Fault) -> Explanation | None:
    """A value that begins with a sign that means something."""
    number, column = fault.since if fault.lines[fault.since.line][fault.since.column :][:1] in {"&", "*"} else fault.at
    sign = fault.lines[number][column : column + 1]
    return (
        Explanation(number, column, f"an unquoted value cannot start with '{sign}'", _QUOTES) if sign in set("@`%&*?") else None
    )


def _never_closed(fault: Fault) -> Explanation | None:
    hint = "close it at the end of the value, or remove it: most text needs no quotes"
    return Explanation(*fault.since, "unclosed quotation mark", hint)


def _flow(fault: Fault) -> Explanation | None:
    """A list in brackets, or a mapping in braces, that is not closed or lacks a comma."""
    sign = fault.lines[fault.since.line][fault.since.column : fault.since.column + 1]
    closing = {"[": "]", "{": "}"}.get(sign)
    if closing is None:
        return None
    if found := re.compile(r"[\s\[{]#").search(fault.lines[fault.since.line], fault.since.column):
        message = f"a comment starts here, so the '{sign}' before it is not closed"
        return Explanation(fault.since.line, found.end() - 1, message, "put the text that holds '#' in quotes")
    if fault.at.line == fault.since.line and closing in fault.text[fault.at.column :]:
        return Explanation(
            *fault.at, "expected a comma", "separate the items with commas, and quote text that contains quotation marks"
        )
    return Explanation(*fault.since, f"unclosed '{sign}'", f"close it with '{closing}'")


def _colon_in_flow(fault: Fault) -> Explanation | None:
    """A colon in brackets right before a sign, where the parser takes it for the end of a name."""
    at = fault.text.rfind(":", 0, fault.at.column + 1)
    if at < 0:
        return None
    message = f"unquoted text inside brackets cannot contain '{fault.text[at : at + 2]}'"
    return Explanation(fault.at.line, at, message, "put the item in quotes")


def _begins_in_flow(fault: Fault) -> Explanation | None:
    """An item in brackets that begins with a sign that means something."""
    sign = fault.text[fault.at.column : fault.at.column + 1]
    message = f"an unquoted item in brackets cannot start with '{sign}'"
    return Explanation(*fault.at, message, "put the item in quotes") if sign in {":", "-"} else None


def _item(fault: Fault) -> Explanation | None:
    """A line in the place of a list's next item."""
    wanted = fault.since.column + 2
    hint = f"put {spaces(wanted)} before it if it belongs to the item above, or start it with '- ' if it is a new one"
    return Explanation(fault.at.line, fault.at.column, "expected '- ' and the next item of the list", hint)


def _list_on_line(fault: Fault) -> Explanation | None:
    return Explanation(
        *fault.at, "a list starts in the middle of a line", "put each '- ' on its own line, below the field's name"
    )


def _backslash(fault: Fault) -> Explanation | None:
    return Explanation(
        *fault.at, "invalid escape: a backslash in double quotes starts one", "use single quotes, or double the backslash"
    )


def _block(fault: Fault) -> Explanation | None:
    return Explanation(*fault.at, "unexpected text after '|' or '>'", "start the text on the next line, indented")


_READINGS: Final[tuple[tuple[str, tuple[Reading, ...]], ...]] = (
    ("mapping values are not allowed", (dashed, _deeper, _no_colon_above, _colon)),
    ("did not find expected key", (_after_quotes, _after_bracket, commented, indented_by_number, outdented, _not_in_line)),
    ("could not find expected ':'", (indented_by_number, outdented, _no_colon)),
    ("cannot start any token", (_sign,)),
    ("while scanning an a", (dashed, _sign)),
    ("mapping keys are not allowed", (_sign,)),
    ("unexpected end of stream (while scanning a quoted scalar", (_never_closed,)),
    ("unexpected document indicator (while scanning a quoted scalar", (_never_closed,)),
    ("did not find expected ',' or", (_flow,)),
    ("found unexpected ':'", (_colon_in_flow,)),
    ("did not find expected node content (while parsing a flow node", (_begins_in_flow,)),
    ("did not find expected '-' indicator", (_after_quotes, _after_bracket, _item)),
    ("block sequence entries are not allowed", (_list_on_line,)),
    ("unknown escape character", (_backslash,)),
    ("expected hexdecimal", (_backslash,)),
    ("expected comment or line break", (_block,)),
)
"""What is in the parser's words, and what may have been mistyped, the likeliest first."""
