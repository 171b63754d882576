"""Where the repository, its tests and the installed command are, wherever in the tree a test asks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent.parent
REPOSITORY: Final = TESTS.parent
KG: Final = str(Path(sys.executable).with_name("kg"))


def module(name: str) -> Path:
    """The file of the test module of that name, in whichever folder it is."""
    (found,) = TESTS.rglob(name)
    return found
