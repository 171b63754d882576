"""Times `kg check` against PyYAML's bare event scan of the same bytes, and reading against other validators: Markdown tables.

    python bench/check.py [--whole | SIZE…]

Alone it takes a minute or two: 1,000 and 10,000 statements, three rounds each. `--whole` adds 100,000 statements, more rounds
and the other validators, and takes half an hour.
Each command is a process of its own from a cold start. Of the scan only the time inside its process counts, from the first event
to the last, without starting Python or reading files, so that the ratio is the strictest there is. Seconds are of the processor:
all of these use one core, and a machine is seldom quiet.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import generate
from measuring import Cost, cost, exponent, machine, table

SIZES = (1_000, 10_000)
LARGEST = 100_000
COMPARED = (1_000, 10_000)
"""The sizes at which the other validators are tried: they take half a minute for the second."""
HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
OTHERS = HERE.parent / ".bench" / "bin"
"""An environment of its own for these: `python -m venv .bench; .bench/bin/pip install check-jsonschema linkml`."""


def scan(data: list[bytes]) -> None:
    """Every event of PyYAML's C parser, looked at by nobody."""
    import yaml  # noqa: PLC0415 - each process imports what it times

    for document in data:
        for _ in yaml.parse(document, Loader=yaml.CLoader):
            pass


def read(data: list[bytes]) -> None:
    """Every file read by ours: values, and the places of all keys and values."""
    from kg import claimfile  # noqa: PLC0415 - same

    for document in data:
        if claimfile.read(document, "claims.yaml").faults:
            raise ValueError(document)


def events(data: list[bytes]) -> None:
    """The same by events alone, as files are read that are not laid out plainly."""
    from kg.claimfile import lines  # noqa: PLC0415 - same

    lines.read = lambda _: None  # type: ignore[assignment] - for this one process
    read(data)


PIECES: dict[str, Callable[[list[bytes]], None]] = {"scan": scan, "read": read, "events": events}


def inside(piece: str, folder: str) -> None:
    """Print the seconds of one piece of work in this process, its imports done and its files in memory."""
    data = [path.read_bytes() for path in sorted(Path(folder).glob("*.yaml"))]
    gc.disable()  # as it is during a command
    PIECES[piece](data[:1])
    start = time.process_time()
    PIECES[piece](data)
    print(time.process_time() - start)


def of(piece: str, folder: Path) -> float:
    """The seconds of a piece of work inside a process of its own."""
    run = subprocess.run([sys.executable, __file__, "--inside", piece, str(folder)], check=True, capture_output=True, text=True)
    return float(run.stdout)


def measure(folder: Path, rounds: int) -> tuple[Cost, dict[str, float]]:
    """The medians of `kg check` and of each piece, run in turns."""
    checks: list[Cost] = []
    pieces: dict[str, list[float]] = {name: [] for name in PIECES}
    for _ in range(rounds):
        for name, taken in pieces.items():
            taken.append(of(name, folder))
        checks.append(cost([str(BIN / "kg"), "check", "--root", str(folder)]))
    middle = statistics.median
    check = Cost(middle(c.clock for c in checks), middle(c.cpu for c in checks), middle(c.peak for c in checks))
    return check, {name: middle(taken) for name, taken in pieces.items()}


def sizes(wanted: list[int], rounds: int) -> None:
    """The table of `kg check` at each size, each with so many rounds; three above 10,000."""
    bare = cost([sys.executable, "-c", "pass"]).peak
    rows, seconds = [], []
    for size in wanted:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            written = generate.write(folder, size)
            check, pieces = measure(folder, 3 if size > SIZES[1] else rounds)
        seconds.append(check.cpu)
        rows.append(
            [
                f"{size:,}",
                f"{written / size:,.0f}",
                f"{pieces['scan']:.3f}",
                f"{check.cpu:.3f}",
                f"**{check.cpu / pieces['scan']:.2f}**",
                f"{pieces['read'] / pieces['scan']:.2f}",
                f"{pieces['events'] / pieces['scan']:.2f}",
                f"{(check.peak - bare) / size / 1000:.1f}",
            ]
        )
    headings = "statements|bytes a statement|scan (s)|`kg check` (s)|ratio|reading / scan|reading by events / scan|kB a statement"
    print(table(headings.split("|"), rows))
    if len(wanted) > 1:
        print(f"\nGrowth of `kg check`: exponent {exponent(wanted, seconds):.2f} from {wanted[0]:,} to {wanted[-1]:,}.")


def others() -> None:
    """The table of other validators, on the same files with a schema of the same claims; references are not checked by them."""
    schema, linkml = HERE.parent / "ontology" / "claim-file.schema.json", HERE / "claims.linkml.yaml"
    commands = {
        "check-jsonschema": ["check-jsonschema", "--no-cache", "--schemafile", str(schema)],
        "linkml-validate": ["linkml-validate", "--schema", str(linkml), "--target-class", "ClaimFile"],
    }
    taken: dict[str, list[float | None]] = {"reading alone": [], "`kg check`, cold": []} | {
        f"`{name}`, cold": [] for name in commands
    }
    for size in COMPARED:
        rounds = 3 if size == COMPARED[0] else 1
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            generate.write(folder, size)
            files = [str(path) for path in sorted(folder.glob("*.yaml"))]
            taken["reading alone"].append(statistics.median(of("read", folder) for _ in range(5)))
            check = [str(BIN / "kg"), "check", "--root", str(folder)]
            taken["`kg check`, cold"].append(statistics.median(cost(check).cpu for _ in range(5)))
            for name, (program, *rest) in commands.items():
                found = shutil.which(program, path=str(OTHERS)) or shutil.which(program)
                # LinkML's loader makes dates of dates, which no schema of it then takes: it ends with 1, having looked at all.
                status = int(name == "linkml-validate")
                costs = [cost([found, *rest, *files], status=status).cpu for _ in range(rounds)] if found else []
                taken[f"`{name}`, cold"].append(statistics.median(costs) if costs else None)
    reading = taken["reading alone"]
    rows = [
        [name, *(cell for own, ours in zip(times, reading, strict=True) for cell in compared(own, ours))]
        for name, times in taken.items()
    ]
    print(table(["", *(words for size in COMPARED for words in (f"{size:,} statements (s)", "times reading"))], rows))


def compared(own: float | None, ours: float | None) -> tuple[str, str]:
    """Seconds, and how many times as many as ours; nothing where it is not installed."""
    return (f"{own:.3f}", f"{own / ours:,.1f}") if own is not None and ours else ("not installed", "")


def main() -> None:
    """Print both tables, or time one piece here."""
    if sys.argv[1:2] == ["--inside"]:
        inside(*sys.argv[2:4])
        return
    print(f"### `kg check`\n\n{machine()}\n")
    if sys.argv[1:] == ["--whole"]:
        sizes([*SIZES, LARGEST], 7)
        print()
        others()
    else:
        sizes([int(size) for size in sys.argv[1:]] or list(SIZES), 3)


if __name__ == "__main__":
    main()
