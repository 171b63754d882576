"""The timeline as it is made: its axis, its lanes and marks, its SVG, and the same bytes every time."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias
from xml.etree import ElementTree as ET

import harbour
import hostile
import hostile_claims
import pytest
import quarrel
from conftest import State
from forked import kg
from harbour import shipped_timeline as shipped_page
from hypothesis import given
from hypothesis import strategies as st
from page_tree import read

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.site.map.picture import map_svg
from kg.site.timeline import page as drawn
from kg.site.timeline.axis import axis
from kg.site.timeline.lanes import Form, Lane, Mark, lanes, placed
from kg.site.timeline.page import timeline_page, timeline_svg

Draw: TypeAlias = Callable[..., str]

SVG: Final = "{http://www.w3.org/2000/svg}"
DAYS: Final = st.lists(st.dates(datetime.date(1, 1, 1), datetime.date(9999, 11, 30)), min_size=1, max_size=40)


def all_lanes(corpus: Corpus, ids: Sequence[str] | None = None) -> dict[str, Lane]:
    return {lane.name: lane for lane in lanes(corpus, ids or corpus.resolved)}


def only(corpus: Corpus) -> Mark:
    (lane,) = lanes(corpus, corpus.resolved)
    (mark,) = lane.marks
    return mark


# The axis


@given(DAYS, st.floats(100, 3000))
def test_days_follow_one_another_on_the_axis(days: list[datetime.date], width: float) -> None:
    found = axis(days, width)
    assert found.width >= width - 0.001
    assert (found.stretches[0].first, found.stretches[0].left) == (min(days).replace(day=1), 0)
    for one, next_ in itertools.pairwise(found.stretches):
        assert (one.after, one.right) == (next_.first, next_.left)
        assert one.left < one.right
    at = [found.at(day) for day in sorted(set(days))]
    assert all(a < b for a, b in itertools.pairwise(at))
    assert all(0 < x < found.width for x in at)


def test_months_have_room_for_what_is_in_them_and_empty_years_are_skipped() -> None:
    days = [datetime.date(2007, 2, 5), *(datetime.date(2017, 3, day) for day in range(1, 16)), datetime.date(2017, 5, 1)]
    found = axis(days, 800)
    widths = {stretch.first.isoformat()[:7]: stretch.right - stretch.left for stretch in found.stretches}
    assert list(widths) == ["2007-02", "2007-03", "2017-03", "2017-04", "2017-05"]
    assert [stretch.broken for stretch in found.stretches] == [False, True, False, False, False]
    assert widths["2017-03"] > 4 * widths["2007-02"]
    assert widths["2017-04"] < widths["2007-02"]
    assert widths["2007-03"] < 40


def test_an_axis_without_days_is_empty() -> None:
    assert axis([], 500).width == 0


# Marks and lanes


@pytest.mark.parametrize(
    ("date", "form", "about"),
    [
        ("2017-04-24", "day", False),
        ("2017-04-24~", "day", True),
        ("2017-04", "span", False),
        ("2016/2017", "span", False),
        ("2017-04?", "span", True),
        ('"[..2017-04-24]"', "until", False),
        ("2017-04-24/..", "since", False),
        ("unknown", "undated", False),
    ],
)
def test_the_form_of_a_mark_says_how_surely_its_day_is_known(state: State, date: str, form: Form, *, about: bool) -> None:
    text = f"  a: {{act: accuses, speaker: ruritania, date: {date}, against: [], says: x, reports: [{{source: daily}}]}}\n"
    found = only(state(text))
    assert (found.form, found.about) == (form, about)


def test_lanes_are_sides_the_busiest_first_and_the_rest_last() -> None:
    found = all_lanes(quarrel.corpus())
    assert {name: [mark.ids for mark in lane.marks] for name, lane in found.items()} == {
        "Borva": [("counter",), ("denial",), ("alone",)],
        "Alba": [("charge",), ("rebuttal",)],
        "Speakers without a side": [("other",), ("late",)],
    }
    assert [mark.answers for mark in found["Borva"].marks] == [("charge",), ("charge",), ()]
    assert [mark.kind for mark in found["Borva"].marks] == ["counters", "denies", "denies"]
    assert found["Borva"].marks[0].who == "The port"
    assert found["Borva"].marks[2].who == ""  # the lane says so
    late = found["Speakers without a side"].marks[1]
    assert (late.who, late.form, late.title) == (
        "Some sailors",
        "undated",
        "Some sailors (unnamed) accuse The port, date unknown, no later than 31 December 2019",
    )


def test_every_statement_of_the_record_is_on_one_mark_of_the_right_lane() -> None:
    corpus = harbour.shipped()
    told = set(re.findall(r'data-ids="([^"]*)"', shipped_page()))
    ids = [id_ for group in told for id_ in group.split()]
    accusations = {r.id for r in corpus.resolved.values() if r.act == "accuses"}
    answers = {r.id for r in corpus.resolved.values() if r.answers}
    assert len(ids) == len(set(ids)) > 150
    assert accusations | answers <= set(ids)
    for lane in lanes(corpus, ids):
        for mark in lane.marks:
            alike = {(r.speakers, r.act, r.against, r.span) for r in (corpus.resolved[id_] for id_ in mark.ids)}
            assert len(alike) == 1
            sides = {side for id_ in mark.ids for side in corpus.resolved[id_].sides}
            assert lane.id in {"", *sides, *corpus.resolved[mark.ids[0]].speakers}
            assert lane.id or not sides


def test_marks_in_a_lane_never_meet() -> None:
    found = lanes(harbour.shipped(), [id_ for id_, r in harbour.shipped().resolved.items() if r.act == "accuses"])
    dated = [day for lane in found for mark in lane.marks for day in (mark.first, mark.last) if day and mark.form != "undated"]
    along = axis(dated, 1000)
    for lane in found:
        marks, rows = placed(lane.marks, along)
        assert {one.row for one in marks} == set(range(rows))
        for one, other in itertools.combinations(marks, 2):
            if one.row == other.row:
                (_, end), (start, _) = sorted(
                    (
                        _extent(one.mark, one.left, one.right, before=one.before),
                        _extent(other.mark, other.left, other.right, before=other.before),
                    )
                )
                assert end < start


def _extent(mark: Mark, left: float, right: float, *, before: bool) -> tuple[float, float]:
    return left - 6 - (mark.room if before else 0), right + 6 + (0 if before else mark.room)


def test_a_topic_and_a_period_narrow_it() -> None:
    corpus = quarrel.corpus()
    fog = timeline_page(corpus, title="x", wanted=Filter(topic="fog"))
    assert set(re.findall(r'data-ids="([^"]*)"', fog)) == {"other", "alone"}
    assert "The port takes double tolls." not in fog
    summer = timeline_page(corpus, title="x", wanted=Filter(within=Span(datetime.date(2016, 6, 1), datetime.date(2016, 6, 30))))
    assert {"denial", "counter"} <= set(re.findall(r'data-ids="([^"]*)"', summer))
    assert "charge" not in set(re.findall(r'data-ids="([^"]*)"', summer))


def test_beyond_a_threshold_months_are_counted_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    each = shipped_page()  # drawn once for all tests, so not with the threshold of this one
    monkeypatch.setattr(drawn, "MOST", 20)
    page = read(timeline_page(harbour.shipped(), title="Many"))
    assert not [a for a in page.find("a") if "mark" in (a.attributes.get("class") or "").split()]
    assert "Too many to show each" in page.text
    (table,) = [t for t in page.find("table") if t.attributes.get("class") == "counts"]
    rows = [[cell.text for cell in row.find("td")] for row in table.find("tr")[1:]]
    total = sum(int(row[2]) + int(row[3]) for row in rows)
    assert total == len([id_ for group in re.findall(r'data-ids="([^"]*)"', each) for id_ in group.split()])
    ET.fromstring(timeline_svg(harbour.shipped(), title="Many"))  # noqa: S314 - our own


def test_a_record_without_statements_has_a_page_and_a_picture() -> None:
    assert "0 accusations" in timeline_page(Corpus(), title="Empty")
    ET.fromstring(timeline_svg(Corpus(), title="Empty"))  # noqa: S314 - our own
    ET.fromstring(map_svg(Corpus(), title="Empty"))  # noqa: S314 - our own


# Pictures


@pytest.mark.parametrize("draw", [map_svg, timeline_svg], ids=["map", "timeline"])
def test_a_picture_holds_the_names_and_no_script(draw: Draw) -> None:
    root = ET.fromstring(draw(quarrel.corpus(), title="A quarrel"))  # noqa: S314 - our own
    assert (root.tag, root.get("role"), root.get("aria-labelledby")) == (f"{SVG}svg", "img", "title desc")
    title, description = root[0], root[1]
    assert ((title.tag, title.get("id")), (description.tag, description.get("id"))) == (
        (f"{SVG}title", "title"),
        (f"{SVG}desc", "desc"),
    )
    assert "records what was said, not that it is so" in (description.text or "")
    text = " ".join(root.itertext())
    for name in ("The mayor", "The port", "The Gazette", "accuses", "denies", "A curator"):
        assert name in text
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "g", "text", "tspan"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("draw", [map_svg, timeline_svg], ids=["map", "timeline"])
def test_hostile_text_stays_text_in_a_picture(draw: Draw) -> None:
    strings = hostile.strings()[::4]
    plain = ET.fromstring(draw(hostile_claims.corpus([f"Plain {i}" for i in range(len(strings))]), title="plain"))  # noqa: S314 - our own
    root = ET.fromstring(draw(hostile_claims.corpus([*strings, "nul \x00, esc \x1b, \ufffe"]), title="\x00" + strings[0]))  # noqa: S314 - our own
    made, harmless = ({(element.tag, name) for element in tree.iter() for name in element.attrib} for tree in (root, plain))
    assert made <= harmless


def test_names_on_the_map_as_a_picture_do_not_meet() -> None:
    root = ET.fromstring(map_svg(harbour.shipped(), title="Shipped"))  # noqa: S314 - our own
    lines = [element for element in root.iter(f"{SVG}tspan") if element.get("x")]
    places = {(element.get("x"), element.get("y")) for element in lines}
    assert len(places) == len(lines) > 60


# Bytes


def test_the_shipped_page_is_small() -> None:
    assert len(shipped_page().encode()) < 700_000


def test_the_command_writes_a_page_or_a_picture(tmp_path: Path) -> None:
    claims = ["--root", str(harbour.CLAIMS)]
    for command, given_, written in (
        (["timeline"], [], "timeline.html"),
        (["timeline"], ["--format", "svg", "--from", "2000"], "timeline.svg"),
        (["map"], ["--format", "svg", "-o", "drawn.svg"], "drawn.svg"),
    ):
        run = kg(*command, *claims, *given_, cwd=tmp_path)
        assert run.stdout == f"{written}\n"
        assert (tmp_path / written).read_text("utf-8").startswith(("<!DOCTYPE html>", "<?xml"))
    wrong = kg("timeline", *claims, "--from", "someday", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr.startswith("kg: 'someday' is not a date")) == (2, True)
