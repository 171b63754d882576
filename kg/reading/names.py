"""What claim files and their folders may be called, so that a data set can be checked out anywhere.

A name that is refused is an error of its own: no file is passed over in silence.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final, TypeAlias

Reason: TypeAlias = tuple[str, str, str]
"""Why a file or a folder is not read, as code, message and hint."""

# A name that starts like a device of Windows, or ends in a dot, cannot be checked out there.
NAME: Final = re.compile(r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z))[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(?<!\.)\Z")


def names_a_claim_file(path: PurePosixPath) -> bool:
    """Whether a file at `path`, from the root on, would be read: its name and those of its folders are what they should be."""
    return path.suffix == ".yaml" and all(NAME.match(part) for part in path.parts)


def is_claim(name: str) -> bool:
    """Whether a file of this name is meant as a claim file."""
    return name.lower().endswith((".yaml", ".yml"))


def misnamed(name: str, *, is_claim: bool) -> Reason | None:
    """What is wrong with the name of a claim file or a folder, if anything."""
    if is_claim and not name.endswith(".yaml"):
        return ("K002", f"the name ends in '{name.rpartition('.')[2]}'", "rename it so that it ends in .yaml")
    if not NAME.match(name):
        if NAME.match(f"{name}_") or NAME.match(f"_{name}"):
            return (
                "K003",
                "not every system can hold a file of this name",
                "rename it: no 'con', 'aux' and the like, no dot at the end",
            )
        return ("K003", "the name holds a character other than A-Z a-z 0-9 . _ -, or is too long", "rename it")
    return None


def same_but_for_case(name: str, spelt: dict[str, str]) -> Reason | None:
    """The fault of a name that another of the folder differs from in case alone; `spelt` holds those met so far."""
    other = spelt.setdefault(name.lower(), name)
    return None if other == name else ("K003", f"the name differs from '{other}' in case alone", "rename one of them")
