"""Dates that cannot both be right, in every pair of fields that can contradict, and days of two places that can."""

from __future__ import annotations

import pytest
from conftest import Claims

from kg.corpus.corpus import Corpus
from kg.rules import chronology, dates

BASE = """actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  court: {name: High Court, type: court}
sources:
  daily: {title: The Daily, date: 2021-03-20, url: "https://example.org/daily"}
  other: {title: Other, DATE url: "https://example.org/other"}
allegations:
  raid: {text: Borea raids Alba., accused: borea, PERIOD status: [{step: charged, date: STEP, source: daily}MORE]}
statements:
  charge: {act: accuses, speaker: alba, allegation: raid, date: "SAID", NONE reports: [{source: daily}]}
  denial: {act: denies, speaker: borea, answers: charge, date: "ANSWERED", reports: [{source: daily}]}
  wrong: {act: asserts, speaker: alba, says: So., date: 2021-03-05, WITHDRAWN reports: [{source: daily}]}
  own: {act: asserts, OWN says: So it is., reports: [{FROM OTHER}]}
  ruling: {act: finds, speaker: court, allegation: raid, outcome: upheld, date: 2021-03-05, reports: [{source: daily}]}
"""
COPY = f"{{sha256: {'ab' * 32}, media: a/b, size: 1, retrieved: 2022}}"
GOOD = {"DATE": "", "STEP": "2021-03-01", "SAID": "2021-03-05", "NONE": "", "ANSWERED": "2021-03-06", "WITHDRAWN": ""}
GOOD |= {"PERIOD": "", "MORE": "", "OWN": "speaker: alba, date: 2021-03-02,", "FROM": "", "OTHER": "source: daily"}


def told(corpus: Corpus) -> list[tuple[str, str]]:
    rules = (chronology.answer_too_early, chronology.said_after_source, dates.contradicting_dates, dates.another_calendar)
    return [(d.code, d.record[1] if d.record else "") for rule in rules for d in rule(corpus)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"DATE": "date: 2021-03-10, retrieved: 2021-03-01,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-10, retrieved: 2021-03-09,"}, []),  # the day before, in another place
        ({"DATE": "date: 2021-03, retrieved: 2021-02,"}, []),
        (
            {"DATE": f"date: 2021-03-10, evidence: [{{sha256: {'ab' * 32}, media: a/b, size: 1, retrieved: 2021-03-01}}],"},
            [("K321", "other")],
        ),
        ({"DATE": "date: 2021-03, retrieved: 2021-01,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-10~, retrieved: 2020,"}, []),
        ({"DATE": "date: 2021-03-10, dead: 2020,"}, [("K321", "other")]),
        ({"DATE": "retrieved: 2022, dead: 2020,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-10, retrieved: 2022, dead: 2021-06,"}, [("K321", "other")]),
        ({"STEP": "2021-03-25"}, [("K321", "raid")]),
        ({"STEP": "2021-03-21"}, []),
        ({"NONE": "no_answer_as_of: 2021-03-01,"}, [("K321", "charge")]),
        ({"NONE": "no_answer_as_of: 2021-03-05,"}, []),
        ({"WITHDRAWN": "withdrawn: {date: 2021-02, reason: Wrong.},"}, [("K321", "wrong")]),
        ({"WITHDRAWN": "withdrawn: {date: 2022, reason: Wrong.},"}, []),
        ({"ANSWERED": "2021-03-04"}, []),  # the day before, in another place
        ({"ANSWERED": "2021-03-03"}, [("K301", "denial")]),
        ({"SAID": "2021-03-05T01:00:00+04:30", "ANSWERED": "2021-03-04T21:00:00Z"}, []),
        ({"SAID": "2021-03-05T01:00:00+04:30", "ANSWERED": "2021-03-04T20:00:00Z"}, [("K301", "denial")]),
        ({"SAID": "2021-03-05T01:00:00", "ANSWERED": "2021-03-05T00:00:00"}, []),  # no zone is known
        ({"SAID": "1399-12-15", "ANSWERED": "unknown"}, [("K322", "charge")]),
        ({"SAID": "1442-07", "ANSWERED": "unknown"}, [("K322", "charge")]),
        ({"SAID": "1800", "ANSWERED": "unknown"}, []),
        ({"DATE": "date: 1399-02-21,"}, [("K322", "other")]),
        ({"DATE": "date: 1441,"}, [("K322", "other")]),
        ({"DATE": "date: 1455,"}, []),
        ({"DATE": "date: 2564-03-05,"}, [("K322", "other")]),
        (
            {"DATE": "date: 2564, retrieved: 2021-06,"},
            [("K322", "other")],
        ),  # one fault, and not also read before it was published
        ({"DATE": "date: 5781,"}, [("K322", "other")]),
        ({"DATE": "date: 0110-03-05,"}, [("K322", "other")]),
        ({"SAID": "2564-03-05", "ANSWERED": "unknown"}, [("K302", "charge")]),
        # what one record says of another
        ({"DATE": "date: 2021-03-01, relies_on: daily,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-01, rests_on: daily,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-21, rests_on: daily,"}, []),
        ({"WITHDRAWN": "withdrawn: {date: 2021-03-12, reason: Wrong.},"}, [("K321", "wrong")]),  # before its source was printed
        (
            {"DATE": "date: 2021-09,", "WITHDRAWN": "withdrawn: {date: 2021-05, reason: Wrong., source: other},"},
            [("K321", "wrong")],
        ),
        ({"OWN": "occasion: charge, date: 2021-03-08,"}, [("K321", "own")]),
        ({"OWN": "occasion: charge, date: 2021-03-02,"}, [("K321", "own")]),
        ({"OWN": "occasion: charge, date: 2021-03-06,"}, []),
        ({"OWN": "speaker: alba, date: 2021-03-02,", "FROM": "taken_from: other,", "DATE": "date: 2021-04,"}, [("K321", "own")]),
        ({"OWN": "speaker: alba, date: 2021-03-02,", "FROM": "taken_from: other,", "DATE": "date: 2021-03,"}, []),
        ({"PERIOD": "period: 2021-04,"}, [("K321", "raid")]),
        ({"PERIOD": "period: 2021-03-03,"}, [("K321", "raid")]),
        ({"PERIOD": "period: 2021-02,"}, []),
        (
            {"MORE": ", {step: convicted, date: 2021-03-10, source: daily}, {step: reversed, date: 2021-03-04, source: daily}"},
            [("K321", "raid")],
        ),
        ({"MORE": ", {step: convicted, date: 2021-03-10, source: daily}, {step: quashed, date: 2021-03-14, source: daily}"}, []),
        ({"MORE": ", {step: found, date: 2021-03-10, source: daily, statement: ruling}"}, [("K321", "raid")]),
        ({"MORE": ", {step: found, date: 2021-03-01, source: daily, statement: ruling}"}, [("K321", "raid")]),
        ({"MORE": ", {step: found, date: 2021-03-05, source: daily, statement: ruling}"}, []),
        # a source read before the words were said, unless it was read again
        ({"OTHER": "source: other", "DATE": "retrieved: 2021-02,"}, [("K302", "own")]),
        ({"OTHER": "source: other", "DATE": "date: 2021, retrieved: 2021-02-20,"}, [("K302", "own")]),
        ({"OTHER": "source: other", "DATE": f"retrieved: 2021-02, evidence: [{COPY}],"}, []),
        ({"OTHER": "source: other", "DATE": f"evidence: [{COPY.replace('2022', '2020')}],"}, [("K302", "own")]),
    ],
)
def test_what_contradicts_what(claims: Claims, changed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    text = BASE
    for name, value in (GOOD | changed).items():
        text = text.replace(name, value)
    loaded = claims(text)
    assert loaded.diagnostics == []
    assert told(loaded.corpus) == expected


@pytest.mark.parametrize("word", ["present", "now", "Today", "ongoing", "incumbent"])
def test_an_end_that_has_not_come_is_left_out(claims: Claims, word: str) -> None:
    text = "actors:\n  alba: {name: Alba, type: state}\n  ann: {name: Ann, type: person, roles: "
    (found,) = claims(f"{text}[{{position: P, of: alba, to: {word}}}]}}\n").diagnostics
    assert (found.code, found.hint) == ("K106", "leave 'to' out: what has no end still holds")


@pytest.mark.parametrize("word", ["unknown", "n.d.", "undated", "..", "foo", "2021/2019", "present"])
@pytest.mark.parametrize("field", ["date", "retrieved", "dead"])
def test_that_no_hint_offers_unknown_where_it_is_refused(claims: Claims, field: str, word: str) -> None:
    text = f'sources:\n  daily: {{title: D, url: "https://example.org/", {field}: "{word}"}}\n'
    (found,) = claims(text).diagnostics
    assert found.code == "K106"
    assert "unknown" not in found.hint


@pytest.mark.parametrize(
    ("said", "printed", "meant"),
    [
        ("1399-02-21", "2020-05-12", "the solar Hijri year 1399 runs from March 2020 to March 2021"),
        ("1395", "2017", "the solar Hijri year 1395 runs from March 2016 to March 2017"),
        ("1441-09-17", "2020-05-12", "the Islamic year 1441 began in 2019"),
        ("1433-01", "2012-01", "the Islamic year 1433 began in 2011"),
        ("0109-05-10", "2020-05-12", "109 of the Republic of China's calendar is 2020"),
        ("2563-05-10", "2020-05-12", "2563 of the Buddhist calendar is 2020"),
        ("2560", "2017-06", "2560 of the Buddhist calendar is 2017"),
    ],
)
def test_that_the_calendar_is_named_by_which_the_year_fits(claims: Claims, said: str, printed: str, meant: str) -> None:
    text = f"""actors: {{alba: {{name: Alba, type: state}}}}
sources: {{daily: {{title: The Daily, date: {printed}, url: "https://example.org/daily"}}}}
statements: {{word: {{act: asserts, speaker: alba, date: {said}, says: So., reports: [{{source: daily}}]}}}}
"""
    corpus = claims(text).corpus
    (found,) = [*dates.another_calendar(corpus), *chronology.said_after_source(corpus)]
    assert meant in found.hint


@pytest.mark.parametrize(
    ("actor", "line"),
    [
        ("from: 2000\n    to: 1990", 5),
        ("from: 2001-05-05\n    to: 2001-05-04", 5),
        ("aliases:\n      - name: Albany\n        from: 2001\n        to: 1999", 7),
        ("part_of:\n      of: borea\n      from: 2001\n      to: 1999-12", 7),
    ],
)
def test_that_a_span_that_ends_before_it_starts_is_marked_at_its_end(claims: Claims, actor: str, line: int) -> None:
    text = f"actors:\n  alba:\n    name: Alba\n    {actor}\n    type: state\n  borea: {{name: Borea, type: state}}\n"
    (found,) = claims(text).diagnostics
    assert (found.code, found.mark.line) == ("K112", line)


@pytest.mark.parametrize(
    ("date", "read", "meant"),
    [
        ("2563-05-10", "", "2563 of the Buddhist calendar is 2020"),
        ("2560", "retrieved: 2018,", "2560 of the Buddhist calendar is 2017"),
        ("5780", "", "the Hebrew year 5780 ended in 2020"),
        ("0106-04", "retrieved: 2018,", "106 of the Republic of China's calendar is 2017"),
        ("1399", "", "the solar Hijri year 1399 runs from March 2020 to March 2021; the Islamic year 1399 began in 1978"),
    ],
)
def test_that_a_source_of_another_calendar_is_asked_for_the_gregorian_date(
    claims: Claims, date: str, read: str, meant: str
) -> None:
    text = f'sources:\n  daily: {{title: D, url: "https://example.org/", {read} date: "{date}"}}\n'
    corpus = claims(text).corpus
    (found,) = (d for rule in (dates.another_calendar, dates.contradicting_dates) for d in rule(corpus))
    assert (found.code, found.hint) == ("K322", f"write the Gregorian date; {meant}")


@pytest.mark.parametrize(
    ("span", "part", "field"),
    [
        ("from: 1990", "roles: [{position: Envoy, of: alba, from: 1985, to: 1995}]", ("roles", 0, "from")),
        ("to: 2010", "roles: [{position: Envoy, of: alba, from: 2012}]", ("to",)),
        ("to: 2010", "roles: [{position: Envoy, of: alba, from: 2001, to: 2012}]", ("to",)),
        ("from: 1990, to: 2010", "roles: [{position: Envoy, of: alba, from: 1990, to: 2010}]", None),
        ("from: 1990", "roles: [{position: Envoy, of: alba, to: 1990-06}]", None),
    ],
)
def test_that_nobody_holds_a_role_before_or_after_its_time(
    claims: Claims, span: str, part: str, field: tuple[str | int, ...] | None
) -> None:
    loaded = claims(f"actors:\n  alba: {{name: Alba, type: state}}\n  ann: {{name: Ann, type: person, {span}, {part}}}\n")
    found = list(dates.contradicting_dates(loaded.corpus))
    assert [d.mark for d in found] == ([loaded.corpus.mark("ann", field)] if field else [])
