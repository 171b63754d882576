"""Times how long Chromium takes to open the brief of generated claims: `python bench/brief.py [STATEMENTS…]`, as Markdown."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import generate
from measuring import machine, table

from kg.check import check, sound
from kg.site.brief.html import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (5000,)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opened(browser: Browser, path: Path) -> tuple[float, int]:
    """Seconds until the page is loaded and drawn, and how many elements it has."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(300_000)
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate(SETTLED)
    took = time.perf_counter() - start
    elements = int(page.evaluate("document.querySelectorAll('*').length"))
    page.close()
    return took, elements


def measure(browser: Browser, folder: Path, size: int) -> list[str]:
    """One row of the table."""
    generate.write(folder / "claims", size)
    path = folder / "brief.html"
    path.write_text(html(sound(check(folder / "claims")), f"{size:,} statements"), "utf-8")
    found = [opened(browser, path) for _ in range(3)]
    seconds = statistics.median(took for took, _ in found)
    return [f"{size:,}", f"{path.stat().st_size / 1e6:.1f} MB", f"{found[0][1]:,}", f"{seconds:.1f} s"]


def main(sizes: list[int]) -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - for development only

    where = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if where is None:
        sys.exit("bench/brief.py: no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        rows = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(measure(browser, Path(folder), size))
        version = browser.version
        browser.close()
    print(table(["statements", "file", "elements", "opens in"], rows))
    print(f"\n{machine()}, Chromium {version}.")


if __name__ == "__main__":
    main([int(given) for given in sys.argv[1:]] or list(SIZES))
