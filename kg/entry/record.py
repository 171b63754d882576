"""A new record as a claim file has it: its fields in the order of the format, and the words that its id is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.entry import roles
from kg.entry.fields import REPORT, Given
from kg.model.part import fields_of
from kg.model.records import SECTIONS

if TYPE_CHECKING:
    from kg.claimfile.insert import Value

_NAMED_BY: Final = {
    "actor": ("name",),
    "source": ("title",),
    "topic": ("label",),
    "allegation": ("text",),
    "draft": ("quote", "text"),
}
_DRAFT_FIRST: Final = ("source", "at", "quote", "text")
"""What a draft begins with: where its passage is, and the passage."""


def words(kind: str, given: Given) -> str:
    """What the id is made from."""
    if kind != "statement":
        return next((given[name][0] for name in (*_NAMED_BY[kind], "publisher", "url", "source") if name in given), "")
    speaker, act, date = (given.get(name, [""])[0] for name in ("speaker", "act", "date"))
    return f"{speaker} {act} {date[:10]}"


def record(kind: str, given: Given) -> dict[str, Value]:
    """The fields of the record in the order of the format; what was given once is one value."""
    values: dict[str, Value] = {name: value[0] if len(value) == 1 else value for name, value in given.items()}
    if "roles" in given:
        values["roles"] = [roles.role(text) for text in given["roles"]]
    for name in roles.ACCUSED:
        if name in given:
            values[name] = roles.accused(given[name])
    known = fields_of(SECTIONS[f"{kind}s"])
    order = (*_DRAFT_FIRST, *known) if kind == "draft" else known
    made: dict[str, Value] = {name: values[name] for name in order if name in values and name != "note"}
    report: dict[str, Value] = {name: values[name] for name in REPORT if kind == "statement" and name in values}
    if report:
        made["reports"] = [report]
    return made | ({"note": values["note"]} if "note" in values else {})
