"""The questions of `kg source add` on a terminal: each declared value with its origin, to be taken, left out or replaced."""

from __future__ import annotations

import io
import sys

import documents
import pytest
import typer

from kg.cli.input.metadata import fields_of
from kg.corpus.corpus import Corpus
from kg.evidence.capture import Captured, capture
from kg.model.records import Actor

PAGE = documents.PAGE.replace("</head>", '<meta name="citation_date" content="1894-03-05"></head>')


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def captured() -> Captured:
    found = capture(PAGE.encode(), "page.html")
    assert isinstance(found, Captured), found
    return found


def corpus() -> Corpus:
    return Corpus(actors={"gazette": Actor(id="gazette", name="Strelsau Gazette", type="media")})


def test_each_value_is_asked_for_with_its_origin(
    captured: Captured, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # title as declared, publisher as declared, the second of two dates, an address of one's own, and no language
    monkeypatch.setattr(sys, "stdin", Terminal("\n\n2\nhttps://a.example/\n-\n"))
    found = fields_of(corpus(), captured, {}, yes=False)
    assert found == {
        "title": ["Envoys trade blame over the bridge"],
        "publisher": ["gazette"],
        "date": ["1894-03-02"],
        "url": ["https://a.example/"],
    }
    asked = capsys.readouterr().err
    for words in (
        "title [Envoys trade blame over the bridge (og:title)]: ",
        "publisher [Strelsau Gazette (og:site_name)]: ",
        "date [1: 1894-03-05 (citation_date); 2: 1894-03-02 (article:published_time)]: ",
        "url [https://gazette.example.org/bridge (og:url)]: ",
        "lang [en (lang of the html element)]: ",
        "publisher 'Strelsau Gazette' is the actor 'gazette'",
    ):
        assert words in asked


def test_an_option_is_not_asked_for_and_an_end_writes_nothing(
    captured: Captured, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("-\n-\n-\n-\n"))
    assert fields_of(corpus(), captured, {"title": ["The bridge"]}, yes=False) == {"title": ["The bridge"]}
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    with pytest.raises(typer.Exit):
        fields_of(corpus(), captured, {}, yes=False)
    assert capsys.readouterr().err.endswith("]: \nkg: the input ended: nothing was written\n")


def test_a_page_that_contradicts_itself_leaves_its_date_to_a_person(
    captured: Captured, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert "date" not in fields_of(corpus(), captured, {}, yes=True)
    assert "the document declares two values of 'date', so neither was taken: give --date" in capsys.readouterr().err
