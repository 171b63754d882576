"""What is said of text that is no YAML: the mistakes that people make, each with its place, its words and what to type.

The base is a file with one exchange. Each row changes it once; the parser's own words would often stand a line or more too low.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kg.check import check
from kg.claimfile import read

BASE: Final = """\
actors:
  alba:
    name: Alba
    type: state
    aliases: [Republic of Alba]
sources:
  daily:
    title: The Daily
    url: https://example.org/daily
allegations:
  tolls:
    text: Alba charges tolls.
    accused: alba
statements:
  pledge:
    act: promises
    speaker: alba
    date: 2021-03-05
    says: Promised to leave.
    reports:
      - source: daily
        quote: we go in spring
  denial:
    act: denies
    speaker: alba
    date: 2021-03-06
    allegation: tolls
    reports:
      - source: daily
"""

ROWS: Final[dict[str, tuple[str, str, tuple[int, int], str, str]]] = {
    "a space too many": (
        "    speaker", "     speaker", (17, 6),
        "this line is further in than 'act' above it, which already has a value", "put 4 spaces before it, as before 'act'",
    ),
    "a space too few": (
        "    speaker", "   speaker", (17, 4),
        "the indentation matches no line above", "put 4 spaces before it, as before 'act'",
    ),
    "a field in line with the records": (
        "    speaker", "  speaker", (17, 3), "this line is indented less than its neighbours",
        "put 4 spaces before it, as before them",
    ),
    "a field in line with the sections": (
        "    speaker", "speaker", (17, 1), "this line is indented less than its neighbours",
        "put 4 spaces before it, as before them",
    ),
    "a report's field too far in": (
        "        quote", "          quote", (22, 11),
        "this line is further in than 'source' above it, which already has a value",
        "put 8 spaces before it, as before 'source'",
    ),
    "a report's field in line with the hyphen": (
        "        quote", "      quote", (22, 7), "expected '- ' and the next item of the list",
        "put 8 spaces before it",
    ),
    "a tab": ("    speaker", "\tspeaker", (17, 1), "the line is indented with a tab", "indent with spaces"),
    "a tab after spaces": (
        "    speaker", "  \tspeaker", (17, 3), "the line is indented with a tab", "indent with spaces",
    ),
    "a space of another kind": (
        "    speaker", "\u00a0   speaker", (17, 1), "the character U+00A0 is used in place of a space",
        "type a plain space",
    ),
    "a colon of another kind": (
        "speaker: alba", "speaker\uff1a alba", (17, 12),
        "the character U+FF1A is used in place of a colon", "type a plain colon instead",
    ),
    "no space after the colon": ("act: promises", "act:promises", (16, 8), "no space after the colon", "write 'act: promises'"),
    "no colon": ("act: promises", "act promises", (16, 5), "expected 'name: value'", "write a field as"),
    "no space after the hyphen": ("- source", "-source", (21, 7), "no space after the hyphen", "write '- source: daily'"),
    "a list on the line of its field": (
        "reports:\n      - source: daily", "reports: - source: daily", (20, 14), "a list starts in the middle of a line",
        "put each",
    ),
    "text over lines that is not further in": (
        "Promised to leave.", "Promised\n    to leave.", (20, 5), "expected 'name: value'", "write a field as",
    ),
    "text on the line of a block": (
        "says: Promised", "says: > Promised", (19, 13), "unexpected text after '|' or '>'",
        "start the text on the next line",
    ),
    "a colon in a sentence": (
        "Promised to leave.", "Promised: to leave.", (19, 19), "an unquoted value contains ': '",
        "put the whole value in quotes",
    ),
    "a colon further down in a sentence": (
        "Promised to leave.", "Promised\n      to do this: to leave.", (20, 17), "an unquoted value contains",
        "put the whole value in quotes",
    ),
    "an apostrophe in single quotes": (
        "Promised to leave.", "'Promised Alba's leave.'", (19, 26), "unexpected text after the closing",
        "write two single quotes",
    ),
    "quotes in double quotes": (
        "Promised to leave.", '"Promised "to" leave."', (19, 22), "unexpected text after the closing",
        "put the whole value in single",
    ),
    "a quote that is only a part": (
        "we go in spring", '"we go" in spring', (22, 24), "unexpected text after the closing",
        "put the whole value in single quotes",
    ),
    "brackets at the start of a quote": (
        "we go in spring", "[We] go", (22, 21), "unexpected text after ']': '[' starts a list",
        "put the whole",
    ),
    "braces at the start of a quote": (
        "we go in spring", "{We} go", (22, 21), "unexpected text after '}': '{' starts a mapping",
        "put the whole",
    ),
    "a double quote that is not closed": (
        "Promised to leave.", '"Promised to leave.', (19, 11), "unclosed quotation mark", "close it",
    ),
    "a single quote that is not closed": (
        "Promised to leave.", "'Promised to leave.", (19, 11), "unclosed quotation mark", "close it",
    ),
    "a bracket that is not closed": (
        "[Republic of Alba]", "[Republic of Alba", (5, 14), "unclosed '['", "close it with ']'",
    ),
    "a comma that is missing": (
        "[Republic of Alba]", '["Republic" "of Alba"]', (5, 26), "expected a comma", "separate the items with commas",
    ),
    "an at sign": ("we go in spring", "@alba we go", (22, 16), "an unquoted value cannot start with '@'", "put the whole"),
    "a backtick": ("we go in spring", "`we` go", (22, 16), "an unquoted value cannot start with '`'", "put the whole"),
    "a percent sign": ("we go in spring", "%we go", (22, 16), "an unquoted value cannot start with '%'", "put the whole"),
    "asterisks": ("we go in spring", "**we** go", (22, 16), "an unquoted value cannot start with '*'", "put the whole"),
    "an ampersand": ("we go in spring", "&c. we go", (22, 16), "an unquoted value cannot start with '&'", "put the whole"),
    "a question mark": ("2021-03-05", "? 2021", (18, 11), "an unquoted value cannot start with '?'", "put the whole"),
    "a backslash": (
        "we go in spring", '"we\\go"', (22, 19), "invalid escape", "use single quotes, or double the backslash",
    ),
    "a merge that is not settled": (
        "    speaker: alba\n    date: 2021-03-05\n",
        "<<<<<<< HEAD\n    speaker: alba\n=======\n    speaker: borva\n>>>>>>> theirs\n    date: 2021-03-05\n",
        (17, 1), "git left two versions of these lines here", "keep one of the two versions",
    ),
    "a merge of two new fields": (
        "    date: 2021-03-05\n",
        "<<<<<<< HEAD\n    date: 2021-03-05\n=======\n    certainty: probable\n>>>>>>> theirs\n",
        (18, 1), "git left two versions of these lines here",
        "keep both versions where each was added (their names differ), else one,",
    ),
    "a merge of two new records": (
        "sources:\n",
        "<<<<<<< HEAD\n  nova: {type: state}\n=======\n  ober:\n    type: state\n    name: O\n>>>>>>> theirs\nsources:\n",
        (6, 1), "git left two versions of these lines here",
        "keep both versions where each was added (their names differ), else one,",
    ),
    "a merge of two new records, and git shows that nothing was there": (
        "sources:\n",
        "<<<<<<< HEAD\n  nova: {type: state, name: N}\n||||||| base\n=======\n  ober: {type: state}\n>>>>>>> theirs\nsources:\n",
        (6, 1), "git left two versions of these lines here", "keep both versions: each was added, and delete the lines",
    ),
    "a merge of two changes, and git shows what was there": (
        "sources:\n",
        "<<<<<<< HEAD\n  nova: {type: state}\n||||||| base\n  nov: {}\n=======\n  ober: {}\n>>>>>>> theirs\nsources:\n",
        (6, 1), "git left two versions of these lines here", "keep one of the two versions, and delete",
    ),
    "a merge of two lists": (
        "      - source: daily\n",
        "<<<<<<< HEAD\n      - source: daily\n=======\n      - source: post\n>>>>>>> theirs\n",
        (21, 1), "git left two versions of these lines here",
        "keep both versions where each was added (copy line 26 to the end of the first",
    ),
    "a merge of two new records that end alike, which git writes once": (
        "sources:\n",
        "<<<<<<< a\n  no:\n    name: N\n=======\n  ob:\n    name: O\n>>>>>>> b\n    type: state\n    side: true\nsources:\n",
        (6, 1), "git left two versions of these lines here",
        "keep both versions where each was added (copy lines 13 to 14 to the end of the first: both have them",
    ),
    "a merge of two new items that end alike": (
        "      - source: daily\n",
        "<<<<<<< a\n      - source: daily\n=======\n      - source: post\n>>>>>>> b\n        at: page 2\n",
        (21, 1), "git left two versions of these lines here",
        "keep both versions where each was added (copy lines 26 to 27 to the end of the first",
    ),
    "a merge of two new records, of which git mixed the lines": (
        "sources:\n",
        "<<<<<<< a\n  no:\n=======\n  ob:\n>>>>>>> b\n    side: true\n<<<<<<< a\n    name: N\n=======\n>>>>>>> b\n    type: x\n",
        (6, 1), "git left two versions of these lines here",
        "two additions were mixed up to line 16: where both are to stay, write each out whole",
    ),
    "a merge of two lists, and nothing follows": (
        "      - source: daily\n        quote: we go in spring\n",
        "<<<<<<< HEAD\n      - source: daily\n=======\n      - source: post\n>>>>>>> theirs\n",
        (21, 1), "git left two versions of these lines here", "keep both where each added an item, else one, and delete",
    ),
    "a merge of two new items that begin alike, which git writes once": (
        "      - source: daily\n        quote: we go in spring\n",
        "      - source: daily\n<<<<<<< a\n        at: p. 1\n=======\n        date: 2021\n      - source: post\n>>>>>>> b\n",
        (22, 1), "git left two versions of these lines here",
        "two additions were mixed up to line 27: where both are to stay, write each out whole",
    ),
    "a merge of two new items that begin and end alike": (
        "      - source: daily\n        quote: we go in spring\n",
        "      - source: w\n<<<<<<< a\n      - source: x\n=======\n        at: p\n      - source: y\n>>>>>>> b\n        at: q",
        (22, 1), "git left two versions of these lines here",
        "two additions were mixed up to line 28: where both are to stay, write each out whole",
    ),
    "a merge of a new record and a new field of the one before": (
        "sources:\n",
        "<<<<<<< a\n  nova:\n    name: N\n=======\n    side: true\n>>>>>>> b\nsources:\n",
        (6, 1), "git left two versions of these lines here", "two additions were mixed up to line 11: where both are to stay",
    ),
    "a merge of two new items of one source, or of two fields of one item": (
        "        quote: we go in spring\n",
        "<<<<<<< a\n        quote: we go in spring\n=======\n        at: p. 2\n>>>>>>> b\n",
        (22, 1), "git left two versions of these lines here",
        "write both items out whole where each is of another, keep both versions where they belong to one, else one, and",
    ),
    "a merge of a change and a deletion": (
        "    date: 2021-03-05\n",
        "<<<<<<< HEAD\n    date: 2021-03-05\n=======\n>>>>>>> theirs\n",
        (18, 1), "git left two versions of these lines here", "keep one of the two versions, and delete",
    ),
    "a colon and a question mark in brackets": (
        "[Republic of Alba]", "[Republic, of:?Alba]", (5, 27), "unquoted text inside brackets cannot contain ':?'",
        "put the item",
    ),
    "a colon and a comma in brackets": (
        "[Republic of Alba]", "[Republic:, of]", (5, 23), "unquoted text inside brackets cannot contain ':,'", "put the item",
    ),
    "an item in brackets that begins with a colon": (
        "[Republic of Alba]", "[Republic, :Alba]", (5, 25), "an unquoted item in brackets cannot start with ':'", "put the item",
    ),
    "an item in brackets that begins with a hyphen": (
        "[Republic of Alba]", "[- Republic, Alba]", (5, 15), "an unquoted item in brackets cannot start with '-'", "put the item",
    ),
    "a comment in brackets": (
        "[Republic of Alba]", "[Republic #1, Alba]", (5, 24), "a comment starts here, so the '[' before it is not closed",
        "put the text that holds '#'",
    ),
    "a comment inside text": (
        "Promised to leave.", "Promised\n      to # so they say\n      leave.", (20, 10), "a comment ends the text here",
        "move the comment to a line above",
    ),
    "a comment behind the first line of text": (
        "Promised to leave.", "Promised # so\n      to leave.", (19, 20), "a comment ends the text here", "move the comment",
    ),
    "a hard space after the colon": (
        "says: Promised", "says:\u00a0Promised", (19, 10), "the character U+00A0 is used in place of a space",
        "type a plain space instead",
    ),
    "a wide space after the colon": (
        "says: Promised", "says:\u3000Promised", (19, 10), "the character U+3000 is used in place of a space",
        "type a plain space instead",
    ),
    "a dash that begins an item": (
        "- source: daily\n        quote", "– source: daily\n        quote", (21, 7), "the character '–' (U+2013)",
        "start each item of a list with '- '",
    ),
    "a star that begins an item": (
        "aliases: [Republic of Alba]", "aliases:\n      * Republic of Alba", (6, 7), "the character '*' (U+002A)",
        "start each item of a list with '- '",
    ),
    "a block of text that ends too far left": (
        "says: Promised to leave.", "says: >-\n      Promised\n   to leave.", (21, 4),
        "this line is not as far in as the text of 'says'", "put 6 spaces before it",
    ),
    "a block of text that ends in line with its field": (
        "says: Promised to leave.", "says: >-\n      Promised\n    to leave.", (21, 5),
        "this line is not as far in as the text of 'says'", "put 6 spaces before it",
    ),
    "a block of text that is not further in": (
        "says: Promised to leave.", "says: >-\n    Promised to leave.", (20, 5),
        "this line is not as far in as the text of 'says'", "put 6 spaces before it",
    ),
    "a block of text whose first line is too far in": (
        "says: Promised to leave.", "says: >-\n        Promised\n      to leave.", (21, 7),
        "this line is not as far in as the text of 'says'", "put 8 spaces before it",
    ),
    "a number of spaces that are not there": (
        "says: Promised to leave.", "says: >2-\n    Promised to leave.", (19, 12), "the number in '>2-'", "leave the number out",
    ),
    "a number of spaces that are not there, of one more field": (
        "says: Promised to leave.", "says: >9\n      Promised to leave.", (19, 12), "the number in '>9'", "leave the number out",
    ),
    "a number of spaces that are not there, of several lines": (
        "says: Promised to leave.", "says: |8+\n      Promised\n      to leave.", (19, 12), "the number in '|8+'", "leave",
    ),
    "a comment on a line of its own inside text": (
        "says: Promised to leave.", "says: Promised\n      # in spring\n      to leave.", (20, 7),
        "a comment ends the text here", "move the comment",
    ),
    "two comments on lines of their own inside a quote": (
        "quote: we go in spring", "quote: we go\n          # in\n          # the\n          spring", (23, 11),
        "a comment ends the text here", "move the comment",
    ),
    "what nobody has met": (
        "we go in spring", '"\\uD800"', (22, 19), "not YAML: found invalid Unicode character escape code", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_each_mistake_is_one_diagnostic_at_its_place(name: str, tmp_path: Path) -> None:
    old, new, place, message, hint = ROWS[name]
    assert BASE.count(old) >= 1
    (tmp_path / "all.yaml").write_text(BASE.replace(old, new, 1), "utf-8")
    (fault,) = check(tmp_path).diagnostics
    assert ((fault.mark.line, fault.mark.column), fault.code) == (place, "K006")
    assert fault.message.startswith(message)
    assert fault.hint.startswith(hint)
    assert bool(fault.hint) == bool(hint)


def test_the_base_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(BASE, "utf-8")
    assert check(tmp_path).diagnostics == ()


def test_every_line_cut_short_or_doubled_is_told_somewhere_in_the_file() -> None:
    """Whatever the parser says, and wherever, the place that is told is one of the file."""
    lines = BASE.splitlines(keepends=True)
    for number, line in enumerate(lines):
        for end in range(len(line)):
            for more in ("", '"', "'", "[", "\t", ": ", "- ", "\u3000", "? "):
                text = "".join([*lines[:number], line[:end] + more, *lines[number:]])
                for fault in read(text.encode(), "f").faults:
                    shown = text.split("\n")
                    assert fault.mark.line <= len(shown)
                    assert fault.mark.column <= len(shown[fault.mark.line - 1]) + 1


def test_a_file_that_is_cut_anywhere_says_why() -> None:
    for end in range(len(BASE)):
        for fault in read((BASE[:end] + '"').encode(), "f").faults:
            assert fault.message
            assert fault.mark.line <= BASE[:end].count("\n") + 1
