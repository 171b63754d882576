"""Times `kg diff` against two loads, and the commands on long histories against git's own reading.

    python bench/history.py [STATEMENTS COMMITS]

The history is made with `git fast-import`: commits that each touch one file of the shipped claims. What is compared is reading
all of its versions with git and parsing each blob once, which is the least that any history of records needs.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import generate
from measuring import in_turns, machine, table

from kg import resources
from kg.claimfile import MAX_BYTES
from kg.commits import history
from kg.exchange.history import database
from kg.history import entries
from kg.history.blame import blame
from kg.history.corrections import corrections
from kg.history.diff import diff
from kg.history.states import ENDINGS, of_commit, present
from kg.history.versions import Versions
from kg.load import load, load_tree
from kg.reading.gatherer import Memo

SIZE = 10_000
COMMITS = 1_000
RECORD = "nicholson-arms-2017-04"
HEADINGS = ("what", "seconds", "ratio")
WHO = b"bench <bench@example.org> 1900000000 +0000"


def git(folder: Path, *arguments: str, data: bytes | None = None) -> bytes:
    """What git says."""
    return subprocess.run(["git", *arguments], cwd=folder, input=data, check=True, capture_output=True).stdout  # noqa: S607


def commits(folder: Path, files: dict[str, bytes], number: int) -> None:
    """A history in `folder`: all files, and then commits that each give one of them another line at its end."""
    stream: list[bytes] = []

    def commit(subject: str, changed: dict[str, bytes]) -> None:
        stream.append(b"commit refs/heads/main\ncommitter %s\ndata %d\n%s\n" % (WHO, len(subject), subject.encode()))
        stream.extend(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data) for path, data in changed.items())

    commit("all", files)
    names = sorted(files)
    for n in range(number):
        name = names[n % len(names)]
        files[name] = _edited(files[name], n)
        commit(f"change {n}", {name: files[name]})
    git(folder, "init", "-q", "-b", "main")
    git(folder, "fast-import", "--quiet", data=b"".join(stream))
    git(folder, "checkout", "-q", "main")


def _edited(data: bytes, n: int) -> bytes:
    """The file with another value in one of its records, where it has a place for one."""
    lines = data.split(b"\n")
    places = [
        i for i, line in enumerate(lines) if line.startswith((b"    says: ", b"    note: ", b"    title: ")) and b"|" not in line
    ]
    if places:
        at = places[n % len(places)]
        lines[at] = lines[at].rstrip(b"'\"") + (lines[at][-1:] if lines[at][-1:] in {b"'", b'"'} else b"")
        key, _, _ = lines[at].partition(b": ")
        if not lines[at + 1].startswith(b"      "):  # a text of one line
            lines[at] = key + b": Changed for the %d. time." % n
            return b"\n".join(lines)
    return data + b"# changed for the %d. time\n" % n


@contextmanager
def versions(folder: Path, *, main_line: bool = True) -> Iterator[Versions]:
    """The versions of the claims."""
    with history(folder / "claims", ENDINGS, MAX_BYTES + 1, main_line=main_line) as found:
        yield Versions(found)


def floor(folder: Path) -> None:
    """Read all versions with git, and parse each blob once."""
    git(folder, "log", "--first-parent", "--parents", "--format=%H %P %cI %aN %s", "HEAD", "--", "claims")
    listing = git(folder, "rev-list", "--objects", "--all", "--", "claims")
    names = [line for line in listing.splitlines() if b" " in line]
    answer = git(folder, "cat-file", "--batch", data=b"".join(line.split()[0] + b"\n" for line in names))
    at = 0
    for line in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        if line.endswith((b".yaml", b".yml")):
            load_tree("", {"file.yaml": answer[end + 1 : end + 1 + size]})
        at = end + 1 + size + 1


def of_history(folder: Path, number: int) -> list[list[str]]:
    """Rows on a long history."""
    shipped = resources.folder("claims")
    files = {f"claims/{path.relative_to(shipped)}": path.read_bytes() for path in sorted(shipped.rglob("*.yaml"))}
    commits(folder, files, number)
    record = load(folder / "claims").corpus.statements[RECORD]

    def one() -> None:
        with versions(folder) as found:
            list(entries.of_record(found, record))

    def every() -> None:
        with versions(folder) as found:
            corrections(load(folder / "claims").corpus, tuple(entries.of_all(found)))

    def whose() -> None:
        with versions(folder, main_line=False) as found:
            blame(found, record)

    def exported() -> None:
        with versions(folder) as found:
            database(found)

    work = {
        "git and each blob parsed once": lambda: floor(folder),
        "`kg history ID`": one,
        "`kg blame ID`": whose,
        "`kg log`, `kg corrections`": every,
        "`kg history --export sqlite`": exported,
    }
    return _rows(work, "git and each blob parsed once", 3)


def of_diff(folder: Path, size: int) -> list[list[str]]:
    """Rows on one change of generated claims."""
    root = folder / "claims"
    generate.write(root, size)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-qm", "all")
    path = next(path for path in sorted(root.rglob("*.yaml")) if b"\n    act: accuses" in path.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"\n    act: accuses", b"\n    act: denies", 1))
    twice = "two loads"
    work = {twice: lambda: (load(root), load(root)), "`kg diff`": lambda: compare(root)}
    return _rows(work, twice, 3)


def compare(root: Path) -> None:
    """What `kg diff` does."""
    memo = Memo()
    diff(of_commit(root, "HEAD", memo), present(root, memo))


def _rows(work: dict[str, object], against: str, rounds: int) -> list[list[str]]:
    found = in_turns(work, rounds)  # type: ignore[arg-type]
    return [[name, f"{seconds:.2f}", f"{seconds / found[against]:.2f}"] for name, seconds in found.items()]


def main(size: int, number: int) -> None:
    """Print the tables."""
    gc.disable()  # as every command does
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        print(f"\nOne change of {size:,} statements\n\n{table(HEADINGS, of_diff(Path(name), size))}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        print(f"\n{number:,} commits\n\n{table(HEADINGS, of_history(Path(name), number))}")


if __name__ == "__main__":
    main(*([int(one) for one in sys.argv[1:]] or [SIZE, COMMITS]))
