"""Dates in words, and names in lines, as the map page has them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import State

from kg import edtf
from kg.site import dates, lettering


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-04-24", "24 April 2017"),
        ("2017-04", "April 2017"),
        ("2017", "2017"),
        ("0097", "97"),
        ("2017-04~", "about April 2017"),
        ("2017-04-24?", "perhaps 24 April 2017"),
        ("2017%", "perhaps about 2017"),
        ("2017-04-XX", "April 2017"),
        ("2017-XX-XX", "2017"),
        ("201X", "some year from 2010 to 2019"),
        ("2016/2017-03", "some day from 2016 to March 2017"),
        ("[2016..2017]", "some day from 2016 to 2017"),
        ("[..2021-09-08]", "no later than 8 September 2021"),
        ("2021-08-19/..", "no earlier than 19 August 2021"),
        ("2017-04-24T09:30:00Z", "24 April 2017, 09:30 UTC"),
        ("2017-04-24T09:30:00+04:30", "24 April 2017, 09:30 UTC+04:30"),
        ("unknown", "date unknown"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    date = edtf.parse(text)
    assert isinstance(date, edtf.Date)
    assert dates.in_words(date) == words


def test_an_unknown_date_gives_the_bounds_that_follow(state: State) -> None:
    corpus = state(
        "  x: {act: accuses, speaker: flavia, date: unknown, against: bands, says: x, reports: [{source: s-2017-05}]}\n"
    )
    resolved = corpus.resolved["x"]
    assert dates.when(resolved) == "date unknown, no later than 31 May 2017"
    assert dates.when(replace(resolved, latest=None)) == "date unknown"
    assert dates.when(replace(resolved, earliest=resolved.latest)) == "date unknown, reported for 31 May 2017"
    early = replace(resolved, earliest=resolved.latest, latest=None)
    assert dates.when(early) == "date unknown, no earlier than 31 May 2017"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Russia", ("Russia",)),
        ("Curtis Scaparrotti", ("Curtis Scaparrotti",)),
        ("Representatives of foreign military units", ("Representatives", "of foreign", "military units")),
        ("", ("",)),
        ("x" * 60, (f"{'x' * 27}…",)),
    ],
)
def test_names_break_into_lines(name: str, lines: tuple[str, ...]) -> None:
    assert lettering.wrapped(name) == lines


def test_a_long_name_keeps_to_four_lines() -> None:
    lines = lettering.wrapped("The " * 60)
    assert len(lines) == 4
    assert lines[-1].endswith(" …")
    assert (
        lettering.line_width("mm") > lettering.line_width("ii") > lettering.line_width("i\u0301") == lettering.line_width("i") > 0
    )
