"""What readers ask first, from the start page by clicks and words alone: no address is typed, nothing is searched for by id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sites
from browsing import Seen, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CLICKS = 4
"""More clicks than this take a newcomer more than a minute."""


class Reader:
    """A reader in front of a page: what can be clicked is chosen by its words, what is read is what is shown."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.clicks = 0

    def click(self, words: str, *, after: str = "") -> None:
        """Choose the first link with these words, or the first behind other words on the page."""
        page = self.seen.page
        place = (
            page.locator("main")
            if not after
            else page.locator("main").locator(f":is(section, div):has(> :text-is('{after}'))").last
        )
        place.get_by_role("link", name=words, exact=True).first.click()
        page.wait_for_load_state()
        self.clicks += 1
        assert self.clicks <= CLICKS

    def heading(self) -> str:
        return self.seen.page.locator("h1").inner_text()

    def part(self, heading: str) -> str:
        """What is under a heading of the page."""
        text: str = self.seen.page.locator(f"section:has(> h2:text('{heading}'))").first.inner_text()
        return text

    def shows(self) -> str:
        text: str = self.seen.page.locator("main").inner_text()
        return text


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sites.placed(sites.shipped(), tmp_path_factory.mktemp("site")) / "index.html"


@pytest.fixture
def reader(browser: Browser, start: Path) -> Iterator[Reader]:
    with visit(browser, start) as seen:
        yield Reader(seen)
        assert seen.complaints == []


def test_who_is_accused_most_and_by_whom(reader: Reader) -> None:
    asked = reader.part("What readers ask first")
    assert "Who is accused most, and by whom?" in asked
    reader.click("Russia", after="Who is accused most, and by whom?")
    assert reader.heading() == "Russia"
    ranking = [line.strip() for line in reader.part("Accused by").splitlines()]
    assert ranking[0] == "Accused by 50–59"
    first = ranking.index("United States")
    assert ranking[first + 1] == "18–25"


def test_what_lavrov_answered_nicholson_and_how_well_it_is_sourced(reader: Reader) -> None:
    reader.click("Russia and United States", after="What did two accuse each other of, and what was answered?")
    reader.click("Sergey Lavrov denies what John Nicholson and A senior US military official (unnamed, Kabul, April 2017) said")
    assert reader.heading().startswith("Sergey Lavrov denies what John Nicholson")
    assert "Called the charge unprofessional and groundless" in reader.shows()
    sourced = reader.part("Reported by")
    assert "4 sources report it. 3 quote words of it. 0 have an archived copy on record." in sourced
    assert "Independent origins: none known, from 4 reports." in sourced
    assert "unprofessional and groundless" in sourced
    assert "John Nicholson accuses Russia" in reader.part("Answers")


def test_unanswered_charges_against_the_united_states_by_kind_of_silence(reader: Reader) -> None:
    reader.click("against United States")
    assert reader.heading().startswith("Accusations against United States, by what is known of an answer 24–28")
    for kind, number in (("looked for but not found", 3), ("not looked for", 20)):
        text = reader.part(kind)
        assert "accuses" in text
        assert text.count("\naccuses\n") >= number, text
    assert "looked for but not found" in reader.shows()
    reader.click("What the kinds mean")
    assert "This says nothing about whether there was an answer." in reader.shows()


def test_what_was_surely_said_in_april_2017(reader: Reader) -> None:
    reader.click("2017", after="What was said in a year or a month?")
    reader.click("April 2017")
    surely = reader.part("Surely said in April 2017")
    assert surely.startswith("Surely said in April 2017 13")
    for speaker in ("John Nicholson", "Sergey Lavrov", "James Mattis", "Mark Toner"):
        assert speaker in surely
    days = [line for line in surely.splitlines() if line.endswith("April 2017")]
    assert len(days) == 13
    assert "Whether what they allege happened, and when, is not decided here." in reader.shows()


def test_the_whole_history_of_an_allegation(reader: Reader) -> None:
    reader.click("Russia supplies weapons to the Taliban.", after="Most disputed")
    assert reader.heading().split() == "Alleged: Russia supplies weapons to the Taliban.".split()
    reader.click("Read its whole history: 25 statements in the order of time")
    history = reader.part("Its whole history, in the order of time")
    lines = reader.seen.page.locator("section#history ol.rows > li")
    assert lines.count() == 25
    for speaker in ("Afghan government officials (unnamed)", "Rex Tillerson", "Sergey Lavrov", "Vincent Stewart"):
        assert speaker in history
    assert history.index("10 March 2017") < history.index("25 April 2017") < history.index("22 August 2017")
