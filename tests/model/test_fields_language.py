"""Every language tag that a claim file may hold is one that an engine takes."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.fields import LANGUAGE


@given(st.from_regex(LANGUAGE.replace("$", r"\Z"), fullmatch=True))
def test_an_accepted_tag_makes_a_literal(tag: str) -> None:
    assert pyoxigraph.Literal("x", language=tag.lower()).language == tag.lower()


@pytest.mark.parametrize("tag", ["en", "fa-AF", "zh-hant", "zh-Hant-TW", "es-419", "sl-rozaj", "de-1996"])
def test_tags_in_use_are_accepted(tag: str) -> None:
    assert re.match(LANGUAGE, tag)


@pytest.mark.parametrize("tag", ["e", "english", "en_US", "fa-1", "en-x", "en-", "-en", "en us", ""])
def test_other_words_are_not(tag: str) -> None:
    assert not re.match(LANGUAGE, tag)
