"""The catalogue of bad inputs: each row as a test that names it, with the outcome that it asks for.

Rows 1 to 51 are texts (`bad_yaml.py`), 52 to 61 are files. What is generated from good claims is in `test_bad_mutations.py`, what
happens to files that are written in `test_data_safety.py`.
"""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from bad_yaml import ACCEPTED, REFUSED, actor
from forked import kg
from refusing import RAW, judged, patience, refused, verdict, world, written

from kg.check import Checked, check
from kg.diagnostic import Severity
from kg.rdf.graph import ntriples
from kg.reading import folder

TEXTS: Final = [(row, name) for row, inputs in REFUSED.items() for name in inputs]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("bad"))


def errors(found: Checked) -> list[str]:
    """The codes of the errors, in the order of the files."""
    return [d.code for d in found.diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize(("row", "name"), TEXTS, ids=[f"row {row}-{ascii(name)[1:-1][:40]}" for row, name in TEXTS])
def test_bad_text(row: int, name: str, root: Path) -> None:
    data, codes = REFUSED[row][name]
    found, wrong = refused(root, data)
    assert not wrong
    assert found is not None
    assert set(errors(found)) <= codes


@pytest.mark.parametrize("row", ACCEPTED)
def test_text_that_stays_as_it_was_written(row: int, root: Path) -> None:
    for text, value in ACCEPTED[row].items():
        data = b"\xef\xbb\xbf" + actor("x") if row == 32 else actor(text)
        found, wrong = verdict(root, data)
        assert not wrong
        assert found is not None
        assert errors(found) == []
        assert found.corpus.actors["x"].name == value


def test_row_7_depth_in_a_thread_with_a_small_stack(root: Path) -> None:
    found: list[str] = []
    texts = [data for row in (6, 8) for data, _ in REFUSED[row].values()]

    def run() -> None:
        found.extend(code for data in texts for code in errors(check(root, {f"{root}/bad.yaml": data})))

    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert found
    assert set(found) <= {"K004", "K014", "K015"}


def test_row_10_a_key_twice_shows_both_lines(root: Path) -> None:
    data, _ = REFUSED[10]["a key twice"]
    (error,) = (d for d in check(root, {f"{root}/bad.yaml": data}).diagnostics if d.code == "K007")
    assert (error.mark.line, [mark.line for mark in error.related]) == (5, [3])


def test_row_31_the_place_of_what_is_no_utf8(root: Path) -> None:
    data, _ = REFUSED[31]["Latin-1"]
    (error,) = (d for d in check(root, {f"{root}/bad.yaml": data}).diagnostics if d.code == "K005")
    assert (error.mark.line, error.mark.column, f"byte {data.index(0xE9)} " in error.message) == (3, 14, True)


def test_row_38_names_that_look_alike_are_told_of(root: Path) -> None:
    twin = "Zubr\u043ewka"  # with a Cyrillic letter
    found = check(root, {f"{root}/bad.yaml": f"actors:\n  twin: {{name: {twin}, type: state}}\n".encode()})
    assert "K206" in {d.code for d in found.diagnostics if d.severity is Severity.WARNING}
    assert {"twin", "zz-state"} <= found.corpus.actors.keys()


def test_row_39_a_tab_that_parts_is_no_fault_and_no_text(root: Path) -> None:
    found = check(root, {f"{root}/bad.yaml": b"actors:\n  x:\n    name:\tX\t\n    type: state\n"})
    assert errors(found) == []
    assert found.corpus.actors["x"].name == "X"


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
def test_row_45_line_ends_change_nothing_in_the_graph(root: Path, ends: str) -> None:
    text = actor("|-\n      one\n      two", "    note: three\n").decode()
    graphs = {ntriples(check(root, {f"{root}/x.yaml": t.encode()}).corpus) for t in (text, text.replace("\n", ends))}
    assert len(graphs) == 1


def test_row_46_a_hint_says_to_quote_the_text(root: Path) -> None:
    for text in ("a: b: c", "@x", "`x", "%x"):
        found = check(root, {f"{root}/bad.yaml": actor(text)})
        (error,) = (d for d in found.diagnostics if d.code == "K006")
        assert "quotes" in error.hint, text


# Files


def outside(root: Path) -> Path:
    """A file that is not ours to read."""
    secret = root.parent / "secret.yaml"
    secret.write_text("actors:\n  secret: {name: Secret, type: state}\n")
    return secret


def to_itself(root: Path) -> None:
    (root / "loop.yaml").symlink_to("loop.yaml")


def named(*names: str | bytes) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        for i, name in enumerate(names):
            (root / os.fsdecode(name)).write_text(f"actors:\n  x{i}: {{name: X{i}, type: state}}\n")

    return make


def listens(root: Path) -> None:
    here = Path.cwd()
    os.chdir(root)  # the path of a socket has little room
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.yaml")
    finally:
        os.chdir(here)


def sparse(root: Path) -> None:
    (root / "huge.yaml").touch()
    os.truncate(root / "huge.yaml", 2 << 30)


FILES: Final[dict[str, tuple[Callable[[Path], Any], list[str]]]] = {
    "row 52-pipe": (lambda root: os.mkfifo(root / "a.yaml"), ["K001"]),
    "row 52-socket": (listens, ["K001"]),
    "row 53-link to passwd": (lambda root: (root / "a.yaml").symlink_to("/etc/passwd"), ["K001"]),
    "row 53-link outside": (lambda root: (root / "a.yaml").symlink_to(outside(root)), ["K001"]),
    "row 53-link to a folder": (lambda root: (root / "a").symlink_to(outside(root).parent), ["K001"]),
    "row 54-link to zero": (lambda root: (root / "a.yaml").symlink_to("/dev/zero"), ["K001"]),
    "row 55-link to itself": (to_itself, ["K001"]),
    "row 56-not UTF-8": (named(b"caf\xe9.yaml"), ["K003"]),
    "row 57-NFC and NFD": (named("caf\u00e9.yaml", "cafe\u0301.yaml"), ["K003", "K003"]),
    "row 58-line break": (named("a\n::error::forged.yaml"), ["K003"]),
    "row 58-escape": (named("a\x1b[31m.yaml"), ["K003"]),
    "row 58-override": (named("a\u202elmay.yaml"), ["K003"]),
    "row 59-case": (named("A.yaml", "a.yaml"), ["K003"]),
    "row 59-device": (named("con.yaml", "AUX.yaml", "lpt1.x.yaml"), ["K003"] * 3),
    "row 59-long": (named("x" * 250 + ".yaml"), ["K003"]),
    "row 59-other endings": (named("a.yml", "b.YAML", "c.Yml"), ["K002"] * 3),
    "row 60-folder": (lambda root: (root / "a.yaml").mkdir(), ["K001"]),
    "row 61-2 GB": (sparse, ["K004"]),
}


@pytest.mark.parametrize("name", FILES)
def test_bad_file(name: str, tmp_path: Path) -> None:
    root = world(tmp_path)
    make, codes = FILES[name]
    make(root)
    with patience():
        found = check(root)
    assert sorted(errors(found)) == sorted(codes)
    assert list(found.corpus.actors) == (["zz-state"] if name != "row 59-case" else ["x0", "zz-state"])
    assert not any(RAW.search(text) for text in written(found).values())
    judged["refused"] += 1


def test_all_bad_files_in_one_folder_through_the_command(tmp_path: Path) -> None:
    root = world(tmp_path)
    for i, (make, _) in enumerate(FILES.values()):
        (root / f"d{i}").mkdir()
        make(root / f"d{i}")
    with patience(120):
        run = kg("check", "--format", "concise", cwd=tmp_path, PYTHONIOENCODING="ascii:strict", LC_ALL="C")
    assert run.returncode == 1
    lines = [line for line in run.stdout.splitlines() if " error " in line]
    assert sorted(line.split(" error ")[1].split()[0] for line in lines) == sorted(
        code for _, codes in FILES.values() for code in codes
    )
    assert all(line.startswith("claims/d") and not RAW.search(line) for line in lines)
    assert "root:" not in run.stdout  # what /etc/passwd begins with
    assert re.fullmatch(r"checked \d+ records in \d+ files: .*\n", run.stderr)


@pytest.mark.parametrize("gone", [False, True], ids=["unreadable", "deleted"])
def test_row_60_what_the_system_refuses_is_a_failure_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    root = world(tmp_path)
    (root / "a.yaml").write_bytes(actor("x"))
    opened = os.open

    def open_(path: Any, *args: Any, **options: Any) -> int:
        if str(path).endswith("a.yaml"):
            if not gone:
                raise PermissionError(13, "Permission denied")
            (root / "a.yaml").unlink()
        return opened(path, *args, **options)

    monkeypatch.setattr(os, "open", open_)
    found = check(root)
    assert errors(found) == ["K017"]
    assert "zz-state" in found.corpus.actors


def test_row_61_files_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = world(tmp_path)
    for i in range(30):
        (root / f"a{i}.yaml").write_text(f"topics:\n  t{i}: {{label: T{i}}}\n")
    monkeypatch.setattr(folder, "MAX_FILES", 20)
    assert errors(check(root)) == ["K004"]


# All at once


def test_all_bad_texts_in_one_folder_through_the_command(tmp_path: Path) -> None:
    root = world(tmp_path)
    names = []
    for row, inputs in REFUSED.items():
        for i, (data, _) in enumerate(inputs.values()):
            names.append(f"claims/row-{row}-{i}.yaml")
            (tmp_path / names[-1]).write_bytes(data)
    with patience(120):
        run = kg("check", "--format", "concise", cwd=tmp_path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert len(run.stderr.splitlines()) == 1
    at_fault = {line.split(":")[0] for line in run.stdout.splitlines() if " error " in line}
    assert set(names) <= at_fault
    assert "claims/zz-good.yaml" not in at_fault
    assert root.is_dir()


def test_that_the_loaders_of_pyyaml_that_run_code_are_nowhere_used() -> None:
    package = Path(folder.__file__).parents[1]
    words = ("yaml.load", "full_load", "unsafe_load", "UnsafeLoader", "FullLoader", "yaml.Loader", "CLoader", "yaml.add_")
    assert hasattr(yaml, "unsafe_load")
    assert [(path.name, word) for path in package.rglob("*.py") for word in words if word in path.read_text("utf-8")] == []
