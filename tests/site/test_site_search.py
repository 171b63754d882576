"""The search of the site finds what `kg list` finds: in Node over words at random, in the pages, and in a browser from a disk."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import harbour
import hostile
import hostile_claims
import pytest
import sites
from browsing import visit
from hypothesis import given
from hypothesis import strategies as st
from loopback import Handler, serving
from scripts import evaluated

from kg.corpus import folded
from kg.corpus.corpus import Corpus
from kg.corpus.identify import search, searched
from kg.site import build
from kg.site.search import files as search_files
from kg.site.search import numbers, shards
from kg.site.search.entries import KINDS, order

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS: Final = (
    *"weapon weapons weaponry arms army Ærø Straße МИД Россия россиян 대한 대한민국 हिन्दी ΟΔΥΣΣΕΥΣ 2017 ۲۰۱۷".split(),
    *"لافروف شرکت‌ها مُحَمَّد".split(),
)
FIND: Final = """
const { find, byKind } = await import('./kg/web/lookup.js');
const found = [];
for (const { index, files, queries } of given)
  for (const query of queries) {
    const marks = await find(index, query, async (name) => files[name]);
    found.push(marks && byKind(index, marks));
  }
console.log(JSON.stringify(found));
"""


def handed_over(files: dict[str, bytes]) -> dict[str, Any]:
    """What the files of the search hand over, by name."""
    found = {}
    for path, data in files.items():
        if path.startswith("search/"):
            text = data.decode()
            assert (text[:10], text[-3:]) == ("rejoinder(", ");\n")
            name, value = json.loads(f"[{text[10:-3]}]")
            assert path == f"{name}.js"
            found[name] = value
    return found


def expected(corpus: Corpus, words: str) -> dict[str, set[str]]:
    """The records that `kg list` finds, by kind, but for those that were withdrawn."""
    found: dict[str, set[str]] = {}
    for record in search(corpus, words, KINDS):
        if record.kind != "statement" or record.id in corpus.resolved:
            found.setdefault(record.kind, set()).add(record.id)
    return found


def queries(corpus: Corpus, many: int, seed: int) -> list[str]:
    """Beginnings of words of the record, alone and several together, of the same record and of different ones."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    texts = [searched(corpus, record).split() for record in corpus.whole() if record.kind in KINDS]
    found = [*WORDS, "", "  ", "…", "no-such-word-anywhere", "a", "THE", "é"]
    for _ in range(many):
        words = [chance.choice(chance.choice(texts)) for _ in range(chance.choice((0, 0, 1)))]
        words += chance.sample(text := chance.choice(texts), k=min(len(text), chance.choice((1, 1, 2, 3))))
        found.append(" ".join(word[: chance.choice((1, 2, 3, 5, 9))] for word in words))
    return found


@pytest.mark.parametrize("name", ["shipped", "every field"])
def test_that_the_site_finds_what_kg_list_finds(name: str) -> None:
    files, corpus = (sites.shipped(), harbour.shipped()) if name == "shipped" else (sites.every_field(), harbour.corpus())
    held = handed_over(files)
    index = held["search/all"]
    asked = queries(corpus, 150, 5)
    found = evaluated(FIND, [{"index": index, "files": held, "queries": asked}])
    listed = [line for n in range(len(held)) for line in held.get(f"search/d{n}", ())]
    assert sum(count for _, count in index["kinds"]) == len(listed)
    hits = 0
    for query, kinds in zip(asked, found, strict=True):
        ids = {kind: {listed[number][0] for number in numbers} for kind, numbers in kinds or () if numbers}
        assert ids == (expected(corpus, query) if folded.words(query) else {}), query
        hits += bool(ids)
    assert hits > 100


def test_that_words_are_found_however_they_are_divided() -> None:
    """Small worlds of words in several scripts, divided into files of every size."""
    chance = random.Random(6)  # noqa: S311 - the same each time
    worlds, answers = [], []
    for _ in range(60):
        texts = [" ".join(chance.choices(WORDS, k=chance.randrange(5))) for _ in range(chance.choice((1, 7, 40, 200)))]
        rows = [folded.row(text) for text in texts]
        held: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            for word in sorted(set(row.split())):
                held.setdefault(word, []).append(number)
        made = list(shards.shards(held, most=chance.choice((0, 10, 40, 100, 1000))))
        files = {
            f"search/w{n}": [shard.whole, *(part for pair in shard.words.items() for part in pair)]
            for n, shard in enumerate(made)
        }
        index = {
            "kinds": [["statement", len(texts)]],
            "longest": shards.LONGEST,
            "prefixes": [shard.prefix for shard in made],
            "letters": folded.table(),
        }
        begun = [word[: chance.randrange(1, 6)] for word in chance.choices(WORDS, k=40)]
        asked = [*begun[:10], *(" ".join(pair) for pair in zip(begun[10:25], begun[25:], strict=True))]
        worlds.append({"index": index, "files": files, "queries": asked})
        for query in asked:
            wanted = [f" {word}" for word in folded.words(query)]
            answers.append([number for number, row in enumerate(rows) if all(word in row for word in wanted)])
    found = evaluated(FIND, worlds)
    assert [kinds[0][1] for kinds in found] == answers
    assert sum(map(bool, answers)) > 400


@given(st.sets(st.integers(0, 3000), max_size=400))
def test_that_sets_of_numbers_are_short(chosen: set[int]) -> None:
    text = numbers.written(sorted(chosen))
    assert len(text) <= min(3 * len(chosen), 502)
    assert set(text) <= {*numbers.SIGNS, numbers.BITS}


def test_that_sets_of_numbers_are_read_as_they_were_written() -> None:
    chance = random.Random(7)  # noqa: S311 - the same each time
    sets = [[], [0], [5], [6], list(range(100)), [31, 32, 33, 1055, 1056, 10**6]]
    sets += [sorted(chance.sample(range(size), k=chance.randrange(size))) for size in (2, 9, 60, 700, 5000) for _ in range(20)]
    read = "const { list } = await import('./kg/web/numbers.js'); console.log(JSON.stringify(given.map(list)));"
    assert evaluated(read, [numbers.written(each) for each in sets]) == sets


def test_that_no_file_of_words_grows_with_the_record() -> None:
    """As many words and records as 10,000 statements have: a search reads a file of bounded size for each of its words."""
    chance = random.Random(8)  # noqa: S311 - the same each time
    letters = "etaoinshrdlu"
    held = {
        "".join(chance.choices(letters, weights=range(12, 0, -1), k=chance.randrange(1, 12))): sorted(
            chance.sample(range(14_000), k=min(14_000, int(chance.paretovariate(0.7))))
        )
        for _ in range(20_000)
    }
    made = list(shards.shards(held))
    sizes = [len(shard.whole) + sum(len(word) + len(text) + 6 for word, text in shard.words.items()) for shard in made]
    assert max(sizes) <= shards.MOST + 14_000 // 6 + 2
    assert len(made) < 5 * sum(sizes) / shards.MOST
    apart = {shard.prefix for shard in made if shard.whole}
    assert sorted(word for shard in made for word in shard.words) == sorted(held.keys() - apart)


# In a browser


def _shown(page: Any) -> dict[str, set[str]]:
    """What the page shows, by kind, with all that it shows only when asked."""
    found = {}
    for section in page.locator("#results section").all():
        while section.locator("button:visible").count():
            before = section.locator("li").count()
            section.locator("button").click()
            section.locator(f"li:nth-child({before + 1})").wait_for()
        addresses = section.evaluate("(one) => [...one.querySelectorAll('li a')].map((a) => a.href)")
        kind = str(section.get_attribute("id"))
        found[kind] = {address.rpartition("/")[2].removesuffix(".html") for address in addresses}
        assert all(f"/{kind}/" in address for address in addresses)
        assert int(section.locator("h2 .number").inner_text()) == len(addresses)
    return found


def _ask(page: Any, query: str) -> None:
    page.locator("#results").evaluate("(one) => { one.replaceChildren(); found.textContent = ''; }")
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    page.locator("#found:not(:empty)").wait_for(state="attached")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sites.placed(sites.every_field(), tmp_path_factory.mktemp("site"))


@pytest.mark.browser
def test_that_the_page_finds_what_kg_list_finds_from_a_disk(browser: Browser, folder: Path) -> None:
    corpus = harbour.corpus()
    with visit(browser, folder / "search.html") as seen:
        for query in [query for query in queries(corpus, 25, 9) if folded.words(query)]:
            _ask(seen.page, query)
            assert _shown(seen.page) == expected(corpus, query), query
        assert seen.complaints == []


@pytest.mark.browser
def test_that_a_search_begins_on_any_page_and_has_an_address(browser: Browser, folder: Path) -> None:
    corpus = harbour.corpus()
    name = next(iter(corpus.actors.values())).name

    class Files(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the name that is looked for
            path = self.path.partition("?")[0].lstrip("/").removeprefix("below/")
            kind = {"html": "text/html", "js": "text/javascript", "css": "text/css"}[path.rpartition(".")[2]]
            self.answer(200, {"Content-Type": f"{kind}; charset=utf-8"}, (folder / path).read_bytes())

    with serving(Files) as host:
        for root in (folder.as_uri(), f"{host}/below"):
            with visit(browser, folder / "about.html") as seen:
                page = seen.page
                page.goto(f"{root}/actor/{next(iter(corpus.actors))}.html")
                page.locator(".seek input").fill(name)
                page.locator(".seek input").press("Enter")
                page.locator("#found:not(:empty)").wait_for(state="attached")
                assert page.url.startswith(f"{root}/search.html?q=")
                assert _shown(page) == expected(corpus, name)
                page.keyboard.press("/")
                page.keyboard.press("ArrowDown")
                first = page.evaluate("document.activeElement.href")
                assert first == page.locator("#results li a").first.evaluate("(a) => a.href")
                page.keyboard.press("Escape")
                assert page.evaluate("document.activeElement.id") == "q"
                page.locator("#results li a").first.click()
                assert page.url == first
                page.go_back()
                page.locator("#found:not(:empty)").wait_for(state="attached")
                assert page.locator("#q").input_value() == name
                assert seen.complaints == []
                assert seen.serious() == []


@pytest.mark.browser
def test_that_hostile_text_stays_text_in_what_is_found(browser: Browser, tmp_path: Path) -> None:
    strings: Sequence[str] = hostile.strings()[::4]
    corpus = hostile_claims.corpus(strings)
    site = build.site(corpus, sites.EDITION, folder="claims")
    found = {path: data for path, data in sites.attacking().items() if path.startswith(("assets/", "search"))}
    sites.placed(found | dict(search_files.files(site, corpus, order(site))), tmp_path)
    with visit(browser, tmp_path / "search.html") as seen:
        lines = 0
        for query in ("script", "person", "s", "<img src=x onerror=alert(1)>"):
            _ask(seen.page, query)
            kinds = set(seen.page.evaluate("[...document.querySelectorAll('#results *')].map((one) => one.localName)"))
            assert kinds <= {"section", "h2", "span", "ol", "li", "a", "bdi", "div", "p", "button"}
            lines += seen.page.locator("#results li").count()
        assert lines > 20
        assert (seen.complaints, {url.partition(":")[0] for url in seen.requests}) == ([], {"file"})
