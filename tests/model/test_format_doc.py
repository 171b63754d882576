"""The specification and the code say the same: every field, the matrix of acts, dates, words, limits, and every example.

`KG_UPDATE=1` makes the tables of fields and acts anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, get_args

import format_tables
import pytest
from conftest import Claims
from places import REPOSITORY

from kg import claimfile, ids, load
from kg.check import check
from kg.claimfile.text import _FORBIDDEN
from kg.corpus.resolution import Resolved
from kg.edtf import Date, parse
from kg.edtf.parser import LONGEST
from kg.model import records, words
from kg.model.acts import ABOUT, ACTS, Act
from kg.model.fields import MAX_QUOTE_WORDS, MAX_TEXT
from kg.model.part import Part
from kg.model.records import SECTIONS
from kg.reading import folder
from kg.reading.names import NAME
from kg.rules.catalogue import RULES

PAGE: Final = REPOSITORY / "docs" / "format.md"


def whole() -> str:
    """The page as it is."""
    return PAGE.read_text("utf-8")


def section(heading: str) -> str:
    """The text below a heading, up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", whole(), re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def tables(text: str) -> list[list[list[str]]]:
    """Every table of `text`: its rows of cells, the heading row first."""
    found = []
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        assert set("".join(rows[1])) <= set("- ")
        assert len({len(row) for row in rows}) == 1, rows[0]
        found.append([rows[0], *rows[2:]])
    return found


def table(heading: str, first: str) -> list[list[str]]:
    """The rows of the one table below `heading` whose first column is called `first`."""
    (found,) = [rows[1:] for rows in tables(section(heading)) if rows[0][0] == first]
    return found


def examples() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", whole(), re.MULTILINE | re.DOTALL)


def test_the_tables_are_those_of_the_declarations() -> None:
    made = format_tables.page(whole())
    if os.environ.get("KG_UPDATE"):
        PAGE.write_text(made, "utf-8")
    assert whole() == made, "run KG_UPDATE=1 pytest tests/model/test_format_doc.py"


def test_every_class_of_the_model_has_its_table() -> None:
    classes = {cls for cls in vars(records).values() if isinstance(cls, type) and issubclass(cls, Part)}
    assert {cls for cls in classes if not cls.__name__.startswith("_")} - {Part, records.Saying} == set(format_tables.SECTION_OF)


def test_the_sections() -> None:
    assert [row[0] for row in table("Files", "section")] == [f"`{name}`" for name in [*SECTIONS, "dataset"]]


def test_the_acts_and_what_they_allow() -> None:
    assert list(ACTS) == list(get_args(Act))
    head, *_ = next(rows for rows in tables(section("Acts")) if rows[0][-1] == "takes over")
    fields = {cell.strip("`") for cell in head[1:-1]}
    assert fields == {field for rule in ACTS.values() for field in (*rule.needs, *rule.requires, *rule.forbids)}
    about = f"{', '.join(f'`{name}`' for name in ABOUT[:-1])} and `{ABOUT[-1]}`"
    assert f"a statement has at least one of {about}" in whole()


def test_the_closed_lists_of_words() -> None:
    def listed(words: tuple[str, ...], last: str) -> str:
        return f"{', '.join(f'`{word}`' for word in words[:-1])} {last} `{words[-1]}`"

    assert f"The types are {listed(get_args(words.ActorType), 'and')}." in whole()
    assert f"The kinds are {listed(get_args(words.SourceKind), 'and')}." in whole()
    assert f"The steps are {listed(get_args(words.Step), 'and')}." in whole()
    assert listed(get_args(words.Certainty), "or").replace("`asserted`", "`asserted` (understood)") in whole()


@pytest.mark.parametrize("row", table("Dates", "written"), ids=lambda row: row[0])
def test_the_forms_of_dates_and_their_bounds(claims: Claims, row: list[str]) -> None:
    written, _, first, last = row
    date = parse(written.strip("`"))
    assert isinstance(date, Date)
    assert [str(bound or "open") for bound in (date.earliest, date.latest)] == [first, last]
    loaded = claims(f"statements:\n  s:\n    act: asserts\n    speaker: a\n    says: x\n    date: {date.text}\n")
    assert loaded.corpus.statements["s"].date == date


def test_the_date_that_the_text_offers() -> None:
    assert "for `24 April 1894` it suggests `1894-04-24`" in whole()
    date = parse("24 April 1894")
    assert not isinstance(date, Date)
    assert date.suggestion == "1894-04-24"


def test_the_limits() -> None:
    name = max(n for n in range(200) if NAME.match("x" * n))
    assert {what: int(most.replace(",", "")) for what, most in table("Limits", "what")} == {
        "bytes in a file": claimfile.MAX_BYTES,
        "values in a file, keys included": claimfile.MAX_NODES,
        "nested levels": claimfile.MAX_DEPTH,
        "levels of `part_of`, or of `broader` among allegations": words.MAX_LEVELS,
        "characters in a text": MAX_TEXT,
        "characters in a web address": ids.MAX_URL,
        "files in a data set": folder.MAX_FILES,
        "characters in a file or folder name": name,
        "characters in an id": ids.MAX_LENGTH,
        "characters in a date": LONGEST,
        "words in a quote": MAX_QUOTE_WORDS,
    }


def test_the_refused_characters() -> None:
    forbidden = {c for c in map(chr, range(0x10000)) if _FORBIDDEN.match(c)}
    written = " ".join(row[0] for row in table("Text", "characters"))
    described = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4})", written)}
    for start, end in re.findall(r"U\+([0-9A-F]{4}) to U\+([0-9A-F]{4})", written):
        described |= set(map(chr, range(int(start, 16), int(end, 16) + 1)))
    assert described - set("\t\n\r") == forbidden


def test_every_rule_is_named() -> None:
    named = [code for row in table("What is refused", "codes") for code in row[0].split(", ")]
    assert len(named) == len(set(named))
    assert set(named) == {rule.code for rule in RULES}


def test_there_are_examples() -> None:
    assert len(examples()) >= 5
    assert len(re.findall("^### ", whole().partition("\n## Worked examples")[2], re.MULTILINE)) >= 3


@pytest.mark.parametrize("text", examples(), ids=range(len(examples())))
def test_every_example_loads_and_passes_every_rule(claims: Claims, text: str, tmp_path: Path) -> None:
    loaded = claims(text)
    assert loaded.diagnostics == []
    assert list(loaded.corpus.whole())
    assert check(tmp_path / "claims").diagnostics == ()


def test_the_links_of_the_examples_come_out_as_the_text_says(tmp_path: Path) -> None:
    resolved: dict[str, Resolved] = {}
    for i, text in enumerate(re.findall(r"```yaml\n(.*?)```", whole().partition("\n## Worked examples")[2], re.DOTALL)):
        (tmp_path / str(i)).mkdir()
        (tmp_path / str(i) / "a.yaml").write_text(text, "utf-8")
        resolved |= load.load(tmp_path / str(i)).corpus.resolved
    assert resolved["rassendyll-denial-1894-04"].disputes == ("ruritania-arms-bands",)
    assert resolved["rassendyll-countercharge-1894-04"].counters == ("sapt-arms-1894-04",)
    assert resolved["rassendyll-countercharge-1894-04"].sides == ("ruritania",)
    assert resolved["envoy-on-papers-1931-05"].disputes == ("glottenberg-buys-papers",)
    assert str(resolved["minister-on-guns"].latest) == "1931-05-08"
    assert resolved["gazette-rebuttal"].disputes == ()
    assert resolved["gazette-retraction"].revises == ("gazette-on-gold",)
    assert "bank-silence" not in resolved


def test_links_within_the_page_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", whole(), re.MULTILINE)
    }
    links = re.findall(r"\]\(#([^)]*)\)", whole())
    assert set(links) <= anchors
    top = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^## (.*)$", whole(), re.MULTILINE)
    }
    assert top <= set(links)
