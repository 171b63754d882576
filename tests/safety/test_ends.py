"""Every command ends: after a signal, without memory, on input without end; in one line, with the files as they were."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import failing
import new_tracker
import pytest
from effort import NIGHTLY, some
from forked import Ran
from new_tracker import contents, leftovers
from places import KG
from tally import Counted

from kg import __version__
from kg.cli.input import reading
from kg.cli.program import commands, guard, watchdog

pytestmark = pytest.mark.slow

SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
"""A query that would take years."""
DEAF: Final = (
    "from kg import load; from kg.cli import main\nload.load = lambda *_: print('deaf', flush=True) or sum(range(10**13))\nmain()"
)
"""A command that is in one call of C for as long."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return new_tracker.put(tmp_path / "t")


WITHIN: Final = 2
"""Seconds of work within which a command ends after a signal."""
WAIT: Final = 120
"""Seconds for what a busy machine may be slow at."""
SOON: Final = 60
"""Seconds within which the processes of a command have gone on a busy machine; on a quiet one it takes less than two."""


@contextlib.contextmanager
def started(args: list[str], place: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that listens to SIGINT, whatever this process was told to ignore, and that outlives no test."""
    listening = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        args,
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listening,  # noqa: PLW1509 - no threads here
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def until(true: Callable[[], object], seconds: float) -> bool:
    """Whether it becomes true within so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def below(process: int) -> set[int]:
    """The processes that this one has made, and those that they have."""
    found: set[int] = set()
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            direct = {int(word) for word in children.read_text().split()}
        except OSError:
            continue
        found |= direct.union(*map(below, direct))
    return found


def listens(process: int) -> bool:
    """Whether a command has begun, and has told the system what to do at SIGTERM."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def worked(process: int | None = None) -> float:
    """The seconds of work that a process has done or, without one, that those have done which ended."""
    if process is None:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def ended(counted: Counted, seconds: float, number: signal.Signals) -> None:
    """Count a command that a signal ended, with the seconds of work that it did after that."""
    counted(
        "signals: {commands} commands ended, {caught} of them with one line and the files as before and {killed} by SIGKILL, "
        "0 hangs, the slowest after {slowest:.2f} s of work",
        commands=1,
        caught=number != signal.SIGKILL,
        killed=number == signal.SIGKILL,
        slowest=max(seconds, 0.0),
    )


QUERIES: Final = [(number, engine) for engine in ("oxigraph", "rdflib") for number in (*SIGNALS, signal.SIGKILL)]
BY_DAY: Final = [*QUERIES[:4], QUERIES[-1]]
"""Each signal, and each engine: the two differ in what the last of their processes runs, and not in who ends it."""


@pytest.mark.parametrize(("number", "engine"), QUERIES if NIGHTLY else BY_DAY, ids=str)
def test_that_the_processes_of_a_query_end_with_it(number: signal.Signals, engine: str, place: Path, counted: Counted) -> None:
    args = [KG, "query", "--engine", engine, "--timeout", "600", ENDLESS]
    with started(args, place) as running:
        assert until(lambda: len(below(running.pid)) >= 3, WAIT)  # the watchdog, the holder of the graph, the query
        made = below(running.pid)
        time.sleep(0.2)
        made |= below(running.pid)
        running.send_signal(number)
        _, err = running.communicate(timeout=WAIT)
        assert until(lambda: not any(map(is_alive, made)), SOON)
    assert running.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert err == ("" if number == signal.SIGKILL else f"kg: ended by {number.name}\n")
    ended(counted, 0.0, number)


def test_that_a_command_which_is_deaf_is_ended(place: Path) -> None:
    before = contents(place)
    args = [sys.executable, "-c", DEAF, "fmt"]
    with contextlib.ExitStack() as stack:
        deaf = [(number, stack.enter_context(started(args, place))) for number in SIGNALS]
        for number, running in deaf:
            assert running.stdout is not None
            assert running.stdout.readline() == "deaf\n"
            assert listens(running.pid)
            begun = worked(running.pid)
            assert until(lambda: worked(running.pid) > begun + 0.1, WAIT)  # noqa: B023 - by now it is in that one call
            running.send_signal(number)
        for _, running in deaf:
            out, err = running.communicate(timeout=WAIT)
            assert (running.returncode, out, err) == (-signal.SIGKILL, "", "kg: it did not stop, and was ended\n")
    assert contents(place) == before


LONG: Final = ("build", "brief", "export sqlite", "validate build/graph.nt", "check", "fmt")
EACH: Final = list(itertools.product(LONG, SIGNALS)) if NIGHTLY else list(zip(LONG, itertools.cycle(SIGNALS), strict=False))


@pytest.mark.parametrize(("command", "number"), EACH, ids=str)
def test_that_a_signal_during_work_is_one_line(command: str, number: signal.Signals, place: Path, counted: Counted) -> None:
    if command.startswith("validate"):
        assert failing.kg(place, "build").status == 0
    more = "".join(f"  t{n}:\n    label:   T {n}\n" for n in range(20_000))
    (place / "claims" / "more.yaml").write_text(f"topics:\n{more}")
    before = contents(place)
    used = worked()
    with started([KG, *command.split()], place) as running:
        assert until(lambda: listens(running.pid), WAIT)
        time.sleep(0.3)
        done = worked(running.pid)
        running.send_signal(number)
        _, err = running.communicate(timeout=WAIT)
    after = worked() - used - done
    assert after < WITHIN
    assert running.returncode == 128 + number
    assert err == f"kg: ended by {number.name}\n"
    assert contents(place) == before
    assert not leftovers(place)
    ended(counted, after, number)


WORK: Final = {
    "check": "check",
    "build": "build",
    "map": "map -o out/map.html",
    "timeline": "timeline -o out/timeline.html",
    "brief": "brief -o out/brief.md",
    "network": "network",
    "audit": "audit",
    "export": "export csv -o out",
    "list": "list statement",
    "stats": "stats",
    "who": "who",
    "answers": "answers",
    "standing": "standing",
    "sides": "sides",
    "fmt": "fmt",
    "new": "new topic spare --label Spare",
}


@pytest.mark.parametrize("command", WORK.values(), ids=WORK)
def test_that_no_command_works_on_after_a_signal(command: str, place: Path, counted: Counted) -> None:
    """However busy the machine is: counted are the seconds of work, and the signal comes at one of those.

    Without the signal the work would be many times what is allowed after it.
    """
    before = contents(place)

    def hears() -> None:
        def late() -> None:
            end = time.process_time() + 60
            while time.process_time() < end:
                sum(range(1000))

        from kg import check, load

        load.load = check.load = lambda *_, **__: late()  # type: ignore[assignment,attr-defined]
        signal.signal(signal.SIGPROF, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        signal.setitimer(signal.ITIMER_PROF, 0.1)

    used = worked()
    ran = failing.kg(place, *command.split(), before=hears)
    assert (ran.status, ran.out, ran.err) == (128 + signal.SIGTERM, "", "kg: ended by SIGTERM\n")
    after = worked() - used - 0.1
    assert after < WITHIN
    assert contents(place) == before
    assert not leftovers(place)
    ended(counted, after, signal.SIGTERM)


def test_that_a_command_which_is_kept_from_running_is_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds for which others have the processor are added to those that it has; a bound ends that too."""
    reader, writer = os.pipe()
    monkeypatch.setattr(watchdog, "PATIENCE", 0.05)
    for most_busy, kept_waiting, least in ((0.3, 1e9, 0.35), (9.0, 0.2, 0.25), (9.0, 0.0, 0.05)):
        monkeypatch.setattr(watchdog, "MOST_BUSY", most_busy)
        said = iter([7.0])
        monkeypatch.setattr(watchdog, "_kept_waiting", lambda _, said=said, then=kept_waiting: next(said, 7.0 + then))
        began = time.monotonic()
        assert not watchdog._ends(reader, os.getpid())
        assert time.monotonic() - began >= least
    os.close(writer)
    assert watchdog._ends(reader, os.getpid())
    os.close(reader)


def test_that_the_system_counts_how_long_a_process_is_kept_from_running() -> None:
    spin = "import time\nwhile time.process_time() < 0.5: pass"
    one = {min(os.sched_getaffinity(0))}
    with (
        subprocess.Popen([sys.executable, "-c", spin], preexec_fn=lambda: os.sched_setaffinity(0, one)) as first,  # noqa: PLW1509
        subprocess.Popen([sys.executable, "-c", spin], preexec_fn=lambda: os.sched_setaffinity(0, one)) as second,  # noqa: PLW1509
    ):
        waited = 0.0
        while first.poll() is None and second.poll() is None:
            waited = max(waited, watchdog._kept_waiting(first.pid), watchdog._kept_waiting(second.pid))
            time.sleep(0.01)
    assert waited > 0.1
    assert watchdog._kept_waiting(first.pid) == 0.0


def test_that_who_ignores_the_end_of_a_terminal_goes_on(place: Path) -> None:
    with subprocess.Popen(
        ["nohup", KG, "query", "-", "--format", "csv"],
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as ran:
        assert until(lambda: listens(ran.pid), WAIT)
        ran.send_signal(signal.SIGHUP)
        out, _ = ran.communicate(b"ASK { ?a ?b ?c }", timeout=30)
    assert (ran.returncode, b"true" in out) == (0, True)


PATIENCE: Final = 600
"""Seconds after which a command is taken for one that never ends, on a machine that is busy elsewhere."""
LIMITS: Final = (100, 250, 400)
"""Limits of the memory that a command may take, in MiB; most are too small for most commands."""


@pytest.mark.parametrize(
    ("limit", "command"), some([*itertools.product(LIMITS, ("check", "build", "brief", "query --name unanswered"))], 3)
)
def test_that_without_memory_there_is_one_line(command: str, limit: int, place: Path) -> None:
    before = contents(place)
    bound = functools.partial(resource.setrlimit, resource.RLIMIT_AS, (limit << 20, limit << 20))
    ran = subprocess.run(
        [KG, *command.split()],
        cwd=place,
        preexec_fn=bound,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    if ran.returncode == 0:
        return
    if "from kg.cli import main" in ran.stderr or "Fatal Python error" in ran.stderr or not ran.stderr:
        assert contents(place) == before  # Python itself does not start, and says so in its own words
        return
    assert (ran.returncode, ran.stdout) == (2, ""), ran.stderr
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert ran.stderr.startswith("kg: ")
    assert contents(place) == before


NUMBERS: Final = """
import sys
from kg.cli.program import commands
for command in sys.argv[1:]:
    args = command.split()
    if commands.app(args)(args, standalone_mode=False):
        sys.exit(f"{command} failed")
    if 'numpy' in sys.modules:
        sys.exit(command)
print('none loads them', file=sys.stderr)
"""
"""Runs one command after another, up to the first that loads them."""


def test_which_commands_load_the_libraries_for_numbers(place: Path) -> None:
    elsewhere = {"push", "init", "rule", "new", "fmt", "schema", "quotes", "doctor", "validate", "source", "suggest"}
    elsewhere |= {"rename", "merge", "merge-file", "diff", "history", "blame", "log"}
    args = {
        "show": "ida-falk",
        "positions": "ida-falk",
        "query": "-f ask.rq",
        "export": "csv",
        "coverage": "--all",
    }
    (place / "ask.rq").write_text("ASK { ?a ?b ?c }")
    names = sorted(commands.COMMANDS.keys() - commands.LEAST.keys() - elsewhere)  # those of LEAST need them
    program = [sys.executable, "-c", NUMBERS, *(f"{name} {args.get(name, '')}" for name in names)]
    ran = subprocess.run(program, cwd=place, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert ran.stderr.splitlines()[-1] == "none loads them", ran.stderr


def test_that_input_without_end_is_refused(place: Path) -> None:
    (place / "endless.ttl").symlink_to("/dev/zero")
    with Path("/dev/zero").open("rb") as zero:
        ran = subprocess.run(
            [KG, "query", "-", "--format", "csv"], cwd=place, stdin=zero, capture_output=True, text=True, check=False, timeout=60
        )
    assert (ran.returncode, ran.stderr) == (2, "kg: could not read standard input: it is larger than 1 MiB\n")
    assert failing.kg(place, "query", "-f", "/dev/zero") == Ran(
        2, "", "kg: could not read '/dev/zero': it is larger than 1 MiB\n"
    )
    assert failing.kg(place, "validate", "endless.ttl") == Ran(
        2, "", "kg: could not read 'endless.ttl': it is larger than 256 MiB\n"
    )
    assert failing.kg(place, "validate", ".").err == "kg: could not read '.': Is a directory\n"
    assert failing.kg(place, "query", "-f", "gone.rq").err == "kg: could not read 'gone.rq': No such file or directory\n"


@pytest.mark.parametrize("args", [("query", "-f", "pipe"), ("validate", "pipe")], ids=" ".join)
def test_that_a_pipe_which_says_nothing_is_given_up(args: tuple[str, ...], place: Path) -> None:
    def hurry() -> None:
        reading.SILENCE = 0.3  # type: ignore[misc]

    os.mkfifo(place / "pipe")
    assert failing.kg(place, *args, before=hurry) == Ran(2, "", "kg: could not read 'pipe': no data for 0.3 seconds\n")
    writer = os.open(place / "pipe", os.O_RDWR)
    assert failing.kg(place, *args, before=hurry).err == "kg: could not read 'pipe': no data for 0.3 seconds\n"
    os.close(writer)


def test_that_a_pipe_which_says_something_is_read(place: Path) -> None:
    command = f"{KG} query -f <(sleep 0.3; echo 'ASK'; sleep 0.3; echo '{{ ?a ?b ?c }}') --format csv"
    ran = subprocess.run(["bash", "-c", command], cwd=place, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr, ran.stdout.strip()) == (0, "", "true")


def test_that_a_root_whose_name_is_too_long_is_one_line(place: Path) -> None:
    for name in ("x" * 256, "y" * 5000, "a/" * 3000):
        for args in (("check",), ("build",), ("new", "topic", "--label", "X"), ("fmt",), ("who",), ("map",)):
            ran = failing.kg(place, *args, "--root", name)
            assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
            assert "File name too long" in ran.err


def test_that_a_triple_term_is_refused_in_words(place: Path) -> None:
    (place / "new.ttl").write_text(
        "@prefix kg: <https://w3id.org/rejoinder/ns#> .\n<http://e.example/a> a kg:Actor .\n"
        "<http://e.example/r> kg:about <<( <http://e.example/s> <http://e.example/p> <http://e.example/o> )>> .\n"
    )
    ran = failing.kg(place, "validate", "new.ttl")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "kg: 'new.ttl' cannot be read as RDF: the object of <https://w3id.org/rejoinder/ns#about> is a triple term of "
        "RDF 1.2: only RDF 1.1 is checked\n"
    )


def test_that_a_colon_in_the_name_of_a_user_is_refused(place: Path) -> None:
    given = {"KG_ENDPOINT_USER": "a:b", "KG_ENDPOINT_PASSWORD": "c"}
    ran = failing.kg(place, "query", "--endpoint", "http://127.0.0.1:9/sparql", "ASK {}", before=lambda: os.environ.update(given))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("kg: KG_ENDPOINT_USER holds a colon, ")


def breaks(error: BaseException) -> Callable[[], None]:
    """What lets a command meet a fault deep inside."""

    def before() -> None:
        from kg import check

        def broken(*_: Any, **__: Any) -> None:
            raise error

        check.load = broken  # type: ignore[attr-defined,assignment]

    return before


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("x"), f"kg: this is a bug in kg {__version__}: RuntimeError in test_ends.py, line "),
        (RecursionError(), f"kg: this is a bug in kg {__version__}: RecursionError in test_ends.py, line "),
        (KeyError("\x1b[31m"), f"kg: this is a bug in kg {__version__}: KeyError in test_ends.py, line "),
        (MemoryError(), "kg: there is not enough memory for this (ulimit -v)\n"),
        (ImportError("x.so: failed to map segment from shared object"), "kg: there is not enough memory for this (ulimit -v)\n"),
        (OSError(5, "Input/output error", "a\nb"), "kg: failed: 'a b': Input/output error\n"),
        (OSError(12, "Cannot allocate memory"), "kg: could not write: Cannot allocate memory\n"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_what_nobody_explained_is_one_line(error: BaseException, said: str, place: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace.txt"

    def before() -> None:
        os.environ[guard.TRACE] = str(trace)
        breaks(error)()

    for command in ("check", "build", "who"):
        ran = failing.kg(place, command, before=before)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith(said)
        assert ran.err.count("\n") == 1
        assert trace.exists() == ("bug in kg" in said)
    if trace.exists():
        assert f"report it with '{trace}' (CONTRIBUTING.md)\n" in ran.err
        assert trace.read_text().count("Traceback (most recent call last)") == 3


def test_what_to_do_where_no_file_for_the_traceback_is_named(place: Path) -> None:
    def before() -> None:
        del os.environ[guard.TRACE]
        breaks(RuntimeError())()

    ran = failing.kg(place, "check", before=before)
    assert ran.err.endswith("; run it again with KG_TRACEBACK=FILE and report it with that file (CONTRIBUTING.md)\n")
    wrong = functools.partial(os.environ.__setitem__, guard.TRACE, "/dev/null/x")
    ran = failing.kg(place, "check", before=lambda: (wrong(), breaks(RuntimeError())()))
    assert ran.err.endswith("; '/dev/null/x' could not be written: Not a directory\n")
