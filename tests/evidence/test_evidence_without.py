"""Sources on a machine without the libraries that read web pages, PDF, web archives and time stamps.

The libraries are hidden from every process that a command starts, by a module that Python loads first; `.ci/light` tries the
built wheel where they are not installed. Whatever needs one ends in one line that says what to type, and keeps nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import documents
import pytest
from places import REPOSITORY as ROOT

EXTRAS: Final = ("evidence", "timestamps")
CLAIMS: Final = """\
dataset: {title: T, base: "https://x.example/"}
actors:
  ruritania: {name: Ruritania, type: state}
sources:
  talk: {title: A talk}
  page: {title: A page}
statements:
  denial:
    act: asserts
    speaker: ruritania
    date: 1894-03-01
    says: So.
    reports: [{source: talk, quote: Not one of our men was near it}]
"""
TALK: Final = "The envoy of Ruritania said: Not one of our men was near it.\n"
SRT: Final = "1\n00:00:01,000 --> 00:00:02,000\nWe deny it all.\n"


def modules() -> list[str]:
    """What the libraries of the extras are imported as, and what they bring that is used as well."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    names = [re.split(r"[^A-Za-z0-9_-]", need)[0].replace("-", "_") for extra in EXTRAS for need in extras[extra]]
    return [*names, "cryptography", "lxml_html_clean"]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "hiding").mkdir()
    hiding = f"import sys\nsys.modules.update(dict.fromkeys({modules()!r}))\n"
    (tmp_path / "hiding" / "sitecustomize.py").write_text(hiding, "utf-8")
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    (tmp_path / "talk.srt").write_text(SRT, "utf-8")
    (tmp_path / "page.html").write_text(documents.PAGE, "utf-8")
    (tmp_path / "report.pdf").write_bytes(documents.pdf(documents.shown("x")))
    (tmp_path / "crawl.warc").write_bytes(documents.warc({"https://a.example/": b"<p>x</p>"}))
    return tmp_path


def kg(tracker: Path, *arguments: str, hidden: bool = True) -> subprocess.CompletedProcess[str]:
    path = {"PYTHONPATH": str(tracker / "hiding")} if hidden else {}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=tracker, env={**os.environ, **path}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("source", "add", "page.html", "--yes"), "'page.html': reading web pages needs lxml and trafilatura"),
        (("source", "add", "report.pdf", "--title", "T"), "'report.pdf': reading PDF needs pypdf"),
        (("source", "add", "crawl.warc", "--yes"), "'crawl.warc': reading web archives needs warcio"),
        (("source", "refresh", "page", "page.html"), "'page.html': reading web pages needs lxml and trafilatura"),
    ],
)
def test_what_needs_a_library_says_in_one_line_what_to_install(tracker: Path, arguments: tuple[str, ...], reason: str) -> None:
    run = kg(tracker, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"kg: {reason}: pip install 'rejoinder[evidence]'\n"
    assert not (tracker / "evidence").exists()
    assert (tracker / "claims" / "claims.yaml").read_text("utf-8") == CLAIMS


def test_text_and_subtitles_need_none_of_them(tracker: Path) -> None:
    for what, id_ in (("talk.txt", "talk"), ("talk.srt", "page")):
        run = kg(tracker, "source", "add", what, "--id", id_)
        assert run.returncode == 0, run.stderr
    for words, expected in (
        ("quotes", "1 found as printed"),
        ("source list", "whole text  here"),
        ("source verify", "verified 2 copies: 0 faults"),
        ("suggest talk", "says so: said"),
        ("coverage page", "We deny it all."),
        ("links", "0 sources with an address"),
        ("audit", "looked for them in: 1 whole text"),
    ):
        run = kg(tracker, *words.split())
        assert run.returncode == 0, run.stderr
        assert expected in run.stdout + run.stderr, words
    run = kg(tracker, "source", "stamp", "talk", "--server", "http://127.0.0.1:9/")
    assert (run.returncode, run.stderr) == (2, "kg: time stamps need rfc3161-client: pip install 'rejoinder[timestamps]'\n")


def test_a_page_that_somebody_else_captured_is_read_from_its_text(tracker: Path) -> None:
    run = kg(tracker, "source", "add", "page.html", "--id", "talk", hidden=False)
    assert run.returncode == 0, run.stderr
    assert "1 found as printed" in kg(tracker, "quotes").stderr
    assert "verified 1 copy: 0 faults" in kg(tracker, "source", "verify").stderr
    for text in (tracker / "evidence").glob("*.txt"):
        text.unlink()
    run = kg(tracker, "quotes")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "kg: 'talk': reading web pages needs lxml and trafilatura: pip install 'rejoinder[evidence]'\n"
