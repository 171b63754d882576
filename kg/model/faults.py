"""Reads one record: the frozen record, or what can be kept of it, and every fault in it.

A fault carries the path to the value it is about, so that a message can point at the line. A value of None is skipped: its fault
has already been reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, get_args

from kg.diagnostic import a
from kg.model import misnomers
from kg.model.acts import ABOUT, ACTS
from kg.model.part import assembler, fields_of
from kg.model.records import REQUIRED, SECTIONS, Actor, Draft, RecordBase, Statement
from kg.model.words import ActorType
from kg.model.wrong import Fault, Wrong, bad_id

__all__ = ["Fault", "Reading", "bad_id", "read"]

R = TypeVar("R", bound=RecordBase)

SECTION: Final[dict[type[RecordBase], str]] = {cls: section for section, cls in SECTIONS.items()}
"""The section of each class of record."""


@dataclass(slots=True)
class Reading(Generic[R]):
    """What was read of one record.

    `record` is the record or, where `whole` is false, what remains of it: good enough to be referred to and to have its own
    references checked. It is None where nothing remains. `elsewhere` says that it is a record of another class, in the wrong
    section.
    """

    record: R | None
    whole: bool
    faults: tuple[Fault, ...] = ()
    elsewhere: bool = False


def read(cls: type[R], id_: str, raw: Any) -> Reading[R]:
    """The record of class `cls` that `raw` describes, with its faults."""
    if raw is None:
        return Reading(None, whole=False)
    if not isinstance(raw, dict):
        fault = Fault((), "K104", f"expected the fields of this {cls.kind}", "write 'field: value' lines, indented, below it")
        return Reading(None, whole=False, faults=(fault,))
    if (other := _elsewhere(cls, raw)) is not None:
        where, its = SECTION[cls], SECTION[other]
        message = f"'{id_}' has the fields of {a(other.kind)} but is under '{where}'"
        fault = Fault((), "K101", message, f"put it under '{its}:'", at_key=True)
        return Reading(None, whole=False, faults=(fault,), elsewhere=True)
    faults = _missing(cls, raw)
    try:
        record = assembler(cls)(raw, "", {"id": id_})
    except Wrong as error:
        return Reading(error.remains[0] if error.remains else None, whole=False, faults=(*faults, *error.faults))
    return Reading(record, whole=not faults, faults=tuple(faults))


def _elsewhere(cls: type[RecordBase], raw: dict[str, Any]) -> type[RecordBase] | None:
    """The class whose record this is, if it is in the wrong section: it has the fields that class requires, and no others."""
    if cls not in SECTION or len(raw) < 2 or all(key in fields_of(cls) for key in raw):
        return None
    for other in SECTION:
        if (
            other is not Draft
            and all(key in fields_of(other) for key in raw)
            and all(_any(group, raw) for group in REQUIRED[other])
        ):
            return other
    return None


def _missing(cls: type[RecordBase], raw: dict[str, Any]) -> list[Fault]:
    """Missing fields that the record or its act requires, and fields that its act forbids."""
    act = None
    lacks = [(f"the {cls.kind}", group) for group in REQUIRED[cls] if not _any(group, raw)]
    if cls is Statement:
        name = raw.get("act")
        act = ACTS.get(name) if type(name) is str else None
        groups = act.groups if act else (ABOUT,)
        lacks += [("the statement" if g == ABOUT else f"a statement that {name}", g) for g in groups if not _any(g, raw)]
    found = _belonging(raw) if cls is Actor else []
    if lacks:
        misspelt = _misspelt(cls, raw)
        for what, group in lacks:
            if not misspelt.intersection(group):
                found.append(Fault((), "K102", f"{what} has no {_either(group)}", f"add {_either(group)}", at_key=True))
    if act is not None and not act.forbids.isdisjoint(raw):
        for field in raw:
            if field in act.forbids:
                hint = _forbidden_hint(str(name), field)
                found.append(Fault((field,), "K103", f"a statement that {name} has no '{field}'", hint, at_key=True))
    return found


def _belonging(raw: dict[str, Any]) -> list[Fault]:
    """The fault of `part_of` on a person, or of `roles` on any other actor."""
    type_ = raw.get("type")
    if type_ == "person" and "part_of" in raw:
        return [
            Fault(("part_of",), "K103", "a person has no 'part_of'", "write it as a role, with 'position' and 'of'", at_key=True)
        ]
    if type_ != "person" and type_ in get_args(ActorType) and "roles" in raw:
        return [Fault(("roles",), "K103", "only a person has 'roles'", "write what it belongs to in 'part_of'", at_key=True)]
    return []


def _any(group: tuple[str, ...], raw: dict[str, Any]) -> bool:
    for field in group:  # noqa: SIM110 - three times as fast as any(), and it is asked of every record
        if field in raw:
            return True
    return False


def _misspelt(cls: type[RecordBase], raw: dict[str, Any]) -> frozenset[str | None]:
    """The fields that unknown ones most likely misspell; they are reported as misspelt, not as missing."""
    names = fields_of(cls)
    return frozenset(misnomers.field(key, names) for key in raw if key not in names)


def _forbidden_hint(act: str, field: str) -> str:
    if field == "against" and ACTS[act].family == "other":
        return (
            "whom it is about goes in 'toward'"
            if "toward" not in ACTS[act].forbids
            else "if it blames someone, write 'act: accuses'"
        )
    if field == "toward" and act == "accuses":
        return "whom it accuses goes in 'against'"
    return "leave it out"


def _either(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
