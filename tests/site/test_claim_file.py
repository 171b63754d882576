"""Links to claim files: only where the repository is known, and without what its address holds of a name or a password."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kg.site.claim_file import clean, repository

COMMIT = "c0ffee" * 6 + "c0de"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b"),
        ("https://me:secret@github.com/a/b.git?x=1#y", "https://github.com/a/b"),
        ("https://gitlab.example.org:8443/a/b/", "https://gitlab.example.org:8443/a/b"),
        ("git@github.com:a/b.git", ""),
        ("ssh://git@github.com/a/b", ""),
        ("http://github.com/a/b", ""),
        ("/home/me/b", ""),
        ("https://github.com", ""),
        ("https://[bad/a", ""),
        ('https://github.com/a"><script>', ""),
    ],
)
def test_what_an_address_keeps(address: str, expected: str) -> None:
    assert clean(address) == expected


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://me:secret@github.com/a/b.git", f"https://github.com/a/b/blob/{COMMIT}/in%20it/claims/x.yaml#L7"),
        ("https://gitlab.com/a/b", f"https://gitlab.com/a/b/-/blob/{COMMIT}/in%20it/claims/x.yaml#L7"),
        ("https://codeberg.org/a/b", f"https://codeberg.org/a/b/src/commit/{COMMIT}/in%20it/claims/x.yaml#L7"),
        ("https://unknown.example/a/b", ""),
    ],
)
def test_where_a_line_can_be_read(tmp_path: Path, remote: str, expected: str) -> None:
    claims = tmp_path / "in it" / "claims"
    claims.mkdir(parents=True)
    assert repository(claims, COMMIT, remote) is None
    for words in (("init", "--quiet"), ("remote", "add", "origin", remote)):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    found = repository(claims, COMMIT)
    assert (found.line("x.yaml", 7) if found else "") == expected
    named = repository(claims, COMMIT, "https://github.com/c/d")
    assert named is not None
    assert named.line("y.yaml", 1).startswith("https://github.com/c/d/blob/")
