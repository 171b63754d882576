"""Claim files of any size, like real ones in shape: about 25 lines a statement, chains of answers, several reports.

Everything is invented and drawn with a seed, so that two runs give the same bytes.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

PER_FILE = 400
WORDS = "harbour toll treaty envoy supply border council report weapon ship grain money meeting promise protest evidence".split()
ACTS = ("accuses", "accuses", "denies", "rebuts", "qualifies", "asserts", "praises", "warns", "concedes", "declines")


def write(folder: Path, statements: int, seed: int = 7) -> int:
    """Write a data set of so many statements under `folder`; the number of bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, text in files(statements, seed):
        path = folder / name
        path.write_text(text, "utf-8")
        size += len(text.encode())
    return size


def files(statements: int, seed: int) -> Iterator[tuple[str, str]]:
    """File names and their text."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    people, sources = max(20, statements // 50), max(20, statements // 20)
    yield "dataset.yaml", "dataset:\n  title: Generated claims\n  base: https://example.org/bench/\n"
    yield "actors.yaml", "".join(_actors(people))
    for part in range(0, sources, 2000):
        yield f"sources-{part:06}.yaml", "".join(_sources(rng, part, min(part + 2000, sources)))
    yield "allegations.yaml", "".join(_allegations(people))
    for part in range(0, statements, PER_FILE):
        end = min(part + PER_FILE, statements)
        yield (
            f"statements-{part:07}.yaml",
            "statements:\n" + "".join(_statement(rng, n, people, sources) for n in range(part, end)),
        )


def _actors(people: int) -> Iterator[str]:
    yield "actors:\n"
    for n in range(10):
        yield f"  state-{n}:\n    name: State Number {n} of Ruritania\n    type: state\n"
        yield f"  ministry-{n}:\n    name: Ministry Number {n}\n    type: organization\n    part_of: state-{n}\n"
    for n in range(people):
        yield (
            f"  person-{n}:\n    name: Person {n} Falk\n    type: person\n    roles:\n"
            f"      - position: Speaker {n}\n        of: ministry-{n % 10}\n        from: 2001-02\n"
        )


def _sources(rng: random.Random, start: int, end: int) -> Iterator[str]:
    yield "sources:\n"
    for n in range(start, end):
        day = f"2032-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        yield (
            f"  source-{n}:\n    title: Report {n} on {rng.choice(WORDS)}\n    publisher: Gazette {n % 40}\n    date: {day}\n"
            f"    url: https://example.org/articles/{n}\n    archived: https://example.org/archive/{n}\n    lang: en\n"
        )


def _allegations(people: int) -> Iterator[str]:
    yield "topics:\n  trade:\n    label: Trade\nallegations:\n"
    for n in range(people):
        broader = f"    broader: allegation-{n // 4}\n" if n else ""
        yield f"  allegation-{n}:\n    text: State {n % 10} does thing {n}.\n    accused: state-{n % 10}\n"
        yield f"    topic: trade\n{broader}"


def _statement(rng: random.Random, n: int, people: int, sources: int) -> str:
    act = rng.choice(ACTS) if n else "accuses"
    day = datetime.date(2002, 1, 1) + datetime.timedelta(days=n // 12)  # no answer before what it answers
    lines = [f"  statement-{n}:", f"    act: {act}", f"    speaker: person-{rng.randrange(people)}", f"    date: {day}"]
    if act == "accuses":
        lines.append(f"    allegation: allegation-{rng.randrange(people)}")
        if n and rng.random() < 0.2:
            lines.append(f"    answers: statement-{rng.randrange(max(0, n - 50), n)}")
        lines.append(f"    certainty: {rng.choice(('asserted', 'probable', 'possible', 'implied'))}")
    elif act in {"denies", "rebuts", "qualifies", "concedes", "declines"}:
        lines.append(f"    allegation: allegation-{rng.randrange(people)}")
    elif act in {"praises", "warns"}:
        lines.append(f"    toward: state-{rng.randrange(10)}")
    lines += ["    says: >-", f"      Said that the {_prose(rng, 9)},", f"      and that the {_prose(rng, 8)}."]
    lines.append("    reports:")
    for _ in range(rng.choice((1, 2, 2, 3))):
        source = rng.randrange(sources)
        lines += [f"      - source: source-{source}", f"        at: paragraph {rng.randint(1, 30)}"]
        if rng.random() < 0.6:
            lines.append(f"        quote: {_prose(rng, 8)}")
        if rng.random() < 0.3:
            lines.append(f"        says: {_prose(rng, 7)}")
        if rng.random() < 0.3:
            lines.append(f"        via: [source-{rng.randrange(sources)}]")
    return "\n".join(lines) + "\n"


def _prose(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(words))
