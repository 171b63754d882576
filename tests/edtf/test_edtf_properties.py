"""Dates of claim files: properties that hold for all of them, and the `edtf` package as an oracle."""

from __future__ import annotations

import calendar
import datetime
import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.edtf import BadDate, Date, parse, surely_before

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH_MONTHS: Final = "January February March April May June July August September October November December".split()

days = st.dates()
signs = st.sampled_from(["", "", "~", "?", "%"])


@st.composite
def singles(draw: st.DrawFn, *, certain: bool = False) -> str:
    """A year, month or day, perhaps with unspecified digits or a qualifier."""
    text = draw(st.sampled_from(precisions(draw(days))))
    return text if certain else text + draw(signs)


@st.composite
def intervals(draw: st.DrawFn, *, certain: bool = False) -> tuple[str, str]:
    """The two ends of an interval, `..` where open, not surely reversed."""
    ends = [draw(singles(certain=certain)), draw(singles(certain=certain))]
    ends.sort(key=lambda end: end.replace("X", "0"))
    match draw(st.sampled_from(["closed", "closed", "from", "until"])):
        case "from":
            ends[1] = ".."
        case "until":
            ends[0] = ".."
    return ends[0], ends[1]


def valid(*, certain: bool = False) -> st.SearchStrategy[str]:
    """Any text that `parse` accepts."""
    spans = intervals(certain=certain)
    return st.one_of(singles(certain=certain), spans.map("/".join), spans.map(bracketed), st.just("unknown"))


prose = st.lists(
    st.sampled_from(
        [
            *"2017 2016-05 0000 18 04 4 24 00 31 X x - / .. . , ~ ? % [ ] T10:00 W17 1990s".split(),
            *"null c. about Apr May Monday late to since of in the".split(),
            *(" ", " ", "\u2013", "\uff12", "\u0662", "\t"),
        ]
    ),
    max_size=9,
).map("".join)


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def read(text: str) -> Date:
    date = parse(text)
    assert isinstance(date, Date), (text, date)
    return date


def precisions(day: datetime.date) -> list[str]:
    """One day in texts that grow more exact."""
    text = day.isoformat()
    year, month = text[:4], text[:7]
    return [f"{text[0]}XXX", f"{text[:2]}XX", f"{text[:3]}X", year, f"{year}-XX", f"{year}-XX-XX", month, f"{month}-XX", text]


def bracketed(ends: tuple[str, str]) -> str:
    return "[{}..{}]".format(*("" if end == ".." else end for end in ends))


@given(days)
def test_every_day_is_itself(day: datetime.date) -> None:
    assert read(day.isoformat()) == Date(day.isoformat(), day, day, qualified=False, edtf=day.isoformat())


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_has_the_days_of_the_calendar(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    date = read(f"{year:04}-{month:02}")
    assert (date.earliest, date.latest) == (datetime.date(year, month, 1), datetime.date(year, month, last))
    assert isinstance(parse(f"{year:04}-{month:02}-{last + 1}"), BadDate)


@given(days)
def test_a_more_exact_text_has_narrower_bounds(day: datetime.date) -> None:
    for wide, narrow in pairwise(read(text) for text in precisions(day)):
        assert wide.earliest
        assert wide.latest
        assert narrow.earliest
        assert narrow.latest
        assert wide.earliest <= narrow.earliest <= day <= narrow.latest <= wide.latest


@given(valid())
def test_bounds_are_ordered_and_the_graph_says_the_same(text: str) -> None:
    date = read(text)
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    if date.edtf is not None:
        again = read(date.edtf)
        assert (again.earliest, again.latest, again.qualified, again.edtf) == (
            date.earliest,
            date.latest,
            date.qualified,
            date.edtf,
        )


@given(singles(certain=True), signs)
def test_a_qualifier_leaves_the_bounds_alone(text: str, sign: str) -> None:
    assert (read(text + sign).earliest, read(text + sign).latest) == (read(text).earliest, read(text).latest)


@given(intervals())
def test_both_spellings_of_an_interval_agree(ends: tuple[str, str]) -> None:
    slashed, brackets = read("/".join(ends)), read(bracketed(ends))
    assert brackets == Date(brackets.text, slashed.earliest, slashed.latest, slashed.qualified, slashed.edtf)
    assert slashed.earliest == (None if ends[0] == ".." else read(ends[0]).earliest)
    assert slashed.latest == (None if ends[1] == ".." else read(ends[1]).latest)


@given(st.one_of(st.text(), prose, valid().map(str.lower), st.text("0123456789-/.X~?%[]T: ", max_size=24)))
def test_any_text_gets_an_answer_and_every_suggestion_is_a_date(text: str) -> None:
    got = parse(text)
    if isinstance(got, Date):
        assert got.text == text
        return
    assert re.fullmatch(r"[ -~]+[^. ]", got.reason), "one line of plain text, no full stop"
    assert got.suggestion != text
    assert got.suggestion is None or isinstance(parse(got.suggestion), Date)


@given(days)
def test_a_day_in_words_is_understood_in_every_usual_order(day: datetime.date) -> None:
    named = "months are written as numbers, after a year of four digits"
    name, year = ENGLISH_MONTHS[day.month - 1], f"{day.year:04}"
    for month in (name, name[:3], name[:3].upper(), f"{name[:3]}."):
        for text in (f"{day.day} {month} {year}", f"{month} {day.day}, {year}", f"{year} {month} {day.day:02}"):
            assert parse(text) == BadDate(named, day.isoformat())
        assert parse(f"{month} {year}") == BadDate(named, day.isoformat()[:7])


@given(days, st.sampled_from("./-"))
def test_figures_are_only_understood_where_one_order_is_possible(day: datetime.date, sign: str) -> None:
    certain = day.isoformat() if day.day > 12 or day.day == day.month else None
    for parts in ((day.day, day.month), (day.month, day.day)):
        got = parse(sign.join([*(f"{part:02}" for part in parts), f"{day.year:04}"]))
        reason = "a day is written YYYY-MM-DD" if certain else "day and month could be either way round"
        assert got == BadDate(reason, certain)


@given(valid(certain=True), valid(certain=True), valid(certain=True))
def test_surely_before_is_a_strict_order(first: str, second: str, third: str) -> None:
    a, b, c = read(first), read(second), read(third)
    assert not surely_before(a, a)
    assert not (surely_before(a, b) and surely_before(b, a))
    assert surely_before(a, c) or not (surely_before(a, b) and surely_before(b, c))


@given(valid(), valid())
def test_surely_before_is_silent_where_anything_is_doubtful(first: str, second: str) -> None:
    a, b = read(first), read(second)
    days_apart = (b.earliest - a.latest).days if a.latest and b.earliest else 0
    assert surely_before(a, b) == (days_apart > 0 and not a.qualified and not b.qualified)


# The oracle takes milliseconds a date, so it sees a fixed sample.

DIFFERENCES: Final = [  # why, text, whether we accept it, whether the oracle does
    ("the oracle gives every February 29 days", "2015-02-29", False, True),
    ("the oracle lets an interval end before it starts", "2018/2017", False, True),
    ("the oracle reads an empty end as ten years", "2017/", False, True),
    ("an interval open at both ends says nothing", "../..", False, True),
    ("a season has other months in the other hemisphere", "2017-21", False, True),
    ("Python has no year 0000", "0000", False, True),
    ("years have four digits", "-2017", False, True),
    ("24:00 is another day's start", "2017-04-24T24:00:00", False, True),
    ("level 2: a more exact part after an X", "201X-04", False, True),
    ("level 2: a qualifier on one part", "2017~-04", False, True),
    ("level 2: one of a list", "[2016,2017]", False, True),
    ("the oracle fails on a month not known as an end", "2016/2017-XX", True, False),
    ("the oracle has no ends of two precisions in brackets", "[2016-11..2017-02-03]", True, False),
    ("the oracle has no qualified end in brackets", "[2016~..2017]", True, False),
    ("the oracle has no unspecified end in brackets", "[201X..2017]", True, False),
    ("`unknown` is a word of ours", "unknown", True, False),
]


def oracle_bounds(text: str) -> tuple[str | None, str | None] | None:
    """The oracle's first and last day, None for an open end; None altogether where it reads no date."""
    try:
        date = oracle.parse_edtf(text)
    except (oracle.EDTFParseException, AttributeError, ValueError):
        return None
    ends = (date.lower_strict(), date.upper_strict())
    earliest, latest = (None if isinstance(end, float) else "{:04}-{:02}-{:02}".format(*end[:3]) for end in ends)
    return earliest, latest


def sample() -> list[str]:
    """Valid and invalid texts of the subset that the oracle and we share, always the same."""
    dice = random.Random(2017)  # noqa: S311 - no secret, only a choice

    def day(first: int = 1000, last: int = 2999) -> str:
        month, date = dice.choice([*range(1, 13), 13, 99]), dice.choice([*range(1, 29), 31, 32])
        return f"{dice.randint(first, last)}-{month:02}-{date:02}"

    def plain() -> str:
        return day()[: dice.choice([4, 7, 10])]

    def sign() -> str:
        return dice.choice(["", "~", "?", "%"])

    def clock() -> str:
        return f"T{dice.randint(0, 23):02}:{dice.randint(0, 61):02}:00{dice.choice(['', 'Z', '+03:00', '-0430', '-04'])}"

    def choice() -> str:
        length = dice.choice([4, 7, 10])
        return f"[{day(last=1999)[:length]}..{day(first=2000)[:length]}]"

    forms: list[Callable[[], str]] = [
        plain,
        lambda: plain() + sign(),
        lambda: day()[: dice.choice([1, 2, 3])].ljust(4, "X"),
        lambda: day()[: dice.choice([4, 7])] + "-XX",
        lambda: day()[:4] + "-XX-XX",
        lambda: day() + clock(),
        lambda: day(last=1999)[: dice.choice([4, 7, 10])] + sign() + "/" + day(first=2000)[: dice.choice([4, 7, 10])] + sign(),
        lambda: dice.choice(["../{}{}", "{}{}/.."]).format(plain(), sign()),
        lambda: dice.choice(["[..{}]", "[{}..]"]).format(plain()),
        choice,
        lambda: day().replace("-", dice.choice("/. "), 1),
    ]
    return [dice.choice(forms)() for _ in range(250)]


def test_the_oracle_agrees_on_the_shared_subset() -> None:
    texts = sample()
    accepted = 0
    for text in texts:
        got = parse(text)
        assert oracle_bounds(text) == (None if isinstance(got, BadDate) else (iso(got.earliest), iso(got.latest))), text
        accepted += isinstance(got, Date)
    assert 100 < accepted < len(texts) - 50, "the sample holds enough of both kinds"


@pytest.mark.parametrize(("text", "ours", "theirs"), [case[1:] for case in DIFFERENCES], ids=[case[0] for case in DIFFERENCES])
def test_the_known_differences_from_the_oracle_still_stand(text: str, *, ours: bool, theirs: bool) -> None:
    assert isinstance(parse(text), Date) == ours
    assert (oracle_bounds(text) is not None) == theirs


@pytest.mark.parametrize("text", [".. . .?2-..?2-..", "..?2-..?2-..", ". ./..?./..", "?/?/?/", "..-..-..-.."])
def test_what_could_be_rewritten_for_ever_is_refused(text: str) -> None:
    found = parse(text)
    assert isinstance(found, BadDate)
    assert found.reason
