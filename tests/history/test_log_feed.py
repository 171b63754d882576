"""The changelog as an Atom feed, read by feedparser and held against what RFC 4287 asks of feeds and entries."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

import feedparser
import lxml.etree
import new_tracker
import pytest
from forked import run
from repositories import commit, git

ATOM: Final = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two changes; the second has what could be markup in its subject, its author's name and its words."""
    folder = new_tracker.put(tmp_path_factory.mktemp("feed"))
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "2033-01-05", "first")
    path = folder / "claims" / "harbour-dispute" / "tolls.yaml"
    path.write_text(path.read_text().replace("had been charged", "was <b>charged</b> & \U0001f6a2"))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "deny <it> & more\x1b[31m", "--author=B <b> & co <b@example.org>")
    return folder


def test_the_feed_is_what_the_log_says(tracker: Path) -> None:
    ran = run("log", "--format", "atom", "-o", "changes.atom", cwd=tracker)
    assert (ran.status, ran.out) == (0, "changes.atom\n")
    data = (tracker / "changes.atom").read_bytes()
    found = feedparser.parse(data)
    assert (found.bozo, found.version) == (False, "atom10")
    assert found.feed.title == "Changes of The harbour dispute (a worked example)"
    assert [entry.title for entry in found.entries] == ["deny <it> & more\\x1b[31m", "first"]
    assert found.entries[0].id == f"https://example.org/harbour/changes/{git(tracker, 'rev-parse', 'HEAD')}"
    assert found.entries[1].updated == "2033-01-05T12:00:00+00:00"
    said = run("log", cwd=tracker).out
    for entry in found.entries:
        assert entry.content[0].type == "text/plain"
        for line in entry.content[0].value.splitlines():
            assert f"  {line}\n" in said
    assert "was <b>charged</b> & \U0001f6a2" in found.entries[0].content[0].value


def test_the_feed_has_what_the_standard_asks_for(tracker: Path) -> None:
    root = lxml.etree.fromstring(run("log", "--format", "atom", cwd=tracker).out.encode())
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert one.text
        assert datetime.datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo is not None
        assert element.findtext(f"{ATOM}id").startswith("https://example.org/harbour/changes")
    for entry in entries:
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
        assert len(entry.findall(f"{ATOM}content")) == 1
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert root.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries[:1])


def test_the_newest_changes_alone_and_the_same_bytes(tracker: Path) -> None:
    first, again = (run("log", "--format", "atom", "--most", "1", cwd=tracker).out for _ in range(2))
    assert first == again
    assert len(feedparser.parse(first).entries) == 1


def test_only_a_feed_goes_into_a_file_and_over_no_other(tracker: Path) -> None:
    assert run("log", "-o", "log.txt", cwd=tracker).err == "kg: --output goes with --format atom\n"
    (tracker / "mine.atom").write_text("<?xml version='1.0'?><feed/>")
    assert "was not made by kg" in run("log", "--format", "atom", "-o", "mine.atom", cwd=tracker).err
    for _ in range(2):
        assert run("log", "--format", "atom", "-o", "again.atom", cwd=tracker).status == 0
