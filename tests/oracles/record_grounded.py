"""Writes grounded-afsolver.txt: random argumentation frameworks with the grounded extension that afsolver finds.

afsolver needs Python 3.13 and this project runs on 3.11, so its answers are kept beside the test. To write them anew, in an
environment that has it: `python tests/oracles/record_grounded.py`. A line: size, attacks as pairs of digits, the extension.
"""

from __future__ import annotations

import random
from pathlib import Path

from afsolver import ArgumentationFramework


def main() -> None:
    """Write the file."""
    rng = random.Random(20170424)  # noqa: S311 - not for secrets
    lines = []
    for _ in range(1500):
        size = rng.randint(1, 9)
        names = "012345678"[:size]
        share = rng.choice((0.05, 0.15, 0.3))
        attacks = [(a, b) for a in names for b in names if rng.random() < share]
        accepted = ArgumentationFramework(arguments=tuple(names), attacks=tuple(attacks)).grounded()
        lines.append(f"{size} {','.join(a + b for a, b in attacks) or '-'} {''.join(sorted(accepted)) or '-'}\n")
    Path(__file__).with_name("grounded-afsolver.txt").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
