"""Dates of claim files: tables of what is read and what is refused, each with its reason and suggestion."""

from __future__ import annotations

import datetime
import re
from typing import Final

import pytest

from kg.edtf import UNKNOWN, BadDate, Date, parse, parser, surely_before
from kg.edtf.date import ends

ACCEPTED: Final = [  # text, first day, last day, text in the graph where it is another
    ("2017", "2017-01-01", "2017-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("2017-04", "2017-04-01", "2017-04-30"),
    ("2017-02", "2017-02-01", "2017-02-28"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("9999-12", "9999-12-01", "9999-12-31"),
    ("2017-04-24", "2017-04-24", "2017-04-24"),
    ("2016-02-29", "2016-02-29", "2016-02-29"),
    ("2017-04-24T10:00:00", "2017-04-24", "2017-04-24"),
    ("2017-04-24T23:59:59Z", "2017-04-24", "2017-04-24"),
    ("2017-04-24T23:30:00-11:30", "2017-04-24", "2017-04-24"),
    ("2017-04-24T00:30:00+14:00", "2017-04-24", "2017-04-24"),
    ("2017-04-24T10:00:00-04", "2017-04-24", "2017-04-24"),
    ("2017-04-24T10:00:00-00:30", "2017-04-24", "2017-04-24"),
    ("2017~", "2017-01-01", "2017-12-31"),
    ("2017-04?", "2017-04-01", "2017-04-30"),
    ("2017-04-24%", "2017-04-24", "2017-04-24"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2XXX", "2000-01-01", "2999-12-31"),
    ("0XXX", "0001-01-01", "0999-12-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("201X~", "2010-01-01", "2019-12-31"),
    ("2017-XX", "2017-01-01", "2017-12-31"),
    ("2017-XX-XX", "2017-01-01", "2017-12-31"),
    ("2016-02-XX", "2016-02-01", "2016-02-29"),
    ("2016/2017", "2016-01-01", "2017-12-31", "[2016..2017]"),
    ("[2016..2017]", "2016-01-01", "2017-12-31"),
    ("2017/2017", "2017-01-01", "2017-12-31", "[2017..2017]"),
    ("2016-11/2017-02-03", "2016-11-01", "2017-02-03", "[2016-11-01..2017-02-03]"),
    ("[2016-11..2017-02-03]", "2016-11-01", "2017-02-03", "[2016-11-01..2017-02-03]"),
    ("2016-11/2017-02", "2016-11-01", "2017-02-28", "[2016-11..2017-02]"),
    ("2017-04/2017", "2017-04-01", "2017-12-31", "[2017-04-01..2017-12-31]"),
    ("2017/2017-04", "2017-01-01", "2017-04-30", "[2017-01-01..2017-04-30]"),
    ("2016~/2017-04?", "2016-01-01", "2017-04-30", "[2016~..2017-04?]"),
    ("[2016..2017%]", "2016-01-01", "2017-12-31"),
    ("201X/202X", "2010-01-01", "2029-12-31", "[2010-01-01..2029-12-31]"),
    ("201X/..", "2010-01-01", None, "[2010-01-01..]"),
    ("../2017", None, "2017-12-31", "[..2017]"),
    ("2016/..", "2016-01-01", None, "[2016..]"),
    ("2016?/..", "2016-01-01", None, "[2016?..]"),
    ("[..2017-06-21]", None, "2017-06-21"),
    ("[2016..]", "2016-01-01", None),
]

DAY: Final = "a day is written YYYY-MM-DD"
MONTH: Final = "a month is written YYYY-MM"
NAMED: Final = "months are written as numbers, after a year of four digits"
INTERVAL: Final = "an interval is written as two whole dates with a slash between"
OPEN: Final = "an open end is written '..'"
EMPTY: Final = "open at both ends, it says nothing"
UNKNOWABLE: Final = "a date that is not known is written 'unknown'"
SEASON: Final = "a season or quarter is written as an interval of months, for seasons differ by hemisphere"
TIME: Final = "a time of day is written hh:mm:ss after a T, with Z or +hh:mm for the zone, and only on a single day"
YEARS: Final = "years run from 0001 to 9999, in four digits"
DIGITS: Final = "only the digits 0-9 and plain ASCII signs are read"
EITHER: Final = "day and month could be either way round"
REVERSED: Final = "an interval's end comes before its start"
ABOUT: Final = "'about' is written ~ at the end"
PART: Final = "an interval of months or days says which part is meant"
SIGN: Final = "one of ~ ? % (% is both) ends a date"
YEAR: Final = "a year has four digits"
CHOICE: Final = "a choice of dates is written as a range: [2016..2017]"
WEEK: Final = "a week is written as a day or an interval of days"
WEEKDAY: Final = "a date has no weekday"
AROUND: Final = "words around the date"
SPACES: Final = "spaces inside it"
MARGIN: Final = "white space around it"
XS: Final = "digits not known are written X"
EXACT: Final = "nothing more exact can follow an X"
EITHER_FORM: Final = "a month is written YYYY-MM, an interval of years YYYY/YYYY"
NO_DATE: Final = "not a date such as 2017, 2017-04 or 2017-04-24"

REFUSED: Final = [  # text, reason, suggestion
    # The calendar.
    ("2017-02-30", "30 February 2017 does not exist", None),
    ("2015-02-29", "29 February 2015 does not exist", None),
    ("1900-02-29", "29 February 1900 does not exist", None),
    ("2017-04-31~", "31 April 2017 does not exist", None),
    ("2017-04-00?", "0 April 2017 does not exist", "2017-04?"),
    ("2017-13", "month 13 does not exist", None),
    ("2017-24-04", "month 24 does not exist", None),
    ("2017-00-00", "month 00 does not exist", "2017"),
    ("2017-18", "month 18 does not exist", "2017/2018"),
    ("2017-21", SEASON, None),
    ("2020-21", SEASON, None),
    ("2017-41", SEASON, None),
    ("summer 2017", SEASON, None),
    ("2017Q1", SEASON, None),
    ("0000", "years run from 0001 to 9999", None),
    ("0000-01-01", "years run from 0001 to 9999", None),
    ("-2017", YEARS, None),
    ("12017", YEARS, None),
    ("Y170000002", YEARS, None),
    ("44 BC", YEARS, None),
    ("217-04-24", YEAR, None),
    ("24/04/17", YEAR, None),
    ("201?", YEAR, None),
    # Digits not known, and dates not known.
    ("201x", XS, "201X"),
    ("2017-uu", XS, "2017-XX"),
    ("[201x..2017]", XS, "[201X..2017]"),
    ("201X-04", EXACT, None),
    ("2017-XX-05", EXACT, None),
    ("2017-1X", "X replaces a whole month or day; for part of one, write an interval", None),
    ("20X7", NO_DATE, None),
    *((text, UNKNOWABLE, "unknown") for text in ("Unknown", "null", "None", "n/a", "N.D.", "-", "?", "??", "XXXX", "xxxx-xx-xx")),
    ("", "it is empty", None),
    (" \n", "it is empty", None),
    # Intervals.
    ("2018/2017", REVERSED, None),
    ("[2018..2017]", REVERSED, None),
    ("2017-05/2017-04-24", REVERSED, None),
    ("2017/", OPEN, "2017/.."),
    ("/2017", OPEN, "../2017"),
    ("2016/present", OPEN, "2016/.."),
    ("[unknown..2017]", OPEN, "../2017"),
    ("../..", EMPTY, "unknown"),
    ("[..]", EMPTY, "unknown"),
    ("2017-2018", INTERVAL, "2017/2018"),
    ("2018-2017", REVERSED, None),
    ("2016..2017", INTERVAL, "2016/2017"),
    ("2016..", INTERVAL, "2016/.."),
    ("..2016-05", INTERVAL, "../2016-05"),
    ("2017-04-24/25", INTERVAL, "2017-04-24/2017-04-25"),
    ("2017-04-24/05-02", INTERVAL, "2017-04-24/2017-05-02"),
    ("2017-04/05", INTERVAL, "2017-04/2017-05"),
    ("2017-04-24/02", REVERSED, None),
    ("2017/18", EITHER_FORM, "2017/2018"),
    ("1999/00", EITHER_FORM, "1999/2000"),
    ("2011/12", EITHER_FORM, None),
    ("2017/13", EITHER_FORM, None),
    ("2017-00/2018", "month 00 does not exist", "2017/2018"),
    ("2016/2017-18", "month 18 does not exist", None),
    ("2016/2017-02-30", "30 February 2017 does not exist", None),
    ("[2016/2017..2018]", INTERVAL, None),
    ("2016/2017/2018", NO_DATE, None),
    ("[2016,2017]", CHOICE, None),
    ("{2016..2017}", CHOICE, None),
    ("[2016..2017", CHOICE, None),
    ("[2016..2017]/2018", CHOICE, None),
    ("between 2016 and 2017", INTERVAL, "2016/2017"),
    ("from May 2016 to June 2017", INTERVAL, "2016-05/2017-06"),
    ("24 April 2017 - 3 May 2017", INTERVAL, "2017-04-24/2017-05-03"),
    ("April 2016/May 2017", NAMED, "2016-04/2017-05"),
    ("since 2016", OPEN, "2016/.."),
    ("by 21 June 2017", OPEN, "../2017-06-21"),
    # Figures in another order or with other signs.
    ("2017-4-24", DAY, "2017-04-24"),
    ("2017/04/24", DAY, "2017-04-24"),
    ("24.04.2017", DAY, "2017-04-24"),
    ("04/24/2017", DAY, "2017-04-24"),
    ("05/05/2017", DAY, "2017-05-05"),
    ("31/02/2017", "31 February 2017 does not exist", None),
    ("04/05/2017", EITHER, None),
    ("4.5.2017", EITHER, None),
    ("20170424", DAY, "2017-04-24"),
    ("20170424T100000Z", DAY, "2017-04-24"),
    ("24042017", "year, month and day are set apart by hyphens", None),
    ("2017-4", MONTH, "2017-04"),
    ("2017/4", MONTH, "2017-04"),
    ("2017.04", MONTH, "2017-04"),
    ("04/2017", MONTH, "2017-04"),
    ("18/2017", YEAR, None),
    ("2017/04", EITHER_FORM, "2017-04"),
    ("2017 - 04 - 24", SPACES, "2017-04-24"),
    ("2016 / 2017", SPACES, "2016/2017"),
    ("20 17", NO_DATE, None),
    ("2017\n", MARGIN, "2017"),
    ("\u20032017 ", MARGIN, "2017"),
    ("2017\u20132018", DIGITS, "2017/2018"),
    ("\uff12\uff10\uff11\uff17\uff0d\uff10\uff14", DIGITS, "2017-04"),
    ("\u0662\u0660\u0661\u0667", DIGITS, None),
    ("\u06f1\u06f3\u06f9\u06f6-\u06f0\u06f2", DIGITS, None),
    ("201\u00b2", DIGITS, None),
    ("2" * 65, "longer than 64 characters", None),
    # Times and weeks.
    ("2017-04-24T10:00", TIME, "2017-04-24"),
    ("2017-04-24 10:00:00.5 UTC", TIME, "2017-04-24"),
    ("2017-04-24T24:00:00", TIME, "2017-04-24"),
    ("2017-04-24T10:00:60Z", TIME, "2017-04-24"),
    ("2017-04-24T10:00:00-00:00", TIME, "2017-04-24"),
    ("2017-04-24T10:00:00+14:30", TIME, "2017-04-24"),
    ("2017-04-24T10:00:00~", TIME, "2017-04-24~"),
    ("2017-02-30T10:00:00", "30 February 2017 does not exist", None),
    ("2017-04-24T10:00:00/2017-04-25", TIME, "2017-04-24/2017-04-25"),
    ("2017-W17", WEEK, "2017-04-24/2017-04-30"),
    ("2017-W17-1", WEEK, "2017-04-24"),
    ("2017-W53", WEEK, None),
    ("9999-W52", WEEK, None),
    # Words.
    ("24 April 2017", NAMED, "2017-04-24"),
    ("24th of April 2017", NAMED, "2017-04-24"),
    ("24-Apr-2017", NAMED, "2017-04-24"),
    ("April 24, 2017", NAMED, "2017-04-24"),
    ("Sept. 3rd 2017", NAMED, "2017-09-03"),
    ("Apr 2017", NAMED, "2017-04"),
    ("2017, April", NAMED, "2017-04"),
    ("2017 APRIL 24", NAMED, "2017-04-24"),
    ("30 February 2017", "30 February 2017 does not exist", None),
    ("24 April", NAMED, None),
    ("April 2017-24", NAMED, None),
    ("Monday, April 24, 2017", WEEKDAY, "2017-04-24"),
    ("Tuesday, April 24, 2017", WEEKDAY, None),
    ("Monday 2017", WEEKDAY, None),
    ("c. 2017", ABOUT, "2017~"),
    ("circa 2017?", ABOUT, "2017%"),
    ("about April 2017", ABOUT, "2017-04~"),
    ("c2017", ABOUT, "2017~"),
    ("2017?~", SIGN, "2017%"),
    ("~2017", SIGN, "2017~"),
    ("2017~-04", SIGN, "2017-04~"),
    ("24 April 2017?", SIGN, "2017-04-24?"),
    ("2016-2017?", SIGN, None),
    ("2017~2018", NO_DATE, None),
    ("late 2017", PART, "2017"),
    ("early April 2017", PART, "2017-04"),
    ("mid-2017", PART, "2017"),
    ("the end of 2017", AROUND, "2017"),
    ("in 2017", AROUND, "2017"),
    ("1990s", "a decade is written with an X", "199X"),
    ("2000s", "it could be a decade or a century", None),
    ("recently", NO_DATE, None),
    ("\x00", NO_DATE, None),
    ("\ud800", DIGITS, None),
]


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case[0])
def test_accepted(case: tuple[str | None, ...]) -> None:
    text, earliest, latest, *edtf = case
    assert text is not None
    date = read(text)
    assert (date.text, date.earliest, date.latest) == (
        text,
        *(day and datetime.date.fromisoformat(day) for day in (earliest, latest)),
    )
    assert date.edtf == (edtf[0] if edtf else text)
    assert date.qualified == any(sign in text for sign in "~?%")
    assert date.known


def test_unknown_says_nothing() -> None:
    assert parse("unknown") is UNKNOWN
    assert not UNKNOWN.known
    assert (UNKNOWN.earliest, UNKNOWN.latest, UNKNOWN.qualified, UNKNOWN.edtf) == (None, None, False, None)


# pytest escapes what is not plain in a name, and twice where it collects twice, as in mutation testing.
IDS = [ascii(text).replace("\\", "") for text, _, _ in REFUSED]


@pytest.mark.parametrize(("text", "reason", "suggestion"), REFUSED, ids=IDS)
def test_refused(text: str, reason: str, suggestion: str | None) -> None:
    assert parse(text) == BadDate(reason, suggestion)


def test_every_rewrite_is_reached_by_the_table_above() -> None:
    rows = [re.compile(pattern, re.ASCII | re.IGNORECASE) for pattern, _, _ in parser._REWRITES]
    texts = [text for text, _, _ in REFUSED]
    reached = {next((at for at, row in enumerate(rows) if row.fullmatch(text)), None) for text in texts}
    assert [rows[at].pattern for at in range(len(rows)) if at not in reached] == []


def test_parsing_is_cached() -> None:
    assert parse("2017-04-24") is parse("2017-04-24")


def test_surely_before_needs_a_whole_day_between_or_two_instants() -> None:
    for first, second in (
        ("2017-04-24", "2017-04-26"),
        ("../2016", "2017-01-02/.."),
        ("2016", "[2018..2019]"),
        ("2017-04-24T23:00:00Z", "2017-04-25T04:00:00+04:30"),  # 23:30 UTC
        ("2017-04-24T10:00:00Z", "2017-04-26"),
        ("2017-04-24T10:00:00", "2017-04-26T01:00:00Z"),
    ):
        assert surely_before(read(first), read(second))
    for first, second in (
        ("2017-04-24T21:00:00Z", "2017-04-25T01:00:00+04:30"),  # 20:30 UTC
        ("2017-04-25T01:00:00+04:30", "2017-04-24T20:30:00Z"),
        ("2017-04-24T10:00:00Z", "2017-04-25"),
        ("2017-04-24T10:00:00", "2017-04-24T11:00:00"),
        ("2017-04-24", "2017-04-25"),
        ("2016", "2017"),
        ("2017-04-24", "2017-04-24"),
        ("2016/2017-01-01", "2017"),
        ("2017-04-24", "2017-04"),
        ("2016", "2017~"),
        ("2016?", "2017"),
        ("2016/..", "2018"),
        ("2016", "unknown"),
    ):
        assert not surely_before(read(first), read(second))


def read(text: str) -> Date:
    date = parse(text)
    assert isinstance(date, Date), date
    return date


@pytest.mark.parametrize("weekday", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
def test_a_weekday_is_dropped_where_it_is_the_right_one(weekday: str) -> None:
    days = [datetime.date(2017, 4, day) for day in range(3, 10)]
    for day in days:
        right = day.strftime("%A") == weekday
        for text in (f"{weekday}, {day.isoformat()}", f"{weekday[:3]} {day.isoformat()}"):
            assert parse(text) == BadDate("a date has no weekday", day.isoformat() if right else None)


@pytest.mark.parametrize("rest", ["2017-04", "2017-04-01/..", "../2017-04-01", "unknown", "foo", "2017-04-31", ""])
def test_a_weekday_goes_with_one_day(rest: str) -> None:
    found = parse(f"Saturday {rest}")
    assert isinstance(found, BadDate)
    assert found.suggestion is None


def test_an_interval_may_be_one_day() -> None:
    for text in ("2017-04-24/2017-04-24", "[2017-04-24..2017-04-24]"):
        date = read(text)
        assert date.earliest == date.latest == datetime.date(2017, 4, 24)


def test_the_two_ends_of_what_is_bracketed_on_both_sides_or_parted_by_a_slash() -> None:
    given = ("[2016..2017]", "[..2017]", "2016/2017", "[2016/2017", "[2016..2017", "2016..2017]", "[1..2..3]", "1/2/3")
    parted = [("2016", "2017"), ("..", "2017"), ("2016", "2017"), ("[2016", "2017"), None, None, None, None]
    assert [ends(text) for text in given] == parted


def test_unspecified_digits_are_no_qualifiers() -> None:
    assert parse("~199X") == BadDate("one of ~ ? % (% is both) ends a date", "199X~")


@pytest.mark.parametrize("word", ["", "unknown", "open", "now", "present", "today", "Open", "NOW"])
def test_words_for_an_open_end(word: str) -> None:
    for text, suggestion in ((f"2017/{word}", "2017/.."), (f"{word}/2017", "../2017")):
        found = parse(text)
        assert isinstance(found, BadDate)
        assert found.suggestion == suggestion


def test_an_end_that_says_nothing_is_open() -> None:
    for text in ("2017/n.d.", "2017/tba", "2017/???"):
        found = parse(text)
        assert isinstance(found, BadDate)
        assert found.suggestion == "2017/..", text


def test_a_month_without_a_number_is_a_year() -> None:
    for text in ("2017-00", "2017-00-00", "2017-00-XX", "2017-00~"):
        found = parse(text)
        assert isinstance(found, BadDate)
        assert found.suggestion == "2017" + text[7:].strip("-0X"), text
    beyond = parse("2017-42")
    assert isinstance(beyond, BadDate)
    assert beyond.reason == "month 42 does not exist"
    first = parse("2011/01")
    assert isinstance(first, BadDate)
    assert first.suggestion == "2011-01"
