"""`kg source`: a document becomes a source with its evidence in one command, and nothing is half kept."""

from __future__ import annotations

import json
from pathlib import Path

import documents
import pytest
from forked import kg

CLAIMS = """\
dataset: {title: T, base: "https://x.example/"}
actors:
  gazette: {name: Strelsau Gazette, type: media}
  ruritania: {name: Ruritania, type: state}
"""
ID = "gazette-1894-03-02"
SAID = f"""\
statements:
  denial:
    act: asserts
    speaker: ruritania
    date: 1894-03-01
    says: So.
    reports: [{{source: {ID}, quote: Not one of our men was near it}}]
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "page.html").write_text(documents.PAGE, "utf-8")
    return tmp_path


def kept(tracker: Path) -> list[str]:
    return sorted(path.name for path in tracker.glob("evidence/*"))


def test_a_page_becomes_a_source_and_its_quotes_are_verified(tracker: Path) -> None:
    run = kg("source", "add", "page.html", "--yes", cwd=tracker)
    assert run.returncode == 0, run.stderr
    written = (tracker / "claims" / "sources" / "sources.yaml").read_text("utf-8")
    assert written.startswith(
        f"sources:\n  {ID}:\n    title: Envoys trade blame over the bridge\n    publisher: gazette\n    date: 1894-03-02\n"
        "    lang: en\n    url: https://gazette.example.org/bridge\n    evidence:\n      - sha256: "
    )
    assert "took: date '1894-03-02' (article:published_time)" in run.stderr
    (digest, *_) = kept(tracker)
    assert kept(tracker) == [digest, f"{digest}.txt", f"{digest}.visible.txt"]
    assert (tracker / "evidence" / digest).read_text("utf-8") == documents.PAGE
    (tracker / "claims" / "said.yaml").write_text(SAID, "utf-8")
    run = kg("quotes", "--format", "json", cwd=tracker)
    assert run.returncode == 0, run.stderr
    (quote,) = json.loads(run.stdout)["quotes"]
    assert (quote["outcome"], quote["depth"], quote["place"]) == ("exact", "whole text", "text")
    assert "1 whole text" in kg("audit", cwd=tracker).stdout
    again = kg("source", "add", "page.html", cwd=tracker)
    assert (again.returncode, again.stdout) == (0, f"{ID}\n")
    assert "already has this copy" in again.stderr


def test_an_address_that_a_source_has_is_said(tracker: Path) -> None:
    assert kg("source", "add", "page.html", "--yes", cwd=tracker).returncode == 0
    newer = documents.PAGE.replace("two hours", "three hours")
    (tracker / "newer.html").write_text(newer, "utf-8")
    before = kept(tracker)
    run = kg("source", "add", "newer.html", "--yes", cwd=tracker)
    assert run.returncode == 2
    assert f"add the copy to it with --id {ID}" in run.stderr
    assert kept(tracker) == before
    run = kg("source", "refresh", ID, "newer.html", cwd=tracker)
    assert run.returncode == 0, run.stderr
    assert "- Glottenberg denied it." in run.stdout
    assert "+ Glottenberg denied it." in run.stdout
    assert "three hours" in run.stdout
    listed = json.loads(kg("source", "show", ID, "--format", "json", cwd=tracker).stdout)
    assert [one["depth"] for one in listed] == ["whole text", "whole text"]
    assert kg("source", "list", cwd=tracker).stdout.count(ID) == 1


def test_a_damaged_copy_is_a_fault(tracker: Path) -> None:
    assert kg("source", "add", "page.html", "--yes", cwd=tracker).returncode == 0
    (tracker / "claims" / "said.yaml").write_text(SAID, "utf-8")
    assert kg("source", "verify", cwd=tracker).returncode == 0
    digest = kept(tracker)[0]
    text = tracker / "evidence" / f"{digest}.txt"
    text.write_text("Another text.", "utf-8")
    run = kg("source", "verify", ID, cwd=tracker)
    assert (run.returncode, "does not match its content" in run.stdout) == (1, True)
    (tracker / "evidence" / digest).write_text("Another page.", "utf-8")
    run = kg("source", "verify", cwd=tracker)
    assert (run.returncode, "does not have its digest" in run.stdout) == (1, True)
    run = kg("quotes", cwd=tracker)
    assert (run.returncode, "does not have its digest" in run.stderr) == (2, True)


def test_nothing_is_kept_of_what_is_refused(tracker: Path) -> None:
    (tracker / "empty.html").write_bytes(b"")
    (tracker / "wrong.pdf").write_text(documents.PAGE, "utf-8")
    for arguments, reason in (
        (("empty.html",), "it is empty"),
        (("wrong.pdf",), "a web page and not a PDF"),
        (("nowhere.html",), "it is not there"),
        ((".",), "Is a directory"),
        (("page.html", "--date", "yesterday", "--title", "T"), "K106"),
        (("page.html", "--title", "T", "--publisher", "nobody"), "K201"),
        (("http://127.0.0.1:9/",), "private network"),
    ):
        run = kg("source", "add", *arguments, cwd=tracker)
        assert run.returncode in {1, 2}, arguments
        assert reason in run.stderr + run.stdout
        assert not (tracker / "evidence").exists(), arguments
        assert not (tracker / "claims" / "sources").exists(), arguments


def test_without_a_yes_nothing_that_is_declared_is_taken(tracker: Path) -> None:
    run = kg("source", "add", "page.html", "--title", "The bridge", cwd=tracker)
    assert run.returncode == 0, run.stderr
    assert "declared: date '1894-03-02' (article:published_time)" in run.stderr
    written = (tracker / "claims" / "sources" / "sources.yaml").read_text("utf-8")
    assert written.startswith("sources:\n  the-bridge:\n    title: The bridge\n    evidence:\n")


def test_a_copy_is_added_to_a_source_that_there_is(tracker: Path) -> None:
    claims = tracker / "claims" / "sources.yaml"
    claims.write_text("sources:\n  # the paper\n  paper: {title: P}\n", "utf-8")
    (tracker / "paper.txt").write_text("The words of the paper.", "utf-8")
    run = kg("source", "add", "paper.txt", "--id", "paper", cwd=tracker)
    assert run.returncode == 0, run.stderr
    assert claims.read_text("utf-8").startswith(
        "sources:\n  # the paper\n  paper:\n    title: P\n    evidence:\n      - sha256: "
    )
