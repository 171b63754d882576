"""Every number in the brief leads to statements: all text with a digit is looked at, wherever it stands, in HTML and in Markdown.

What may stand bare is listed here: names out of the record, the days and years that columns and rows are called by, the
confidence of the intervals, and a nought, which counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import harbour
import page_tree
import pytest

from kg.analysis.audit import Evidence, Quote
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.site.brief.html import html
from kg.site.brief.markdown import markdown

TITLE = "The brief"
BARE = re.compile(
    r"\d{4}|\d{4} Q[1-4]"  # a year or a quarter, as a row or a tick of the axis
    r"|1 day|2 days|3–7 days|8–30 days|31–365 days"
    r"|Where the record treats a side differently from the rest, with 95% intervals\."
    r"|All statements of the record\. Record up to [\w ]+\."
    r"|0"
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return harbour.shipped()


@pytest.fixture(scope="module")
def evidence(corpus: Corpus) -> Evidence:
    """Half of the quotes found, half not at hand, so that all measures are shown."""
    quoted = [(r.id, report.source) for r in corpus.resolved.values() for report in r.statement.reports if report.quote]
    return Evidence(frozenset(), tuple(Quote(id_, source, True if n % 2 else None) for n, (id_, source) in enumerate(quoted)))


def naked(element: page_tree.Element, names: set[str]) -> Iterator[str]:
    """The text with digits that no link leads on from, and that is not allowed to stand bare."""
    if element.tag in {"style", "title", "desc", "dl", "code"}:
        return
    if element.tag == "a" and (element.attributes.get("href") or "").startswith("#"):
        return
    if element.tag == "details" and element.find("a"):
        return
    for child in element.children:
        if isinstance(child, page_tree.Element):
            yield from naked(child, names)
        elif not said_bare(child, names):
            yield child


def said_bare(text: str, names: set[str]) -> bool:
    """Whether the text may stand without a link."""
    text = text.strip()
    if not re.search(r"\d", text) or BARE.fullmatch(text) or text in names:
        return True
    shortened = text.removesuffix("…")
    if text.endswith("…"):
        return any(name.startswith(shortened) for name in names)
    for name in sorted((n for n in names if re.search(r"\d", n)), key=len, reverse=True):
        text = text.replace(name, "")
    return not re.search(r"\d", text)


def names_of(corpus: Corpus) -> set[str]:
    return {TITLE, *(a.name for a in corpus.actors.values()), *(label(corpus, a) for a in corpus.allegations.values())}


def test_every_number_of_the_page_leads_to_statements(corpus: Corpus, evidence: Evidence) -> None:
    page = page_tree.read(html(corpus, TITLE, evidence))
    assert list(naked(page, names_of(corpus))) == []
    targets = {e.attributes["id"]: e for e in page.all() if "id" in e.attributes}
    numbers = [number for table in page.find("table") for number in numbers_in(table)]
    assert len(numbers) > 250
    for number in numbers:
        ends = [(link.attributes["href"] or "").removeprefix("#") for link in number.find("a")]
        assert ends
        assert all(targets[end].tag == "dt" and end in corpus.resolved for end in ends)


def numbers_in(table: page_tree.Element) -> list[page_tree.Element]:
    """What opens, and the links outside of it."""
    details = table.find("details")
    inner = {id(element) for one in details for element in one.all()}
    return [*details, *(link for link in table.find("a") if id(link) not in inner)]


def test_every_number_of_a_plot_leads_to_a_row_with_that_number(corpus: Corpus) -> None:
    page = page_tree.read(html(corpus, TITLE))
    rows = {e.attributes["id"]: e for e in page.find("tr") if "id" in e.attributes}
    drawn = [(a, a.find("text")) for svg in page.find("svg") for a in svg.find("a")]
    numbers = [(rows[(a.attributes["href"] or "").removeprefix("#")], text[0].text) for a, text in drawn if text]
    assert len(numbers) > 25
    for row, number in numbers:
        shown = [re.split(r"(?<=\d)(?=[a-z])", cell.text)[0] for cell in row.children if isinstance(cell, page_tree.Element)]
        counts = {re.match(r"[\d,–]*", text)[0] for text in shown}  # type: ignore[index]
        assert number in counts, (number, shown)


def test_what_a_plot_tells_in_words_is_what_it_shows(corpus: Corpus) -> None:
    page = page_tree.read(html(corpus, TITLE))
    matrix, timeline, delays = page.find("svg")
    told = [svg.find("desc")[0].text for svg in (matrix, timeline, delays)]
    assert sorted(re.findall(r": ([\d,–]+)(?:;|$)", told[0])) == sorted(t.text for a in matrix.find("a") for t in a.find("text"))
    squares = [a for a in timeline.find("a") if a.find("rect")]
    assert sum(map(int, re.findall(r"(\d+) (?:accusations|answers)", told[1]))) == len(squares)
    assert sum(map(int, re.findall(r"(\d+) answers", told[2]))) == len(delays.find("rect"))


def test_every_number_of_the_markdown_has_its_footnote(corpus: Corpus, evidence: Evidence) -> None:
    text = markdown(corpus, TITLE, evidence)
    body, _, notes = text.partition("\n[^1]: ")
    assert set(re.findall(r"\[\^(\d+)\]", body)) == {"1", *re.findall(r"^\[\^(\d+)\]:", notes, re.MULTILINE)}
    cells = [cell.strip() for line in body.splitlines() if not line.startswith("More: ") for cell in re.split(r"(?<!\\)\|", line)]
    plain = [re.sub(r"\\(.)", r"\1", cell) for cell in cells if not re.search(r"\[\^\d+\]$", cell)]
    assert [cell for cell in plain if not said_bare(cell, names_of(corpus))] == []


@pytest.mark.parametrize(
    "planted", ["<p>There are 17 of them.</p>", "<td>3–4</td>", "<p>17 <a href='https://x.example'>18</a></p>"]
)
def test_a_planted_number_is_found(planted: str) -> None:
    assert list(naked(page_tree.read(f"<table>{planted}</table>"), {"Port 2017"}))
