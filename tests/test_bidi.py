"""Texts from the right are set apart, wherever they are cut or broken; how far a record goes; what is around a record."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

import from_right
import harbour
import pytest
import quarrel
from hypothesis import given
from hypothesis import strategies as st
from made import made

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.model.records import Source
from kg.site import bidi, filtering, lettering, recorded
from kg.site.brief.html import html
from kg.site.map import choice
from kg.site.map.page import map_page
from kg.site.map.picture import map_svg
from kg.site.timeline.page import timeline_page, timeline_svg

FSI, PDI = bidi.FSI, bidi.PDI
PERSIAN = "علی رضایی"
MIXED = st.text("ab 3אبع-…" + FSI + PDI, max_size=40)


@pytest.mark.parametrize("text", ["Zamir Kabulov", "Łódź", "", "12 May", "東京"])
def test_what_is_written_from_the_left_is_as_it_was(text: str) -> None:
    assert bidi.isolate(text) is text


@pytest.mark.parametrize("text", [PERSIAN, "הנמל 7", "Ali علی", "٣"])
def test_what_is_written_from_the_right_is_set_apart(text: str) -> None:
    assert bidi.isolate(text) == f"{FSI}{text}{PDI}"
    assert bidi.bare(bidi.isolate(text)) == text
    assert bidi.printable(bidi.isolate(text)) == bidi.isolate(text)


def test_nothing_in_a_text_steers_what_is_around_it() -> None:
    assert bidi.isolate(f"ع{PDI}\u202eb") == f"{FSI}ع\\u2069\\u202eb{PDI}"
    assert bidi.printable(f"a{PDI}b{FSI}") == "a\\u2069b\\u2068"
    assert bidi.printable(f"{FSI}a") == "\\u2068a"


@given(MIXED, st.integers(1, 20))
def test_a_cut_text_has_its_isolates_in_pairs(text: str, most: int) -> None:
    apart = f"x {bidi.isolate(text)} y {bidi.isolate(PERSIAN)}"
    cut = bidi.cut(apart, most)
    assert len(bidi.bare(cut)) <= most
    assert balanced(cut)
    assert all(balanced(line) for line in bidi.carried(apart.split(" ")))
    assert "".join(map(bidi.bare, bidi.carried(apart.split(" ")))) == bidi.bare(apart).replace(" ", "")


def balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == FSI) - (sign == PDI)
        if depth < 0:
            return False
    return depth == 0


def test_a_name_breaks_into_lines_that_are_each_set_apart() -> None:
    lines = lettering.wrapped(bidi.isolate(f"{PERSIAN} {PERSIAN} {PERSIAN}"))
    assert len(lines) > 1
    assert all(line.startswith(FSI) and line.endswith(PDI) for line in lines)
    assert lettering.line_width(bidi.isolate(PERSIAN)) == lettering.line_width(PERSIAN)


def test_a_record_without_such_texts_is_the_same_record() -> None:
    shipped = harbour.shipped()
    assert bidi.isolated(shipped) is shipped
    changed = bidi.isolated(from_right.corpus())
    assert changed.actors["mayor"].name == bidi.isolate(from_right.NAMES["mayor"])
    assert changed.statements["charge"].reports[0].quote == (bidi.isolate("עשרים ושלוש"),)
    assert changed.statements["charge"].date == from_right.corpus().statements["charge"].date


def test_every_page_and_picture_keeps_isolates_in_pairs_and_is_the_same_again() -> None:
    draw: tuple[Callable[..., str], ...] = (map_page, map_svg, timeline_page, timeline_svg)
    for made_ in draw:
        page = made_(from_right.corpus(), title=from_right.TITLE)
        assert FSI in page or "\\u2068" in page
        assert page.count(FSI) == page.count(PDI)
        assert page == made_(from_right.corpus(), title=from_right.TITLE)
    brief = html(from_right.corpus(), from_right.TITLE)
    assert brief.count(FSI) == brief.count(PDI) > 20


# How far a record goes


def test_a_record_goes_as_far_as_its_own_last_date() -> None:
    assert recorded.words(quarrel.corpus()) == "Record up to February 2019."
    sources = {"s": made(Source, "s", title="Later", date="2019", retrieved="2020-03-04")}
    assert recorded.words(dataclasses.replace(quarrel.corpus(), sources=sources)) == "Record up to 4 March 2020."
    assert recorded.words(Corpus()) == ""
    assert recorded.last(Corpus(sources={"s": made(Source, "s", title="Open", date="2017/..")})) is None


def test_filters_are_said_in_words() -> None:
    corpus = quarrel.corpus()
    assert filtering.in_words(corpus, None) == filtering.in_words(corpus, Filter()) == ""
    wanted = Filter(topic="rope", within=Span(datetime.date(2016, 5, 3), datetime.date(2016, 6, 30)), maybe=True)
    said = "topic Rope; said from 3 May 2016 until 30 June 2016, surely or perhaps"
    assert filtering.in_words(corpus, wanted) == said
    for draw in (timeline_page, timeline_svg):
        page = draw(corpus, title="A quarrel", wanted=wanted)
        assert f"A quarrel: {said}" in page
        assert "Record up to February 2019." in page
        assert "An allegation is that of whoever makes it" in page


# What is around an allegation or a source


def test_around_an_allegation_is_what_was_said_of_it_in_its_context() -> None:
    corpus = quarrel.corpus()
    found = choice.around(corpus, "x")
    assert found.ids == {"charge", "denial", "rebuttal", "counter"}
    assert found.words == "around the allegation “The port takes double tolls.”"
    assert choice.around(corpus, "y").ids == {"other", "alone"}
    wider = dataclasses.replace(corpus.allegations["x"], broader=("y",))
    assert choice.around(dataclasses.replace(corpus, allegations={**corpus.allegations, "x": wider}), "y").ids >= {
        "charge",
        "other",
    }


def test_around_a_source_is_what_it_reports() -> None:
    corpus = quarrel.corpus()
    assert choice.around(corpus, "s").ids == set(corpus.statements)
    other = {"t": made(Source, "t", title="Another")}
    assert choice.around(dataclasses.replace(corpus, sources={**corpus.sources, **other}), "t").ids == frozenset()
    assert "around The Gazette, “A day at the harbour”" in map_page(corpus, title="A quarrel", choice=choice.around(corpus, "s"))
