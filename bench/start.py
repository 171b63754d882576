"""Times `kg --help` against the help of a bare typer program: what a user waits for before anything is done.

    python bench/start.py

Both are processes from a cold start, run in turns; seconds are of the processor.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measuring import machine, median_cost, table

ROUNDS = 21
BARE = """
import typer

app = typer.Typer()


@app.command()
def one() -> None:
    "One."


@app.command()
def two() -> None:
    "Two."


app()
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, "utf-8")
        kg = Path(sys.executable).parent / "kg"
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "a bare typer program --help": [sys.executable, str(bare), "--help"],
            "kg --help": [str(kg), "--help"],
            "kg --version": [str(kg), "--version"],
        }
        taken = {name: cost.cpu for name, cost in median_cost(commands, ROUNDS).items()}
    typer = taken["a bare typer program --help"]
    print(f"### Starting\n\n{machine()}\n")
    rows = [[f"`{name}`" if name[0] != "a" else name, f"{cpu:.3f}", f"{cpu / typer:.2f}"] for name, cpu in taken.items()]
    print(table(["command", "seconds", "× bare typer"], rows))


if __name__ == "__main__":
    main()
