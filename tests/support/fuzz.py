"""Feeds the targets of `fuzz_targets.py` with bytes that nobody thought of: `make fuzz`, or `fuzz.py --seconds 60 [TARGET…]`.

Where atheris is installed, which is built for some versions of Python and not for all, the code that was reached leads the way.
Elsewhere files are mutated blindly. What breaks a target is kept in `.fuzz/`, and ends the run with status 1.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain, count
from pathlib import Path
from typing import Final

from fuzz_targets import TARGETS, Target, seeds

KEPT: Final = Path(".fuzz")
LONGEST: Final = 4000
_PIECES: Final = tuple(b"\n \t:-#'\"[]{}&*!|>%@`,?<.\\\x00\xff\xc3\xa9/~^_") + tuple(range(48, 58))


def mutated(random_: random.Random, corpus: list[bytes]) -> bytes:
    """One of the files with a few bytes, or a piece of another, put in the place of others."""
    data = bytearray(random_.choice(corpus)[:LONGEST])
    for _ in range(random_.randint(1, 6)):
        at = random_.randint(0, len(data))
        match random_.randint(0, 3):
            case 0:
                data[at : at + random_.randint(0, 8)] = bytes(random_.choices(_PIECES, k=random_.randint(0, 4)))
            case 1:
                other = random_.choice(corpus)
                begin = random_.randint(0, len(other))
                data[at:at] = other[begin : begin + random_.randint(1, 40)]
            case 2:
                del data[at : at + random_.randint(1, 40)]
            case _:
                data[at:at] = bytes(random_.randbytes(random_.randint(1, 3)))
    return bytes(data)


def blindly(name: str, target: Target, seed: int) -> Iterator[bytes]:
    """The inputs tried, one after another; the last one yielded is the one that breaks the target, if any does."""
    random_, corpus = random.Random(seed), seeds(name)  # noqa: S311 - nothing is kept secret by it
    for data in chain(corpus, (mutated(random_, corpus) for _ in count())):
        yield data
        target(data)


def tried(name: str, seconds: float, seed: int) -> int | None:
    """How many inputs were tried in that time; None where one broke the target, which is then kept."""
    end = time.monotonic() + seconds
    data = b""
    try:
        for number, data in enumerate(blindly(name, TARGETS[name], seed), 1):  # noqa: B007 - what broke it is kept below
            if time.monotonic() > end:
                return number
    except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
        KEPT.mkdir(parents=True, exist_ok=True)
        path = KEPT / f"{name}-{seed}.bin"
        path.write_bytes(data)
        sys.stderr.write(f"{traceback.format_exc()}{name}: broken by {path}\n")
    return None


def led(name: str, seconds: float) -> int:
    """The exit status of a run with atheris, in a process of its own, since it takes over the one it is in."""
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(data)
    options = [
        f"-max_total_time={max(1, int(seconds))}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={KEPT}/{name}-",
        "-verbosity=0",
    ]
    command = [sys.executable, str(Path(__file__).with_name("fuzz_guided.py")), name, *options, str(folder)]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="the time for all targets together")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    share = given.seconds / len(names)
    broken = False
    guided = find_spec("atheris") is not None
    for name in names:
        if guided:
            broken |= led(name, share) != 0
            sys.stdout.write(f"{name}: fed by atheris for {share:.0f} s\n")
            continue
        inputs = tried(name, share, given.seed)
        broken |= inputs is None
        sys.stdout.write(f"{name}: {inputs or 0:,} inputs in {share:.0f} s, seed {given.seed}\n")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
