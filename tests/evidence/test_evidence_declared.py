"""What a page declares of itself, and pages that mislead whoever guesses: they say nothing."""

from __future__ import annotations

import json
from typing import Any

import documents
import pytest

from kg.evidence import declared, page
from kg.evidence.capture import settled
from kg.evidence.kept import Proposal


def read(html: str) -> page.Page:
    found = page.read(html)
    assert isinstance(found, page.Page), found
    return found


def values(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in declared.proposals(read(html)):
        found.setdefault(one.field, []).append(one.value)
    return found


def ld(*nodes: dict[str, Any]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def test_what_is_declared_has_its_origin() -> None:
    assert declared.proposals(read(documents.PAGE)) == (
        Proposal("title", "Envoys trade blame over the bridge", "og:title"),
        Proposal("publisher", "Strelsau Gazette", "og:site_name"),
        Proposal("date", "1894-03-02", "article:published_time"),  # the day as printed, in its own zone
        Proposal("url", "https://gazette.example.org/bridge", "og:url"),
        Proposal("lang", "en", "lang of the html element"),
    )


def test_json_ld_of_the_one_article() -> None:
    organisation = {"@id": "#o", "@type": "NewsMediaOrganization", "name": "The Herald"}
    article = {
        "@type": ["NewsArticle"],
        "headline": "A meeting",
        "datePublished": "2021-03-04T10:00:00Z",
        "dateModified": "2022-01-01",
        "author": [{"@type": "Person", "name": "Ida Falk"}, "Fritz Holm"],
        "publisher": {"@id": "#o"},
        "inLanguage": "de_AT",
        "comment": [{"@type": "Comment", "datePublished": "2023-01-01"}],
    }
    found = values(ld({"@context": "https://schema.org", "@graph": [organisation, {"@type": "WebPage", "name": "x"}, article]}))
    assert found == {
        "title": ["A meeting"],
        "date": ["2021-03-04"],
        "author": ["Ida Falk", "Fritz Holm"],
        "publisher": ["The Herald"],
        "lang": ["de-AT"],
    }


def test_what_scholars_declare() -> None:
    html = '<meta name="citation_title" content="On bridges"><meta name="citation_author" content="Falk, Ida">'
    html += '<meta name="citation_publication_date" content="2019/7/3"><meta name="citation_journal_title" content="Acta">'
    assert values(html) == {"title": ["On bridges"], "author": ["Falk, Ida"], "date": ["2019-07-03"], "publisher": ["Acta"]}


MISLEADING = {
    "a date in the footer": "<p>Text.</p><footer>© 2019 Gazette, updated 3 May 2019</footer>",
    "a date in the address": '<link rel="stylesheet" href="/2018/05/06/a.css"><p>Text of 6 May 2018.</p>',
    "the day of the last change": '<meta property="article:modified_time" content="2020-01-02">'
    + ld({"@type": "Article", "dateModified": "2020-01-02"}),
    "a time element": '<time datetime="2017-06-05" pubdate>5 June 2017</time>',
    "the date of a related article": ld(
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2016-01-01"}]}
    ),
    "two articles on one page": ld(
        {"@type": "NewsArticle", "datePublished": "2016-01-01"}, {"@type": "NewsArticle", "datePublished": "2017-01-01"}
    ),
    "a date of the server": '<meta http-equiv="last-modified" content="2015-01-01"><meta name="date" content="2015-01-01">',
    "no date": '<meta property="article:published_time" content="yesterday">'
    '<meta property="og:published_time" content="2021-13-45">',
    "the host as a publisher": '<meta property="og:url" content="https://www.gazette.example/a">'
    '<meta property="og:site_name" content="Gazette.example">',
    "addresses as authors": '<meta property="article:author" content="https://facebook.example/ida">'
    + ld({"@type": "Article", "author": "https://ida.example"}),
    "broken JSON-LD": '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-01-01"</script>',
    "deep JSON-LD": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
}


@pytest.mark.parametrize("what", MISLEADING)
def test_pages_that_mislead_say_nothing(what: str) -> None:
    found = values(MISLEADING[what])
    assert not {"date", "publisher", "author"} & set(found)


def test_a_page_that_contradicts_itself_is_not_taken_at_its_word() -> None:
    html = '<meta property="article:published_time" content="2020-01-02">' + ld(
        {"@type": "NewsArticle", "datePublished": "2020-01-05"}
    )
    found = declared.proposals(read(html))
    assert settled(found, every=True) == ({}, ("date",))
    assert settled(declared.proposals(read(documents.PAGE)), every=False) == ({}, ())


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "\n Page saved with SingleFile \n url: https://a.example/b?c=d \n saved date: Sat Nov 28 2026 10:00:00 GMT+0100\n",
            ("https://a.example/b?c=d", "2026-11-28T10:00:00+01:00"),
        ),
        (" saved from url=(0021)https://a.example/b ", ("https://a.example/b", "")),
        (" saved from url=(0021)javascript:alert(1) ", ("", "")),
        (
            "\n Page saved with SingleFile \n url: https://a.example/ \n saved date: Sat Nov 99 2026 10:00:00 GMT+0100\n",
            ("https://a.example/", ""),
        ),
    ],
)
def test_where_and_when_a_page_was_saved(comment: str, expected: tuple[str, str]) -> None:
    assert declared.saved(read(f"<!--{comment}--><html><body>x")) == expected
