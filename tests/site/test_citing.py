"""Citations: the same facts as a sentence, in BibTeX and in CSL-JSON, and nothing that is not known."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import jsonschema
import pytest
import sites

from kg.site import citing
from kg.site.citing import Cited

NAMES: Final = {
    "type": "array",
    "items": {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False},
}
DATE: Final = {
    "type": "object",
    "properties": {"date-parts": {"type": "array", "maxItems": 2, "items": {"type": "array", "minItems": 1, "maxItems": 3}}},
    "additionalProperties": False,
}
CSL: Final[dict[str, Any]] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "properties": {
            "type": {"enum": ["article", "dataset", "document", "entry", "report", "webpage"]},
            "id": {"type": ["string", "number"]},
            "author": NAMES,
            "issued": DATE,
            **{name: {"type": "string"} for name in ("title", "container-title", "note", "URL")},
            "version": {"type": "string"},
        },
        "additionalProperties": False,
    },
}
"""What CSL's published schema says of the fields that we write, and no others."""
WHOLE: Final = Cited(
    "r-statement-a",
    ("The curators", "A. & B."),
    "Alleged: 100% {of} it.",
    "A record",
    "As of commit abc, 1 May 2024.",
    "abc",
    "2024-05-01",
    "https://w3id.example/r/statement/a_b",
)


@pytest.mark.parametrize("cited", [WHOLE, Cited("k", (), "T", "T", "As of the claim files.", "d1", "", "")])
def test_that_csl_is_as_its_schema_says(cited: Cited) -> None:
    (item,) = found = json.loads(cited.csl())
    jsonschema.validate(found, CSL)
    assert ("issued" in item) == bool(cited.day)
    assert ("URL" in item) == bool(cited.url)
    assert ("author" in item) == bool(cited.authors)
    assert cited.version == item["version"]


def test_that_bibtex_has_its_signs_escaped_and_its_braces_closed() -> None:
    found = WHOLE.bibtex()
    assert found.startswith("@misc{r-statement-a,\n")
    assert r"100\% \{of\} it." in found
    assert r"{A. \& B.}" in found
    assert "year = {2024}" in found
    assert "month = {5}" in found
    bare = re.sub(r"\\[{}]", "", found)
    assert bare.count("{") == bare.count("}")


def test_that_a_sentence_says_who_what_and_in_which_state() -> None:
    assert WHOLE.text() == (
        "The curators, A. & B.: Alleged: 100% {of} it. A record. As of commit abc, 1 May 2024. https://w3id.example/r/statement/a_b"
    )


def test_that_every_page_of_a_site_is_cited_in_three_ways() -> None:
    checked = 0
    for path, page in sites.pages(sites.shipped()).items():
        for text in page.xpath("//section[@class='take']//pre[@data-ending='csl.json']"):
            (item,) = found = json.loads(text.text)
            jsonschema.validate(found, CSL)
            assert item["issued"] == {"date-parts": [[2024, 2, 29]]}
            assert item["id"].endswith(citing.key(path))
            checked += 1
    assert checked > 700


def test_that_a_frame_runs_nothing_and_has_a_title() -> None:
    found = citing.snippet("https://r.example/embed/x.html", 'A "title" & more')
    assert 'title="A &quot;title&quot; &amp; more"' in found
    assert 'sandbox="allow-popups"' in found
    for path, page in sites.pages(sites.shipped()).items():
        if path.startswith("embed/"):
            text = " ".join(str(page.text_content()).split())
            assert "As of commit c0ffeec0ff, 29 February 2024." in text
            assert "an allegation belongs to whoever makes it" in text
