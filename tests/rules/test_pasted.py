"""Documents of other formats that somebody pasted into a claim file: no hint offers what their lines cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.check import check

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "B sent rifles",
    "datePublished": "2020-05-13",
}
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"id": "1", "content_text": "a"}]}
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "H",
    "author": {"@type": "Person", "name": "A"},
    "note": "n",
    "url": "https://e.org",
}


@pytest.mark.parametrize("indent", [2, 4, None])
@pytest.mark.parametrize("pasted", [REVIEW, FEED, ARTICLE], ids=["review", "feed", "article"])
def test_no_hint_offers_spaces_inside_braces(pasted: dict[str, object], indent: int | None, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "pasted.yaml").write_text(json.dumps(pasted, indent=indent) + "\n")
    found = check(tmp_path / "claims").diagnostics
    assert {d.code for d in found} >= {"K014"}
    assert not [d for d in found if "spaces" in (d.hint or "")]


def test_no_hint_offers_spaces_for_a_name_that_is_no_field(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "pasted.yaml").write_text(
        '"@context": https://schema.org\nclaimReviewed: B sent rifles\nheadline: H\n'
    )
    found = check(tmp_path / "claims").diagnostics
    assert [d.code for d in found] == ["K014"] * 3
    assert not [d for d in found if "spaces" in (d.hint or "")]
