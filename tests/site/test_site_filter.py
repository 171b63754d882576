"""The filter of the overviews: in a browser each shows what reports count under the same filter, and takes it to the next."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import harbour
import pytest
import sites
from browsing import visit

from kg.analysis.who import who
from kg.corpus.affiliation import Span
from kg.corpus.belonging import is_plain
from kg.corpus.counting import count
from kg.corpus.filters import Filter
from kg.corpus.labels import name
from kg.corpus.level import Level
from kg.site import build
from kg.site.search.entries import statements

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

YEAR: Final = Span(datetime.date(2017, 1, 1), datetime.date(2017, 12, 31))
IN_2017: Final = {"from": "2017-01-01", "to": "2017-12-31"}
SITE: Final = build.site(harbour.shipped(), sites.EDITION)
DONE: Final = "() => document.querySelector('.narrowed')?.childElementCount && !document.querySelector('#choices').hidden"
ITEMS: Final = """(found) => found.map((li) => [
    li.querySelector('a').getAttribute('href').split('/').pop().replace('.html', ''),
    li.querySelector('.number')?.textContent ?? '',
])"""
CELLS: Final = """(tables) => tables.flatMap((table) => {
    const columns = [...table.querySelectorAll('thead th')].map((th) => th.textContent);
    return [...table.querySelectorAll('tbody tr')].flatMap((tr) => [...tr.querySelectorAll('td')].map((td, i) =>
        [tr.querySelector('th').textContent, columns[i], td.textContent.trim().replace(/\\s+/g, ' ')]));
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = ("assets/", "search/", "filter/", "matrix", "answers/")
    found = {path: data for path, data in sites.shipped().items() if "/" not in path or path.startswith(parts)}
    return sites.placed(found, tmp_path_factory.mktemp("site"))


def topic() -> str:
    """The topic with most statements."""
    return max(harbour.shipped().topics, key=lambda id_: len(SITE.index.topics.get(id_, ())))


def _more(page: Page) -> None:
    """Show all that is left."""
    page.wait_for_function(DONE)
    while page.locator(".narrowed > button:visible").count():
        page.locator(".narrowed > button").evaluate_all("all => all.forEach((one) => one.hidden || one.click())")


def _open(page: Page, path: Path, filters: dict[str, str]) -> None:
    page.goto("about:blank")
    page.goto(f"{path.as_uri()}#{urlencode(filters)}")
    _more(page)


def _begun(id_: str) -> datetime.date | None:
    resolved = SITE.corpus.resolved[id_]
    return resolved.earliest or resolved.latest


def _expected(kind: str, wanted: Filter) -> dict[str, str]:
    """How many statements a filter leaves to each record of a kind; those without any are left out."""
    corpus = SITE.corpus
    found = {}
    for id_ in getattr(corpus, f"{kind}s"):
        own = [one for one in statements(SITE, kind, id_) if wanted.admits(corpus, corpus.resolved[one])]
        if own:
            plain = [one for one in own if is_plain(corpus.resolved[one])]
            found[id_] = count(corpus, plain, [one for one in own if one not in plain]).bare
    return found


@pytest.mark.parametrize("filters", ["period", "topic", "both"])
def test_that_lists_show_what_a_filter_leaves(browser: Browser, folder: Path, filters: str) -> None:
    given = {**({} if filters == "topic" else IN_2017), **({} if filters == "period" else {"topic": topic()})}
    wanted = Filter(topic=given.get("topic"), within=YEAR if "from" in given else Span())
    corpus = SITE.corpus
    with visit(browser, folder / "about.html") as seen:
        for kind in ("actor", "allegation", "source", "topic"):
            _open(seen.page, folder / f"{kind}s.html", given)
            shown = seen.page.locator(".narrowed ol > li").evaluate_all(ITEMS)
            expected = _expected(kind, wanted)
            assert dict(shown) == expected
            assert len(shown) == len(expected)
            assert seen.page.locator("h1 .number").inner_text() == f"{len(expected)} of {len(getattr(corpus, f'{kind}s'))}"
        _open(seen.page, folder / "statements.html", given)
        order = [id_ for id_ in corpus.reading_order if wanted.admits(corpus, corpus.resolved[id_])]
        listed = [id_ for id_, _ in seen.page.locator(".narrowed ol > li").evaluate_all(ITEMS)]
        assert sorted(listed) == sorted(order)
        assert [_begun(id_) for id_ in listed] == [_begun(id_) for id_ in order]
        left = seen.page.locator("#narrowed").inner_text()
        assert left == f"{len(order)} of {len(corpus.resolved)} statements meet the filter."
        seen.page.locator("#reset").click()
        seen.page.locator("[data-whole]").first.wait_for()
        assert seen.page.locator("h1 .number").inner_text() == str(len(corpus.resolved))
        assert "#" not in seen.page.url
        assert seen.complaints == []


def _table(page: Page) -> dict[tuple[str, str], str]:
    """The numbers of the table by the names of accuser and accused, without its totals."""
    found = page.locator(".cross:visible table").evaluate_all(CELLS)
    return {(one, other): number for one, other, number in found if number}


@pytest.mark.parametrize("level", ["side", "actor"])
def test_that_the_matrix_counts_as_kg_who_does_under_a_filter(browser: Browser, folder: Path, level: Level) -> None:
    path = folder / ("matrix.html" if level == "side" else "matrix/actors.html")
    tries: list[tuple[Path, dict[str, str], Filter]] = [
        (path, {"sort": "name"}, Filter()),
        (path, IN_2017, Filter(within=YEAR)),
        (path, {"topic": topic(), "sort": "name"}, Filter(topic=topic())),
    ]
    if level == "side":
        tries.append((folder / "matrix" / "2017.html", {"topic": topic()}, Filter(topic=topic(), within=YEAR)))
        tries.append((folder / "matrix" / "topic" / f"{topic()}.html", IN_2017, Filter(topic=topic(), within=YEAR)))
    corpus = SITE.corpus
    with visit(browser, folder / "about.html") as seen:
        for at, given, wanted in tries:
            expected = {
                (name(corpus, pair.accuser), name(corpus, pair.accused)): pair.number.bare.replace(" ·", "")
                for pair in who(corpus, level, wanted)
                if pair.number.number.most or pair.number.retracted
            }
            _open(seen.page, at, given)
            shown = _table(seen.page)
            accused = {other for _, other in expected}
            columns = {other for _, other in shown if other in accused}
            assert len(columns) == min(14, len(accused))
            assert {key: number for key, number in shown.items() if key[1] in columns} == {
                key: number for key, number in expected.items() if key[1] in columns
            }
            names = seen.page.locator(".narrowed tbody th").all_inner_texts()
            assert len(names) == len({one for one, _ in expected})
            assert "sort" not in given or names == sorted(names, key=str.casefold)
        assert seen.complaints == []


def test_that_another_order_keeps_every_number_of_the_table(browser: Browser, folder: Path) -> None:
    with visit(browser, folder / "matrix.html") as seen:
        before = _table(seen.page)
        links = seen.page.locator(".cross:visible td a")
        hrefs = sorted(links.evaluate_all("(found) => found.map((a) => a.href)"))
        seen.page.locator("#narrow summary").click()
        seen.page.locator("select[name=sort]").select_option("name")
        _more(seen.page)
        assert _table(seen.page) == before
        assert sorted(links.evaluate_all("(found) => found.map((a) => a.href)")) == hrefs
        assert seen.page.url.endswith("#sort=name")
        assert seen.complaints == []
        assert seen.serious() == []


def test_that_a_filter_is_kept_on_the_way_from_one_overview_to_the_next(browser: Browser, folder: Path) -> None:
    chosen = topic()
    with visit(browser, folder / "index.html") as seen:
        page = seen.page
        page.locator("#narrow summary").click()
        page.locator("select[name=topic]").select_option(chosen)
        page.locator("#narrowed:not(:empty)").wait_for()
        wanted = Filter(topic=chosen)
        corpus = SITE.corpus
        left = sum(wanted.admits(corpus, one) for one in corpus.resolved.values())
        assert page.locator("[data-count=statement]").inner_text() == f"{left} of {len(corpus.resolved)}"
        answered = page.locator("[data-answers='answered']").inner_text()
        for entry in ("allegations", "matrix", "about", "actors", "map", "timeline", "sources", "index"):
            page.locator(f"nav a[href*='{entry}.html']").first.click()
            page.wait_for_url(f"**/{entry}.html#topic={chosen}")
            if entry != "about":
                select = "#topic" if entry in {"map", "timeline"} else "select[name=topic]"
                page.wait_for_function("([where, value]) => document.querySelector(where).value === value", arg=[select, chosen])
        page.locator("#narrowed:not(:empty)").wait_for()
        assert page.locator("[data-answers='answered']").inner_text() == answered
        page.locator("input[name=words]").fill("weapon")
        page.wait_for_url(f"**#words=weapon&topic={chosen}")
        page.locator("#answers a[href*=answered]").first.click()
        page.wait_for_url(f"**/answers/answered.html#words=weapon&topic={chosen}")
        assert seen.complaints == []


def test_that_words_leave_what_holds_them_and_what_is_said_on_it(browser: Browser, folder: Path) -> None:
    corpus = SITE.corpus
    holding = {id_ for id_, allegation in corpus.allegations.items() if "weapon" in allegation.text.casefold()}
    said = {one for id_ in holding for one in statements(SITE, "allegation", id_)}
    with visit(browser, folder / "about.html") as seen:
        _open(seen.page, folder / "allegations.html", {"words": "weapon"})
        shown: dict[str, Any] = dict(seen.page.locator(".narrowed ol > li").evaluate_all(ITEMS))
        assert {id_ for id_ in holding if statements(SITE, "allegation", id_)} <= shown.keys()
        _open(seen.page, folder / "statements.html", {"words": "weapon"})
        assert said <= {id_ for id_, _ in seen.page.locator(".narrowed ol > li").evaluate_all(ITEMS)}
        _open(seen.page, folder / "actors.html", {"words": "qqqqq"})
        assert seen.page.locator(".narrowed").inner_text() == "Nothing here meets the filter."
        assert seen.page.locator("h1 .number").inner_text() == f"0 of {len(corpus.actors)}"
