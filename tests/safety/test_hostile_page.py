"""Hundreds of strings that attack, in every field of every record, shown in a real browser: none runs, and none breaks out.

What counts as breaking out: a dialog, a mark on the window or the title, an element or an attribute that harmless claims do not
make, a violation of the policy, a complaint of the console, or any request.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import hostile
import hostile_claims
import pytest
from browsing import STRIP, Seen, visit
from effort import some, times
from tally import Counted

from kg.site.map.page import map_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STRINGS: Final = hostile.strings()
BATCHES: Final = 10
"""So many pages: what choosing one thing on a page costs grows with all that is on it."""
SHARE: Final = times(4, 1)
"""One in so many of the things on a page is opened, and of the strings typed; every one is on a page, and all by night."""
WATCH: Final = """() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
    window.made = new Set();
    window.look = () => {
        for (const one of document.querySelectorAll('*')) {
            for (const name of ['', ...one.getAttributeNames()]) window.made.add(`${one.localName} ${name}`.trim());
        }
    };
}"""
OPEN: Final = """async (share) => {
    const settle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const panel = document.getElementById('panel');
    for (const view of document.querySelectorAll('#views input')) {
        view.click();
        await settle();
        panel.querySelector('summary')?.click();
        await settle();
        for (const more of panel.querySelectorAll('div > .link')) while (more.isConnected) more.click();
        window.look();
    }
    document.querySelector('#views input').click();
    await settle();
    const { views, statements } = JSON.parse(document.getElementById('data').textContent);
    const { nodes, edges } = views.actor;
    const some = (list, step) => list.filter((one, i) => i % step === 0);
    const chosen = [...some(nodes, share).map((node) => `n:${node.actor}`),
        ...some(statements.ids, 7 * share).map((id) => `s:${id}`),
        ...some(edges, 4 * share).map((edge) => `e:n:${nodes[edge.from].actor}>n:${nodes[edge.to].actor}>${edge.kind}`)];
    for (const [i, what] of chosen.entries()) {
        location.hash = new URLSearchParams({ chosen: what });
        await settle();
        if (i % 8 === 0) window.look();
    }
    window.look();
    return chosen.length;
}"""
"""Opens every list of every view, one in `share` of the actors, and some arrows and statements; returns how many."""
TYPE: Final = """async (strings) => {
    const settle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const search = document.getElementById('search');
    for (const text of strings) {
        search.value = text;
        search.dispatchEvent(new Event('input'));
        await settle();
        const part = encodeURIComponent(text);
        location.hash = `#words=${part}&chosen=${part}&view=${part}&around=${part}&topic=${part}&from=${part}&without=${part}`;
        await settle();
    }
    window.look();
}"""


def page_of(folder: Path, strings: tuple[str, ...], name: str) -> Path:
    path = folder / name
    path.write_text(map_page(hostile_claims.corpus(strings), title=strings[0]), encoding="utf-8")
    return path


def used(seen: Seen, strings: tuple[str, ...], share: int = SHARE) -> int:
    """How many things of the page were opened; then as large a share of the strings is typed and put into the address."""
    seen.page.evaluate(WATCH)
    opened: int = seen.page.evaluate(OPEN, share)
    seen.page.evaluate(TYPE, some(strings, share))
    for x in range(60, 1000, 70):
        seen.page.mouse.move(x, 100 + x % 200)
    seen.page.wait_for_timeout(200)
    seen.page.evaluate("look()")
    return opened


@pytest.fixture(scope="module")
def harmless(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The elements and attributes that the same use of harmless claims makes."""
    strings = tuple(f"Harmless words {i}" for i in range(8))
    path = page_of(tmp_path_factory.mktemp("harmless"), strings, "harmless.html")
    with visit(browser, path, STRIP) as seen:
        assert used(seen, strings, 1) > 5 * 8
        assert seen.complaints == []
        return set(seen.page.evaluate("[...made]"))


def test_hostile_strings_are_shown_and_never_run(browser: Browser, tmp_path: Path, harmless: set[str], counted: Counted) -> None:
    opened = 0
    for batch in range(BATCHES):
        strings = STRINGS[batch::BATCHES]
        path = page_of(tmp_path, strings, f"hostile-{batch}.html")
        with visit(browser, path, STRIP) as seen:
            here = used(seen, strings)
            assert here * SHARE > 5 * len(strings)
            assert seen.page.evaluate("[typeof hacked, violations]") == ["undefined", []]
            assert seen.page.title().startswith(strings[0][:4].strip())
            made = set(seen.page.evaluate("[...made]"))
            assert made <= harmless
            assert (seen.complaints, seen.requests) == ([], [path.as_uri()])
            text = seen.page.evaluate("document.getElementById('record').textContent")
            assert [string for string in strings if text.count(string) < 20] == []
            links = seen.page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
            assert [href for href in links if not href.startswith(("#s-", "#record"))] == []
        opened += here
    counted(
        f"hostile strings in a browser: {len(STRINGS)} strings, each in {len(hostile_claims.FIELDS)} fields, "
        "{opened:,} things opened; ran: 0, requests: 0, violations of the policy: 0",
        opened=opened,
    )


def test_there_are_at_least_two_hundred() -> None:
    assert len(set(STRINGS)) >= 200
    assert len(hostile_claims.FIELDS) >= 30
