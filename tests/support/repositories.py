"""Real repositories of git for tests, untouched by the settings of whoever runs them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, **variables: str) -> str:
    """What git prints there, as somebody called A and without signing."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = [
        *("-c", "user.name=A", "-c", "user.email=a@example.org"),
        *("-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"),
    ]
    run = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True, env=plain | variables)
    return run.stdout.strip()


def commit(folder: Path, day: str, subject: str) -> str:
    """All files as a commit of a day; its hash."""
    git(folder, "add", "-A")
    when = f"{day}T12:00:00+0000"
    git(folder, "commit", "-qm", subject, GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    return git(folder, "rev-parse", "HEAD")
