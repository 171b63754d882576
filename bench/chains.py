"""Claims in which each record names the one before it, along every field that links records, and what each command costs on them.

    python bench/chains.py [LINK…]

Prints Markdown: seconds of the processor at two sizes, one eight times the other, and the exponent of their growth. The tests
hold the same table at small sizes, in steps.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias
from unittest import mock

import measuring
import typer

from kg import check as checking
from kg.check import Checked, check, sound
from kg.cli.program import commands
from kg.corpus.corpus import Corpus
from kg.model.records import Record

Command: TypeAlias = Callable[[Corpus], None]

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


def leaning(i: int, *on: str) -> str:
    """A source that reprints others."""
    relies = f"relies_on: [{', '.join(on)}], " if on else ""
    return f'  r{i}: {{title: R{i}, date: 2020, {relies}url: "https://example.org/{i}"}}'


def agency(i: int) -> str:
    """A source that reprints none, and that no other house published."""
    return f'  p{i}: {{title: P{i}, date: 2020, publisher: P{i}, rests_on: s, url: "https://example.org/p{i}"}}'


def above(size: int, row: Callable[[int], str], more: str = "allegation: x") -> dict[str, str]:
    """Claim files with sources that reprint those before them, and a statement from each."""
    return chain("sources", size, row, [charge(i, more, source=f"r{i}") for i in range(size)])


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
    "relies_on the two before it": lambda n: above(n, lambda i: leaning(i, *(f"r{j}" for j in (i - 1, i - 2) if j >= 0))),
    "relies_on two that rely on one": lambda n: above(
        n, lambda i: leaning(i, *(f"r{i - back}" for back in ((1, 2), (1,), (2,))[i % 3] if back <= i))
    ),
    "relies_on the one before it and an agency": lambda n: above(
        n, lambda i: leaning(i, *([f"r{i - 1}"] if i else []), f"p{i}") + "\n" + agency(i)
    ),
    "relies_on under a via": lambda n: (
        {name: text.replace("reports: [{source: r", "reports: [{via: m, source: r") for name, text in above(n, source).items()}
        | {"paper.yaml": "actors:\n  m: {name: M, type: media}\n"}
    ),
    "relies_on under one allegation each": lambda n: (
        chain("sources", n, source, [charge(i, f"allegation: x{i}", source=f"r{i}") for i in range(n)])
        | {"each.yaml": "allegations:\n" + "".join(f"  x{i}: {{text: B did {i}., accused: b}}\n" for i in range(n))}
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


def run(name: str, *args: object, **options: object) -> None:
    """Run a command of `kg` as its function; that the claims have errors, or files another format, is no failure here."""
    with contextlib.suppress(typer.Exit):
        commands.function(name)(*args, **options)


def tables(name: str, *args: object, **options: object) -> Command:
    """Run a command that shows a table, as text and as JSON."""

    def both(_: Corpus) -> None:
        for form in ("table", "json"):
            run(name, *args, form=form, **options)

    return both


def shown(corpus: Corpus) -> None:
    """Show the first and the last record of each kind."""
    kinds: tuple[Mapping[str, Record], ...] = (corpus.actors, corpus.sources, corpus.allegations, corpus.statements)
    for ids in map(list, kinds):
        for id_ in (*ids[:1], *ids[-1:]):
            run("show", id_)


def exported(_: Corpus) -> None:
    """Write each form of tables."""
    for form, output in (("csv", "csv"), ("jsonl", "jsonl"), ("sqlite", "claims.db")):
        run("export", form, Path("out", output))


def briefed(_: Corpus) -> None:
    """Write the brief as a page and as text."""
    for name in ("brief.html", "brief.md"):
        run("brief", Path("out", name))


COMMANDS: Final[dict[str, Command]] = {
    "build": lambda _: run("build", Path("out/build")),
    "show": shown,
    "list": tables("list"),
    "who": tables("who"),
    "answers": tables("answers"),
    "origins": tables("origins"),
    "standing": tables("standing", all_=True),
    "positions": tables("positions", "a"),
    "stats": tables("stats"),
    "sides": tables("sides", level="actor"),
    "network": tables("network"),
    "audit": tables("audit"),
    "findings": tables("findings"),
    "map": lambda _: run("map", Path("out/map.html")),
    "timeline": lambda _: run("timeline", Path("out/timeline.html")),
    "brief": briefed,
    "export": exported,
    "fmt": lambda _: run("fmt", check=True),
}
"""Every command that reads the claims, run beside them (`in_place`)."""


@contextlib.contextmanager
def in_place(root: Path) -> Iterator[Corpus]:
    """Work beside the claims, whose records without errors the commands get without reading them again."""
    found = check(root)
    kept = sound(found)
    with contextlib.chdir(root.parent), mock.patch.object(checking, "check", return_value=Checked(kept, (), found.texts)):
        yield kept


SIZES: Final = (6_250, 50_000)
MOST: Final = 120
"""Seconds of the processor after which a command is given up."""


def timed(work: Callable[[], object]) -> float:
    """The seconds of the processor that it takes in a child, which keeps nothing for the next; infinite where it is given up."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        begun = time.process_time()
        try:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stderr(nowhere):
                work()
            os.write(writer, f"{time.process_time() - begun}".encode())
        except BaseException:  # noqa: BLE001 - whatever it is, the child must end
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        seconds = told.read()
    if not seconds and os.waitstatus_to_exitcode(status) != -signal.SIGXCPU:
        raise RuntimeError("a command failed")
    return float(seconds or "inf")


def costs(link: str, size: int) -> dict[str, float]:
    """What each command takes on one chain."""
    with tempfile.TemporaryDirectory() as folder:
        root = written(Path(folder) / "claims", CHAINS[link](size))
        with contextlib.chdir(folder):
            found = {"check": timed(lambda: run("check"))}
        if not math.isfinite(found["check"]):
            return found
        with in_place(root) as corpus:
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
            if math.isfinite(more.get(name, math.inf))
            else f"over {MOST}"
            for name in ("check", *COMMANDS)
        )
        print(f"| {' | '.join((link, *cells))} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or CHAINS)
