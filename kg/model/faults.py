"""Reads one record: the frozen record, or what can be kept of it, and every fault in it, in our words.

Pydantic's errors end here. A fault carries the path to the value it is about, so that the reader of the file can be shown
the line. None among the values stands for one whose fault is already reported, and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kg import ids
from kg.diagnostic import Path
from kg.model import records
from kg.model.acts import ABOUT, ACTS
from kg.model.fields import MAX_TEXT
from kg.model.records import REQUIRED, Actor, RecordBase, Statement

R = TypeVar("R", bound=RecordBase)

_CLOSED: Final = {"act": ("K108", "act"), "type": ("K108", "type")}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one record: `path` leads to the value, or to its key where `at_key` says so."""

    path: Path
    code: str
    message: str
    hint: str = ""
    at_key: bool = False


@dataclass(slots=True)
class Reading(Generic[R]):
    """What was read of one record.

    `record` is the record or, where `whole` is false, what remains of it: good enough to be referred to and to have its own
    references checked. It is None where nothing remains.
    """

    record: R | None
    whole: bool
    faults: tuple[Fault, ...] = ()


def read(cls: type[R], id_: str, raw: Any) -> Reading[R]:
    """The record of class `cls` that `raw` describes, with its faults."""
    if raw is None:
        return Reading(None, whole=False)
    if not isinstance(raw, dict):
        fault = Fault((), "K104", f"expected the fields of this {cls.kind}", "write 'field: value' lines, indented, below it")
        return Reading(None, whole=False, faults=(fault,))
    faults = list(_missing(cls, raw))
    try:
        record = cls.model_validate({**raw, "": id_})
    except ValidationError as error:
        faults += _faults(cls, raw, error)
        return Reading(_remains(cls, id_, raw), whole=False, faults=tuple(faults))
    return Reading(record, whole=not faults, faults=tuple(faults))


def _missing(cls: type[RecordBase], raw: dict[str, Any]) -> Iterator[Fault]:
    """Fields that the record, or its act, needs and does not have; fields that its act must not have."""
    name = raw.get("act") if cls is Statement else None
    act = ACTS.get(name) if isinstance(name, str) else None
    lacks = [(f"the {cls.kind}", group) for group in REQUIRED[cls] if not _any(group, raw)]
    if cls is Statement:
        needs = act.needs if act else ()
        if not _any(needs or ABOUT, raw):
            lacks.append((f"a statement that {name}" if needs else "the statement", needs or ABOUT))
    if cls is Actor:
        yield from _belonging(raw)
    if not lacks and (act is None or act.forbids.isdisjoint(raw)):
        return  # as nearly every record
    misspelt = _misspelt(cls, raw) if lacks else frozenset()
    for what, group in lacks:
        if not misspelt.intersection(group):
            yield Fault((), "K102", f"{what} has no {_either(group)}", f"add {_either(group)}", at_key=True)
    for field in [] if act is None else [field for field in raw if field in act.forbids]:
        hint = _forbidden_hint(str(name), field)
        yield Fault((field,), "K103", f"a statement that {name} has no '{field}'", hint, at_key=True)


def _belonging(raw: dict[str, Any]) -> Iterator[Fault]:
    """The field by which a record of this type cannot belong to another: persons have roles, all else has parts."""
    type_ = raw.get("type")
    if type_ == "person" and "part_of" in raw:
        yield Fault(("part_of",), "K103", "a person has no 'part_of'", "say it by a role: position and of", at_key=True)
    elif isinstance(type_, str) and type_ != "person" and "roles" in raw:
        yield Fault(("roles",), "K103", "only a person has 'roles'", "what it is a part of goes in 'part_of'", at_key=True)


def _any(group: tuple[str, ...], raw: dict[str, Any]) -> bool:
    for field in group:  # noqa: SIM110 - three times as fast as any(), and it is asked of every record
        if field in raw:
            return True
    return False


def _misspelt(cls: type[RecordBase], raw: dict[str, Any]) -> frozenset[str | None]:
    """The fields that unknown ones most likely misspell: these are reported as such, and not as missing."""
    names = _fields(cls, ())
    return frozenset(ids.closest(key, names) for key in raw if key not in names)


def _forbidden_hint(act: str, field: str) -> str:
    if field == "against" and ACTS[act].family == "other":
        return "whom it is about goes in 'toward'" if "toward" not in ACTS[act].forbids else "blame makes it 'act: accuses'"
    if field == "toward" and act == "accuses":
        return "whom it accuses goes in 'against'"
    return "leave it out"


def _either(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _faults(cls: type[RecordBase], raw: dict[str, Any], error: ValidationError) -> Iterator[Fault]:
    """Each of pydantic's errors in our words; an error about a value already reported is passed over."""
    seen: set[tuple[Path, str]] = set()
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        is_key = path[-1] == "[key]" and detail["type"] != "extra_forbidden"
        if is_key:
            path = path[:-1]
        elif _at(raw, path) is None and detail["type"] != "missing":
            continue
        found = _fault_of_key(path, detail) if is_key else _fault(cls, path, detail)
        if (path, found.code) not in seen:
            seen.add((path, found.code))
            yield found


def _fault_of_key(path: Path, detail: ErrorDetails) -> Fault:
    """The fault of a key that is itself a value: an act or an id under `expect`."""
    name = str(detail["input"])
    if detail["type"] == "literal_error":
        return Fault(path, "K108", f"unknown act '{name}'", ids.suggest(name, ACTS) or f"one of {', '.join(ACTS)}", at_key=True)
    return bad_id(path, name, at_key=True)


def _fault(cls: type[RecordBase], path: Path, detail: ErrorDetails) -> Fault:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    match kind:
        case "extra_forbidden":
            names = _fields(cls, path[:-1])
            return Fault(path, "K101", f"unknown field '{field}'", ids.suggest(field, names), at_key=True)
        case "missing":
            return Fault(path[:-1], "K102", f"{_place(path)} has no '{field}'", f"add '{field}'", at_key=True)
        case "literal_error" if isinstance(value, str):
            code, what = _CLOSED.get(field, ("K104", field))
            allowed = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            return Fault(
                path, code, f"unknown {what} '{value}'", ids.suggest(str(value), allowed) or f"one of {', '.join(allowed)}"
            )
        case "literal_error":
            return Fault(path, "K104", f"'{field}' should be text, not {_shape(value)}")
        case "string_too_long" if context["max_length"] == MAX_TEXT:
            message = f"'{field}' has {len(value):,} characters, more than {MAX_TEXT:,}"
            return Fault(path, "K104", message, "keep what matters; the rest is in the source")
        case "string_pattern_mismatch" | "string_too_long":
            return _pattern(path, field, str(value))
        case "string_too_short":
            return Fault(path, "K109", f"'{field}' has no value", "leave it out: what is missing stays missing")
        case _ if kind.startswith("K"):
            return Fault(path, kind, context["message"], context["hint"])
        case _:
            return Fault(path, "K104", f"'{field}' should be {_expected(kind)}, not {_shape(value)}")


def _pattern(path: Path, field: str, value: str) -> Fault:
    if field == "lang":
        return Fault(path, "K104", f"'{value}' is not a language tag", "write it as en, fa or zh-hant")
    if field == "sha256":
        return Fault(path, "K104", f"'{value}' is not a SHA-256", "write its 64 hexadecimal digits, in lower case")
    if field == "code":
        return Fault(path, "K104", f"'{value}' is not the code of a rule", "write it as K205")
    return bad_id(path, value)


def bad_id(path: Path, value: str, *, at_key: bool = False) -> Fault:
    """The fault of an id that has not the form of one."""
    slug = ids.slug(value)
    if slug == value:
        return Fault(path, "K105", f"'{value}' cannot be an id", "the word has a meaning of its own: add to it", at_key=at_key)
    hint = f"did you mean '{slug}'?" if slug else "lower-case letters, digits and single hyphens, at most 80"
    return Fault(path, "K105", f"'{value}' is not an id", hint, at_key=at_key)


def _fields(cls: type[RecordBase], path: Path) -> list[str]:
    """The names a field may have in the part of a record that `path` leads to."""
    owner: type[BaseModel] = cls
    for step in path:
        if isinstance(step, str):
            owner = _PARTS.get(step, owner)
    return [name if field.alias is None else field.alias for name, field in owner.model_fields.items() if field.alias != ""]


_PARTS: Final[dict[str, type[BaseModel]]] = {
    "reports": records.Report,
    "roles": records.Role,
    "part_of": records.PartOf,
    "allow": records.Waiver,
    "status": records.StatusStep,
    "withdrawn": records.Withdrawal,
    "expect": records.Expect,
}
_PLACES: Final = {
    "reports": "the report",
    "roles": "the role",
    "allow": "the waiver",
    "status": "the step",
    "part_of": "the part",
    "withdrawn": "the withdrawal",
}


def _place(path: Path) -> str:
    return next((_PLACES[step] for step in path if isinstance(step, str) and step in _PLACES), "it")


def _expected(kind: str) -> str:
    match kind.split("_", maxsplit=1)[0]:
        case "string":
            return "text"
        case "tuple" | "list":
            return "a list"
        case _:
            return "a mapping"


def _shape(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"'{value}'"


def _at(raw: Any, path: Path) -> Any:
    """The value at `path`, or the innermost on the way to it."""
    for step in _written(raw, path):
        raw = raw[step]
    return raw


def _written(raw: Any, path: Path) -> Path:
    """The way to the value that `path` means, as far as the record was written so: one value may stand for a list of one."""
    written: list[str | int] = []
    for step in path:
        if isinstance(step, int) and isinstance(raw, dict):
            continue
        inside = step in raw if isinstance(raw, dict) else isinstance(raw, list) and isinstance(step, int) and step < len(raw)
        if not inside:
            break
        raw = raw[step]
        written.append(step)
    return tuple(written)


def _remains(cls: type[R], id_: str, raw: dict[str, Any]) -> R | None:
    """The record without its faulty values: the smallest part around each fault is left out, until the rest can be read."""
    kept: Any = raw
    for _ in range(8):
        try:
            return cls.model_validate({**kept, "": id_})
        except ValidationError as error:
            paths = {tuple(detail["loc"]) for detail in error.errors(include_url=False, include_input=False)}
        kept = _without(kept, {_written(kept, path) for path in paths})
    return None


def _without(value: Any, gone: set[Path]) -> Any:
    """A copy of `value` without what the paths `gone` lead to; each leads somewhere."""
    below: dict[str | int, set[Path]] = {}
    for head, *rest in gone:
        below.setdefault(head, set()).add(tuple(rest))
    if isinstance(value, list):
        return [_without(v, below[i]) if i in below else v for i, v in enumerate(value) if () not in below.get(i, ())]
    return {k: _without(v, below[k]) if k in below else v for k, v in value.items() if () not in below.get(k, ())}
