"""Claim files of any size, like the shipped ones in shape: 25 lines, 943 bytes a statement with the records that it names.

Fields, acts, reports and answers come about as often as in `claims/`. Everything is invented and drawn with a seed, so that two
runs give the same bytes; `kg check` finds nothing wrong with them.

    python bench/generate.py FOLDER STATEMENTS
"""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path

PER_FILE = 40
STATES = 10
WORDS = (
    "harbour toll treaty envoy supply border council report weapon ship grain money meeting promise protest evidence bridge "
    "canal fleet garrison island ferry customs tariff salvage pilot lighthouse quay cargo permit ledger witness courier letter "
    "station railway ministry embassy convoy truce delegation commission inquiry statement newspaper archive"
).split()
ACTS = (
    ("accuses",) * 8
    + ("denies",) * 4
    + ("asserts",) * 4
    + tuple("rebuts qualifies concedes praises warns announces demands".split())
)
TOPICS = ("trade", "borders", "shipping", "envoys")


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
    people = max(20, statements // 50)
    yield "dataset.yaml", "dataset:\n  title: Generated claims\n  base: https://example.org/bench/\n"
    yield "topics.yaml", "topics:\n" + "".join(f"  {topic}:\n    label: {topic.capitalize()}\n" for topic in TOPICS)
    for part in range(0, people, 500):
        yield f"actors-{part:06}.yaml", "actors:\n" + "".join(_actors(rng, part, min(part + 500, people)))
    for part in range(0, statements, PER_FILE):
        numbers = range(part, min(part + PER_FILE, statements))
        yield (
            f"exchange-{part:07}.yaml",
            f"# The exchange from {_day(part)} on.\n"
            "allegations:\n"
            + "".join(_allegation(rng, n // 5) for n in numbers if n % 5 == 0)
            + "sources:\n"
            + "".join(_source(rng, n // 5) for n in numbers if n % 5 == 0)
            + "statements:\n"
            + "".join(_statement(rng, n, people) for n in numbers),
        )


def _day(n: int) -> datetime.date:
    """The day of statement `n`: no answer before what it answers."""
    return datetime.date(2002, 1, 1) + datetime.timedelta(days=n // 12)


def _actors(rng: random.Random, start: int, end: int) -> Iterator[str]:
    for n in range(STATES if start == 0 else 0):
        yield f"  state-{n}:\n    name: State Number {n} of Ruritania\n    type: state\n"
        yield f"  ministry-{n}:\n    name: Ministry Number {n}\n    type: organization\n    part_of: state-{n}\n"
    for n in range(start, end):
        yield f"  person-{n}:\n    name: Person {n} Falk\n    aliases: [Person {n} J. Falk]\n    type: person\n    roles:\n"
        yield f"      - position: Speaker for {rng.choice(WORDS)} {n}\n        of: ministry-{n % STATES}\n        from: 2001-02\n"


def _allegation(rng: random.Random, n: int) -> str:
    """Each is carried by an accusation; some are part of the one before them in their file."""
    broader = f"    broader: allegation-{n - 1}\n" if n % 8 and n % 3 == 0 else ""
    return (
        f"  allegation-{n}:\n    text: State {n % STATES} {_prose(rng, 5)} {n}.\n    accused: state-{n % STATES}\n"
        f"    concerns: state-{rng.randrange(STATES)}\n    topic: {rng.choice(TOPICS)}\n{broader}"
    )


def _source(rng: random.Random, n: int) -> str:
    """Printed some days after the statements that it reports."""
    day = _day(5 * n + 50) + datetime.timedelta(days=rng.randint(1, 20))
    return (
        f"  source-{n}:\n    title: Report {n} on {_prose(rng, 3)}\n    publisher: Gazette Number {n % 40}\n    date: {day}\n"
        f"    url: https://gazette.example.org/{day.year}/articles/{n}\n"
        f"    archived: https://archive.example.org/{day}/{n}\n    kind: article\n    lang: en\n"
    )


def _statement(rng: random.Random, n: int, people: int) -> str:
    first = n % PER_FILE == 0
    act = "accuses" if n % 5 == 0 else rng.choice(ACTS)
    charge = n - n % 5  # the accusation of which it may be an answer
    lines = [f"  statement-{n}:", f"    act: {act}"]
    if not first and n % 5 == 1:
        lines.append(f"    occasion: statement-{n - 1}")  # which has a speaker and a date of its own
    else:
        lines += [f"    speaker: person-{rng.randrange(people)}", f"    date: {_date(rng, n)}"]
    answers = act in {"denies", "rebuts", "concedes"} and rng.random() < 0.7
    if answers or (act == "accuses" and n != charge and rng.random() < 0.2):
        lines.append(f"    answers: statement-{charge}")
    if act == "accuses":
        lines.append(f"    allegation: allegation-{n // 5}")
    elif not answers and (act in {"denies", "rebuts", "concedes", "qualifies"} or rng.random() < 0.4):
        lines.append(f"    allegation: allegation-{rng.randrange(max(0, n // 5 - 8), n // 5 + 1)}")
    if rng.random() < 0.6:
        lines.append(f"    topic: {rng.choice(TOPICS)}")
    if rng.random() < 0.2:
        lines.append(f"    to: person-{rng.randrange(people)}")
    if act in {"praises", "warns", "demands"}:
        lines.append(f"    toward: state-{rng.randrange(STATES)}")
    if rng.random() < 0.15:
        lines.append(f"    certainty: {rng.choice(('asserted', 'probable', 'possible', 'implied'))}")
    lines += ["    says: >-", f"      Said that the {_prose(rng, 12)},", f"      and that the {_prose(rng, 6)}."]
    lines.append("    reports:")
    for k in range(rng.choice((1, 2, 3, 3, 5))):
        lines += [
            f"      - source: source-{n // 5 if k == 0 else max(0, n // 5 - k)}",
            f"        at: paragraph {rng.randint(1, 30)}",
        ]
        lines += _report(rng, n)
    if rng.random() < 0.5:
        lines += [
            "    note: >-",
            f"      The sources differ on the {_prose(rng, 9)}",
            f"      and say nothing of the {_prose(rng, 5)}.",
        ]
    return "\n".join(lines) + "\n"


def _report(rng: random.Random, n: int) -> Iterator[str]:
    """What one source adds."""
    if rng.random() < 0.7:
        yield f"        quote: {_prose(rng, 8)}"
    if rng.random() < 0.4:
        yield f"        says: Said that the {_prose(rng, 8)}."
    if rng.random() < 0.35:
        yield f"        via: [source-{max(0, n // 5 - 7)}]"
    if rng.random() < 0.15:
        yield f"        date: {_day(n).year}"
    if rng.random() < 0.12:
        yield f"        named: a speaker of the {rng.choice(WORDS)}"


def _date(rng: random.Random, n: int) -> str:
    """Mostly a day, now and then what is known of it."""
    day = _day(n)
    return rng.choices((f"{day}", f"{day:%Y-%m}", f"{day:%Y-%m}~", f"{day.year}"), (85, 9, 3, 3))[0]


def _prose(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words))


if __name__ == "__main__":
    written = write(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{written / int(sys.argv[2]):,.0f} bytes a statement")
