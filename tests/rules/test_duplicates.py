"""Records that are one and the same: addresses of one page, actors with one identity, publishers in print that are actors."""

from __future__ import annotations

import pytest
from conftest import Claims

from kg.address import same_page
from kg.corpus.corpus import Corpus
from kg.rules import duplicates

PAGE = "https://example.org/a/b"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a/b",
        "https://www.example.org/a/b",
        "https://EXAMPLE.org/a/b/",
        "https://example.org:443/a/b",
        "http://example.org:80/a/b#part-2",
        "https://example.org/a/b?utm_source=x&utm_medium=mail",
        "https://example.org/a/b?fbclid=1&gclid=2#x",
        "https://example.org/a/b?",
        "https://example.org./a/%62",
        "https://example.org/a/./x/../b",
        "https://example.org/a/b?at_medium=RSS&smid=tw-share&CMP=share_btn",
        "https://web.archive.org/web/20170424120000/https://example.org/a/b",
        "https://web.archive.org/web/2017id_/http://www.example.org/a/b#x",
    ],
)
def test_what_leads_to_the_same_page(other: str) -> None:
    assert same_page(other) == same_page(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a/B",
        "https://example.org/a",
        "https://example.org/a/b?page=2",
        "https://example.org/a/b?utmost=1",
        "https://m.example.org/a/b",
        "https://example.org:8080/a/b",
        "https://example.com/a/b",
        "https://example.org/a%2Fb",
        "https://example.org/a//b",
        "https://example.org/a/b#/article/2",
        "https://example.org/a/b#!2",
        "https://web.archive.org/a/b",
    ],
)
def test_what_leads_elsewhere(other: str) -> None:
    assert same_page(other) != same_page(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/wiki/Georgia_(country)", "https://example.org/wiki/Georgia_%28country%29"),
        ("https://example.org/%d9%81", "https://example.org/%D9%81"),
        ("https://example.org", "https://example.org/"),
        ("https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q42"),
        ("https://www.wikidata.org/wiki/Special:EntityData/Q42.json", "http://www.wikidata.org/entity/Q42"),
        ("https://de.m.wikipedia.org/wiki/Alba", "https://de.wikipedia.org/wiki/Alba"),
        ("https://twitter.com/alba/status/12?s=20", "https://x.com/alba/status/12"),
        ("https://youtu.be/abcdefghijk?t=9", "https://www.youtube.com/watch?app=desktop&v=abcdefghijk"),
    ],
)
def test_sites_have_several_addresses_for_one_page(one: str, other: str) -> None:
    assert same_page(one) == same_page(other)
    assert same_page(one) != same_page(one.replace("a", "b", 2).replace("Q42", "Q43").replace("%d9", "%da") + "x")


def told(corpus: Corpus) -> list[str]:
    rules = (duplicates.source_twice, duplicates.same_elsewhere, duplicates.printed_name_of_an_actor)
    return [f"{d.code} {d.record[1] if d.record else ''} line {d.mark.line}" for rule in rules for d in rule(corpus)]


def test_each_record_after_the_first_is_reported_at_its_place(claims: Claims) -> None:
    loaded = claims(
        """actors:
  alba: {name: Alba, type: state, aliases: [Republic of Álba], same_as: ["https://id.example/1", "https://id.example/2"]}
  borea: {name: Borea, type: state, same_as: "http://id.example/2/"}
  corvia: {name: Corvia, type: state, same_as: "https://id.example/3"}
sources:
  one: {title: One, url: "https://example.org/1"}
  two: {title: Two, url: "https://www.example.org/1#x", publisher: "REPUBLIC OF ALBA"}
  three: {title: Three, url: "http://example.org/1/", author: [Nobody Known, Corvia]}
  four: {title: Four, publisher: alba}
"""
    )
    assert told(loaded.corpus) == [
        "K214 three line 8",
        "K214 two line 7",
        "K215 borea line 3",
        "K216 two line 7",
        "K216 three line 8",
    ]


def test_one_record_may_list_an_address_in_two_forms(claims: Claims) -> None:
    text = 'actors:\n  a: {name: A, type: state, same_as: ["https://id.example/1", "http://id.example/1"]}\n'
    assert told(claims(text).corpus) == []
