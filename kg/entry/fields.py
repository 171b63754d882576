"""What a new record may hold: its fields and those of its first report, what each means and refers to, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from kg.model.acts import ABOUT, ACTS
from kg.model.part import Field, fields_of
from kg.model.parts import Report
from kg.model.records import REQUIRED, SECTIONS, RecordBase

Given: TypeAlias = dict[str, list[str]]
"""What somebody gives of a record: the words for each field."""

BY_HAND: Final = frozenset({"status", "withdrawn", "reports", "by_act", "evidence", "set_aside"})
"""Fields that hold more than words: they are written by hand."""
REPORT: Final = ("source", "at", "quote", "lang", "translated", "translator", "via", "taken_from", "firsthand", "named")
"""The fields of a statement's first report that are options of the statement's own command."""
_FORMS: Final = {
    "roles": ", each as 'position; of; from; to', with the dates if known",
    "aliases": "; write one with a language or dates by hand",
    "part_of": "; write a part with dates by hand",
    "accused": ", each as 'who; as', with the office if known",
    "against": ", each as 'who; as', with the office if known",
}
"""What the help says of a field beside its meaning."""


def fields(kind: str) -> dict[str, str]:
    """The fields of a record that are options, each with its meaning."""
    base = fields_of(RecordBase)
    found = {name: field.meaning for name, field in own(kind).items() if name not in BY_HAND and name not in base}
    if kind == "statement":
        found |= {name: f"of the report: {fields_of(Report)[name].meaning}" for name in REPORT}
    return found | {"note": base["note"].meaning}


def help_of(kind: str) -> dict[str, str]:
    """The same with how each is written where that is not plain."""
    found = {name: f"{meaning}{_FORMS.get(name, '')}" for name, meaning in fields(kind).items()}
    return {name: f"{words[0].upper()}{words[1:]}." for name, words in found.items()}


def own(kind: str) -> Mapping[str, Field]:
    """The fields of a kind of record."""
    return fields_of(SECTIONS[f"{kind}s"])


def field_of(kind: str, name: str) -> Field:
    """A field of a record, or of the first report of a statement."""
    known = own(kind)
    return known[name] if name in known else fields_of(Report)[name]


def referring(kind: str, name: str) -> tuple[str, ...]:
    """The kinds of record that a field names; empty for one that holds words, or ids that need not lead anywhere."""
    if (kind, name) in {("source", "publisher"), ("source", "author"), ("statement", "translator"), ("actor", "roles")}:
        return ()
    checked = SECTIONS[f"{kind}s"].checked
    if checked is not None and name not in checked:
        return ()
    if name == "part_of":
        return ("actor",)
    known = own(kind)
    return known[name].refers if name in known else fields_of(Report)[name].refers if kind == "statement" else ()


def lacking(kind: str, given: Given) -> list[tuple[str, ...]]:
    """What the record cannot do without and does not have: fields of which one at least has to be given."""
    groups = [*REQUIRED[SECTIONS[f"{kind}s"]]]
    if kind == "statement":
        act = ACTS.get(given.get("act", [""])[0])
        groups += [*(act.groups if act else (ABOUT,)), ("source",)]
    return [group for group in groups if not any(name in given for name in group)]
