"""Thousands of bad claim files, made from good ones: none raises, hangs, hides another file, gets through raw or is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
import yaml
from bad_mutations import CASES, Bad, damaged, documents, fragments, objection, records, seeds, spots, wrong_values
from bad_yaml import REFUSED
from effort import some, times
from forked import kg
from refusing import judged, patience, refused, verdict, world

from kg.check import check
from kg.diagnostic import Severity

pytestmark = pytest.mark.slow

FAMILIES: Final[dict[str, Callable[[], Iterable[Bad]]]] = {
    "fragments": lambda: fragments(7),
    "wrong values": lambda: wrong_values(4),
    "records": records,
    "damage": lambda: damaged(1200),
    "documents": documents,
}
LEAST: Final = 2_000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("bad"))


@pytest.fixture(scope="module")
def made() -> dict[str, list[Bad]]:
    return {family: list(make()) for family, make in FAMILIES.items()}


def test_that_the_seeds_are_good_and_the_judges_see_nothing_wrong(root: Path) -> None:
    assert len(seeds()) >= 50
    assert len(spots()) > 500
    for seed in seeds():
        found, wrong = verdict(root, seed.encode())
        assert not wrong
        assert found is not None
        assert [d for d in found.diagnostics if d.severity is Severity.ERROR] == [], seed
        assert objection(seed.encode()) == ""


@pytest.mark.parametrize("family", FAMILIES)
def test_that_each_is_refused(family: str, root: Path, made: dict[str, list[Bad]]) -> None:
    failures = [(bad.why, wrong) for bad in some(made[family], 15) if (wrong := refused(root, bad.data)[1])]
    assert failures == []


def test_that_there_are_enough_of_them(made: dict[str, list[Bad]]) -> None:
    different = {bad.data for family in made.values() for bad in family}
    assert len(different) + sum(map(len, REFUSED.values())) >= LEAST


WRITINGS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "line ends of Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "line ends of old": lambda data: data.replace(b"\n", b"\r"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "a comment before": lambda data: b"# x\n\n" + data,
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_that_bad_cases_stay_bad_in_other_writings(writing: str, tmp_path: Path) -> None:
    count = 0
    for case in sorted(CASES.iterdir()):
        before = Counter(d.code for d in check(case / "claims").diagnostics)
        if not any(code < "K2" or code in {"K201", "K202", "K203", "K204", "K301", "K303"} for code in before):
            continue
        copies = {}
        for path in (case / "claims").rglob("*"):
            if path.is_file() and path.name.lower().endswith((".yaml", ".yml")):
                copies[path.relative_to(case)] = path.read_bytes()
        if any(b"%" in data[:1] or b"\r" in data or data[:3] == b"\xef\xbb\xbf" for data in copies.values()):
            continue
        for path, data in copies.items():
            target = tmp_path / case.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(WRITINGS[writing](data))
        with patience():
            found = check(tmp_path / case.name / "claims")
        assert Counter(d.code for d in found.diagnostics) == before, case.name
        judged["refused"] += 1
        count += 1
    assert count > 35


def test_a_sample_in_one_folder_through_the_command(tmp_path: Path, made: dict[str, list[Bad]]) -> None:
    world(tmp_path)
    names = set()
    for family, found in made.items():
        for i, bad in enumerate(found[::12]):
            name = f"claims/{family.replace(' ', '-')}-{i}.yaml"
            (tmp_path / name).write_bytes(bad.data)
            names.add(name)
    with patience(300):
        run = kg("check", "--format", "concise", cwd=tmp_path)
    assert run.returncode == 1  # and no signal: that would be negative
    assert len(run.stderr.splitlines()) == 1
    at_fault = {line.split(":")[0] for line in run.stdout.splitlines() if " error " in line}
    assert names <= at_fault
    assert "claims/zz-good.yaml" not in at_fault


STRINGS: Final = (
    *("undefined", "nil", "None", "NaN", "Infinity", "-1", "1/0"),
    *("0x0", "1e100", "2017", "1,000.00", "\u0663\u0664", "\u00bd", "\u2460"),
    *("<b>x</b>", "&lt;", "</script>", "javascript:alert(1)", "' OR 1=1 --"),
    *("; ls", "$(id)", "`id`", "../../etc/passwd", "C:\\x", "%s%n"),
    *("{{7*7}}", "${7*7}", "#{7}", "=1+1", "+1", "-1+1", "|x|", "~x", "x~"),
    *("x?", "%", "100%", "*x*", "_x_", "# x", "x #y", "x: y", "x:y"),
    *("- x", "? x", "[x", "{x", "@x", "!x", "&x", "*x", "> x"),
    *("| x", "'x", '"x', "x'", "it's", '"x" y', "\\", "\\n", "\\u202e", "%0A"),
    *("\u00e9", "e\u0301", "\u0130", "\u1e9e", "\ufb01"),
    *("\u212b", "\U0001f468\u200d\U0001f469", "\U0001d54f", "\u0645\u06cc\u200c\u062e", "\u05d0\u05d1"),
    *("\u200b", "x\u200by", "\u00ad", "\u2060", "\u3000", "\u00a0", "\u2003x"),
    *("\u180e", "\ufe0f", "\u0300", "\u0e33", "\u202ax", "\u2028", "\x85"),
    *("x\ty", "\tx", "x\t", " x", "x ", "", " ", "~", "null", "yes"),
    *("NO", "012", "1_0", "1:30", ".", "..", "...", "---", "--- x", "<<", "="),
    *("x" * 1000, "\u0430lba", "alba\u200c", "::error::x"),
    *("##[error]x", "[x](https://x.example)", "[red]x[/red]", "\u00abx\u00bb", "\u2026"),
)  # fmt: skip
FIELDS: Final = (
    "actors:\n  x: {{type: state, name: {}}}\n",
    "actors:\n  x:\n    type: state\n    name: {}\n",
    "topics:\n  x:\n    label: a\n    note: {}\n",
)


def test_that_any_string_is_read_as_written_or_refused(root: Path) -> None:
    """Bare in each field, by day in one of them in turn: what is read is what PyYAML reads, and everything else has an error."""
    failures = []
    for at, frame in enumerate(FIELDS):
        for string in STRINGS[at % times(3, 1) :: times(3, 1)]:
            data = frame.format(string).encode()
            if objection(data):
                failures += [(string, wrong)] if (wrong := refused(root, data)[1]) else []
                continue
            found, wrong = verdict(root, data)
            failures += [(string, wrong)] if wrong else []
            if found is None or any(d.severity is Severity.ERROR for d in found.diagnostics):
                continue
            expected = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
            record = found.corpus.get("x")
            assert record is not None
            read = getattr(record, "name", None) or record.note
            ((_, fields),) = next(iter(expected.values())).items()
            if read != (fields.get("name") or fields.get("note")):
                failures.append((string, f"is read as {read!r}"))
    assert failures == []


def test_that_every_string_in_quotes_is_kept_or_refused(root: Path) -> None:
    for string in STRINGS:
        quoted = "'" + string.replace("'", "''") + "'"
        found, wrong = verdict(root, f"actors:\n  x:\n    type: state\n    name: {quoted}\n".encode())
        assert not wrong
        assert found is not None
        if not any(d.severity is Severity.ERROR for d in found.diagnostics):
            assert found.corpus.actors["x"].name == string
