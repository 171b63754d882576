"""What the pages of records draw and count: strips in time, silences, origins, pairs of sides, shifts, and since when."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import subprocess
from pathlib import Path

import harbour
import pytest
import sites
from conftest import Claims
from lxml.etree import _Element

from kg.analysis import origins, reprints
from kg.analysis.who import who
from kg.corpus.affiliation import Span
from kg.corpus.filters import Filter
from kg.corpus.silence import silence
from kg.site import build, strip
from kg.site.edition import Edition
from kg.site.evidence import basis
from kg.site.first_recorded import recorded
from kg.site.frame import Known
from kg.site.silences import bar
from kg.site.strip import Event

HEAD = (
    "actors:\n  alba: {name: Alba, type: state}\n  borea: {name: Borea, type: state}\n  cora: {name: Cora, type: state}\n"
    'sources:\n  daily: {title: The Daily, url: "https://example.org/"}\n  weekly: {title: The Weekly, relies_on: daily}\n'
    "allegations:\n  raid: {text: Borea raids Alba., accused: borea}\n"
)
FACING = (
    f"{HEAD}  toll: {{text: Alba takes too much toll., accused: alba}}\nstatements:\n"
    "  one: {act: accuses, speaker: alba, allegation: raid, date: 2001-02-03, reports: [{source: daily}]}\n"
    "  reply: {act: denies, speaker: borea, answers: one, date: 2001-02-05, reports: [{source: daily}]}\n"
    "  two: {act: accuses, speaker: borea, allegation: toll, date: 2002-09-01, reports: [{source: weekly}]}\n"
    "  some-day: {act: accuses, speaker: alba, allegation: raid, date: 2003, reports: [{source: daily}]}\n"
    "  last: {act: accuses, speaker: alba, allegation: raid, date: 2003-11-02, reports: [{source: daily}]}\n"
)


def event(name: str, first: str, last: str, lane: strip.Lane = "above") -> Event:
    return Event(name, lane, "accuses", Span(*map(datetime.date.fromisoformat, (first, last))), name)


def page(files: dict[str, bytes], path: str) -> _Element:
    return sites.pages({path: files[path]})[path]


def test_that_a_day_is_a_mark_and_an_uncertain_date_a_bar_over_all_its_days() -> None:
    made = strip.strip(
        [event("a", "2001-01-01", "2001-01-01"), event("b", "2001-01-01", "2003-01-01"), event("c", "2005-01-01", "2005-01-01")]
    )
    assert made is not None
    by = {mark.event.id: mark for mark in made.marks}
    assert (by["a"].width, by["c"].width) == (0, 0)
    assert by["a"].x == by["b"].x < by["c"].x
    share = 730 / (datetime.date(2005, 1, 1) - datetime.date(2001, 1, 1)).days
    assert by["b"].width == pytest.approx(share * (by["c"].x - by["a"].x), abs=0.02)
    assert by["a"].y != by["b"].y
    assert [tick.label for tick in made.ticks] == ["2001", "2002", "2003", "2004", "2005"]


def test_that_what_is_on_one_side_never_covers_another_mark() -> None:
    made = strip.strip([event(f"e{n}", f"2001-01-{n % 28 + 1:02}", f"2001-01-{n % 28 + 1:02}") for n in range(90)])
    assert made is not None
    placed = sorted((mark.y, mark.x) for mark in made.marks)
    assert len(placed) == 90
    assert all(x2 - x1 > 2 for (y1, x1), (y2, x2) in itertools.pairwise(placed) if y1 == y2)


def test_that_too_many_marks_are_counted_and_none_is_lost() -> None:
    days = [datetime.date(1990, 1, 1) + datetime.timedelta(days=31 * n) for n in range(400)]
    many = [event(f"e{n}", str(day), str(day), "above" if n % 3 else "below") for n, day in enumerate(days)]
    vague = [event("vague", "1990-01-01", "2020-01-01"), Event("undated", "above", "accuses", Span(), "")]
    made = strip.strip([*many, *vague])
    assert made is not None
    assert not made.marks
    assert sum(column.number for column in made.columns) == made.drawn == 400
    assert made.undated == 2
    assert max(column.number for column in made.columns) == made.most
    assert strip.strip([vague[1]]) is None


def test_that_the_shares_of_silence_are_those_of_the_statements() -> None:
    corpus = harbour.shipped()
    charges = [r.id for r in corpus.resolved.values() if r.act == "accuses"]
    found = bar(corpus, charges)
    counted = [id_ for id_ in charges if id_ not in corpus.uncounted]
    assert {id_: share.kind for share in found.shares for id_ in share.ids} == {id_: silence(corpus, id_) for id_ in counted}
    assert sum(share.width for share in found.shares) == pytest.approx(100, abs=0.1)


def test_that_the_ranking_of_a_side_has_the_numbers_of_who() -> None:
    files, corpus = sites.shipped(), harbour.shipped()
    pairs = [pair for pair in who(corpus, "side", Filter()) if pair.accused == "russia"]
    ranked = page(files, "actor/russia.html").xpath("//section[@id='accused-by-ranking']//li[span[@class='who']]")
    assert len(ranked) == min(len(pairs), 46)
    assert [row.xpath("string(span[@class='number'])") for row in ranked] == [pair.number.bare for pair in pairs]
    for pair, row in zip(pairs, ranked, strict=True):
        first, second = sorted((pair.accuser, pair.accused))
        expected = "../actor/russia.html" if first == second else f"../pair/{first}/{second}.html"
        assert row.xpath("string(.//a/@href)") == expected


def test_that_every_two_sides_have_a_page_with_all_that_one_says_of_the_other(claims: Claims) -> None:
    files = sites.files(claims(FACING).corpus)
    assert {path for path in files if path.startswith("pair/")} == {"pair/alba/borea.html"}
    times = page(files, "pair/alba/borea.html").xpath("//div[starts-with(@class, 'year')]")
    shown = [
        (
            time.xpath("string(h3)"),
            [
                [link.rpartition("/")[2][:-5] for link in own.xpath(".//a[bdi]/@href") if "statement/" in link]
                for own in time.xpath("div[@class='own']")
            ],
        )
        for time in times
    ]
    assert shown == [
        ("February 2001", [["one"], ["reply"]]),
        ("March 2001 – August 2002", []),
        ("September 2002", [[], ["two"]]),
        ("October 2002 – December 2002", []),
        ("2003", [["some-day"], []]),
        ("November 2003", [["last"], []]),
    ]


def test_that_an_allegation_names_each_speaker_once_under_what_was_held(claims: Claims) -> None:
    text = page(sites.files(claims(FACING).corpus), "allegation/raid.html")
    groups = {
        group.xpath("string(h3)"): group.xpath("ul/li/a/bdi/text()") for group in text.xpath("//section[@id='voices']//div/div")
    }
    assert groups == {"puts forward": ["Alba"], "disputes": ["Borea"]}
    marks = text.xpath("//figure[@class='strip']/svg//a/@href")
    assert sorted(marks) == [f"../statement/{id_}.html" for id_ in ("last", "one", "reply", "some-day")]
    assert len(text.xpath("//figure[@class='strip']//a/rect")) == 1


def test_that_an_unknown_origin_is_drawn_as_unknown(claims: Claims) -> None:
    text = page(sites.files(claims(FACING).corpus), "allegation/toll.html")
    origins = text.xpath("//div[@class='chains']/div[2]//li")
    assert [origin.get("class") for origin in origins] == ["unknown"]
    assert text.xpath("//path[contains(@class, 'thread')]/@class") == ["thread unknown"]
    assert text.xpath("string(//section[@id='origins']/p/span)") == "Independent origins: none known, from 1 report."


def test_that_chains_that_are_cut_say_that_there_may_be_more(claims: Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reprints, "IN_ALL", 0)
    monkeypatch.setattr(reprints, "LEAST", 1)
    forked = FACING.replace("relies_on: daily}", "relies_on: [daily, third]}\n  third: {title: The Third}")
    corpus = claims(forked).corpus
    text = page(sites.files(corpus), "allegation/toll.html")
    assert "there may be more than are counted" in text.xpath("string(//section[@id='origins'])")
    assert "Of 1 or more origins" in text.xpath("string(//section[@id='gaps'])")
    (found,) = origins.of_statement(corpus, corpus.resolved["two"]).ends
    first_hand = dataclasses.replace(found, kind="first-hand")
    known = origins.Origins("toll", ("two",), ("borea",), 1, (first_hand,), (), (), (), answers_only=False, is_cut=True)
    assert basis(known) == "Independent origins: 1, and 0 or more unknown, from 1 report"


def test_that_sources_that_differ_are_beside_the_record(claims: Claims) -> None:
    differing = FACING.replace("reports: [{source: weekly}]", "reports: [{source: weekly, date: 2002-10, says: Said it twice.}]")
    files = sites.files(claims(differing).corpus)
    for path in ("statement/two.html", "allegation/toll.html"):
        rows = page(files, path).xpath("//table[@class='differ']/tbody/tr")
        cells = [
            [cell.xpath("normalize-space(string())") for cell in row.xpath("th | td[1] | td[2]//li/span[1]")] for row in rows
        ]
        assert cells == [["Date", "1 September 2002", "October 2002"], ["Wording", "nothing", "Said it twice."]]


def test_that_a_shift_is_shown_with_what_was_held_before(claims: Claims) -> None:
    turned = f"{FACING}  turn: {{act: concedes, speaker: borea, answers: one, date: 2004-01-01, reports: [{{source: daily}}]}}\n"
    text = page(sites.files(claims(turned).corpus), "actor/borea.html")
    steps = text.xpath("//ul[@class='turns']//ol/li")
    assert [step.xpath("string(a[contains(@class, 'act')])") for step in steps] == ["disputes", "concedes"]
    assert steps[1].xpath("string(span[@class='shift']/a)") == "before: disputes"
    assert steps[1].xpath("string(span[@class='shift']/a/@href)") == "../statement/reply.html"


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> None:
    dated = {f"GIT_{who}_{what}": f"{who}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dated |= {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin", **dated})


def test_that_a_record_says_since_when_it_is_there_and_as_it_is(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    file = tmp_path / "all.yaml"
    file.write_text(HEAD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one", day="2024-01-02")
    file.write_text(f"# A remark.\n{HEAD.replace('Cora,', 'Corona,')}")
    git(tmp_path, "commit", "-qam", "two", day="2024-03-04")
    found = recorded(tmp_path)
    assert (found["alba"].first.day, found["alba"].last.day) == ("2024-01-02", "2024-01-02")
    assert (found["cora"].first.day, found["cora"].last.day) == ("2024-01-02", "2024-03-04")
    assert recorded(tmp_path.parent / "nowhere") == {}


def test_that_pages_of_statements_say_what_became_of_their_quotes(claims: Claims) -> None:
    corpus = claims(FACING).corpus
    known = Known(checks={("one", 0): "quote checked: found in the whole text"})
    made = build.site(corpus, Edition("ab" * 32), known=known)
    files = dict(build.pages(made))
    said = {id_: "found in the whole text" in files[f"statement/{id_}.html"].decode() for id_ in ("one", "two")}
    assert said == {"one": True, "two": False}
