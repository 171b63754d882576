"""Times `kg build` against the least that it has to do, an event scan and a bulk load of the finished triples: a Markdown table.

    python bench/build.py [SIZE…]

The command is a whole process from a cold start. The scan is PyYAML's of the same bytes, the load pyoxigraph's of the finished
N-Triples, each inside a process of its own and without its start: into a store on disk, as `kg build` makes one, and into memory.
By the clock, for loading uses all cores.
"""

from __future__ import annotations

import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import generate
from measuring import Cost, cost, exponent, machine, table

SIZES = (1_000, 10_000, 100_000)
BIN = Path(sys.executable).parent


def scan(folder: Path) -> Callable[[], None]:
    """Every event of PyYAML's C parser, looked at by nobody."""
    import yaml  # noqa: PLC0415 - each process imports what it times

    data = [path.read_bytes() for path in sorted(folder.glob("claims/*.yaml"))]

    def run() -> None:
        for document in data:
            for _ in yaml.parse(document, Loader=yaml.CLoader):
                pass

    return run


def load(folder: Path, *, on_disk: bool) -> Callable[[], None]:
    """The finished triples, loaded in bulk."""
    import pyoxigraph  # noqa: PLC0415 - same

    data = (folder / "build" / "graph.nt").read_bytes()

    def run() -> None:
        with tempfile.TemporaryDirectory() as scratch:
            store = pyoxigraph.Store(scratch) if on_disk else pyoxigraph.Store()
            store.bulk_load(io.BytesIO(data), format=pyoxigraph.RdfFormat.N_TRIPLES)

    return run


PIECES: dict[str, Callable[[Path], Callable[[], None]]] = {
    "scan": scan,
    "disk": lambda folder: load(folder, on_disk=True),
    "memory": lambda folder: load(folder, on_disk=False),
}


def inside(piece: str, folder: str) -> None:
    """Print the seconds of one piece of work in this process, its imports done and its files in memory."""
    run = PIECES[piece](Path(folder))
    gc.disable()
    start = time.perf_counter()
    run()
    print(time.perf_counter() - start)


def of(piece: str, folder: Path) -> float:
    """The seconds of a piece of work inside a process of its own."""
    run = subprocess.run([sys.executable, __file__, "--inside", piece, str(folder)], check=True, capture_output=True, text=True)
    return float(run.stdout)


def measure(size: int, rounds: int) -> tuple[int, Cost, dict[str, float]]:
    """The number of triples, and the medians of `kg build` and of each piece, run in turns."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        generate.write(folder / "claims", size)
        command = [str(BIN / "kg"), "build", "--root", str(folder / "claims"), "-o", str(folder / "build")]
        builds: list[Cost] = []
        pieces: dict[str, list[float]] = {name: [] for name in PIECES}
        for _ in range(rounds):
            builds.append(cost(command))
            for name, taken in pieces.items():
                taken.append(of(name, folder))
        triples = (folder / "build" / "graph.nt").read_bytes().count(b"\n")
    middle = statistics.median
    build = Cost(middle(c.clock for c in builds), middle(c.cpu for c in builds), middle(c.peak for c in builds))
    return triples, build, {name: middle(taken) for name, taken in pieces.items()}


def main() -> None:
    """Print the table, or time one piece here."""
    if sys.argv[1:2] == ["--inside"]:
        inside(*sys.argv[2:4])
        return
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    rows, seconds = [], []
    for size in sizes:
        triples, build, pieces = measure(size, 3 if size > SIZES[1] else 5)
        seconds.append(build.clock)
        rows.append(
            [
                f"{size:,}",
                f"{triples / size:.1f}",
                *(f"{pieces[name]:.2f}" for name in PIECES),
                f"{build.clock:.2f}",
                f"**{build.clock / (pieces['scan'] + pieces['disk']):.2f}**",
                f"{build.clock / (pieces['scan'] + pieces['memory']):.2f}",
                f"{build.peak / size / 1000:.0f}",
            ]
        )
    headings = "statements|triples a statement|scan (s)|load, disk (s)|load, memory (s)|`kg build` (s)"
    headings += "|ratio, disk|ratio, memory|kB a statement"
    print(f"### `kg build`\n\n{machine()}\n")
    print(table(headings.split("|"), rows))
    if len(sizes) > 1:
        print(f"\nGrowth of `kg build`: exponent {exponent(sizes, seconds):.2f} from {sizes[0]:,} to {sizes[-1]:,}.")


if __name__ == "__main__":
    main()
