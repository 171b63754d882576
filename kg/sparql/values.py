"""Values in a query that are of another kind than those in the graph, so that they equal none and compare with none.

SPARQL compares terms and not words: a quote with its language is not the same words without, and a day is not text or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.rdf import vocab
from kg.sparql.mistakes import truncate
from kg.sparql.places import Place

TAGGED: Final = {"kg:quote": "?quote", "dcterms:title": "?title", "skos:altLabel": "?name"}
"""The properties whose values carry the language of their words where it is known, and a variable for one."""

_OURS: Final = {f"kg:{iri.removeprefix(vocab.KG)}": type_ for iri, type_ in vocab.DATATYPES.items() if iri.startswith(vocab.KG)}
_DAYS: Final = frozenset(name for name, type_ in _OURS.items() if type_ == vocab.XSD_DATE)
_DATES: Final = frozenset(name for name, type_ in _OURS.items() if type_ in {vocab.XSD_DATE, vocab.EDTF})
_PLAIN: Final = frozenset("kg:act kg:certainty kg:kind kg:says kg:text kg:id kg:position rdfs:label skos:prefLabel".split())
"""The properties of text that never has a language."""
_EXAMPLE: Final = {vocab.XSD_DATE: '"2017-04-24"^^xsd:date', vocab.EDTF: '"2017-04"^^<http://id.loc.gov/datatypes/edtf>'}
_SHORT: Final = {"xsd:date": vocab.XSD_DATE, f"<{vocab.XSD_DATE}>": vocab.XSD_DATE, f"<{vocab.EDTF}>": vocab.EDTF}
_NUMBERS: Final = frozenset("YEAR MONTH DAY HOURS MINUTES STRLEN COUNT SUM ABS ROUND CEIL FLOOR".split())
_COMPARED: Final = frozenset({"<", ">", "<=", ">=", "=", "!="})
_YEAR: Final = re.compile(r"[0-9]{4}\Z")


def of_other_kinds(seen: list[Place], pointers: frozenset[str]) -> Iterator[str]:
    """What is compared with or used as values of another kind; `pointers` are the properties whose values are records."""
    holds = {p.token.text[1:]: p.before.text for p in seen if p.token.kind == "variable" and p.before and p.before.kind == "name"}
    for number, p in enumerate(seen):
        if p.before is not None and p.before.kind == "name":
            yield from _value(p, p.before.text, pointers)
        if p.token.text in _COMPARED and 0 < number < len(seen) - 1:
            yield from _compared(seen, number, holds)


def _value(p: Place, name: str, pointers: frozenset[str]) -> Iterator[str]:
    """The value of a property, written as one of another kind."""
    text = truncate(p.token.text)
    if name in pointers and (p.token.kind == "number" or p.word in {"TRUE", "FALSE"}):
        yield f"{name} is a record and no {'number' if p.token.kind == 'number' else 'truth value'}"
    elif name in _DATES and p.token.kind == "number":
        yield f"{name} is a date and no number: compare YEAR(?day) = {text}, for the ?day of kg:earliest or kg:latest"
    elif p.token.kind == "string" and p.next.startswith("@") and name in _PLAIN:
        yield f"{name} carries no language: write {text}"
    elif p.token.kind == "string" and p.next == "^^" and name in _OURS and p.then is not None:
        wanted, given = _OURS[name], p.then.text
        if _SHORT.get(given, given) != wanted and wanted in _EXAMPLE:
            yield f"{name} is of another type than {truncate(given)}: write it as {_EXAMPLE[wanted]}"


def _compared(seen: list[Place], number: int, holds: dict[str, str]) -> Iterator[str]:
    """A comparison, in either order, of a variable or a function with a literal."""
    for is_left in (True, False):
        side, at = seen[number + (-1 if is_left else 1)].token, number + (1 if is_left else -1)
        other = seen[at].token  # a literal before the sign that has a language or a type ends in that, and is not looked at
        literal = truncate(other.text)
        is_plain = other.kind == "string" and not (is_left and (seen[at].next.startswith("@") or seen[at].next == "^^"))
        name = holds.get(side.text[1:], "") if side.kind == "variable" else ""
        called = _called(seen, number, is_left=is_left)
        if name in TAGGED and is_plain:
            yield f"{name} carries a language where it is known: compare STR({side.text}) with {literal}"
        elif name in _DAYS and other.kind == "number" and _YEAR.match(other.text) and not seen[at].touches("-"):
            yield f"{side.text} is a day and no number: compare YEAR({side.text}) with {literal}"
        elif called in _NUMBERS and is_plain:
            yield f"{called} gives a number: write {literal[1:-1]} without quotation marks"
        elif called == "LANG" and is_plain and other.text != other.text.lower():
            yield f"language tags are in lower case in the graph: write {literal.lower()} for {literal}"


def _called(seen: list[Place], number: int, *, is_left: bool) -> str:
    """The function whose result is compared, on the one side or the other."""
    if not is_left:
        return seen[number + 1].word if number + 2 < len(seen) and seen[number + 2].token.text == "(" else ""
    if seen[number - 1].token.text != ")":
        return ""
    depth = 0
    for at in range(number - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(seen[at].token.text, 0)
        if depth == 0:
            return seen[at - 1].word if at else ""
    return ""
