"""Where a claim file can be read at its line: in the repository that the settings name, or in that of git's remote `origin`.

Each forge has a form of its own for the address of a line. Of a host whose form is not known, and of a remote that not everybody
can read, no address is made up. What a remote's address holds of a name or a password is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from kg import git, git_process, ids

_FILES: Final = {"github": "blob", "gitlab": "-/blob", "codeberg": "src/commit", "gitea": "src/commit", "forgejo": "src/commit"}
"""What a forge writes between the address of a repository and a commit, by a word of its host's name."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the claim files of a commit are: `files` is the address of the folder of claims, with a slash at its end."""

    files: str

    def line(self, file: str, line: int) -> str:
        """The address of a line of a claim file, given by its path below the folder of claims."""
        return f"{self.files}{quote(file)}#L{line}"


def repository(claims: Path, commit: str, named: str = "") -> Repository | None:
    """The repository of the claims at a commit; `named` is its address as the settings have it. None where it is not known."""
    try:
        address = clean(named or git.setting(claims, "remote.origin.url"))
        below = git_process.output(claims, "rev-parse", "--show-prefix").decode("utf-8", "replace").removesuffix("\n")
    except git_process.GitError:
        return None
    words = (urlsplit(address).hostname or "").split(".") if address else []
    form = next((form for word, form in _FILES.items() if word in words), "")
    return Repository(f"{address}/{form}/{commit}/{quote(below)}") if form and commit else None


def clean(address: str) -> str:
    """An https address of a repository without what it holds of a name, a password or a query; empty for any other."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    found = f"https://{host}{port}{parts.path.rstrip('/').removesuffix('.git')}"
    return found if parts.scheme == "https" and host and parts.path.strip("/") and ids.url_fault(found) is None else ""
