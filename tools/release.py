"""Makes a release: `release.py new 1.2.3` sets version and heading, commits and tags; `release.py notes v1.2.3` prints its notes.

Nothing is pushed. Runs on the standard library alone, so that it works before anything is installed.
"""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

VERSION_FILE: Final = Path("kg/__init__.py")
CHANGELOG: Final = Path("CHANGELOG.md")
UNRELEASED: Final = "## Unreleased\n"
_VERSION: Final = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


class Refused(Exception):  # noqa: N818 - it is what happens to the release
    """Why no release is made."""


def git(*args: str) -> str:
    """What git prints."""
    return subprocess.run(["git", *args], check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603, S607 - by name


def numbers(version: str) -> tuple[int, ...]:
    """The three numbers of a version."""
    if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version):
        raise Refused(f"'{version}' is not a version such as 1.2.3")
    return tuple(map(int, version.split(".")))


def section(changelog: str, heading: str) -> str:
    """The text below a heading of the second level that begins so."""
    found = re.search(rf"^## {re.escape(heading)}\b.*\n((?:(?!## ).*\n?)*)", changelog, re.MULTILINE)
    return found[1].strip() if found else ""


def released(version: str, today: datetime.date) -> str:
    """The tag of the release that was made."""
    code, changelog = VERSION_FILE.read_text("utf-8"), CHANGELOG.read_text("utf-8")
    before = _VERSION.search(code)
    if before is None:
        raise Refused(f"{VERSION_FILE} has no version")
    tag = f"v{version}"
    if git("status", "--porcelain"):
        raise Refused("there are uncommitted changes: commit or stash them first")
    tags = git("tag", "--list", "v*").split()
    if tag in tags:
        raise Refused(f"there is a tag {tag} already")
    # The version in the code is that of the last release, or of the first one to come.
    if numbers(version) < numbers(before[1]) or (numbers(version) == numbers(before[1]) and f"v{before[1]}" in tags):
        raise Refused(f"{version} is not above {before[1]}")
    if not section(changelog, "Unreleased"):
        raise Refused(f"{CHANGELOG} has nothing under '{UNRELEASED.strip()}'")
    VERSION_FILE.write_text(_VERSION.sub(f'__version__ = "{version}"', code), "utf-8")
    CHANGELOG.write_text(changelog.replace(UNRELEASED, f"{UNRELEASED}\n## {version} ({today.isoformat()})\n", 1), "utf-8")
    git("commit", "--quiet", "--message", f"Release {version}", "--", str(VERSION_FILE), str(CHANGELOG))
    git("tag", "--annotate", "--message", f"Release {version}", tag)
    return tag


def notes(tag: str) -> str:
    """What the changelog says of a release."""
    found = section(CHANGELOG.read_text("utf-8"), tag.removeprefix("v"))
    if not found:
        raise Refused(f"{CHANGELOG} has nothing about {tag}")
    return found


def main() -> int:
    """Run the command; 2 where it is refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("new", help="set the version and the changelog's heading, commit, tag").add_argument("version")
    commands.add_parser("notes", help="print what the changelog says of a release").add_argument("tag")
    given = parser.parse_args()
    try:
        if given.command == "notes":
            sys.stdout.write(f"{notes(given.tag)}\n")
        else:
            tag = released(given.version, datetime.datetime.now(datetime.UTC).date())
            sys.stdout.write(f"{tag} is made: look at it (git show {tag}), then git push --follow-tags\n")
    except Refused as why:
        sys.stderr.write(f"release: {why}\n")
        return 2
    except subprocess.CalledProcessError as failed:
        sys.stderr.write(f"release: {' '.join(failed.cmd)}: {failed.stderr.strip()}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
