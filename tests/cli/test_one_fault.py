"""One mistake is one diagnostic: what a stranger mistypes in a tracker made by `kg init`, where it is told, and what to type.

Each row changes one file of the worked example once. Nothing else may be told: neither what merely follows from the mistake, nor
the same thing twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import pytest

from kg.check import check
from kg.scaffold.init import files

EXAMPLE: Final = {str(path): data.decode() for path, data in files(example=False)}
TOLLS: Final = "claims/harbour-dispute/tolls.yaml"
ACTORS: Final = "claims/actors/actors.yaml"
SOURCES: Final = "claims/sources/sources.yaml"


class Row(NamedTuple):
    """A change of a file, and the one diagnostic it makes: code, the text at the place, and parts of its words and its hint."""

    old: str
    new: str
    code: str
    at: str
    message: str
    hint: str
    file: str = TOLLS


ROWS: Final[dict[str, Row]] = {
    # words of ours
    "an act in another word": Row("act: denies", "act: rejects", "K108", "rejects", "unknown act", "did you mean 'denies'?"),
    "an act that may be two": Row("act: denies", "act: refutes", "K108", "refutes", "", "did you mean 'denies' or 'rebuts'?"),
    "an act misspelt": Row("act: denies", "act: denys", "K108", "denys", "", "did you mean 'denies'?"),
    "a type in another word": Row("type: media", "type: newspaper", "K108", "newspaper", "", "did you mean 'media'?", ACTORS),
    "a certainty in another word": Row("probable", "likely", "K104", "likely", "unknown certainty", "did you mean 'probable'?"),
    # fields
    "a field of another record": Row("name: Strels", "label: Strels", "K101", "label", "", "did you mean 'name'?", ACTORS),
    "a field in another word": Row("says: Said that no", "summary: Said that no", "K101", "summary", "", "did you mean 'says'?"),
    "a field with a Cyrillic letter": Row(
        "act: den", "\u0430ct: den", "K101", "\u0430ct", ": it holds U+0430", "did you mean 'act'?",
    ),
    "a field with an invisible letter": Row("act: den", "a\u200bct: den", "K101", "a\u200bct", ": it holds U+200B", "'act'?"),
    "a field where its record has another": Row(
        "accused: grunewald", "speaker: grunewald", "K101", "speaker", "unknown field", "it is a field of a statement"
    ),
    # sections
    "a section misspelt": Row("statements:", "statments:", "K014", "statments", "", "did you mean 'statements'?"),
    "a field in line with the sections, at the end": Row(
        "for tolls.\n    reports:\n      - source: grunewald-notice-2032-03-03\n",
        "for tolls.\n    reports:\n      - source: grunewald-notice-2032-03-03\nnote: no ship\n", "K014", "note",
        "unknown section 'note'", "put 4 spaces before it"
    ),
    # ids
    "a name for an id": Row("speaker: otto-brand", "speaker: Otto Brand", "K105", "Otto Brand", "", "did you mean 'otto-brand'?"),
    "an alias for an id": Row("accused: grunewald", "accused: Kingdom of Grünewald", "K105", "Kingdom", "", "'grunewald'?"),
    "a title for an id": Row(
        "source: grunewald-notice-2032-03-03\n        quote", "source: Notice on the harbour\n        quote", "K105",
        "Notice", "", "did you mean 'grunewald-notice-2032-03-03'?",
    ),
    "a name of nobody": Row(
        "speaker: otto-brand", "speaker: Rosa Brand", "K105", "Rosa", "", "no record has that id or name",
    ),
    "several ids with commas": Row(
        "accused: grunewald", "accused: grunewald, ida-falk", "K105", "grunewald, ida", "", "as a list: [grunewald, ida-falk]"
    ),
    "several ids without commas": Row(
        "concerns: [ruritania]", "concerns: [ruritania ida-falk]", "K105", "ruritania ida", "", "as a list: [ruritania, ida-falk]"
    ),
    "an address for a source": Row(
        "source: grunewald-notice-2032-03-03\n        quote", "source: https://example.org/7\n        quote", "K105",
        "https://example.org/7", "", "an address goes in 'url' of a source",
    ),
    "a title before a name": Row("speaker: otto-brand", "speaker: Mr Brand", "K105", "Mr Br", "", "'otto-brand'?"),
    "a role before a name": Row(
        "speaker: otto-brand", "speaker: Crown Spokesman Brand", "K105", "Crown", "", "did you mean 'otto-brand'?",
    ),
    "a surname misspelt": Row("speaker: ida-falk", "speaker: Falck", "K105", "Falck", "", "did you mean 'ida-falk'?"),
    "a surname misspelt, in small letters": Row("speaker: otto-brand", "speaker: brandt", "K201", "brandt", "", "'otto-brand'"),
    # a mapping that nobody meant to write
    "an empty key in braces": Row("says: Said that no toll had", "says: {?: a} #", "K015", ": a}", "a key is", "name"),
    "an empty key in braces, for an id": Row("accused: grunewald", "accused: {?: grunewald}", "K015", ": gr", "", "name"),
    "an empty key in braces, for a list": Row("concerns: [ruritania]", "concerns: {?: rur}", "K015", ": rur", "", "name"),
    "a part of a name": Row("speaker: otto-brand", "speaker: Brand", "K105", "Brand", "", "did you mean 'otto-brand'?"),
    "a part of an alias": Row("accused: grunewald", "accused: Kingdom", "K105", "Kingdom", "", "did you mean '"),
    "a part of a title": Row(
        "source: grunewald-notice-2032-03-03\n        quote", "source: Notice\n        quote", "K105", "Notice", "",
        "did you mean 'grunewald-notice-2032-03-03'?",
    ),
    "two names": Row(
        "accused: grunewald", "accused: Ida Falk and Brand", "K105", "Ida Falk and", "", "as a list: [ida-falk, otto-brand]",
    ),
    "three names": Row(
        "accused: grunewald", "accused: Ida Falk, Brand & Ruritania", "K105", "Ida", "", "[ida-falk, otto-brand, ruritania]",
    ),
    "the address of a source": Row(
        "source: gazette-2032-03-02\n        at", "source: https://example.org/gazette/2032-03-02\n        at", "K105",
        "https://ex", "", "did you mean 'gazette-2032-03-02'?",
    ),
    "the address of a source in another spelling": Row(
        "source: gazette-2032-03-02\n        at", "source: http://www.example.org/gazette/2032-03-02/#top\n        at", "K105",
        "http://www", "", "did you mean 'gazette-2032-03-02'?",
    ),
    "a list with a dash": Row("concerns: [ruritania]", "concerns:\n      \u2013 ruritania", "K105", "\u2013 r", "U+2013", "'- '"),
    "a list with dashes": Row(
        "concerns: [ruritania]", "concerns:\n      \u2014 ruritania\n      \u2014 ida-falk", "K105", "\u2014", "U+2014", "'- '",
    ),
    "a list with hyphens and no spaces": Row(
        "concerns: [ruritania]", "concerns:\n      -ruritania\n      -ida-falk", "K105", "-rur", "", "a hyphen and a space",
    ),
    "reports that are an id": Row(
        "reports:\n      - source: gazette-2032-03-02\n        at: paragraph 1\n        quote: tolls that nobody announced",
        "reports: gazette-2032-03-02", "K104", "gazette-2032", "should be a list", "followed by its fields",
    ),
    "an id with a Cyrillic letter": Row(
        "speaker: otto-brand", "speaker: ott\u043e-brand", "K105", "ott\u043e", "it holds U+043E", "did you mean 'otto-brand'?"
    ),
    "an id misspelt": Row(
        "answers: falk-tolls-2032-03\n    says", "answers: falk-toll-2032-03\n    says", "K201", "falk-toll-", "", "'falk-",
    ),
    "an accusation that is about a statement": Row(
        "allegation: grunewald-breaks-treaty", "allegation: brand-denial-2032-03", "K202", "brand-denial",
        "not an allegation", "name an"
    ),
    "a copied record whose id was kept": Row(
        "brand-countercharge-2032-03:", "brand-denial-2032-03:", "K007", "brand-denial", "duplicate key", "or rename one"
    ),
    # dates
    "a date in words": Row("2032-03-03\n    ans", "3 March 2032\n    ans", "K106", "3 March", "", "did you mean '2032-03-03'?"),
    "a day that is none": Row(
        "2032-03-03\n    ans", "2032-02-30\n    ans", "K106", "2032-02-30", "", "write '2032-02' where the day",
    ),
    "two days in a list": Row(
        "2032-03-03\n    ans", "[2032-03-03, 2032-03-04]\n    ans", "K104", "[2032", "not a list", "of two days",
    ),
    "a date before the charge, on an occasion of two answers": Row(
        "2032-03-03\n    ans", "2032-02-03\n    ans", "K301", "2032-02-03", "is before '2032-03-01'", "check both dates"
    ),
    # shapes
    "a report without a hyphen": Row(
        "      - source: grunewald-notice-2032-03-03\n        quote",
        "        source: grunewald-notice-2032-03-03\n        quote", "K104",
        "source: grunewald-notice", "should be a list", "write each item on its own line, after '- '",
    ),
    "a report that is an id": Row(
        "- source: gazette-2032-03-02\n        at: paragraph 1\n        quote: tolls that nobody announced",
        "- gazette-2032-03-02", "K104",
        "gazette-2032", "holds 'gazette-2032-03-02' where a report should be",
        "write its fields below each other: 'source: gazette-2032-03-02'",
    ),
    # addresses
    "an address without its beginning": Row(
        "https://example.org/crown", "www.example.org/crown", "K107", "www.", "",
        "'https://www.example.org/crown/notices/7'?", SOURCES
    ),
    "two addresses": Row(
        "https://example.org/crown", "https://example.org/a https://example.org/crown", "K107", "https", "2 web addresses",
        "write one, such as https://example.org/a;", SOURCES
    ),
    "two addresses with a comma": Row(
        "https://example.org/crown", "https://example.org/a, https://example.org/crown", "K107", "https", "2 web addresses",
        "write one, such as https://example.org/a;", SOURCES
    ),
    "an address and where it is kept": Row(
        "https://example.org/crown", "https://example.org/a archived at https://example.org/crown", "K107", "https",
        "2 web addresses", "a kept copy goes in 'archived'", SOURCES
    ),
    "an address misspelt": Row("https://example.org/crown", "htps://example.org/crown", "K107", "htps", "", "'https:", SOURCES),
    "an address in Markdown": Row(
        "https://example.org/crown/notices/7", '"[a](https://example.org/crown)"', "K107", '"[a]', "",
        "did you mean 'https://example.org/crown'?", SOURCES
    ),
    "a DOI": Row("https://example.org/crown", "doi:10.1000/crown", "K107", "doi", "", "'https://doi.org/10.1000/crown", SOURCES),
    "an address with a space": Row(
        "https://example.org/crown", "https://example.org/the crown", "K107", "https", "", "/the%20crown/notices/7'?", SOURCES
    ),
    # signs of YAML at the beginning of words
    "a question mark first in brackets": Row(
        "concerns: [ruritania]", "concerns: [?, ruritania]", "K006", "?, rur",
        "an unquoted item in brackets cannot start with '?'", "in quotes",
    ),
    "a question mark last in brackets": Row("concerns: [ruritania]", "concerns: [ruritania, ?]", "K006", "?]", "", "in quotes"),
    "a question mark and a space in brackets": Row(
        "concerns: [ruritania]", "concerns: [? ruritania]", "K006", "? r", "", "in quotes"
    ),
    "two question marks in brackets": Row("concerns: [ruritania]", "concerns: [?, ?]", "K006", "?, ?]", "", "in quotes"),
    "a word with an exclamation mark": Row(
        "says: Said that no toll had been charged.", "says: !no", "K010", "!no", "", "in quotes"
    ),
    "an exclamation mark alone": Row("says: Said that no toll had been charged.", "says: !", "K010", "!", "", "in quotes"),
    "two exclamation marks": Row("says: Said that no toll had been charged.", "says: !!no", "K010", "!!no", "", "in quotes"),
    "an exclamation mark": Row("quote: no ship", "quote: !no ship", "K010", "!no", "", "put text that begins with '!' in quotes"),
    "an asterisk": Row(
        "quote: no ship has paid a toll", "quote: *no", "K008", "*no", "", "put text that begins with '*' in quotes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_one_mistake_is_one_diagnostic(name: str, tmp_path: Path) -> None:
    row = ROWS[name]
    for path, text in EXAMPLE.items():
        assert path != row.file or row.old in text
        made = text.replace(row.old, row.new, 1) if path == row.file else text
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(made, "utf-8")
        if path == row.file:
            lines = made.split("\n")
    (fault,) = check(tmp_path / "claims").diagnostics
    assert fault.code == row.code
    assert lines[fault.mark.line - 1][fault.mark.column - 1 :].startswith(row.at)
    assert row.message in fault.message
    assert row.hint in fault.hint


def test_a_record_in_the_wrong_section_is_reported_once_and_not_field_by_field(tmp_path: Path) -> None:
    for path, text in EXAMPLE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.replace("statements:\n", "", 1) if path == TOLLS else text, "utf-8")
    found = check(tmp_path / "claims").diagnostics
    assert [(d.code, d.hint) for d in found] == [("K101", "put it under 'statements:'")] * 3
    assert all("has the fields of a statement but is under 'allegations'" in d.message for d in found)
