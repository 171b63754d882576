"""Ids and web addresses: which pass, why others do not, and what was probably meant."""

from __future__ import annotations

from urllib.parse import urlsplit

import pyoxigraph
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ids import closest, is_id, skeleton, slug, suggest, url_fault, web_address


@pytest.mark.parametrize("text", ["a", "0", "a-b", "nicholson-arms-2017-04", "007", "x" * 80])
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    ["", "A", "a_b", "a b", "-a", "a-", "a--b", "é", "a\n", "а", "x" * 81, "a/b", "a.b", "a:b", "ａ", "١", "a\u200d"],
    ids=ascii,
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


@given(st.text(max_size=6))
def test_an_id_is_lower_case_words_and_single_hyphens(text: str) -> None:
    plain = all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in text)
    assert is_id(text) == (plain and all(text.split("-")))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "https://example.org:8080/a/b.html?c=d&e=%C3%A9#f",
        "https://en.wikipedia.org/wiki/Zenda_(novel)",
        "https://web.archive.org/web/2017/https://example.org/a",
        "https://example.org/a,b;c=1~*'!$+@x:y",
        "https://xn--bcher-kva.example/",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/",
        "https://EXAMPLE.org/?",
        "https://example.org/#",
    ],
)
def test_web_addresses(url: str) -> None:
    assert url_fault(url) is None
    pyoxigraph.NamedNode(url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "start"),
        ("example.org", "start"),
        ("//example.org/", "start"),
        ("/a", "start"),
        ("ftp://example.org/", "start"),
        ("file:///etc/passwd", "start"),
        ("javascript:alert(1)", "start"),
        ("JavaScript://example.org/%0aalert(1)", "start"),
        ("data:text/html,x", "start"),
        ("mailto:a@example.org", "start"),
        ("HTTPS://example.org/", "start"),
        (" https://example.org/", "start"),
        ("https:example.org", "start"),
        ("https:/example.org", "start"),
        ("https:///a", "host"),
        ("https://", "host"),
        ("https://user@example.org/", "user"),
        ("https://user:pw@example.org/", "user"),
        ("https://example.org:x/", ""),
        ("https://example.org:123456/", ""),
        ("https://[::1/", ""),
        ("https://[zzz]/", ""),
        ("https://example.org/a b", "character"),
        ("https://example.org/a\nb", "character"),
        ("https://example.org/\n", "character"),
        ("https://exa\tmple.org/", ""),
        ("https://example.org/é", "character"),
        ("https://пример.example/", ""),
        ("https://example.org/\u202e", "character"),
        ("https://example.org/<a>", "character"),
        ('https://example.org/"', "character"),
        ("https://example.org/{a}", "character"),
        ("https://example.org/a|b", "character"),
        ("https://example.org/a\\b", "character"),
        ("https://example.org\\@evil.example/", ""),
        ("https://example.org/^", "character"),
        ("https://example.org/`", "character"),
        ("https://example.org/%zz", "character"),
        ("https://example.org/%", "character"),
        ("https://example.org/a[1]", "character"),
        ("https://example.org/#a#b", "character"),
        ("https://example.org/\x00", "character"),
    ],
)
def test_what_is_no_web_address_of_ours(url: str, reason: str) -> None:
    fault = url_fault(url)
    assert fault is not None
    assert reason in fault


@settings(max_examples=examples(500), deadline=None)
@given(st.text("ahtps:/?#[]@!$&'()*+,;=.-_~%0aéж\\ \n\t<>\"{}|^`", max_size=20).map(lambda s: f"https://{s}"))
def test_every_address_that_passes_is_an_iri_with_a_host_and_no_user(url: str) -> None:
    if url_fault(url) is None:
        pyoxigraph.NamedNode(url)
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert parts.hostname
        assert parts.username is None
        assert url.isascii()


@settings(max_examples=examples(200), deadline=None)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert url_fault(text) is None or url_fault(text)
    assert isinstance(skeleton(text), str)
    assert closest(text, ["a", text]) in {None, "a", text}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.org", "https://example.org"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https:/example.org/a", "https://example.org/a"),
        ("HTTPS://example.org/a", "https://example.org/a"),
        ("https://example.org/a b/\u00e9?q=\u0439", "https://example.org/a%20b/%C3%A9?q=%D0%B9"),
        ("https://example.org/a", ""),
        ("https://example.org./a", "https://example.org/a"),
        ("http://example.org.:8080", "http://example.org:8080"),
        ("example.org./a", "https://example.org/a"),
        ("https://b\u00fccher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://\u044f.example/", "https://xn--41a.example/"),
        ("https://stra\u00dfe.example/", ""),
        ("https://example..org/", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("https://a:b@example.org/", ""),
        ("see the paper", ""),
        ("\ud800.org", ""),
    ],
)
def test_what_an_address_was_meant_to_be(text: str, meant: str) -> None:
    assert web_address(text) == meant


@given(st.text(max_size=30))
def test_an_address_that_is_offered_is_one(text: str) -> None:
    meant = web_address(text)
    assert not meant or url_fault(meant) is None


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Gr\u00fcnewald", "grunewald"),
        ("\u0141\u00f3d\u017a Stra\u00dfe", "lodz-strasse"),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", ""),
        ("Ott\u043e Brand", "otto-brand"),
        ("Ren\u00e9e d'\u00c9on", "renee-d-eon"),
    ],
)
def test_the_id_that_a_name_makes(text: str, made: str) -> None:
    assert slug(text) == made


def test_suggestions() -> None:
    assert closest("russa", ["prussia", "russia", "ruritania"]) == "russia"
    assert closest("zzz", ["russia"]) is None
    assert closest("a", []) is None
    assert suggest("ruritana", {"ruritania", "glottenberg"}) == "did you mean 'ruritania'?"
    assert suggest("zzz", ["ruritania"]) == ""


def test_a_suggestion_does_not_depend_on_the_order_of_the_candidates() -> None:
    names = ["abcd", "abce", "abcf"]
    assert {closest("abcx", order) for order in (names, names[::-1], set(names))} == {closest("abcx", names)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rudolf Rassendyll", "rudolf  RASSENDYLL"),
        ("Müller", "Muller"),
        ("Zenda", "Z\u0435nda"),  # Cyrillic e
        ("СОСОА", "cocoa"),
        ("Fritz-von T.", "Fritz von T"),
        ("Ｚｅｎｄａ", "Zenda"),
        ("straße", "STRASSE"),
        ("Οscar", "Oscar"),  # Greek omicron
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Rupert", "Rudolf"), ("Zenda", "Zend"), ("Иван", "Ivan"), ("اشرف", "غنی")])
def test_names_that_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)
