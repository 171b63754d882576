"""Claims in which each record names the one before it, along every field that links records, and what each command costs on them.

    python bench/chains.py [LINK…]

Prints Markdown: seconds of the processor at two sizes, one eight times the other, and the exponent of their growth. The tests
hold the same table at small sizes, in steps.
"""

from __future__ import annotations

import gc
import math
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import measuring

from kg.analysis.answers import ledger
from kg.analysis.origins import survey
from kg.analysis.standing import standing
from kg.check import Checked, check, sound
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.model.records import Record
from kg.rdf.graph import ntriples
from kg.render import diagnostics, origins, table
from kg.render import standing as standings
from kg.render.show import show
from kg.site.brief.html import html
from kg.site.brief.markdown import markdown
from kg.site.map.page import map_page
from kg.site.timeline.page import timeline_page

HEAD: Final = """\
actors:
  a: {name: Aland, type: state}
  b: {name: Bland, type: state}
sources:
  s: {title: S, date: 2020, url: "https://example.org/s"}
allegations:
  x: {text: B did it., accused: b}
"""
PART: Final = 2_500
"""How many lines go into one file, so that none is too large."""


def charge(number: int, more: str = "allegation: x", source: str = "s") -> str:
    """An accusation by Aland."""
    return f"  s{number}: {{act: accuses, speaker: a, date: 2019, {more}, reports: [{{source: {source}}}]}}"


def chain(section: str, size: int, row: Callable[[int], str], statements: Iterable[str]) -> dict[str, str]:
    """Claim files with a row of records, each of which names the one before it, and statements."""
    files = {"head.yaml": HEAD}
    for name, lines in ((section, [row(i) for i in range(size)]), ("statements", list(statements))):
        for at in range(0, len(lines), PART):
            files[f"{name}-{at}.yaml"] = f"{name}:\n" + "\n".join(lines[at : at + PART]) + "\n"
    return files


def said(size: int, row: Callable[[int], str]) -> dict[str, str]:
    """Claim files with a row of statements alone."""
    return chain("topics", 1, lambda _: "  t: {label: T}", [row(i) for i in range(size)])


def rests(i: int) -> str:
    """The field by which a source reprints the one before it."""
    return f"relies_on: r{i - 1}, " if i else ""


def reply(i: int, act: str = "rebuts") -> str:
    """A statement that answers the one before it; the first is an accusation."""
    if not i:
        return charge(0)
    return f"  s{i}: {{act: {act}, speaker: {'ab'[i % 2]}, date: 2019, answers: s{i - 1}, reports: [{{source: s}}]}}"


def source(i: int) -> str:
    """A source that reprints the one before it."""
    return f'  r{i}: {{title: R{i}, date: 2020, {rests(i)}url: "https://example.org/{i}"}}'


FORK: Final = """\
  p: {title: P, date: 2020, publisher: P, rests_on: s, url: "https://example.org/p"}
  q: {title: Q, date: 2020, url: "https://example.org/q"}
  r0: {title: R0, date: 2020, relies_on: [p, q], url: "https://example.org/0"}"""
CHAINS: Final[dict[str, Callable[[int], dict[str, str]]]] = {
    "answers": lambda n: said(n, reply),
    "corroborates": lambda n: said(n, lambda i: reply(i, "corroborates")),
    "via": lambda n: said(n, lambda i: charge(i).replace("source: s", f"source: s, via: s{i - 1}") if i else charge(0)),
    "occasion": lambda n: said(n, lambda i: charge(i).replace("date: 2019", "occasion: s0") if i else charge(0)),
    "was": lambda n: said(n, lambda i: charge(i, f"was: w{i}, allegation: x")),
    "was of the one before": lambda n: said(n, lambda i: charge(i, f"was: s{i - 1}, allegation: x") if i else charge(0)),
    "occasion of an occasion": lambda n: said(
        n, lambda i: charge(i).replace("date: 2019", f"occasion: s{i - 1}") if i else charge(0)
    ),
    "may_be": lambda n: said(n, lambda i: charge(i, f"allegation: x, may_be: s{i - 1}") if i else charge(0)),
    "one answered by all": lambda n: said(n, lambda i: reply(i, "denies").replace(f"s{i - 1},", "s0,") if i else charge(0)),
    "rests_on": lambda n: chain(
        "sources", n, lambda i: source(i).replace("relies_on", "rests_on"), [charge(0, source=f"r{n - 1}")]
    ),
    "succeeds": lambda n: chain(
        "actors",
        n,
        lambda i: f"  o{i}: {{name: Org {i}, type: state{f', succeeds: o{i - 1}' if i else ''}}}",
        [charge(i).replace("speaker: a", f"speaker: o{i}") for i in range(n)],
    ),
    "relies_on": lambda n: chain("sources", n, source, [charge(0, source=f"r{n - 1}")]),
    "relies_on under one statement each": lambda n: chain("sources", n, source, [charge(i, source=f"r{i}") for i in range(n)]),
    "relies_on under many statements": lambda n: chain("sources", n, source, [charge(i, source=f"r{n - 1}") for i in range(n)]),
    "relies_on before a fork": lambda n: chain(
        "sources",
        n,
        lambda i: source(i) if i else FORK,
        [charge(i, source=f"r{i}") for i in range(n)],
    ),
    "topics": lambda n: chain(
        "topics",
        n,
        lambda i: f"  t{i}: {{label: T{i}{f', broader: t{i - 1}' if i else ''}}}",
        [charge(i, f"allegation: x, topic: t{i}") for i in range(n)],
    ),
    "broader": lambda n: chain(
        "allegations",
        n,
        lambda i: f"  x{i}: {{text: X{i}., accused: b{f', broader: x{i - 1}' if i else ''}}}",
        [charge(0, f"allegation: x{n - 1}")],
    ),
    "part_of": lambda n: chain(
        "actors",
        n,
        lambda i: f"  o{i}: {{name: Org {i}, type: organization, part_of: {f'o{i - 1}' if i else 'a'}}}",
        [charge(i).replace("speaker: a", f"speaker: o{i}") for i in range(n)],
    ),
}


MAY_FAIL: Final = {
    "part_of": {"K217"},
    "broader": {"K217"},
    "occasion of an occasion": {"K207"},
    "was of the one before": {"K208"},
}
"""The errors that such a chain is; its commands are run on what is left without the records at fault."""


def written(folder: Path, files: dict[str, str]) -> Path:
    """The new folder with the files in it."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def shown(corpus: Corpus) -> str:
    """The first and the last record of each kind, as `kg show` has them."""
    kinds: tuple[Mapping[str, Record], ...] = (corpus.actors, corpus.sources, corpus.allegations, corpus.statements)
    found = [list(records.values()) for records in kinds]
    return "".join(show(corpus, record) for records in found if records for record in (records[0], records[-1]))


def in_form(made: table.Table) -> str:
    """A table as text and as JSON."""
    return table.render(made, "csv", None) + table.render(made, "json", None)


COMMANDS: Final[dict[str, Callable[[Corpus], object]]] = {
    "build": ntriples,
    "show": shown,
    "origins": lambda corpus: in_form(origins.survey(corpus, survey(corpus, Filter()))),
    "map": lambda corpus: map_page(corpus, title="T"),
    "timeline": lambda corpus: timeline_page(corpus, title="T"),
    "brief": lambda corpus: html(corpus, "T") + markdown(corpus, "T"),
    "standing": lambda corpus: in_form(standings.table(corpus, standing(corpus, Filter()), everything=True)),
    "answers": lambda corpus: ledger(corpus, Filter()),
}


def checked(root: Path) -> tuple[Checked, str]:
    """What `kg check` finds, and how it says so."""
    found = check(root)
    return found, diagnostics.text(found.diagnostics, found.texts)


SIZES: Final = (6_250, 50_000)
MOST: Final = 120
"""Seconds of the processor after which a command is given up."""


def timed(work: Callable[[], object]) -> float:
    """The seconds of the processor that it takes in a child, which keeps nothing for the next; infinite where it is given up."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
        begun = time.process_time()
        work()
        os.write(writer, f"{time.process_time() - begun}".encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return float(told.read() or "inf")


def costs(link: str, size: int) -> dict[str, float]:
    """What each command takes on one chain."""
    with tempfile.TemporaryDirectory() as folder:
        root = written(Path(folder) / "claims", CHAINS[link](size))
        found = {"check": timed(lambda: checked(root))}
        corpus = sound(check(root)) if found["check"] < MOST else Corpus()
        return found | {name: timed(lambda command=command: command(corpus)) for name, command in COMMANDS.items()}  # type: ignore[misc]


def main(links: Iterable[str]) -> None:
    """Print a row for each link: seconds at the larger size, and the exponent."""
    gc.disable()
    print(f"{measuring.machine()}; seconds at {SIZES[1]:,} and the exponent from {SIZES[0]:,}\n")
    print(measuring.table(("link", "check", *COMMANDS), []), flush=True)
    for link in links:
        less, more = (costs(link, size) for size in SIZES)
        cells = (
            f"{more[name]:.1f} ({measuring.exponent(SIZES, (max(less[name], 1e-3), max(more[name], 1e-3))):.2f})"
            if math.isfinite(more[name])
            else f"over {MOST}"
            for name in more
        )
        print(f"| {' | '.join((link, *cells))} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or CHAINS)
