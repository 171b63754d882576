"""What a change wrote: records that are new, gone, renamed, moved or withdrawn, and of the others each field that differs.

Records are compared by id, never by line, so that a record that moved within the files has not changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

from kg.edtf import Date
from kg.history.states import State
from kg.model.part import Part, bare, fields_of
from kg.model.records import Dataset, Record, RecordBase
from kg.model.words import Certainty

How: TypeAlias = Literal["new", "gone", "merged", "withdrawn", "changed"]
Turn: TypeAlias = Literal["reworded", "re-dated", "hardened", "softened", "answered", "renamed", ""]

_FIRMNESS: Final = {word: -i for i, word in enumerate(get_args(Certainty))}
"""How firm a speaker puts something, by the order in which the words are declared."""
_WORDING: Final = frozenset({"text", "says", "title", "label", "name", "verdict", "quote"})
_UNSAID: Final = frozenset({"expect", "was"})
"""Fields of which a change says nothing of the world: counts that guard a merge, and former ids, reported as a renaming."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that differs; where it is a field of a part, such as a report, `field` is the record's and `inner` the part's.

    `within` is that part as it is now. Of a field with several values `lost` and `gained` are those that are no longer there and
    those that are new; of any other the value before and the one now.
    """

    field: str
    inner: str
    within: Part | None
    lost: tuple[Any, ...]
    gained: tuple[Any, ...]
    several: bool
    turn: Turn = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One record that the change touched: how, as it was and is, its fields that differ, its old id, its file before and now.

    `into` is the record of which one that was merged is a part now.
    """

    id: str
    how: How
    before: Record | None
    after: Record | None
    edits: tuple[Edit, ...] = ()
    formerly: str = ""
    moved: tuple[str, str] | None = None
    into: str = ""

    @property
    def kind(self) -> str:
        """The kind of the record."""
        found = self.after or self.before
        return "" if found is None else found.kind

    @property
    def fields(self) -> frozenset[str]:
        """The fields that differ; of a part, the record's field that holds it."""
        return frozenset(edit.field for edit in self.edits)

    @property
    def is_harder(self) -> bool:
        """Whether it says more, or more firmly, than before, while no report of it changed, and no word that one quotes."""
        harder = any(
            edit.turn in {"hardened", "reworded"} or (edit.field in {"accused", "against"} and edit.gained) for edit in self.edits
        )
        return self.how == "changed" and self.kind in {"statement", "allegation"} and harder and "reports" not in self.fields


def written(before: State, after: State, names: Mapping[str, str]) -> tuple[Written, ...]:
    """Every record that differs, in the order of the files as they are now; those that are gone come last.

    `names` are the ids that records had before; `before` has the records under their ids of now.
    """
    formerly = {new: old for old, new in names.items()}
    old = {record.id: (record, before.file(record.id)) for record in before.corpus.whole()}
    found = [
        compared(old.pop(record.id, None), (record, after.file(record.id)), formerly.get(record.id, ""))
        for record in after.corpus.whole()
    ]
    unread = {record.id for record in after.corpus.flawed} | after.corpus.unread
    found += [compared(was, None) for id_, was in old.items() if id_ not in unread]
    return tuple(one for one in found if one is not None)


def compared(was: tuple[Record, str] | None, now: tuple[Record, str] | None, formerly: str = "") -> Written | None:
    """What became of a record, each time with its file; None where nothing did.

    `formerly` is its old id where `was` has it under the new one already.
    """
    if now is None:
        return Written(was[0].id, "gone", was[0], None) if was else None
    if was is not None and was[0] is now[0] and was[1] == now[1] and not formerly:
        return None  # of the same blob, as most are from one change to the next
    record, file = now
    if was is None or type(was[0]) is not type(record):  # an id that means another record now: K209
        return Written(record.id, "new", None, record)
    earlier, place = was
    moved = None if place == file or isinstance(record, Dataset) else (place, file)
    edits = () if earlier == record else tuple(_edits(earlier, record))
    old_id = formerly or (earlier.id if earlier.id != record.id else "")
    if not (edits or moved or old_id):
        return None
    how: How = "withdrawn" if any(e.field == "withdrawn" and not e.lost for e in edits) else "changed"
    return Written(record.id, how, earlier, record, edits, old_id, moved)


def merged(earlier: Mapping[str, Record], names: Mapping[str, str]) -> Iterator[Written]:
    """The records that became part of another that was there already."""
    for old, new in names.items():
        if new in earlier and old in earlier:
            yield Written(old, "merged", earlier[old], None, into=new)


def _edits(before: Part, after: Part, within: tuple[str, Part] | None = None) -> Iterator[Edit]:
    """The fields in which a record, or a part of one, differs."""
    for name, field in fields_of(type(after)).items():
        was, now = getattr(before, field.attribute), getattr(after, field.attribute)
        if was == now or name in _UNSAID or (isinstance(after, RecordBase) and name == "allow"):
            continue
        owner, part = within or (name, None)
        inner = name if part else ""
        if field.refers and (_holds_parts(was) or _holds_parts(now)):
            yield from _edits_of_named(name, was, now)
        elif _holds_parts(was) or _holds_parts(now):
            yield from _part_edits(name, was, now)
        elif isinstance(was, tuple) or isinstance(now, tuple):
            lost = tuple(one for one in was or () if one not in (now or ()))
            gained = tuple(one for one in now or () if one not in (was or ()))
            if lost or gained or was is None or now is None:
                yield Edit(owner, inner, part, lost, gained, several=True, turn=_turn(name, lost, gained))
        else:
            lost, gained = tuple(() if value is None or value == "" else (value,) for value in (was, now))
            yield Edit(owner, inner, part, lost, gained, several=False, turn=_turn(name, lost, gained))


def _holds_parts(value: Any) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and bool(value) and isinstance(value[0], Part))


def _edits_of_named(name: str, was: Any, now: Any) -> Iterator[Edit]:
    """What differs in a field whose parts each name a record, such as who is accused: the records, then what is said of each."""
    old, new = ({bare(part): part for part in value or ()} for value in (was, now))
    lost, gained = tuple(id_ for id_ in old if id_ not in new), tuple(id_ for id_ in new if id_ not in old)
    if lost or gained or was is None or now is None:
        yield Edit(name, "", None, lost, gained, several=True)
    for id_ in new:
        if id_ in old and old[id_] != new[id_]:
            yield from _edits(old[id_], new[id_], (name, new[id_]))


def _part_edits(name: str, was: Any, now: Any) -> Iterator[Edit]:
    """What differs in a field that holds parts: parts that are new or gone, and the fields of those that are there still."""
    old, new = ([] if value is None else list(value) if isinstance(value, tuple) else [value] for value in (was, now))
    left = [one for one in old if one not in new]
    for part in (one for one in new if one not in old):
        same = next((one for one in left if _named(one) == _named(part)), None)
        same = same or next((one for one in left if _named(one)[:1] == _named(part)[:1]), None)
        if same is None:
            yield Edit(name, "", None, (), (part,), several=True)
        else:
            left.remove(same)
            yield from _edits(same, part, (name, part))
    yield from (Edit(name, "", None, (part,), (), several=True) for part in left)


def _named(part: Part) -> tuple[Any, ...]:
    """What says which part it is: the fields that it cannot do without."""
    return tuple(getattr(part, field.attribute) for field in fields_of(type(part)).values() if field.required)


def _turn(field: str, lost: tuple[Any, ...], gained: tuple[Any, ...]) -> Turn:
    """What kind of change it is, where there is a word for it."""
    if field == "certainty":
        was, now = (_FIRMNESS[values[0]] if values else 0 for values in (lost, gained))
        return "hardened" if now > was else "softened" if now < was else ""
    if field == "act" and lost and gained:
        was_charge, is_charge = lost[0] == "accuses", gained[0] == "accuses"
        return "hardened" if is_charge and not was_charge else "softened" if was_charge and not is_charge else ""
    if field == "answers" and gained:
        return "answered"
    if field in _WORDING and lost and gained:
        return "reworded"
    return "re-dated" if lost and gained and isinstance(lost[0], Date) and isinstance(gained[0], Date) else ""
