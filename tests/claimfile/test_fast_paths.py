"""What is done in a quicker way than the plain one, held against the plain one."""

from __future__ import annotations

import contextlib
import re

import harbour
import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import made

from kg import claimfile, ids
from kg.claimfile.text import _PLAIN_BYTES
from kg.corpus.affiliation import Span, is_dated, sides
from kg.model.fields import MAX_QUOTE_WORDS
from kg.model.parts import Report
from kg.model.wrong import Wrong
from kg.rules.wording import words

_TEXT = st.text(st.one_of(st.sampled_from("ab \n\t-'_.é\u00a0\u2014"), st.characters(blacklist_categories=["Cs"])), max_size=12)


@settings(max_examples=examples(200), deadline=None)
@given(_TEXT)
@example("a\x1fb  'c_d")
def test_the_words_of_a_text(text: str) -> None:
    assert words(text) == re.findall(r"\w+", text)


_URL = st.lists(
    st.sampled_from("https:// http:// HTTP:// a b.c :80 : / ? # @ % %41 [::1] é x--y _ - . ~ ' \\ \n".split(" ")), max_size=7
).map("".join)


@settings(max_examples=examples(400), deadline=None)
@given(_URL)
def test_an_address_that_needs_no_second_look_has_no_fault(text: str) -> None:
    if ids._PLAIN_URL.match(text):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ids, "_PLAIN_URL", re.compile(r"(?!)"))
            assert ids.url_fault(text) is None


def test_the_plain_bytes_of_a_file_are_those_that_nothing_forbids() -> None:
    for code in range(128):
        document = claimfile.read(b"a: x%cx" % code, "f.yaml")
        assert (code in _PLAIN_BYTES) == (not any(fault.code == "K013" for fault in document.faults)), code


@settings(max_examples=examples(200), deadline=None)
@given(st.text(st.sampled_from("ab   \u00a0\n\t"), max_size=120))
def test_a_quote_with_few_spaces_has_few_words(text: str) -> None:
    if text.strip():
        raised = contextlib.nullcontext() if len(text.split()) <= MAX_QUOTE_WORDS else pytest.raises(Wrong)
        with raised:
            assert made(Report, source="a", quote=text).quote == (text,)


def test_sides_without_dates_are_the_same_on_any_day() -> None:
    corpus = harbour.corpus()
    undated = [id_ for id_ in corpus.actors if not is_dated(corpus.actors, (id_,))]
    assert undated
    assert len(undated) < len(corpus.actors)
    days = {resolved.span for resolved in corpus.resolved.values()}
    for id_ in undated:
        assert {sides(corpus.actors, (id_,), day) for day in days} == {sides(corpus.actors, (id_,), Span())}
    for resolved in corpus.resolved.values():
        assert resolved.sides == sides(corpus.actors, resolved.spoken_for, resolved.span)
