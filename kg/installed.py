"""What this `kg` was installed from, as a requirement that pip understands and that always means the same version.

pip and uv record where a package came from in `direct_url.json` (PEP 610); a package from an index has no such file. An install
from a folder, or from an address that only this machine reaches, has no requirement that would be true elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any, Final
from urllib.parse import urlsplit

NAME: Final = "rejoinder"
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9._~:/@%+,=-]+")
"""Addresses that a shell takes as they are between double quotation marks: no `$`, no backslash, no fragment."""
_REACHABLE: Final = frozenset({"http", "https", "ssh", "git"})
_SUBFOLDER: Final = re.compile(r"[A-Za-z0-9._/-]+")
_COMMIT: Final = re.compile(r"[0-9a-f]{40,64}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Unpinned:
    """Why no requirement can be named: it completes the sentence "kg was installed from …"."""

    source: str


def requirement() -> str | Unpinned:
    """The requirement that installs this version, or why it cannot be named."""
    try:
        version, origin = _origin()
        return f"{NAME}=={version}" if origin is None else pinned(origin)
    except metadata.PackageNotFoundError:
        return Unpinned("a folder that is not an installed package")
    except ValueError:
        return Unpinned("a place that its direct_url.json does not name")


def _origin() -> tuple[str, Any]:
    """The version, and where it came from as PEP 610 writes it; None from an index."""
    found = metadata.distribution(NAME)
    text = found.read_text("direct_url.json")
    return found.version, None if text is None else json.loads(text)


def repository() -> tuple[str, str] | None:
    """The web address of the repository that this was installed from, and the commit; None from anywhere else."""
    try:
        _, origin = _origin()
    except (metadata.PackageNotFoundError, ValueError):
        return None
    return browsed(origin)


def browsed(origin: Any) -> tuple[str, str] | None:
    """The web address of the repository that an origin names, and the commit, where anybody may read them."""
    if isinstance(pinned(origin), Unpinned) or "vcs_info" not in origin or urlsplit(origin["url"]).scheme != "https":
        return None
    return origin["url"].removesuffix("/").removesuffix(".git"), origin["vcs_info"]["commit_id"]


def pinned(origin: Any) -> str | Unpinned:
    """The requirement for an origin as PEP 610 writes it."""
    if not isinstance(origin, Mapping) or not isinstance(origin.get("url"), str):
        return Unpinned("a place that its direct_url.json does not name")
    url = origin["url"]
    if "dir_info" in origin:
        return Unpinned("a folder of one machine")
    parts = urlsplit(url)
    if parts.scheme not in _REACHABLE or not parts.hostname:
        return Unpinned("a file of one machine")
    if parts.password is not None or (parts.username and parts.scheme in {"http", "https"}):
        return Unpinned("an address that holds a name or a password")
    if not _ADDRESS.fullmatch(url):
        return Unpinned("an address with signs that a shell would read as its own")
    if (vcs := origin.get("vcs_info")) is not None:
        return _commit(url, vcs, origin.get("subdirectory"))
    digest = _digest(origin.get("archive_info"))
    return f"{NAME} @ {url}#sha256={digest}" if digest else Unpinned("an archive whose digest was not recorded")


def _commit(url: str, vcs: Any, subfolder: Any) -> str | Unpinned:
    commit = vcs.get("commit_id") if isinstance(vcs, Mapping) and vcs.get("vcs") == "git" else None
    if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
        return Unpinned("a repository whose commit was not recorded")
    inside = f"#subdirectory={subfolder}" if isinstance(subfolder, str) and _SUBFOLDER.fullmatch(subfolder) else ""
    return f"{NAME} @ git+{url}@{commit}{inside}"


def _digest(archive: Any) -> str:
    """The SHA-256 of an archive, in the new form of PEP 610 or the old, or empty."""
    if not isinstance(archive, Mapping):
        return ""
    hashes = archive.get("hashes")
    found = hashes.get("sha256") if isinstance(hashes, Mapping) else str(archive.get("hash", "")).removeprefix("sha256=")
    return found if isinstance(found, str) and _DIGEST.fullmatch(found) else ""
