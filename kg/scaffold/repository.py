"""The files that make a folder of claims a repository that works: checks for every change, settings, readme, licence, templates.

A tracker may be a whole git repository or a folder of one. Services and hooks read their files at the root of the repository
alone, so those are written for that place and name the tracker's folder.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal, TypeAlias

from kg.installed import Unpinned
from kg.rdf.records import SPDX
from kg.scaffold import schema

Forge: TypeAlias = Literal["github", "gitlab"]

SCHEMA: Final = PurePosixPath(".vscode/claim-file.schema.json")
"""Where a repository keeps the schema of its claim files."""
WORKFLOWS: Final[Mapping[Forge, PurePosixPath]] = {
    "github": PurePosixPath(".github/workflows/claims.yml"),
    "gitlab": PurePosixPath(".gitlab-ci.yml"),
}
SITE: Final = PurePosixPath(".github/workflows/site.yml")
"""What publishes the claims as a site; on GitLab that is a job of the one file."""
HOOKS: Final = PurePosixPath(".pre-commit-config.yaml")
SETTINGS: Final = PurePosixPath("rejoinder.toml")
LICENCE: Final = PurePosixPath("LICENSE")
FILL_IN: Final = "FILL IN"
"""What marks a place that only a person can complete."""
EXAMPLE: Final = 'pip install "rejoinder @ git+ADDRESS@COMMIT"'
"""The form of a pinned install, where it is not known from where."""

DRIVER: Final = "merge.kg.driver"
"""The setting of git that says how claim files are merged; each clone has its own."""
DRIVER_SET: Final = (
    f"git config {DRIVER} 'if command -v kg >/dev/null; then kg merge-file %O %A %B %P; else git merge-file %A %O %B; fi'"
)
"""The command that sets it: without `kg` on the path git merges lines, where otherwise it would leave theirs out."""
COMMENT: Final = PurePosixPath(".github/workflows/claims-comment.yml")
"""The workflow that comments on pull requests."""

_CHANGES: Final = "what-changes.md"
_TEMPLATES: Final = Path(__file__).with_name("tooling")
_REQUESTS: Final[Mapping[Forge, PurePosixPath]] = {
    "github": PurePosixPath(".github/pull_request_template.md"),
    "gitlab": PurePosixPath(".gitlab/merge_request_templates/Default.md"),
}
_AT_ROOT: Final = {
    HOOKS: "pre-commit-config.yaml",
    PurePosixPath(".prettierignore"): "prettierignore",
    PurePosixPath(".vscode/extensions.json"): "extensions.json",
    PurePosixPath(".vscode/settings.json"): "settings.json",
}
_ANYWHERE: Final = {
    PurePosixPath(".editorconfig"): "editorconfig",
    PurePosixPath(".gitattributes"): "gitattributes",
    PurePosixPath(".gitignore"): "gitignore",
    PurePosixPath("README.md"): "readme.md",
    SETTINGS: "rejoinder.toml",
}
_TOKEN: Final = re.compile(r"^@(\w+)@\n|@(\w+)@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tracker is: the folder of its claims, and the root of the git repository, if it is in one."""

    claims: Path
    root: Path | None

    @property
    def tracker(self) -> Path:
        """The folder that holds the folder of claims."""
        return self.claims.parent

    @property
    def inside(self) -> str:
        """The path of the tracker below the root of its repository; empty where they are the same."""
        return "" if self.root is None or self.root == self.tracker else self.tracker.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class File:
    """A file of a repository: its path from its root, or from the tracker where it works there too, and its content."""

    path: PurePosixPath
    data: bytes
    at_root: bool


def place(claims: Path) -> Place:
    """The place of the folder of claims, which need not be there yet; a repository is where `.git` is."""
    whole = claims.absolute()
    whole = whole.parent.resolve() / whole.name
    return Place(whole, next((folder for folder in whole.parents if (folder / ".git").exists()), None))


def files(
    where: Place, needed: str | Unpinned, kinds: Mapping[str, str], forge: Forge = "github", licence: str | None = None
) -> Iterator[File]:
    """The files around the claims; `needed` installs `kg`, `kinds` are the ids in use; without `licence` no notice of one."""
    values = _values(where, needed, licence)
    yield File(WORKFLOWS[forge], _filled("workflow.yml" if forge == "github" else "gitlab-ci.yml", values), at_root=True)
    if forge == "github":
        yield File(COMMENT, _filled("comment.yml", values), at_root=True)
        yield File(SITE, _filled("site.yml", values), at_root=True)
    yield File(_REQUESTS[forge], _filled("request.md", values), at_root=True)
    for path, name in _AT_ROOT.items():
        yield File(path, _filled(name, values), at_root=True)
    yield File(SCHEMA, schema.text(kinds).encode(), at_root=True)
    for path, name in _ANYWHERE.items():
        yield File(path, _filled(name, values), at_root=False)
    if licence is not None:
        yield File(LICENCE, _filled("licence", values | {"id": licence, "address": f"{SPDX}{licence}.html"}), at_root=False)


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    """A template with its tokens replaced; a line that holds one alone is replaced whole, and left out where that is empty."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    own = {"install": f"install {name}"}
    return _TOKEN.sub(lambda token: _lines(values[own.get(token[1], token[1])]) if token[1] else values[token[2]], text).encode()


def _lines(text: str) -> str:
    return f"{text}\n" if text else ""


def _values(where: Place, needed: str | Unpinned, licence: str | None) -> dict[str, str]:
    """The values of the templates' tokens at this place."""
    inside, folder = where.inside, where.claims.name
    below = f"{inside}/{folder}" if inside else folder
    root = "" if folder == "claims" else f" --root {folder}"
    check = f"kg check{root}"
    report = "gl-code-quality-report.json"
    return {
        "claims": json.dumps(below)[1:-1],
        "folder": folder,
        "files": _scalar(rf"^{re.escape(below)}/.*\.yaml$"),
        "fmt": _scalar(f"kg fmt --root {shlex.quote(below)}" if below != "claims" else "kg fmt"),
        "check": _scalar(shlex.join(["sh", "-c", f'cd "$0" && exec {check}', inside]) if inside else check),
        "defaults": f"    defaults:\n      run:\n        working-directory: {json.dumps(inside)}" if inside else "",
        "enter": f"    - {json.dumps(f'cd {shlex.quote(inside)}')}" if inside else "",
        "root": root,
        "public": json.dumps(f"{inside}/public") if inside else "public",
        "move": f"    - {json.dumps(f'mv public {_back(inside)}')}" if inside else "",
        "changes": json.dumps(f"{inside}/{_CHANGES}") if inside else _CHANGES,
        "driver": DRIVER_SET,
        "report": json.dumps(f"{inside}/{report}") if inside else report,
        "licence": f"\n## Licence\n\nThe claims are under the licence {licence}: see [LICENSE](LICENSE)." if licence else "",
        "install workflow.yml": _github_step(needed),
        "install gitlab-ci.yml": _gitlab_step(needed),
        "install site.yml": _github_step(needed, SITE),
        "install readme.md": (
            f"# {FILL_IN}: where kg comes from, pinned, such as\n# {EXAMPLE}" if isinstance(needed, Unpinned) else command(needed)
        ),
    }


def _scalar(text: str) -> str:
    """A text as a value of YAML, in quotes where it is not surely one without."""
    return text if re.fullmatch(r"\^?[A-Za-z0-9 ._/*\\$-]+", text) else json.dumps(text)


def command(needed: str) -> str:
    """The command that installs a requirement."""
    return f'pip install "{needed}"'


def _back(inside: str) -> str:
    """The way from a folder of the repository to its root, with a slash."""
    return "../" * len(PurePosixPath(inside).parts)


def _github_step(needed: str | Unpinned, where: PurePosixPath = WORKFLOWS["github"]) -> str:
    if not isinstance(needed, Unpinned):
        return f"      - run: {command(needed)}"
    return f"""\
      # {FILL_IN}: when this was written kg was installed from {needed.source}.
      # Replace this step by one that installs it from where every machine can, pinned, such as
      #   - run: {EXAMPLE}
      - name: Install kg
        run: |
          echo "::error::{where} does not say yet where kg is installed from: fill in the step 'Install kg'"
          exit 1"""


def _gitlab_step(needed: str | Unpinned) -> str:
    if not isinstance(needed, Unpinned):
        return f"    - {command(needed)}"
    return f"""\
    # {FILL_IN}: when this was written kg was installed from {needed.source}.
    # Replace this step by one that installs it from where every machine can, pinned, such as
    #   - {EXAMPLE}
    - |
      echo "{WORKFLOWS["gitlab"]} does not say yet where kg is installed from: fill in the first step"
      exit 1"""
