"""Pages in the system's Chromium, and everything that they ask for or complain of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import pytest
from effort import times

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

SIZES: Final = {"desk": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
STRIP: Final = "strip"
"""The name of a window for what has to be drawn a thousand times, which takes a quarter of the time that it takes at a desk."""
PAINTED: Final = """() => {
    const canvas = document.querySelector('#map canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const data = copy.getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return colours.size;
}"""
"""How many colours there are on the map."""
SETTLED: Final = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SCROLLED: Final = "() => new Promise((done) => (function look() { scrollY > 0 ? done() : requestAnimationFrame(look); })())"
"""Looks again by itself: where the driver asks again, it makes code of text, which the page's policy forbids."""
LAID_OUT: Final = """(most) => {
    const met = {};
    for (const one of document.querySelectorAll('.record tbody tr, a.mark')) {
        one.style.contentVisibility = 'visible';
        const parts = [one, ...one.querySelectorAll('*')].map((part) => `${part.localName} ${part.getAttribute('class')}`);
        if (parts.some((part) => !(met[part] >= most))) for (const part of parts) met[part] = (met[part] ?? 0) + 1;
        else if (!one.matches('.chosen')) one.style.display = 'none';
    }
}"""
"""Lays out the rows that are out of sight, where axe would not find them; hides rows and marks in which nothing is new."""
PROGRAMS: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The system's browser by its names. The first is the engine without windows, which take a third of the time."""
PATIENCE: Final = 180_000
"""Milliseconds after which something is said not to happen; on a quiet machine everything happens within two seconds."""
AXE: Final = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Seen:
    """An open page and all that it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()

    def settle(self) -> None:
        """Wait until what was done is drawn."""
        self.page.evaluate(SETTLED)

    def picture(self) -> str:
        found: str = self.page.evaluate("document.querySelector('#map canvas').toDataURL()")
        return found

    def serious(self) -> list[str]:
        """The serious and critical findings of axe, each with where it is."""
        if not AXE.is_file():
            leave_out("axe-core is missing: npm install")
        self.page.evaluate(LAID_OUT, times(2, 10_000))
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert len(found["passes"]) > 15
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            if violation["impact"] in {"serious", "critical"}
            for node in violation["nodes"]
        ]


def leave_out(why: str) -> NoReturn:
    """Leave a test out, or fail where everything is asked for."""
    if os.environ.get("KG_REQUIRE") == "all":
        pytest.fail(f"{why} (KG_REQUIRE=all)")
    pytest.skip(f"browser tests left out: {why}")


@contextmanager
def chromium() -> Iterator[Browser]:
    where = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if where is None:
        leave_out("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=where, args=flags)
        yield found
        found.close()


@contextmanager
def visit(browser: Browser, path: Path, size: str = "desk", *, link: str = "", **context: Any) -> Iterator[Seen]:
    """A page open in a window of a size, at a link within it."""
    width, height = {**SIZES, STRIP: (1024, 300)}[size]
    page = browser.new_page(viewport={"width": width, "height": height}, **context)
    page.set_default_timeout(PATIENCE)
    seen = Seen(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", seen.dismiss)
    page.goto(f"{path.as_uri()}{link}")
    if context.get("java_script_enabled", True):
        seen.settle()
    yield seen
    page.close()


def heading(seen: Seen) -> str:
    """What the panel is about."""
    return seen.page.locator("#panel h2").inner_text()


def drawn_rows(seen: Seen) -> list[str]:
    """The statements whose rows the table shows."""
    rows = seen.page.locator("#record tr.entry:visible")
    return [str(row.get_attribute("id"))[2:] for row in rows.all()]
