"""Claims in which each record names the one before it, along every field that links records, in files of a size that is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

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


def charge(number: int, more: str = "allegation: x", source: str = "s") -> str:
    return f"  s{number}: {{act: accuses, speaker: a, date: 2019, {more}, reports: [{{source: {source}}}]}}"


def chain(section: str, size: int, row: Callable[[int], str], statements: Iterable[str]) -> dict[str, str]:
    """Claim files with a row of records, each of which names the one before it, and statements."""
    files = {"head.yaml": HEAD}
    for name, lines in ((section, [row(i) for i in range(size)]), ("statements", list(statements))):
        for at in range(0, len(lines), PART):
            files[f"{name}-{at}.yaml"] = f"{name}:\n" + "\n".join(lines[at : at + PART]) + "\n"
    return files


def said(size: int, row: Callable[[int], str]) -> dict[str, str]:
    return chain("topics", 1, lambda _: "  t: {label: T}", [row(i) for i in range(size)])


def rests(i: int) -> str:
    return f"relies_on: r{i - 1}, " if i else ""


def reply(i: int, act: str = "rebuts") -> str:
    if not i:
        return charge(0)
    return f"  s{i}: {{act: {act}, speaker: {'ab'[i % 2]}, date: 2019, answers: s{i - 1}, reports: [{{source: s}}]}}"


def source(i: int) -> str:
    return f'  r{i}: {{title: R{i}, date: 2020, {rests(i)}url: "https://example.org/{i}"}}'


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


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder
