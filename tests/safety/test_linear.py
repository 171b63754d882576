"""Long lists, long chains and long texts take time in proportion: steps are counted at one size and at twice the size."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
from chains import CHAINS, HEAD, chain, charge, written
from counting import growth
from effort import times
from refusing import patience
from tally import Counted

from kg import ids, letters
from kg.analysis.answers import ledger
from kg.analysis.origins import survey
from kg.analysis.positions import of_everyone
from kg.analysis.standing import standing
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.diagnostic import Severity
from kg.evidence import quotes
from kg.load import load
from kg.site.exchanges import DEEPEST, Exchange, record
from kg.site.map.page import map_page
from kg.site.timeline.page import timeline_page

pytestmark = pytest.mark.slow

MOST: Final = 2.6
"""How many times the steps twice the size may take; the square would be four."""


def everything(corpus: Corpus) -> None:
    wanted = Filter()
    ledger(corpus, wanted)
    standing(corpus, wanted)
    list(of_everyone(corpus, wanted))
    for one in survey(corpus, wanted):
        assert one.reports
    record(corpus)
    for id_ in list(corpus.topics)[:1]:
        ledger(corpus, Filter(topic=id_))


@pytest.mark.parametrize("link", ["answers", "relies_on", "topics", "broader", "part_of"])
def test_a_long_chain_of_any_link_ends(link: str, tmp_path: Path, counted: Counted) -> None:
    """More links than calls can be nested."""
    with patience(120):
        size = times(1_100, 10_000 if link in {"relies_on", "broader"} else 2_500)
        corpus = load(written(tmp_path / "claims", CHAINS[link](size))).corpus
        everything(corpus)
        assert len(map_page(corpus, title="x")) < 60_000_000
        timeline_page(corpus, title="x")
    counted(f"a chain of {len(corpus.kinds):,} records along {link}: no fault, no hang")


def test_a_deep_exchange_goes_on_in_a_row_of_its_own(tmp_path: Path) -> None:
    corpus = load(written(tmp_path / "claims", CHAINS["answers"](3 * DEEPEST))).corpus
    found = record(corpus)
    told: list[str] = []
    depth = 0
    for row in (*found.accusations, *found.others):
        at: object = row
        level = 0
        while isinstance(at, Exchange):
            told.append(at.id)
            level += 1
            at = at.below[0] if at.below else None
        depth = max(depth, level)
    assert sorted(told) == sorted(corpus.statements)
    assert depth == DEEPEST


# One file of a megabyte


def listed(words: Iterable[str]) -> str:
    return f"[{', '.join(words)}]"


LISTS: Final[dict[str, Callable[[int], str]]] = {
    "a duplicate at the end": lambda n: (
        f"actors:\n  z: {{name: Z, type: person, aliases: {listed([*(f'a{i}' for i in range(n)), f'a{n - 1}'])}}}\n"
    ),
    "unknown ids": lambda n: (
        HEAD + "statements:\n" + charge(0, f"allegation: x, answers: {listed(f'q-{i}' for i in range(n))}") + "\n"
    ),
    "ids that are none": lambda n: HEAD + "statements:\n" + charge(0, f"answers: {listed(f'Q_{i}' for i in range(n))}") + "\n",
    "unknown fields": lambda n: (
        "actors:\n  z: {name: Z, type: person, " + ", ".join(f"fieldname{i}: x" for i in range(n)) + "}\n"
    ),
    "waivers": lambda n: (
        "actors:\n  z: {name: Z, type: person, allow: " + listed(f"{{code: K{i % 1000:03}, why: x}}" for i in range(n)) + "}\n"
    ),
    "the same key": lambda n: "actors:\n  z: {name: Z, type: person, " + ", ".join("note: x" for _ in range(n)) + "}\n",
    "one name": lambda n: "actors:\n" + "".join(f"  z{i}: {{name: Z, type: state}}\n" for i in range(n)),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_long_list_costs_in_proportion(kind: str, tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], None]:
        root = tmp_path / str(size)
        root.mkdir(exist_ok=True)
        (root / "x.yaml").write_text(LISTS[kind](size), "utf-8")

        def do() -> None:
            assert check(root).diagnostics

        return do

    with patience(120):
        assert growth(work, times(100, 400)) < MOST


# Texts of nothing but signs


@pytest.mark.parametrize(
    "signs", ["\u0327\u0301", "\u064b\u0650", "\u3099", "\u0f73", "\u0344", "\uff9e", "\u20d0\u20dc", "\U0001d165"]
)
def test_a_letter_with_a_hundred_thousand_signs_takes_no_time(signs: str) -> None:
    """The standard library alone takes minutes; the alarm could not end it, so that a fault here is a run that hangs."""
    text = "x" + signs * (100_000 // len(signs))
    with patience():
        for made in (letters.normal("NFC", text), letters.normal("NFKD", text)):
            assert max(map(len, made.replace("\u034f", "x").split("x"))) <= 2 * letters.MOST_SIGNS
        ids.skeleton(text)
        ids.slug(text)
        assert not quotes.is_in(quotes.normalised("we shall leave"), quotes.normalised(text))


@pytest.mark.parametrize("text", ["Zoë Ångström", "x" + "\u0301" * 29, "กี่", "\u0f71\u0f72", "한글", ""])
def test_what_people_write_is_normalised_as_ever(text: str) -> None:
    assert letters.normal("NFC", text) == unicodedata.normalize("NFC", text)
    assert letters.normal("NFKD", text) == unicodedata.normalize("NFKD", text)


@pytest.mark.parametrize(("quote", "word"), [("aaaa", "a"), ("éé", "é"), ("\u0301", "\u0301"), ("12", "12")])
def test_one_long_word_holds_no_quote(quote: str, word: str) -> None:
    began = datetime.datetime.now(datetime.UTC)
    with patience():
        assert not quotes.is_in(quote, "x" + word * 2_000_000)
    assert (datetime.datetime.now(datetime.UTC) - began).total_seconds() < 60


@pytest.mark.parametrize("link", ["broader", "part_of"])
def test_more_levels_than_anybody_needs_are_one_error(link: str, tmp_path: Path) -> None:
    found = check(written(tmp_path / "claims", CHAINS[link](300))).diagnostics
    assert [(d.code, d.record and d.record[1]) for d in found if d.severity is Severity.ERROR] == [
        ("K217", "x101" if link == "broader" else "o100")
    ]


def denied(i: int) -> str:
    return f"  d{i}: {{act: denies, speaker: b, date: 2019, allegation: x{i}, reports: [{{source: s}}]}}"


def dated(i: int) -> str:
    whole = f"{{of: {f'o{i - 1}' if i else 'a'}, from: 2000}}"
    return f"  o{i}: {{name: Org {i}, type: organization, part_of: {whole}}}"


ROWS: Final[dict[str, Callable[[int], dict[str, str]]]] = {
    "a charge and a denial at each level of broader": lambda n: chain(
        "allegations",
        n,
        lambda i: f"  x{i}: {{text: X{i}., accused: b{f', broader: x{i - 1}' if i else ''}}}",
        [row(i) for i in range(n) for row in (lambda i: charge(i, f"allegation: x{i}"), denied)],
    ),
    "a speaker at each level of dated parts": lambda n: chain(
        "actors", n, dated, [charge(i).replace("speaker: a", f"speaker: o{i}") for i in range(n)]
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_records_at_each_of_many_levels_take_time_in_proportion(name: str, tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], object]:
        corpus = load(written(tmp_path / f"{size}-{len(list(tmp_path.iterdir()))}", ROWS[name](size))).corpus
        return lambda: ledger(corpus, Filter())

    assert growth(work, times(200, 400)) < MOST
