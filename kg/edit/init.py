"""A new tracker: a worked example to write one's own claims by, or a copy of the claims that come along, and the tooling.

The tooling is settings for editors, a hook for every commit and a workflow for every pull request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from kg import resources
from kg.edit import schema

SCHEMA: Final = PurePosixPath(".vscode/claim-file.schema.json")
"""Where a tracker keeps the schema of its claim files."""

_TOOLING: Final = {
    ".editorconfig": "editorconfig",
    ".gitattributes": "gitattributes",
    ".github/workflows/claims.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/extensions.json": "extensions.json",
    ".vscode/settings.json": "settings.json",
}
_SHIPPED_SCHEMA: Final = "ontology/claim-file.schema.json"  # what the first line of the shipped claim files names
_TEMPLATE: Final = Path(__file__).with_name("template")


def files(*, example: bool) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a new tracker: their paths from its folder, and their content, in the order of their names.

    With `example` these are the claims that come with the package, else a small invented dispute.
    """
    if example:
        yield from ((PurePosixPath("claims") / path, data) for path, data in _below(resources.folder("claims")))
    else:
        yield from _below(_TEMPLATE)


def tooling(kinds: Mapping[str, str], *, example: bool) -> Iterator[tuple[PurePosixPath, bytes]]:
    """What stands beside the claims: settings for editors, with the ids in `kinds` to complete, a hook and a workflow."""
    for path, name in _TOOLING.items():
        yield PurePosixPath(path), _TEMPLATE.with_name("tooling").joinpath(name).read_bytes()
    yield SCHEMA, schema.text(kinds).encode()
    if example:
        yield PurePosixPath(_SHIPPED_SCHEMA), resources.text(_SHIPPED_SCHEMA).encode()


def _below(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts):
            yield PurePosixPath(path.relative_to(folder).as_posix()), path.read_bytes()
