"""The overviews of the site: their numbers are those of the reports, nothing is left out, and no page grows with the record."""

from __future__ import annotations

import datetime
import re

import harbour
import pytest
import sites
from conftest import Claims
from lxml.etree import _Element

from kg.analysis.who import who
from kg.corpus.affiliation import Span
from kg.corpus.aftermath import FATES
from kg.corpus.corpus import Corpus
from kg.corpus.counting import count
from kg.corpus.filters import Filter
from kg.corpus.labels import name
from kg.corpus.level import Level
from kg.corpus.silence import silences
from kg.site import matrix, unknowns
from kg.site.overviews import about, pictures
from kg.site.words import TERMS

RECORDS = {"shipped": (sites.shipped, harbour.shipped), "every field": (sites.every_field, harbour.corpus)}


def _cells(page: _Element) -> dict[tuple[str, str], str]:
    """The numbers of a matrix by the names of accuser and accused, without its totals."""
    table = page.xpath("//table[@class='matrix']")[0]
    columns = [_text(cell) for cell in table.xpath("./thead/tr/th")]
    found = {}
    for row in table.xpath("./tbody/tr"):
        accuser = _text(row.xpath("./th")[0])
        for accused, cell in zip(columns, row.xpath("./td"), strict=True):
            if _text(cell):
                found[accuser, accused] = _text(cell)
    return found


def _text(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _expected(corpus: Corpus, level: Level, wanted: Filter) -> dict[tuple[str, str], str]:
    """What `kg who` counts, of the accused that have columns."""
    found = {}
    for pair in who(corpus, level, wanted):
        if pair.number.number.most or pair.number.retracted:
            found[name(corpus, pair.accuser), name(corpus, pair.accused)] = pair.number.bare.replace(" ·", "")
    return found


def _compare(page: _Element, expected: dict[tuple[str, str], str], *further: _Element) -> int:
    """Compare each cell of a table and its further pages; the accused that have no column are counted in the last but one."""
    cells = {key: number for each in (page, *further) for key, number in _cells(each).items()}
    shown = {key: number for key, number in cells.items() if key[1] != "all" and not key[1].endswith((" others", " other"))}
    columns = {accused for _, accused in shown}
    assert shown == {key: number for key, number in expected.items() if key[1] in columns}
    assert len(columns) == min(matrix.COLUMNS, len({accused for _, accused in expected}))
    return len(shown)


@pytest.mark.parametrize("of", RECORDS)
def test_that_the_matrix_counts_as_kg_who_does(of: str) -> None:
    made, corpus = RECORDS[of]
    claims = corpus()
    pages = sites.pages(made())
    checked = _compare(pages["matrix.html"], _expected(claims, "side", Filter()))
    checked += _compare(
        pages["matrix/actors.html"],
        _expected(claims, "actor", Filter()),
        *(pages[path] for path in pages if path.startswith("matrix/actors/")),
    )
    for path, page in pages.items():
        if year := re.fullmatch(r"matrix/([0-9]{4})\.html", path):
            within = Span(datetime.date(int(year[1]), 1, 1), datetime.date(int(year[1]), 12, 31))
            checked += _compare(page, _expected(claims, "side", Filter(within=within)))
        elif topic := re.fullmatch(r"matrix/topic/([^/]+)\.html", path):
            checked += _compare(page, _expected(claims, "side", Filter(topic=topic[1])))
    assert checked > 20


def test_that_each_accusation_is_of_one_year_or_of_none_that_is_certain() -> None:
    claims = harbour.shipped()
    pages = sites.pages(sites.shipped())
    years = [path for path in pages if re.fullmatch(r"matrix/([0-9]{4}|unknown)\.html", path)]
    russia = ("United States", "Russia")
    ends = [_cells(pages[path]).get(russia, "0").split("–") for path in years]
    whole = _expected(claims, "side", Filter())[russia].split("–")
    assert sum(int(each[-1]) for each in ends) == int(whole[-1])


def test_that_a_cell_leads_to_a_page_with_its_number() -> None:
    pages = sites.pages(sites.shipped())
    checked = 0
    for cell in pages["matrix.html"].xpath("//table[@class='matrix']/tbody/tr/td/a"):
        if cell.get("href").startswith("pair/"):
            headings = {_text(h2) for h2 in pages[cell.get("href")].xpath("//div[@class='directions']//h2")}
            assert f"{cell.get('title')} {_text(cell)}" in headings
            checked += 1
    assert checked > 5


def test_that_the_matrix_does_not_grow_with_the_record(claims: Claims) -> None:
    many = matrix.ROWS + 5
    actors = "".join(f"  a-{n}: {{name: Land {n:03}, type: state}}\n" for n in range(many))
    lines = "".join(
        f"  s-{n}: {{act: accuses, speaker: a-{n}, against: a-{(n + 1) % many}, says: So., date: 2001-02-03,\n"
        "    reports: [{source: daily}]}\n"
        for n in range(many)
    )
    text = f'actors:\n{actors}sources:\n  daily: {{title: The Daily, url: "https://example.org/"}}\nstatements:\n{lines}'
    pages = sites.pages(sites.files(claims(text).corpus))
    parts = [pages[path] for path in ("matrix.html", "matrix/rows-2.html")]
    rows = [_text(row) for page in parts for row in page.xpath("//table[@class='matrix']/tbody/tr/th")]
    assert sorted(rows) == [f"Land {n:03}" for n in range(many)]
    for page in parts:
        assert len(page.xpath("//table[@class='matrix']/thead/tr/th")) == matrix.COLUMNS + 2
    others = [number for page in parts for (_, accused), number in _cells(page).items() if accused.endswith(" others")]
    assert len(others) == many - matrix.COLUMNS


@pytest.mark.parametrize("of", RECORDS)
def test_that_every_accusation_is_listed_under_its_kind_of_silence(of: str) -> None:
    made, corpus = RECORDS[of]
    claims, files = corpus(), made()
    pages = sites.pages(files)
    charges = [id_ for id_, one in claims.resolved.items() if one.act == "accuses" and id_ not in claims.uncounted]
    for kind, ids in silences(claims, charges).items():
        stem = unknowns.place(kind)
        rows = [
            link.rpartition("/")[2].removesuffix(".html")
            for path, page in pages.items()
            if re.fullmatch(rf"{stem}(-[0-9]+)?\.html", path)
            for link in page.xpath("//ol[@class='rows']//div//a/@href")
        ]
        assert sorted(rows) == sorted(ids)
        if ids:
            number = count(claims, ids).bare
            assert number in _text(pages[f"{stem}.html"].xpath("//h1")[0])
            start = pages["index.html"].xpath(f"//ul[@class='kinds']/li[a/@href='{stem}.html']/b")
            assert [_text(one) for one in start] == [number]


def test_that_corrections_name_all_that_was_taken_back_withdrawn_or_moved() -> None:
    claims = harbour.corpus()
    page = sites.pages(sites.every_field())["corrections.html"]
    links = set(page.xpath("//section//a/@href"))
    assert claims.aftermath
    for id_, laters in claims.aftermath.items():
        assert {f"statement/{one}.html" for one in (id_, *(later.by for later in laters))} <= links
    held = {later.fate.replace(" ", "-") for laters in claims.aftermath.values() for later in laters}
    assert held == {fate.replace(" ", "-") for fate in FATES} & set(page.xpath("//section/@id"))
    withdrawn = [one for one in claims.statements.values() if one.withdrawn]
    assert withdrawn
    for one in withdrawn:
        assert f"statement/{one.id}.html" in links
        assert one.withdrawn is not None
        assert one.withdrawn.reason in _text(page)
    former = {f"{one.kind}/{old}.html" for one in claims.whole() if one.kind != "dataset" for old in one.was}
    assert former <= links


@pytest.mark.parametrize("lang", ["en", "de"])
def test_that_the_glossary_has_every_term(lang: str) -> None:
    page = sites.pages({"about.html": sites.shipped(lang)["about.html"]})["about.html"]
    anchors = set(page.xpath("//section[@id='glossary']//div/@id"))
    expected = {
        f"{vocabulary}-{term.replace(' ', '-')}"
        for vocabulary in about.VOCABULARIES
        for term in (FATES if vocabulary == "fate" else TERMS[vocabulary])
    }
    assert anchors == expected


def test_that_the_start_page_has_two_tours() -> None:
    page = sites.pages({"index.html": sites.shipped()["index.html"]})["index.html"]
    assert [len(tour.xpath("./li")) >= 4 for tour in page.xpath("//ol[@class='tour']")] == [True, True]


def test_that_a_map_too_dense_to_be_read_gives_way_to_the_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"<canvas" in sites.every_field()["map.html"] or b'id="map"' in sites.every_field()["map.html"]
    monkeypatch.setattr(pictures, "DENSE", 3)
    page = sites.pages({"map.html": sites.files(harbour.corpus())["map.html"]})["map.html"]
    assert page.xpath("//main//a/@href") == ["matrix.html"]
