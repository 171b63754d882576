"""One fuzz target under atheris, in a process of its own: `fuzz_guided.py TARGET [OPTION OF LIBFUZZER…] FOLDER`.

Only what is imported here is watched, so that a run does not begin with minutes of instrumenting libraries.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["kg"]):
    import fuzz_targets

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], fuzz_targets.TARGETS[sys.argv[1]])
    atheris.Fuzz()
