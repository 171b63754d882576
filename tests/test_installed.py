"""What `kg` was installed from, by what pip writes down: a requirement that is true elsewhere, or word that there is none."""

from __future__ import annotations

import re
from importlib import metadata
from typing import Any, Final

import pytest
from packaging.requirements import Requirement  # pip's own reader of requirements

from kg import __version__
from kg.installed import Unpinned, pinned, requirement

COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
DIGEST: Final = "ab" * 32


def git(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}, **more}


PINNED: Final = {
    f"rejoinder @ git+https://git.example/a/b.git@{COMMIT}": git("https://git.example/a/b.git"),
    f"rejoinder @ git+ssh://git@git.example:2222/a/b@{COMMIT}": git("ssh://git@git.example:2222/a/b"),
    f"rejoinder @ git+https://git.example/a@{COMMIT}#subdirectory=src/kg": git("https://git.example/a", subdirectory="src/kg"),
    f"rejoinder @ https://x.example/r-0.1.0.tar.gz#sha256={DIGEST}": {
        "url": "https://x.example/r-0.1.0.tar.gz", "archive_info": {"hashes": {"sha256": DIGEST}},
    },
    f"rejoinder @ https://x.example/r.whl#sha256={DIGEST}": {
        "url": "https://x.example/r.whl", "archive_info": {"hash": f"sha256={DIGEST}"},
    },
}  # fmt: skip
UNPINNED: Final = {
    "a folder, editable": {"url": "file:///home/a/kg", "dir_info": {"editable": True}},
    "a folder": {"url": "file:///home/a/kg", "dir_info": {}},
    "a wheel on this machine": {"url": "file:///a/r.whl", "archive_info": {"hashes": {"sha256": DIGEST}}},
    "a repository on this machine": git("file:///home/a/kg"),
    "a repository at a path": git("/home/a/kg"),
    "a password": git("https://ann:secret@git.example/a"),
    "a token": git("https://token@git.example/a"),
    "what a shell would run": git("https://git.example/$(touch forged)"),
    "a quotation mark": git('https://git.example/a"b'),
    "no commit": {"url": "https://git.example/a", "vcs_info": {"vcs": "git"}},
    "a branch for a commit": {"url": "https://git.example/a", "vcs_info": {"vcs": "git", "commit_id": "main"}},
    "another system": {"url": "https://hg.example/a", "vcs_info": {"vcs": "hg", "commit_id": COMMIT}},
    "an archive without a digest": {"url": "https://x.example/r.whl", "archive_info": {}},
    "nothing": {},
    "no mapping": [],
    "a number": {"url": 7},
}


@pytest.mark.parametrize(("wanted", "origin"), PINNED.items())
def test_what_is_pinned(wanted: str, origin: Any) -> None:
    assert pinned(origin) == wanted
    read = Requirement(wanted)
    assert (read.name, bool(read.url)) == ("rejoinder", True)


@pytest.mark.parametrize("name", UNPINNED)
def test_what_has_no_requirement(name: str) -> None:
    found = pinned(UNPINNED[name])
    assert isinstance(found, Unpinned)
    assert "secret" not in found.source
    assert re.match(r"an? ", found.source)


class Installed:
    """What `importlib.metadata` gives of a distribution."""

    def __init__(self, origin: str | None) -> None:
        self.version = __version__
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.origin


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, f"rejoinder=={__version__}"),
        ("{", Unpinned("a place that its direct_url.json does not name")),
        ('{"url": "file:///a", "dir_info": {}}', Unpinned("a folder of one machine")),
    ],
)
def test_where_it_is_looked_up(origin: str | None, wanted: str | Unpinned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed(origin))
    assert requirement() == wanted


def test_a_checkout_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    assert isinstance(requirement(), Unpinned)
