"""The brief: its numbers against plain counts, its links against its anchors, what it does with hostile and with many words."""

from __future__ import annotations

import json
import re
from importlib import resources

import from_right
import harbour
import page_tree
import pytest
import quarrel
from conftest import Claims

from kg.analysis.audit import Evidence, Quote
from kg.analysis.who import who
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.silence import silence
from kg.site import bidi
from kg.site.brief import exchange, plots
from kg.site.brief import html as html_module
from kg.site.brief import section as section_module
from kg.site.brief.html import html
from kg.site.brief.markdown import markdown
from kg.site.brief.section import Figure, Section, counted
from kg.site.brief.sections import sections

PLAIN = {"record", "who", "answers", "when"}
"""Sections whose numbers count the statements behind them, each once."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return harbour.shipped()


@pytest.fixture(scope="module")
def found(corpus: Corpus) -> dict[str, Section]:
    return {section.id: section for section in sections(corpus)}


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> page_tree.Element:
    return page_tree.read(html(corpus, "Claims & counter-claims"))


def figures(section: Section) -> list[Figure]:
    return [cell for row in section.rows for cell in row if isinstance(cell, Figure)]


def test_every_section_has_its_rows_under_its_columns(found: dict[str, Section]) -> None:
    assert len(found) == 17
    for section in found.values():
        assert section.rows or section.id == "findings", section.id
        assert all(len(row) == len(section.columns) for row in section.rows)
        assert len(section.anchors) in {0, len(section.rows)}
        assert section.command.startswith("kg ")


def test_plain_numbers_count_their_statements(found: dict[str, Section]) -> None:
    checked = [figure for id_ in PLAIN for figure in figures(found[id_])]
    assert len(checked) > 100
    assert all(most(figure) == len(figure.ids) == len(set(figure.ids)) for figure in checked)  # none was retracted


def most(figure: Figure) -> int:
    """The upper end of what a figure says."""
    return int(figure.text.rpartition("–")[2])


def test_ranges_lie_within_what_stands_behind_them(found: dict[str, Section]) -> None:
    ranges = [f for s in found.values() for f in figures(s) if re.fullmatch(r"[\d,]+–[\d,]+", f.text)]
    assert len(ranges) > 20
    for figure in ranges:
        least, most = (int(end.replace(",", "")) for end in figure.text.split("–"))
        assert least < most
        assert least <= len(set(figure.ids)) or figure in figures(found["glance"])


def test_all_statements_are_counted_and_no_other(corpus: Corpus, found: dict[str, Section]) -> None:
    assert set(counted(tuple(found.values()))) == set(corpus.resolved)


def test_accusations_and_answers_are_all_there(corpus: Corpus, found: dict[str, Section]) -> None:
    accusations = {id_ for id_, r in corpus.resolved.items() if r.act == "accuses"}
    rows = found["answers"].rows
    assert {id_ for row in rows for cell in row[1:2] if isinstance(cell, Figure) for id_ in cell.ids} == accusations
    pairs = found["who"]
    assert len(pairs.rows) == len(pairs.anchors) == len(set(pairs.anchors)) == len(who(corpus, "side", Filter()))


def test_the_timeline_draws_each_statement_once_or_counts_it_in_the_last_row(corpus: Corpus, found: dict[str, Section]) -> None:
    answers = {"denies", "rebuts", "concedes", "qualifies", "declines"}
    wanted = {id_ for id_, r in corpus.resolved.items() if r.act == "accuses" or r.act in answers}
    drawn = re.findall(
        r'<a href="#([a-z0-9-]+)" tabindex="-1"><title>[^<]*</title><rect[^>]*fill="(#[0-9a-f]+)"', found["when"].plot
    )
    below = {id_ for cell in found["when"].rows[-1] if isinstance(cell, Figure) for id_ in cell.ids}
    assert len({id_ for id_, _ in drawn}) == len(drawn)
    assert {id_ for id_, _ in drawn} | below == wanted
    assert not {id_ for id_, _ in drawn} & below
    hollow = {id_ for id_, fill in drawn if fill == "#fff"}
    assert hollow == {i for i, _ in drawn if corpus.resolved[i].act == "accuses" and silence(corpus, i) != "answered"}


def test_delays_are_drawn_as_often_as_they_are_counted(corpus: Corpus, found: dict[str, Section]) -> None:
    counts = [int(figure.text) for figure in figures(found["soon"])]
    assert found["soon"].plot.count("<rect") == sum(counts)
    assert sum(counts) == sum(
        corpus.resolved[answered].act == "accuses"
        for r in corpus.resolved.values()
        if not r.is_attributed
        for answered in r.answers
    )


def test_accusations_stand_beside_their_answers(corpus: Corpus, found: dict[str, Section]) -> None:
    rows = found["exchanges"].rows
    pairs = [(said.ids[0], back.ids[0]) for said, _, back, *_ in rows if isinstance(said, Figure) and isinstance(back, Figure)]
    assert len(pairs) == len(rows)
    assert sorted(pairs) == sorted(
        (answered, r.id)
        for r in corpus.resolved.values()
        if not r.is_attributed
        for answered in r.answers
        if corpus.resolved[answered].act == "accuses"
    )
    (known,) = (row for row, pair in zip(rows, pairs, strict=True) if pair == ("nicholson-arms-2017-04", "lavrov-denial-2017-04"))
    assert known[3:] == ("denies", Figure("1", ("nicholson-arms-2017-04", "lavrov-denial-2017-04")), "whole")


def test_a_year_counts_what_is_dated_in_it(corpus: Corpus, found: dict[str, Section]) -> None:
    for row in found["years"].rows:
        assert isinstance(row[1], Figure)
        dated = [r for r in corpus.resolved.values() if r.act == "accuses" and r.earliest and r.latest]
        surely = {r.id for r in dated if r.earliest and r.latest and str(r.earliest.year) == row[0] == str(r.latest.year)}
        assert surely <= set(row[1].ids)
        assert int(row[1].text.split("–")[0]) <= len(surely)


def test_evidence_is_shown_or_its_want_named(corpus: Corpus, found: dict[str, Section]) -> None:
    assert [line.split(":")[1].strip() for line in found["hands"].text if line.startswith("Not measured")] == [
        "quotes verified",
        "without loaded words",
    ]
    one = next(iter(corpus.resolved))
    with_quote = sections(corpus, Evidence(frozenset(), (Quote(one, "s", found=True, depth="excerpt"),)))
    hands = next(s for s in with_quote if s.id == "hands")
    assert not [line for line in hands.text if line.startswith("Not measured")]
    assert [row[2] for row in hands.rows[-2:]] == [
        Figure("quotes: 1 verified, 0 not found, 0 without text; a quote without text never counts as verified", (one,)),
        Figure("looked for them in: 0 whole text, 1 excerpt, 0 none", (one,)),
    ]


def test_the_page_is_whole_closed_and_every_link_leads_somewhere(page: page_tree.Element) -> None:
    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    links = [e.attributes["href"] or "" for e in page.find("a")]
    assert len(ids) == len(set(ids))
    inner = {link.removeprefix("#") for link in links if link.startswith("#")}
    assert inner <= set(ids)
    assert len(inner) > 250
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    assert not {"script", "img", "iframe", "link", "form"} & {e.tag for e in page.all()}
    assert page.find("h1")[0].text == "Claims & counter-claims: a brief"
    (policy,) = (e for e in page.find("meta") if "http-equiv" in e.attributes)
    assert (policy.attributes["content"] or "").startswith("default-src 'none'")


def test_statements_stand_with_their_words_and_sources(corpus: Corpus, page: page_tree.Element) -> None:
    (place,) = [i for i, e in enumerate(page.all()) if e.attributes.get("id") == "lavrov-denial-2017-04"]
    text = "".join(e.text for e in page.all()[place + 1 : place + 12] if e.tag == "dd")
    assert (corpus.resolved["lavrov-denial-2017-04"].statement.says or "?") in text
    assert "paragraph 2, footnote 4" in text
    assert "unprofessional and groundless" in text


def test_long_tables_and_lists_are_cut_and_say_so(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no link leads nowhere then, in the plots either, which have bars instead of squares."""
    monkeypatch.setattr(section_module, "ROWS", 4)
    monkeypatch.setattr(exchange, "SHOWN", 2)
    monkeypatch.setattr(html_module, "LISTED", (2,))
    monkeypatch.setattr(plots, "TALL", 1)
    whole = page_tree.read(html(corpus, "Cut"))
    rows = {e.attributes["aria-labelledby"]: len(e.find("tr")) - 1 for e in whole.find("div") if e.find("table")}
    assert rows.pop("s--when") > 4
    assert rows.pop("s--soon") == 8
    assert max(rows.values()) == 4
    assert "Only the first 4 rows are shown; kg who --level side lists all." in whole.text
    assert "The first 2; for the other" in whole.text
    ids = {e.attributes["id"] for e in whole.all() if "id" in e.attributes}
    links = {
        (e.attributes["href"] or "").removeprefix("#") for e in whole.find("a") if (e.attributes["href"] or "").startswith("#")
    }
    assert links <= ids
    assert len(whole.find("dt")) < len(corpus.resolved) / 2
    bars = [a for svg in whole.find("svg")[1:] for a in svg.find("a") if a.find("rect")]
    assert len(bars) > 10
    assert all((a.attributes["href"] or "").startswith(("#when--", "#soon--")) for a in bars)


def test_that_names_from_the_right_are_set_apart_in_markdown() -> None:
    written = markdown(from_right.corpus(), from_right.TITLE)
    counts = {name: written.count(name) for name in from_right.NAMES.values()}
    assert sum(count > 0 for count in counts.values()) >= 4
    assert counts == {name: written.count(f"{bidi.FSI}{name}{bidi.PDI}") for name in counts}
    assert f"# {bidi.FSI}{from_right.TITLE}{bidi.PDI}: a brief" in written
    assert written.count(bidi.FSI) == written.count(bidi.PDI)
    assert bidi.FSI not in markdown(quarrel.corpus(), "A quarrel")


def test_markdown_has_a_footnote_for_each_number(corpus: Corpus) -> None:
    text = markdown(corpus, "Claims *and* more")
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    notes = re.findall(r"^\[\^(\d+)\]: (.+)$", text, re.MULTILINE)
    assert used == [number for number, _ in notes] == [str(n) for n in range(1, len(notes) + 1)]
    assert all(id_ in corpus.resolved for _, ids in notes for id_ in ids.split(", "))
    assert text.startswith("# Claims \\*and\\* more: a brief\n")


def test_an_empty_record_has_a_brief() -> None:
    assert page_tree.read(html(Corpus(), "Nothing")).find("h1")
    assert markdown(Corpus(), "Nothing").startswith("# Nothing")


def test_a_record_whose_only_accusation_is_disputed_has_a_brief(claims: Claims) -> None:
    corpus = claims(
        "actors:\n  a: {name: A, type: state}\n  b: {name: B, type: state}\nsources:\n  s: {title: S}\n"
        "allegations:\n  x: {text: B burns it., accused: b}\nstatements:\n"
        "  charge: {act: accuses, speaker: a, date: 2031-03-01, allegation: x, utterance: disputed, reports: [{source: s}]}\n"
    ).corpus
    assert len(corpus.resolved) == 1
    assert "A accuses B" not in html(corpus, "One")


ATTACK = "</style></title><script>x</script><img src=x onerror=y>\"'&|`*_[a](javascript:z)"


def test_hostile_words_stay_words(claims: Claims) -> None:
    said = json.dumps(ATTACK)
    corpus = claims(
        f"actors:\n  a: {{name: {said}, type: state}}\n  b: {{name: B, type: state}}\nsources:\n  s: {{title: {said}}}\n"
        f"allegations:\n  x: {{text: {said}, accused: b}}\nstatements:\n"
        f"  charge: {{act: accuses, speaker: a, date: 2031-03-01, allegation: x, says: {said},\n"
        f"    reports: [{{source: s, at: {said}, quote: {said}}}]}}\n"
        f"  denial: {{act: denies, speaker: b, date: 2031-03-02, answers: charge, says: {said}, reports: [{{source: s}}]}}\n"
    ).corpus
    assert len(corpus.resolved) == 2
    whole = page_tree.read(html(corpus, ATTACK))
    assert not {"script", "img", "iframe"} & {e.tag for e in whole.all()}
    assert all((e.attributes["href"] or "").startswith("#") for e in whole.find("a"))
    bare = re.sub(r"\\.", "", markdown(corpus, ATTACK))
    assert "<" not in bare
    assert "](" not in bare


def test_the_style_is_in_the_package() -> None:
    assert (resources.files("kg.web") / "brief.css").is_file()


@pytest.mark.parametrize(
    ("charges", "named"),
    [
        ("ida>max ida>max eva>bob", {"accuses most": "Ida", "most accused": "Max"}),
        ("ida>max eva>bob", {"perhaps accuses most": "Eva Ida", "perhaps most accused": "Bob Max"}),
        ("ida>max eva>max bob>max max>bob", {"most accused": "Max"}),
        ("ida>max eva>max bob>ida max>eva", {"most accused": "Max"}),
    ],
)
def test_nobody_is_called_the_most_where_others_are_as_much(claims: Claims, charges: str, named: dict[str, str]) -> None:
    people = "".join(f"  {id_}: {{name: {id_.title()}, type: person}}\n" for id_ in ("bob", "eva", "ida", "max"))
    said = "".join(
        f"  s{n}: {{act: accuses, speaker: {one}, against: {other}, date: 2031, says: So., reports: [{{source: p}}]}}\n"
        for n, (one, _, other) in enumerate(charge.partition(">") for charge in charges.split())
    )
    corpus = claims(f"actors:\n{people}sources:\n  p: {{title: P}}\nstatements:\n{said}").corpus
    rows = [str(row[0]) for row in sections(corpus)[0].rows if "most" in str(row[0])]
    found: dict[str, list[str]] = {}
    for what, _, one in (row.partition(", in statements: ") for row in rows):
        found.setdefault(what, []).append(one)
    assert {what: " ".join(sorted(those)) for what, those in found.items()} == named
