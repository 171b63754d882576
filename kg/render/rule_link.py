"""Where the page of a rule is: in the repository that this `kg` was installed from, at its commit, or else in `kg` itself.

The pages are in `docs/rules/` of the repository; nothing here knows its address but the record that pip keeps of an install. Each
forge has a form of its own for the address of a file, and of one that is not known here no address is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from kg import installed

_FILES: Final = {"github": "blob", "gitlab": "-/blob", "codeberg": "src/commit", "gitea": "src/commit", "forgejo": "src/commit"}
"""What a forge writes between the address of a repository and a commit, by a word of its host's name."""


def link(code: str) -> str:
    """The web address of a rule's page; empty where it is not known."""
    return f"{base}/{code}.md" if (base := _base(_once(installed.repository))) else ""


def explained(code: str) -> str:
    """Where a rule is explained: an address, or a command."""
    return link(code) or f"kg rule {code}"


@cache
def _once(read: Callable[[], tuple[str, str] | None]) -> tuple[str, str] | None:
    """What is read of the install, once: it takes longer than a small set of claims does."""
    return read()


@cache
def _base(repository: tuple[str, str] | None) -> str:
    if repository is None:
        return ""
    url, commit = repository
    words = (urlsplit(url).hostname or "").split(".")
    form = next((form for word, form in _FILES.items() if word in words), None)
    return f"{url}/{form}/{commit}/docs/rules" if form else ""
