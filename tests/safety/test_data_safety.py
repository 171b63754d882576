"""Nothing that is on the disk is lost: every command that writes, with every call failing, killed in between, and interrupted.

After each of these every output is what it was before or what it should be, whole. The numbers are rows of the catalogue of bad
inputs.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import failing
import new_tracker
import pytest
import stores
from effort import NIGHTLY, some, times
from failing import FAILURES, fails, gets
from forked import Ran, at_once
from new_tracker import contents, leftovers
from places import KG
from tally import Counted

from kg import doctor, lock, outputs, write
from kg.lock import PREFIX
from kg.outputs import _HEAD as HEAD
from kg.outputs import MARK

pytestmark = pytest.mark.slow

PAPER: Final = "paper.txt"
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "build": ("build",),
    "map": ("map", "-o", "out/map.html"),
    "export csv": ("export", "csv", "-o", "out"),
    "export jsonl": ("export", "jsonl", "-o", "out"),
    "export sqlite": ("export", "sqlite", "-o", "out/claims.db"),
    "map svg": ("map", "--format", "svg", "-o", "out/map.svg"),
    "timeline": ("timeline", "-o", "out/timeline.html"),
    "brief": ("brief", "-o", "out/brief.md"),
    "network": ("network", "-o", "out/network.graphml"),
    "schema": ("schema", "-o", "out/schema.json"),
    "check": ("check", "--format", "sarif", "-o", "out/check.sarif"),
    "new": ("new", "topic", "spare", "--label", "Spare parts", "--note", "Later."),
    "source add": ("source", "add", PAPER, "--yes", "--id", "paper", "--title", "A paper"),
    "fmt": ("fmt",),
    "rename": ("rename", "ida-falk", "ida-falke"),
    "merge": ("merge", "ida-falk", "otto-brand", "--keep", "ida-falk"),
    "init": ("init", "made"),
}
OLD: Final = b"old\n"
PAGE: Final = "The bridge was closed.\n"
UGLY: Final = "topics:\n    ugly: {label:   'Ugly', allow: [{code: K205, why: For later.}]}\n"


tried: Counter[str] = Counter()
"""How many failures were injected, and how many runs were killed, in this process."""


@pytest.fixture(scope="module", autouse=True)
def figures(counted: Counted) -> Iterator[None]:
    yield
    counted(
        f"writing: {len(COMMANDS)} commands, {{failures:,}} calls made to fail, each with the files as before or as "
        "they should be; {kills:,} runs killed at a chosen call, no file torn",
        failures=tried["failures"],
        kills=tried["kills"],
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tracker."""
    folder = new_tracker.put(tmp_path_factory.mktemp("tracker"))
    (folder / "claims" / "ugly.yaml").write_text(UGLY)
    (folder / PAPER).write_text(PAGE)
    return folder


@pytest.fixture(scope="module")
def whole(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each command writes where nothing fails."""
    made = {}
    for name, args in COMMANDS.items():
        folder = tmp_path_factory.mktemp("whole") / "t"
        shutil.copytree(template, folder)
        ran = failing.kg(folder, *args)
        assert ran.status == 0, ran
        before, after = contents(template), contents(folder)
        made[name] = {path: data for path, data in after.items() if before.get(path) != data}
        assert made[name]
        assert not leftovers(folder)
    return made


def fresh(template: Path, place: Path, outputs: dict[str, bytes]) -> dict[str, bytes]:
    """A tracker in which every output has an older version, which kg says it made; what these are."""
    shutil.copytree(template, place)
    for path in (place / path for path in outputs if not path.startswith(("claims/", "made/", "evidence/"))):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name == MARK:
            continue
        path.write_bytes(OLD)
        with (path.parent / MARK).open("a") as mark:
            mark.write(f"{path.name}\n" if mark.tell() else f"{HEAD}{path.name}\n")
    return contents(place)


def each_is_whole(place: Path, old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """Whether every file is as it was or as it should be, and all are of one run, unless their folder says otherwise."""
    now = {path: data for path, data in contents(place).items() if PREFIX not in path}
    said = {path for path in now if Path(path).name == MARK and outputs._mark((place / path).parent)[1]}
    folders: dict[Path, set[bool]] = {}
    for path in {*old, *new, *now} - said:
        was, is_, should_be = old.get(path), now.get(path), new.get(path, old.get(path))
        if is_ not in {was, should_be}:
            return False
        if was != should_be:
            folders.setdefault(Path(path).parent, set()).add(is_ == was)
    marked = {Path(path).parent for path in new if Path(path).name == MARK}
    return all(len(folders.get(folder, ())) < 2 for folder in marked - {Path(path).parent for path in said})


@pytest.mark.parametrize("command", COMMANDS)
def test_any_call_of_the_writer_may_fail(
    command: str, template: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    failures = itertools.cycle(FAILURES.items())
    failed = set()
    each = NIGHTLY or command in THOROUGH
    for n in steps(len(whole[command])) if each else [3, 8, 13, 17, 31, 1000]:
        place = tmp_path / str(n)
        old = fresh(template, place, whole[command])
        name, code = next(failures)
        ran = failing.kg(place, *COMMANDS[command], n=n, what=tells(fails(code)))
        now = {path: data for path, data in contents(place).items() if PREFIX not in path}
        assert now in (old, old | whole[command]), (n, name)
        if ran.status:
            assert now == old, (n, name)
            assert not leftovers(place), (n, name)
        assert "Traceback" not in ran.err
        if "MET " not in ran.out:
            assert ran.status == 0
            assert contents(place) == old | whole[command]
            break
        failed.add(ran.out.split("MET ")[1].split("\n")[0])
        tried["failures"] += 1
        assert ran.status == 2 or contents(place) == old | whole[command], (n, ran)
        assert ran.status == 0 or re.search(r"^kg: could not write .*\n\Z", ran.err, re.MULTILINE), ran
        shutil.rmtree(place)
    calls = {"flock", "open", "fdopen", "write", "flush", "close the file", "fsync", "fchmod"}
    assert failed >= calls if each else len(failed & calls) > 1
    assert failed & {"_exchange", "link", "rename"} or not each


THOROUGH: Final = ("export csv", "fmt", "schema")
"""Commands of which every call fails in each run: for several files, a file that somebody else wrote, one output."""


def steps(outputs: int) -> Iterator[int]:
    """Each call for the first file; then, for all are written alike, some to the end of all; and one that never comes."""
    yield from range(1, 16)
    yield from range(16, 14 * (outputs + 1), times(11, 5) if outputs > 4 else 1)
    yield 1000


def tells(what: Callable[[], None]) -> Callable[[], None]:
    """`what`, said on standard output first, so that a test knows at which call it was."""

    def told() -> None:
        os.write(1, f"MET {sys._getframe(1).f_locals['name']}\n".encode())
        what()

    return told


FEW: Final = {"schema": (1, 1), "source add": (2, times(5, 1))}
"""The first call at which a command is killed, and how many calls on it is the next time, where it makes few."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_leaves_whole_files_and_the_next_run_sweeps(
    command: str, template: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    killed = swept = 0
    first, stride = FEW.get(command, (6, times(9, 4)) if len(whole[command]) < 4 else (6, times(62, 31)))
    for n in range(first, 1000, stride):
        place = tmp_path / str(n)
        old = fresh(template, place, whole[command])
        ran = failing.kg(place, *COMMANDS[command], n=n, what=gets(signal.SIGKILL))
        assert each_is_whole(place, old, whole[command]), n
        if ran.status != -signal.SIGKILL:
            assert ran.status == 0
            break
        killed += 1
        tried["kills"] += 1
        if command == "new":  # it refuses to do again what is done
            shutil.rmtree(place)
            continue
        swept += bool(leftovers(place))
        again = failing.kg(place, *COMMANDS[command])
        if command == "init" and again.status:  # it is refused where all was there before the kill, and there alone
            assert whole[command].items() <= contents(place).items()
            shutil.rmtree(place)
            continue
        assert again.status == 0, again
        written = {str(Path(path).parent) for path in whole[command]}
        assert not [
            path for path in leftovers(place) if os.path.relpath(Path(path).parent, place) in written and command != "fmt"
        ]
        assert {p: d for p, d in contents(place).items() if PREFIX not in p} == old | whole[command]
        shutil.rmtree(place)
    assert killed
    assert swept or command == "new"


def dies_before(placing: int) -> Callable[[], None]:
    """What lets a run be killed when so many of its files are in their places."""

    def before() -> None:
        place, left = write.Batch._place, [placing]

        def placed(batch: write.Batch, one: write._Staged) -> None:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            place(batch, one)

        write.Batch._place = placed  # type: ignore[method-assign,assignment]

    return before


@pytest.mark.parametrize("command", ["build", "export csv", "export jsonl"])
def test_a_kill_between_two_files_is_reported_by_the_next_command(
    command: str, template: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    place = tmp_path / "t"
    fresh(template, place, whole[command])
    output = place / ("build" if command == "build" else "out")
    args = COMMANDS[command]
    assert failing.kg(place, *args).err.count("two runs") == 0
    todo = [0, 1]
    while todo:
        killed = todo.pop(0)
        (place / "claims" / "later.yaml").write_text(f"topics:\n  t{killed}: {{label: T{killed}}}\n")
        ran = failing.kg(place, *args, before=dies_before(killed))
        if ran.status == 0:
            break
        names = outputs.mixed(output)
        if killed == 1:
            last = len(names) + 2  # the mark comes first, and once more at the end
            todo = [*some(range(2, last - 1), 5), last - 1, last]
        assert bool(names) == (killed > 0)
        said = f"'{output.relative_to(place)}' mixes files of two runs, because one was killed while it wrote them: "
        seen = failing.kg(place, "doctor", output.name, before=healthy)
        assert (seen.status, said in seen.err) == ((2, True) if killed else (0, False))
        if killed == 1:
            checked = failing.kg(place, "validate", str((output / "graph.nt").relative_to(place)))
            assert (said in checked.err) == (command == "build")
        again = failing.kg(place, *args)
        assert (again.status, said in again.err) == (0, killed > 0)
        assert outputs.mixed(output) == ()
        tried["kills"] += 1
    assert (ran.status, killed, todo) == (0, last, [])


def healthy() -> None:
    """Lets the doctor look at outputs alone."""
    doctor.examine = lambda: ()


def test_what_another_command_left_unfinished_stays_reported(template: Path, tmp_path: Path) -> None:
    place = shutil.copytree(template, tmp_path / "t")
    for args in (("export", "csv", "-o", "out"), ("export", "jsonl", "-o", "out")):
        assert failing.kg(place, *args).status == 0
    assert failing.kg(place, "export", "csv", "-o", "out", before=dies_before(3)).status == -signal.SIGKILL
    assert "two runs" not in failing.kg(place, "export", "jsonl", "-o", "out").err
    assert {Path(name).suffix for name in outputs.mixed(place / "out")} == {".csv", ".json"}
    assert failing.kg(place, "doctor", "out", before=healthy).err.count("run the same command again\n") == 1
    assert failing.kg(place, "doctor", "gone", before=healthy) == Ran(2, "", "kg: no such folder: 'gone'\n")
    assert failing.kg(place, "doctor", before=healthy).status == 0


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"])
def test_row_132_a_signal_leaves_the_old_files(
    number: signal.Signals, status: int, template: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    for command in ("schema", "map", "fmt"):
        for n in range(1, 40, 1 if command == "schema" else times(11, 1)):
            place = tmp_path / f"{command}{n}"
            old = fresh(template, place, whole[command])
            ran = failing.kg(place, *COMMANDS[command], n=n, what=gets(number))
            assert each_is_whole(place, old, whole[command]), n
            assert not leftovers(place), n
            assert "Traceback" not in ran.err, ran
            if ran.status == 0:
                break
            assert ran.status == status, (n, ran)


def test_row_132_a_reader_that_leaves_is_no_fault() -> None:
    shown = subprocess.run(
        ["bash", "-c", f"{KG} list --demo | head -n 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert shown.stderr == ""
    assert shown.stdout.splitlines()[-1] in {"0", "141"}


def test_row_123_a_limit_on_the_size_of_files(template: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    for command, limit in (("map", 64_000), ("schema", 4_096), ("build", 4_096), ("export sqlite", 4_096)):
        place = tmp_path / command
        old = fresh(template, place, whole[command])
        most = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
        ran = failing.kg(place, *COMMANDS[command], before=most)
        assert (ran.status, contents(place), leftovers(place)) == (2, old, [])
        assert ran.err.startswith("kg: could not write")
        assert "File too large" in ran.err


@pytest.mark.parametrize(
    "args", some(["schema", "check --format json", "list --format csv", "rule K201", "who", "show ida-falk"], 3)
)
def test_row_124_standard_output_that_is_full(args: str, template: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [KG, *args.split()], cwd=template, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1] == "kg: could not write: No space left on device"
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("closed", ["1", "2"])
def test_row_124_a_closed_stream(closed: str, template: Path) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{KG} who {closed}>&-"], cwd=template, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode in {1, 2}
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_rows_125_to_129_a_damaged_store_is_made_anew(template: Path, tmp_path: Path) -> None:
    place = tmp_path / "t"
    shutil.copytree(template, place)
    assert failing.kg(place, "build").status == 0
    triples = (place / "build" / "graph.nt").read_bytes().count(b"\n")
    store = place / "build" / "store"
    tables = [path.name for path in store.glob("*.sst")]
    (manifest,) = (path.name for path in store.glob("MANIFEST-*"))
    assert tables
    harms = [(tables[0], "flip"), (tables[0], "cut"), (tables[-1], "gone")]
    for name, harm in [*harms, ("CURRENT", "gone"), (manifest, "gone"), (manifest, "cut")]:
        path = store / name
        if not path.exists():  # the names change from build to build
            path = next(store.glob("*.sst" if name.endswith(".sst") else "MANIFEST-*"))
        data = path.read_bytes()
        if harm == "gone":
            path.unlink()
        else:
            middle = len(data) // 2
            path.write_bytes(data[:middle] + (bytes([data[middle] ^ 255]) + data[middle + 1 :] if harm == "flip" else b""))
        ran = failing.kg(place, "who", "--format", "csv")  # no command reads the store
        assert (ran.status, len(ran.out.splitlines())) == (0, 3)
        assert failing.kg(place, "build").status == 0
        assert stores.size(store) == triples


def test_row_125_a_store_that_somebody_reads_is_replaced(template: Path, tmp_path: Path) -> None:
    place = tmp_path / "t"
    shutil.copytree(template, place)
    assert failing.kg(place, "build").status == 0
    with stores.opened(place / "build" / "store") as count:
        assert failing.kg(place, "build").status == 0
        assert count() == (place / "build" / "graph.nt").read_bytes().count(b"\n")


def test_row_130_two_builds_at_once_do_not_mix(template: Path, tmp_path: Path) -> None:
    places = [tmp_path / name for name in "ab"]
    expected = []
    for i, place in enumerate(places):
        shutil.copytree(template, place)
        (place / "claims" / "ugly.yaml").write_text(f"topics:\n  t{i}: {{label: T{i}}}\n")
        assert failing.kg(place, "build").status == 0
        expected.append(contents(place / "build"))
    shared = tmp_path / "shared"
    builds = [("build", "-o", "shared", "--root", f"{place.name}/claims") for place in places * 2]
    assert [ran.status for ran in at_once(*builds, cwd=tmp_path)] == [0] * 4
    assert contents(shared) in expected
    assert not leftovers(shared)


def test_row_130_a_build_that_has_to_wait_too_long_says_so(template: Path, tmp_path: Path) -> None:
    place = tmp_path / "t"
    shutil.copytree(template, place)

    def hurry() -> None:
        lock.PATIENCE = 0.2  # type: ignore[misc]

    (place / "build").mkdir()
    with lock.locked(place / "build"):
        ran = failing.kg(place, "build", before=hurry)
    assert ran == Ran(2, "", "kg: could not write to 'build': another run is writing there\n")
    assert contents(place / "build") == {}


def test_row_133_no_clock_is_read_where_outputs_are_made() -> None:
    package = Path(write.__file__).parent
    clocks = re.compile(r"datetime\.now|date\.today|utcnow|time\.(time|localtime|gmtime|strftime|ctime)\(|getmtime|st_mtime")
    asked = {"cli/links.py", "cli/output/serving.py", "cli/source.py", "evidence/fetch.py", "evidence/memento.py"}
    read = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if clocks.search(path.read_text("utf-8"))}
    assert read == asked


IN_TURN: Final = """
import sys
from kg.cli.program import commands
for command in sys.argv[1:]:
    args = command.split()
    if commands.app(args)(args, standalone_mode=False):
        sys.exit(f"{command} failed")
"""
"""Runs one command after another."""


def test_row_133_the_world_around_changes_no_byte(template: Path, whole: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    place = tmp_path / "t"
    shutil.copytree(template, place)
    odd = {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONUTF8": "0",
        "COLUMNS": "20",
    }
    env = {**os.environ, **odd, "PYTHONPATH": str(Path(write.__file__).parent.parent)}
    made = (
        "export csv",
        "map",
        "timeline",
        "brief",
        "export sqlite",
        "network",
        "check",
        "schema",
    )  # the set first
    program = [sys.executable, "-c", IN_TURN, *(" ".join(COMMANDS[name]) for name in made)]
    run = subprocess.run(program, cwd=place, env=env, check=False, capture_output=True, timeout=120)
    assert run.returncode == 0, run
    now = contents(place)
    for name in made:
        expected = {path: data for path, data in whole[name].items() if Path(path).name != MARK}
        assert {path: now[path] for path in expected} == expected, name
