"""Times the search and the filter of a site at scale: `python bench/search.py [STATEMENTS…]`, as Markdown.

The files of both are made from generated claims and put beside the pages that use them; Chromium opens these from a disk. A
search lasts from the start of navigation to `search.html?q=…` until results are in the page, a filter until the list is narrowed.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import generate
from measuring import machine, table
from playwright.sync_api import sync_playwright

from kg.check import check, sound
from kg.corpus.corpus import Corpus
from kg.site import build, frame, scripts
from kg.site.edition import Edition
from kg.site.filter import files as filter_files
from kg.site.frame import File, Site
from kg.site.overviews import lists, search
from kg.site.search import files as search_files
from kg.site.search.entries import order

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (1_000, 10_000)
RUNS = 5
QUERIES = ("harbour", "h", "falk 17", "accuses state report", "zzz")
FILTERS = ("actors.html#topic=trade", "allegations.html#words=harbour", "statements.html#from=2002-03-01&to=2002-06-30")
FOUND = "!!document.querySelector('#found')?.textContent"
NARROWED = "!!document.querySelector('#narrowed')?.textContent"


def main(sizes: tuple[int, ...]) -> None:
    """Print what files and pages cost for each number of statements."""
    print(f"{machine()}\n")
    costs, opened = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            generate.write(folder / "claims", size)
            corpus = sound(check(folder / "claims"))
            site = build.site(corpus, Edition("0" * 64))
            began = time.process_time()
            sizes_of = dict(_put(folder / "site", _data(site, corpus)))
            spent = time.process_time() - began
            for _ in _put(folder / "site", _pages(site)):
                pass
            costs.append([f"{size:,}", f"{spent:.1f}", *_sums(sizes_of)])
            opened += [[f"{size:,}", *row] for row in _opened(folder / "site")]
    print(table(["statements", "s to make", "search kB", "largest file kB", "files", "filter kB"], costs), end="\n\n")
    print(table(["statements", "page", "ms", "kB read", "files read"], opened))


def _data(site: Site, corpus: Corpus) -> Iterator[File]:
    ordered = order(site)
    yield from search_files.files(site, corpus, ordered)
    yield from filter_files.files(site, ordered)


def _pages(site: Site) -> Iterator[File]:
    yield from frame.assets()
    yield from scripts.assets()
    yield from search.pages(site)
    yield from lists.pages(site)


def _put(folder: Path, files: Iterator[File]) -> Iterator[tuple[str, int]]:
    for path, data in files:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        yield path, len(data)


def _sums(sizes: dict[str, int]) -> list[str]:
    words = [size for path, size in sizes.items() if path.startswith("search/")]
    narrowing = [size for path, size in sizes.items() if path.startswith("filter/")]
    return [f"{sum(words) / 1000:,.0f}", f"{max(words) / 1000:,.0f}", f"{len(words):,}", f"{sum(narrowing) / 1000:,.0f}"]


def _opened(folder: Path) -> Iterator[list[str]]:
    """Each page with the median of its times, and what it read."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for address in (*(f"search.html?q={query}" for query in QUERIES), *FILTERS):
            yield _timed(browser, folder, address)
        browser.close()


def _timed(browser: Browser, folder: Path, address: str) -> list[str]:
    until = FOUND if address.startswith("search") else NARROWED
    times, read = [], set[str]()
    for _ in range(RUNS):
        page = browser.new_page()
        page.on("request", lambda request: read.add(request.url.partition("#")[0].partition("?")[0]))
        page.add_init_script(
            "const look = () => { if (" + until + ") globalThis.took ??= performance.now(); else setTimeout(look, 1); };"
            "addEventListener('DOMContentLoaded', look);"
        )
        page.goto(f"{folder.as_uri()}/{address}")
        page.wait_for_function("globalThis.took")
        times.append(page.evaluate("globalThis.took"))
        page.close()
    size = sum((folder / one.removeprefix(f"{folder.as_uri()}/")).stat().st_size for one in read)
    return [f"`{address}`", f"{statistics.median(times):.0f}", f"{size / 1000:,.0f}", str(len(read))]


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
