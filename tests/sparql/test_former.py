"""Ids that records had before lead to them: in queries, with a line that says so, and in links to the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from browsing import drawn_rows, heading, visit

import kg
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.site.map.page import map_page
from kg.sparql.former import followed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT: Final = """\
dataset: {title: Fog, base: "https://fog.example/"}
actors:
  alba: {name: Alba, type: state, was: [albania, old-alba]}
  borea: {name: Borea, type: state}
topics:
  fog: {label: Fog, was: [mist]}
sources:
  daily: {title: The Daily, url: "https://example.org/daily", was: [the-daily]}
allegations:
  makes-fog: {text: Borea makes fog., accused: borea, topic: fog, was: [fog-maker]}
statements:
  charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: makes-fog, was: [first-charge], reports: [{source: daily}]}
  denial: {act: denies, speaker: borea, date: 2021-03-06, answers: charge, reports: [{source: daily}]}
"""


@pytest.fixture
def fog(tmp_path: Path) -> Path:
    (tmp_path / "claims.yaml").write_text(TEXT, "utf-8")
    assert check(tmp_path).diagnostics == ()
    return tmp_path


@pytest.fixture
def corpus(fog: Path) -> Corpus:
    return check(fog).corpus


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        ("SELECT ?s { ?s kg:speaker actor:old-alba }", "SELECT ?s { ?s kg:speaker actor:alba }"),
        ("SELECT ?s { ?s kg:topic topic:mist . ?s kg:speaker actor:albania}", None),
        ("SELECT ?s { ?s kg:answers <https://fog.example/statement/first-charge> }", None),
        ("SELECT ?s { ?s a kg:Accusation ; kg:allegation allegation:fog-maker }", None),
        ("SELECT ?r { ?s a kg:Accusation ; kg:report ?r . ?r kg:source source:the-daily }", None),
        ("SELECT ?s { ?s kg:speaker ?who FILTER(?who = actor:albania) }", None),
    ],
)
def test_a_query_for_an_old_id_is_answered_and_that_is_noted(asked: str, now: str | None, fog: Path, corpus: Corpus) -> None:
    text, notes = followed(asked, corpus)
    assert now in {None, text}
    assert notes
    result = kg.open(fog).query(asked)
    assert len(result) == 1
    assert result.notes == notes
    assert all(" now, which is asked for" in note for note in notes)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT ?new { actor:old-alba dcterms:isReplacedBy ?new }",
        "SELECT ?s { ?s kg:speaker actor:alba }",
        'SELECT ?s { ?s kg:says "actor:old-alba" }',
        "PREFIX actor: <https://elsewhere.example/> SELECT ?s { ?s kg:speaker actor:old-alba }",
        "SELECT ?s { ?s kg:speaker <https://elsewhere.example/actor/old-alba> }",
        "SELECT ?s { ?s kg:speaker statement:old-alba }",
        "SELECT ?s { # actor:old-alba\n ?s kg:speaker actor:alba }",
    ],
)
def test_what_is_no_old_id_or_asks_about_them_stays(asked: str, corpus: Corpus) -> None:
    assert followed(asked, corpus) == (asked, ())


def test_the_graph_still_says_by_what_an_old_address_was_replaced(fog: Path) -> None:
    assert kg.open(fog).query("SELECT ?new { actor:old-alba dcterms:isReplacedBy ?new }").rows == (("actor:alba",),)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("link", "head"),
    [
        ("#chosen=n:old-alba", "Alba"),
        ("#chosen=s:first-charge", None),
        ("#s-first-charge", None),
        ("#chosen=e:albania>borea:accuses", None),
    ],
)
def test_a_link_with_an_old_id_opens_what_it_opened(
    link: str, head: str | None, corpus: Corpus, tmp_path: Path, browser: Browser
) -> None:
    path = tmp_path / "map.html"
    path.write_text(map_page(corpus, title="Fog"), "utf-8")
    fresh = link.replace("old-alba", "alba").replace("albania", "alba").replace("first-charge", "charge")
    assert fresh != link
    with visit(browser, path, link=fresh) as seen:
        expected = heading(seen), seen.panel(), drawn_rows(seen)
    with visit(browser, path, link=link) as seen:
        assert (heading(seen), seen.panel(), drawn_rows(seen)) == expected
        assert head in {None, heading(seen)}
        assert seen.complaints == []


@pytest.mark.browser
def test_filters_in_a_link_follow_old_ids_too(corpus: Corpus, tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "map.html"
    path.write_text(map_page(corpus, title="Fog"), "utf-8")
    with visit(browser, path, link="#topic=mist&side=old-alba") as seen:
        assert seen.page.locator("#topic").input_value() == "fog"
        assert seen.page.locator("#side").input_value() == "alba"
        assert drawn_rows(seen) == ["charge"]
