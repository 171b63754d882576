"""Which files of a repository are there already and do what one of ours is for, under its name or another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.scaffold.repository import WORKFLOWS, File, Forge, Place

_MOST: Final = 2**20
_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "LICENSE": ("LICENSE*", "LICENCE*", "COPYING*", "claims/LICENSE*", "claims/LICENCE*"),
    "README.md": ("README*", "readme*"),
    "rejoinder.toml": (),
    ".github/pull_request_template.md": (
        *(
            f"{folder}{name}"
            for folder in ("", "docs/", ".github/")
            for name in ("pull_request_template*", "PULL_REQUEST_TEMPLATE*")
        ),
    ),
    ".gitlab/merge_request_templates/Default.md": (".gitlab/merge_request_templates/*.md",),
    ".pre-commit-config.yaml": (".pre-commit-config.yml",),
}
"""Other files that serve as well, as patterns, by the one that `kg init` writes."""


def serving(where: Place, file: File, forge: Forge) -> list[Path]:
    """The files that are there and do what this one is for."""
    root = where.root or where.tracker
    if file.path == WORKFLOWS[forge]:
        return workflows(root, forge)
    patterns = (file.path.as_posix(), *_OTHER_NAMES.get(file.path.as_posix(), ()))
    folder = root if file.at_root else where.tracker
    found = (path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file())
    return [first] if (first := next(found, None)) else []


def workflows(root: Path, forge: Forge) -> list[Path]:
    """The files of continuous integration that check claims."""
    if forge == "gitlab":
        paths = [root / WORKFLOWS["gitlab"]]
    else:
        paths = sorted(path for path in (root / ".github/workflows").glob("*") if path.suffix in {".yml", ".yaml"})
    return [path for path in paths if path.is_file() and _checks(read(path))]


def _checks(text: str) -> bool:
    """Whether it checks claims; what installs kg only to write a site does not."""
    return "kg check" in text or ("rejoinder" in text and not re.search(r"\bkg site\b", text))


def read(path: Path) -> str:
    """The beginning of a file as text, comments included."""
    with path.open("rb") as file:
        return file.read(_MOST).decode("utf-8", "replace")
