"""The scripts of the map and the timeline: eight times the claims are about eight times the work, in steps of the script.

Chromium counts how often each block of a script runs. What one call of the browser's own code does is one step, as everywhere
in these tests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import generate
import pytest
from browsing import SETTLED
from chains import CHAINS, written
from effort import NIGHTLY, some
from tally import Counted

from kg.check import check, sound
from kg.corpus.corpus import Corpus
from kg.load import load
from kg.site.map.page import map_page
from kg.site.timeline.page import timeline_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE: Final = 60
TIMES: Final = 8
MOST: Final = 13
"""How many times the steps eight times the claims may take: the square is sixty-four."""


def generated(folder: Path, size: int) -> Corpus:
    folder.mkdir()
    generate.write(folder, size)
    return load(folder).corpus


def chained(link: str) -> Callable[[Path, int], Corpus]:
    return lambda folder, size: sound(check(written(folder, CHAINS[link](size))))


CLAIMS: Final[dict[str, Callable[[Path, int], Corpus]]] = {
    "generated": generated,
    **{link: chained(link) for link in some(("answers", "one answered by all", "corroborates", "topics", "succeeds", "via"), 3)},
}
PAGES: Final[dict[str, Callable[[Corpus], str]]] = {
    "map": lambda corpus: map_page(corpus, title="T"),
    "timeline": lambda corpus: timeline_page(corpus, title="T"),
}
ACTIONS: Final = {
    "map": ("search", "filter", "reset", "views", "panel"),
    "timeline": ("search", "filter", "reset", "panel"),
}
CLICK: Final = "dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
DOES: Final = {
    "search": "() => { const box = document.querySelector('#search'); box.value = 'a'; "
    "box.dispatchEvent(new Event('input', { bubbles: true })); }",
    "filter": "() => document.querySelector('#acts input').click()",
    "reset": "() => document.querySelector('#reset').click()",
    "views": "() => document.querySelectorAll('.views input').forEach((one) => one.click())",
    "panel": f"() => document.querySelector('#record .show, a.mark').{CLICK}",
}
"""What a reader does, as a script, so that nothing waits for the mouse."""


def counted_steps(session: CDPSession) -> int:
    """How often all blocks of the page's scripts ran since this was last asked."""
    found: dict[str, Any] = session.send("Profiler.takePreciseCoverage")
    return sum(
        block["count"]
        for script in found["result"]
        if script["url"].startswith("file:")
        for function in script["functions"]
        for block in function["ranges"]
    )


def steps(browser: Browser, path: Path, actions: tuple[str, ...]) -> dict[str, int]:
    """The steps of opening a page, and of each action on it."""
    page = browser.new_page(viewport={"width": 1024, "height": 700})
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
    page.goto(path.as_uri())
    page.evaluate(SETTLED)
    taken = {"open": counted_steps(session)}
    for action in actions:
        page.evaluate(DOES[action])
        if action == "search":
            page.evaluate("() => new Promise((done) => setTimeout(done, 400))")  # it is said aloud when typing pauses
        page.evaluate(SETTLED)
        taken[action] = counted_steps(session)
    page.close()
    return taken


TRIED: Final = [
    (claims, page) for at, claims in enumerate(CLAIMS) for page in PAGES if NIGHTLY or page == list(PAGES)[at % 2] or not at
]
"""Which claims are drawn on which pages: those that resemble a record on both, chains by day on one of them, in turn."""


@pytest.mark.parametrize(("claims", "page"), TRIED)
def test_eight_times_the_claims_are_about_eight_times_the_work_of_scripts(
    browser: Browser, claims: str, page: str, tmp_path: Path, counted: Counted
) -> None:
    taken: list[dict[str, int]] = []
    for size in (SIZE, TIMES * SIZE):
        path = tmp_path / f"{size}.html"
        path.write_text(PAGES[page](CLAIMS[claims](tmp_path / str(size), size)), "utf-8")
        taken.append(steps(browser, path, ACTIONS[page]))
    once, more = taken
    assert once["open"] > SIZE
    for action, steps_ in once.items():
        assert more[action] < MOST * max(steps_, 10 * SIZE), f"{action}: {steps_:,} steps and {more[action]:,}"
    counted(
        "scripts of pages: {pages} pages of eight times the claims, at most {grown:.1f} times the work of any of 6 actions",
        pages=1,
        grown=max(more[action] / max(steps_, 10 * SIZE) for action, steps_ in once.items()),
    )
