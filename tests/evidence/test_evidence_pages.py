"""What became of quotes, as pages and programs have it: said with its depth where texts are here, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import documents
import pytest
from forked import kg as command

import kg
from kg.analysis.audit import Quote
from kg.site.checked import checked

CLAIMS = """\
dataset: {title: T, base: "https://x.example/"}
actors:
  gazette: {name: Strelsau Gazette, type: media}
  ruritania: {name: Ruritania, type: state}
  glottenberg: {name: Glottenberg, type: state}
sources:
  gazette-1894: {title: Envoys, publisher: gazette}
  weekly: {title: The Weekly}
allegations:
  burnt: {text: Glottenberg burnt the bridge., accused: glottenberg}
statements:
  charge:
    act: accuses
    speaker: ruritania
    date: 1894-02-27
    allegation: burnt
    reports:
      - {source: weekly, quote: a crime}
      - {source: gazette-1894, quote: [had burnt the bridge, called it a crime]}
  denial:
    act: denies
    speaker: glottenberg
    date: 1894-02-28
    answers: charge
    reports: [{source: gazette-1894, quote: Not one of our men was near it}]
"""
FOUND = "quote checked: found in the whole text"
BOTH = "quotes checked: found in the whole text"
NEVER = "quote not checked: no text of the source"


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "page.html").write_text(documents.PAGE, "utf-8")
    return tmp_path


def add(tracker: Path) -> None:
    run = command("source", "add", "page.html", "--id", "gazette-1894", cwd=tracker)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("page", ["map", "timeline", "brief"])
def test_a_page_says_how_deep_quotes_were_checked_where_copies_are_kept(page: str, tracker: Path) -> None:
    for is_kept, expected in ((False, (0, 0, 0)), (True, (1, 1, 1))):
        if is_kept:
            add(tracker)
        run = command(page, "-o", "page-made.html", cwd=tracker)
        assert run.returncode == 0, run.stderr
        made = (tracker / "page-made.html").read_text("utf-8")
        assert tuple(made.count(words) for words in (FOUND, BOTH, NEVER)) == expected
    (copy,) = [path for path in (tracker / "evidence").iterdir() if not path.suffix]
    copy.write_text("Another page.", "utf-8")
    run = command(page, "-o", "page-made.html", cwd=tracker)
    assert (run.returncode, "does not have its digest" in run.stderr) == (2, True)


def test_programs_have_the_quotes_with_their_depth(tracker: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = kg.open(tracker / "claims").quotes()
    assert [row["outcome"] for row in before.to_dicts()] == ["not at hand"] * 4
    add(tracker)
    claims = kg.open(tracker / "claims")
    assert [(row["source"], row["outcome"], row["looked into"]) for row in claims.quotes().to_dicts()] == [
        ("weekly", "not at hand", "none"),
        *[("gazette-1894", "exact", "whole text")] * 3,
    ]
    folder = tmp_path_factory.mktemp("texts")
    (folder / "weekly.excerpt.txt").write_text("It is said.", "utf-8")
    assert claims.quotes(folder).records[0]["depth"] == "excerpt"
    assert "looked for them in: 3 whole text, 1 excerpt, 0 none" in claims.audit(folder).lines
    assert BOTH in claims.map().text
    assert BOTH in claims.timeline().text
    assert BOTH in claims.brief().text


def test_the_words_for_each_outcome() -> None:
    kinds = ((True, "whole text"), (True, "excerpt"), (False, "whole text"), (None, "excerpt"), (None, "none"))
    quotes = [Quote("s", "daily", found, depth, report) for report, (found, depth) in enumerate(kinds)]
    assert list(checked(quotes).values()) == [
        FOUND,
        "quote checked: found in an excerpt of the source",
        "quote not found in the whole text",
        "quote looked for in an excerpt of the source only, and not found there",
        NEVER,
    ]
    several = [Quote("s", "daily", found, "whole text") for found in (True, True, False)]
    assert checked(several) == {("s", 0): "2 quotes checked: found in the whole text; 1 quote not found in the whole text"}
    assert checked(None) == {}
