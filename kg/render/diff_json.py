"""A change of the claims as JSON: what was written, what follows with its reasons, and the counts before and now."""

from __future__ import annotations

import json
from typing import Any

from kg.edtf import Date
from kg.history.diff import Diff
from kg.history.states import State
from kg.history.written import Edit, Written
from kg.model.part import Part, fields_of
from kg.render.diff_follows import sentence


def as_json(diff: Diff) -> str:
    """One document, with the records by their ids and the values of fields as claim files have them."""
    document = {
        "before": _state(diff.before),
        "after": _state(diff.after),
        "written": [written_json(one) for one in diff.written],
        "follows": [
            {
                "kind": effect.kind,
                "sentence": sentence(diff, effect),
                "subject": effect.subject,
                "statements": effect.ids,
                "because": effect.causes,
                "was": effect.was,
                "now": effect.now,
            }
            for effect in diff.follows
        ],
        "counts": [{"what": what, "was": was, "now": now} for what, was, now in diff.counts],
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def _state(state: State) -> dict[str, Any]:
    at = state.at
    return {"commit": at.hash if at else None, "day": at.day if at else None, "faults": state.faults}


def written_json(one: Written) -> dict[str, Any]:
    """What a change did with one record."""
    found = {
        "id": one.id,
        "kind": one.kind,
        "how": one.how,
        "formerly": one.formerly or None,
        "moved": one.moved,
        "into": one.into or None,
        "harder": one.is_harder,
        "edits": [_edit(edit) for edit in one.edits],
    }
    return {key: value for key, value in found.items() if value not in (None, [], False)}


def _edit(edit: Edit) -> dict[str, Any]:
    found = {
        "field": edit.field,
        "part": plain(edit.within) if edit.within is not None else None,
        "inner": edit.inner or None,
        "was": [plain(value) for value in edit.lost],
        "now": [plain(value) for value in edit.gained],
        "turn": edit.turn or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def plain(value: Any) -> Any:
    """A value as claim files have it."""
    if isinstance(value, Part):
        kept = ((name, getattr(value, field.attribute)) for name, field in fields_of(type(value)).items())
        return {name: plain(one) for name, one in kept if one not in (None, ())}
    if isinstance(value, Date):
        return value.text
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value
