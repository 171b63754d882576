"""The box of the map finds words as `kg list` does: each begins a word, and case, accents and forms of letters do not matter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from browsing import drawn_rows, visit

from kg.check import check
from kg.site.map.page import map_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TEXT: Final = """\
actors:
  ghani: {name: Ashraf Ghani, type: person}
  afghanistan: {name: Afghanistan, type: state}
  oster: {name: Bjørn Östér, type: person}
  karimi: {name: "علي کریمی", type: person}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
statements:
  one: {act: accuses, speaker: oster, against: afghanistan, date: 2021-03-05, says: Spoke of raids., reports: [{source: daily}]}
  two: {act: accuses, speaker: ghani, against: oster, date: 2021-04-05, says: Spoke of a côte., reports: [{source: daily}]}
  three: {act: accuses, speaker: karimi, against: oster, date: 2021-05-05, says: Spoke of tolls., reports: [{source: daily}]}
"""


def test_words_are_found_at_their_beginnings_in_any_order_and_form(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "claims.yaml").write_text(TEXT, "utf-8")
    path = tmp_path / "map.html"
    path.write_text(map_page(check(tmp_path).corpus, title="Words"), "utf-8")
    expected = {
        "ghani": {"two"},
        "afghan": {"one"},
        "raids osterer": set(),
        "raids oster": {"one"},
        "BJORN": {"one", "two", "three"},
        "COTE ashraf": {"two"},
        "على كريمى": {"three"},
    }
    with visit(browser, path) as seen:
        for words, rows in expected.items():
            seen.page.fill("#search", words)
            seen.settle()
            assert set(drawn_rows(seen)) == rows, words
        assert seen.complaints == []
