"""Changes of different records, or of different fields of one, merge to the same record from either side, and nothing is lost.

Claim files are made up with every form that a record may have: in braces or line by line, with comments, with text over lines.
"""

from __future__ import annotations

import copy
from typing import Any, Final, TypeAlias

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg import claimfile
from kg.claimfile.insert import mapping_lines
from kg.claimfile.tree import parse
from kg.merging.file import Merged, merge_files
from kg.merging.fitting import flow
from kg.merging.pieces import Piece, split
from kg.merging.spans import BETWEEN, OURS, THEIRS

Records: TypeAlias = dict[str, dict[str, Any]]
Styles: TypeAlias = dict[str, tuple[bool, bool, bool]]
Change: TypeAlias = tuple[str, str, Any]

IDS: Final = ("alpha", "beta", "delta", "gamma", "omega")
LONG: Final = "Said that the bridge had been closed for a second time, and that nobody had been asked before it was, or after it."
VALUES: Final[dict[str, list[Any]]] = {
    "act": ["accuses", "denies", "asserts"],
    "date": ["2021", "2021-03-01", "2021-03/2021-04"],
    "says": ["Said so.", LONG, LONG.replace("second", "third"), "Yes: no, “#1”"],
    "speaker": ["ann", ["ann", "bob"], ["cy"]],
    "answers": [["alpha"], ["beta", "alpha"], "gamma"],
    "reports": [
        [{"source": "daily"}],
        [{"source": "daily", "quote": "They, shut: them"}, {"source": "weekly"}],
        [{"source": "weekly", "quote": ["One.", "Two."], "at": "p. 4"}],
    ],
}
records = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}).map(
    lambda fields: {"act": "accuses", **fields}
)
files = st.dictionaries(st.sampled_from(IDS), records, min_size=1)
styles: st.SearchStrategy[Styles] = st.fixed_dictionaries(
    {id_: st.tuples(st.booleans(), st.booleans(), st.booleans()) for id_ in IDS}
)
set_field = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(st.sampled_from(IDS), st.just(name), st.sampled_from([*VALUES[name], None]))
)
new_record = st.tuples(st.sampled_from(IDS), st.just(""), records | st.none())


def written(found: Records, how: Styles) -> bytes:
    """A claim file with these records, each in its own style: in braces, with a comment, after a blank line."""
    out = ["# which claims these are\n", "actors:\n  ann: {name: Ann, type: person}\n", "\nstatements:\n" if found else ""]
    for id_ in sorted(found):
        in_braces, noted, spaced = how[id_]
        out.append("\n" if spaced else "")
        out.append(f"  # {id_} is noted\n" if noted else "")
        if in_braces:
            out.append(f"  {id_}: {flow(found[id_])}\n")
        else:
            lines = [f"{line}\n" for line in mapping_lines(found[id_], 4)]
            lines[0] = (
                lines[0].replace("\n", f"  # of {id_}\n") if noted and "\n" in lines[0] and ">-" not in lines[0] else lines[0]
            )
            out += [f"  {id_}:\n", *lines]
    return "".join([*out, "\n# the end\n"]).encode()


def applied(found: Records, changes: list[Change]) -> Records:
    """The records with some changes: a field that is set or left out, a record that is new or gone."""
    found = copy.deepcopy(found)
    for id_, name, value in changes:
        if not name and value is None:
            found.pop(id_, None)
        elif not name:
            found[id_] = value
        elif id_ in found and value is None and name != "act":
            found[id_].pop(name, None)
        elif id_ in found and value is not None:
            found[id_][name] = value
    return found


def said(data: bytes) -> Records:
    """The statements of a claim file, which can be read."""
    document = claimfile.read(data, "")
    assert not document.faults, (document.faults[0].message, data.decode())
    found: Records = (document.value or {}).get("statements", {})
    return found


def merged(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    found = merge_files(base, ours, theirs)
    assert isinstance(found, Merged), (found.reason, base.decode(), ours.decode(), theirs.decode())
    return found


@settings(max_examples=60, deadline=None)
@given(files, styles, st.lists(set_field | new_record, max_size=4), st.lists(set_field | new_record, max_size=4))
def test_changes_of_different_fields_and_records_merge_from_either_side(
    found: Records, how: Styles, our: list[Change], their: list[Change]
) -> None:
    one, other = applied(found, our), applied(found, their)
    changed = [
        {(id_, name) for id_ in IDS for name in VALUES if found.get(id_, {}).get(name) != side.get(id_, {}).get(name)}
        for side in (one, other)
    ]
    made = [{id_ for id_ in IDS if (id_ in found) != (id_ in side)} for side in (one, other)]
    assume(not changed[0] & changed[1])
    assume(not any(made[n] & {id_ for id_, _ in changed[1 - n]} for n in (0, 1)))
    expected = copy.deepcopy(one)
    for id_, name in changed[1]:
        if id_ in other and name in other[id_]:
            expected.setdefault(id_, {})[name] = other[id_][name]
        elif id_ in expected and id_ in other:
            expected[id_].pop(name, None)
    expected = {id_: fields for id_, fields in expected.items() if id_ in other or id_ not in found}
    base, ours, theirs = (written(each, how) for each in (found, one, other))
    there, back = merged(base, ours, theirs), merged(base, theirs, ours)
    assert not there.conflicts
    assert not back.conflicts
    assert said(there.data) == said(back.data) == expected
    text = there.data.decode()
    for id_ in expected:
        if found.get(id_) == one.get(id_) == other.get(id_):
            assert written({id_: found[id_]}, how).decode().partition(f"  {id_}:")[2].removesuffix("\n# the end\n") in text
    assert {c.text for c in parse(text).comments} >= {"# which claims these are", "# the end"}


@settings(max_examples=60, deadline=None)
@given(files, styles, st.lists(set_field | new_record, max_size=4), st.lists(set_field | new_record, max_size=4))
def test_no_change_is_lost_and_each_conflict_is_resolved_by_taking_a_side(
    found: Records, how: Styles, our: list[Change], their: list[Change]
) -> None:
    one, other = applied(found, our), applied(found, their)
    base, ours, theirs = (written(each, how) for each in (found, one, other))
    made = merged(base, ours, theirs)
    text = made.data.decode()
    assert bool(made.conflicts) == (OURS in text)
    for is_ours, side in ((True, one), (False, other)):
        read = said(resolved(text, is_ours=is_ours).encode())
        for id_ in IDS:
            wanted, was, now = side.get(id_), found.get(id_), read.get(id_)
            if wanted != was and was is not None and wanted is not None and now is not None:
                assert all(
                    now[name] == value or isinstance(value, list) for name, value in wanted.items() if value != was.get(name)
                )
            elif wanted is None and was is not None:
                assert now is None
            elif was is None and wanted is not None:
                assert now == wanted


def resolved(text: str, *, is_ours: bool) -> str:
    """The text with one side of every conflict."""
    while OURS in text:
        before, _, rest = text.partition(OURS)
        ours, _, rest = rest.partition(BETWEEN)
        theirs, _, rest = rest.partition(THEIRS)
        text = before + (ours if is_ours else theirs) + rest
    return text


@settings(max_examples=60, deadline=None)
@given(files, styles, st.lists(set_field | new_record, max_size=4))
def test_merging_with_itself_or_with_what_was_is_identity(found: Records, how: Styles, changes: list[Change]) -> None:
    base, other = written(found, how), written(applied(found, changes), how)
    for three, expected in (((base, base, base), base), ((base, other, base), other), ((base, base, other), other)):
        assert merged(*three) == Merged(expected)


@settings(max_examples=60, deadline=None)
@given(files, styles)
def test_pieces_are_the_whole_text(found: Records, how: Styles) -> None:
    def whole(piece: Piece) -> None:
        if piece.inner is not None:
            assert piece.opening + ("," if piece.flow else "").join(one.text for one in piece.inner) + piece.closing == piece.core
            for one in piece.inner:
                whole(one)

    text = written(found, how).decode()
    assert split(text).text == text
    whole(split(text))
