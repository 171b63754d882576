"""The brief: its numbers against plain counts, its links against its anchors, its plots mark by mark."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from conftest import Claims

from kg import resources
from kg.corpus.corpus import Corpus
from kg.load import load
from kg.network.who import Filter, who
from kg.page import plots
from kg.page.brief import Figure, Section, counted, sections
from kg.page.brief_page import html, markdown
from kg.page.plots import Mark


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(resources.folder("claims")).corpus


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> str:
    return html(corpus, "Claims & counter-claims")


def section(corpus: Corpus, title: str) -> Section:
    return next(s for s in sections(corpus) if s.title == title)


class Reader(HTMLParser):
    """Gathers the tags, ids and links of a page, and the elements left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_number_counts_its_statements(corpus: Corpus) -> None:
    for part in sections(corpus):
        for row in part.rows:
            assert len(row) == len(part.columns), part.title
            for cell in row:
                if (
                    isinstance(cell, Figure)
                    and cell.text.isdigit()
                    and part.title not in {"On whose word", "How soon", "Even hands"}
                ):
                    assert int(cell.text) == len(set(cell.ids)), (part.title, row)
    assert set(counted(sections(corpus))) <= set(corpus.resolved)
    assert len(set(counted(sections(corpus)))) == len(corpus.resolved)


def test_accusations_and_answers_are_all_there(corpus: Corpus) -> None:
    accusations = {id_ for id_, r in corpus.resolved.items() if r.act == "accuses"}
    rows = section(corpus, "What was answered").rows
    assert {id_ for row in rows for cell in row[1:2] if isinstance(cell, Figure) for id_ in cell.ids} == accusations
    pairs = section(corpus, "Who accused whom")
    assert len(pairs.rows) == len(pairs.anchors) == len(set(pairs.anchors)) == len(who(corpus, "side", Filter()))


def test_the_timeline_draws_each_statement_once_or_counts_it_below(corpus: Corpus) -> None:
    answers = {"denies", "rebuts", "concedes", "qualifies", "declines"}
    wanted = {id_ for id_, r in corpus.resolved.items() if r.act == "accuses" or r.act in answers}
    when = section(corpus, "When")
    drawn = re.findall(r'<a href="#([a-z0-9-]+)"><rect', when.plot)
    ((below,),) = when.rows
    assert isinstance(below, Figure)
    assert len(drawn) == len(set(drawn))
    assert set(drawn) | set(below.ids) == wanted
    assert not set(drawn) & set(below.ids)


def test_delays_are_drawn_as_often_as_they_are_counted(corpus: Corpus) -> None:
    soon = section(corpus, "How soon")
    counts = [int(cell.text) for row in soon.rows for cell in row if isinstance(cell, Figure)]
    assert soon.plot.count("<rect") == sum(counts)
    assert sum(counts) == sum(
        corpus.resolved[answered].act == "accuses" for r in corpus.resolved.values() for answered in r.answers
    )


def test_the_page_is_whole_closed_and_every_link_leads_somewhere(page: str) -> None:
    read = Reader(page)
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    inner = {link.removeprefix("#") for link in read.links if link.startswith("#")}
    assert inner <= set(read.ids)
    assert len(inner) > 250
    assert all(link.startswith(("#", "https://", "http://")) for link in read.links)
    assert not {"script", "img", "iframe", "link", "form"} & set(read.tags)
    assert "<h1>Claims &amp; counter-claims: a brief</h1>" in page
    assert "default-src &#x27;none&#x27;" in page


def test_plots_are_well_formed(corpus: Corpus) -> None:
    drawn = [part.plot for part in sections(corpus) if part.plot]
    assert len(drawn) == 3
    for plot in drawn:
        root = ET.fromstring(plot)  # noqa: S314 - our own
        width, height = (float(root.get(name, "0")) for name in ("width", "height"))
        for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, w, h = (float(rect.get(name, "-1")) for name in ("x", "y", "width", "height"))
            assert 0 <= x <= x + w <= width
            assert 0 <= y <= y + h <= height


def test_names_cannot_break_out_of_a_plot() -> None:
    drawn = plots.matrix(['<script>"&', "b"], {(0, 1): 2}, {(0, 1): "pair--a--b"})
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    assert '<script>"& accuses b: 2' in "".join(root.itertext())


def test_tall_columns_become_bars() -> None:
    many = [Mark(f"s{n}", "x") for n in range(plots.TALL + 1)]
    drawn = plots.timeline(["2031", ""], [many, []], [[], many[:2]])
    assert drawn.count("<rect") == 4
    assert f"{plots.TALL + 1} accusations" in drawn
    assert plots.timeline([], [], []).startswith("<svg")


def test_markdown_has_a_footnote_for_each_number(corpus: Corpus) -> None:
    text = markdown(corpus, "Claims *and* more")
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    notes = re.findall(r"^\[\^(\d+)\]: (.+)$", text, re.MULTILINE)
    assert used == [number for number, _ in notes] == [str(n) for n in range(1, len(notes) + 1)]
    assert all(id_ in corpus.resolved for _, ids in notes for id_ in ids.split(", "))
    assert text.startswith("# Claims \\*and\\* more: a brief\n")


def test_an_empty_record_has_a_brief() -> None:
    assert Reader(html(Corpus(), "Nothing")).open == []
    assert markdown(Corpus(), "Nothing").startswith("# Nothing")


ATTACK = "</style></title><script>x</script><img src=x onerror=y>\"'&|`*_[a](javascript:z)"


def test_hostile_words_stay_words(claims: Claims) -> None:
    said = json.dumps(ATTACK)
    corpus = claims(
        f"actors:\n  a: {{name: {said}, type: state}}\n  b: {{name: B, type: state}}\nsources:\n  s: {{title: {said}}}\n"
        f"allegations:\n  x: {{text: {said}, accused: b}}\nstatements:\n"
        f"  charge: {{act: accuses, speaker: a, date: 2031-03-01, allegation: x, says: {said}, reports: [{{source: s}}]}}\n"
        f"  denial: {{act: denies, speaker: b, date: 2031-03-02, answers: charge, says: {said}, reports: [{{source: s}}]}}\n"
    ).corpus
    assert len(corpus.resolved) == 2
    read = Reader(html(corpus, ATTACK))
    assert read.open == []
    assert not {"script", "img", "iframe"} & set(read.tags)
    assert all(link.startswith("#") for link in read.links)
    bare = re.sub(r"\\.", "", markdown(corpus, ATTACK))
    assert "<" not in bare
    assert "](" not in bare
