"""Claim files with one long list: for every field that may hold one, and for many ways to get it wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from chains import HEAD, PART

Files = dict[str, str]


def listed(words: Iterable[str]) -> str:
    return f"[{', '.join(words)}]"


def ids(letter: str, n: int) -> str:
    return listed(f"{letter}{i}" for i in range(n))


def rows(section: str, lines: Iterable[str]) -> Files:
    """The records of a section, in as many files as they need."""
    every = list(lines)
    return {
        f"{section}-{at}.yaml": f"{section}:\n" + "".join(f"  {line}\n" for line in every[at : at + PART])
        for at in range(0, len(every), PART)
    }


def world(*parts: Files, **sections: str) -> Files:
    """The head, the rows, and a single record a section."""
    one = {f"one-{section}.yaml": f"{section}:\n  {line}\n" for section, line in sections.items()}
    return {"head.yaml": HEAD, **{name: text for part in parts for name, text in part.items()}, **one}


def actors(n: int) -> Files:
    return rows("actors", (f"p{i}: {{name: Person {i}, type: person}}" for i in range(n)))


def sources(n: int) -> Files:
    return rows("sources", (f'r{i}: {{title: R{i}, date: 2020, url: "https://example.org/{i}"}}' for i in range(n)))


def topics(n: int) -> Files:
    return rows("topics", (f"t{i}: {{label: Topic {i}}}" for i in range(n)))


def allegations(n: int, more: str = "") -> Files:
    return rows("allegations", (f"y{i}: {{text: Y{i} happened., accused: b{more}}}" for i in range(n)))


def statements(n: int, act: str = "accuses", more: str = "allegation: x") -> Files:
    lines = (f"c{i}: {{act: {act}, speaker: a, date: 2018, {more}, reports: [{{source: s}}]}}" for i in range(n))
    return rows("statements", lines)


def statement(more: str, act: str = "accuses", speaker: str = "b", reports: str = "{source: s}") -> str:
    return f"z: {{act: {act}, speaker: {speaker}, date: 2019, {more}, reports: [{reports}]}}"


WIDE: Final[dict[str, Callable[[int], Files]]] = {
    "answers": lambda n: world(statements(n), statements=statement(f"answers: {ids('c', n)}", "denies")),
    "may_answer": lambda n: world(statements(n), statements=statement(f"allegation: x, may_answer: {ids('c', n)}", "denies")),
    "may_be": lambda n: world(statements(n), statements=statement(f"allegation: x, may_be: {ids('c', n)}")),
    "conflicts_with": lambda n: world(statements(n), statements=statement(f"allegation: x, conflicts_with: {ids('c', n)}")),
    "speaker": lambda n: world(actors(n), statements=statement("allegation: x", speaker=ids("p", n))),
    "for": lambda n: world(actors(n), statements=statement(f"allegation: x, for: {ids('p', n)}")),
    "to": lambda n: world(actors(n), statements=statement(f"allegation: x, to: {ids('p', n)}")),
    "toward": lambda n: world(actors(n), statements=statement(f"toward: {ids('p', n)}, says: Praised them.", "praises")),
    "against": lambda n: world(actors(n), statements=statement(f"says: Blamed them., against: {ids('p', n)}")),
    "accused": lambda n: world(
        actors(n), allegations=f"y: {{text: They did., accused: {ids('p', n)}}}", statements=statement("allegation: y")
    ),
    "concerns": lambda n: world(
        actors(n),
        allegations=f"y: {{text: They did., concerns: {ids('p', n)}, accused: b}}",
        statements=statement("allegation: y"),
    ),
    "allegation": lambda n: world(allegations(n), statements=statement(f"allegation: {ids('y', n)}", speaker="a")),
    "allegation of a finding": lambda n: world(
        allegations(n),
        rows(
            "statements",
            (
                statement(f"allegation: {ids('y', n)}, outcome: upheld", "finds", "p0").replace("z:", f"f{i}:", 1)
                for i in range(2)
            ),
        ),
        actors(1),
    ),
    "topic of a statement": lambda n: world(topics(n), statements=statement(f"allegation: x, topic: {ids('t', n)}")),
    "topic": lambda n: world(
        topics(n), allegations=f"y: {{text: B did., topic: {ids('t', n)}, accused: b}}", statements=statement("allegation: y")
    ),
    "broader": lambda n: world(
        allegations(n),
        allegations=f"y: {{text: B did., broader: {ids('y', n)}, accused: b}}",
        statements=statement("allegation: y"),
    ),
    "narrower": lambda n: world(allegations(n, ", broader: x"), statements=statement(f"allegation: {ids('y', n)}", speaker="a")),
    "relies_on": lambda n: world(
        sources(n),
        sources=f'q: {{title: Q, date: 2020, relies_on: {ids("r", n)}, url: "https://example.org/q"}}',
        statements=statement("allegation: x", reports="{source: q}"),
    ),
    "rests_on": lambda n: world(
        sources(n),
        sources=f'q: {{title: Q, date: 2020, rests_on: {ids("r", n)}, url: "https://example.org/q"}}',
        statements=statement("allegation: x", reports="{source: q}"),
    ),
    "rests_on of an allegation": lambda n: world(
        sources(n),
        allegations=f"y: {{text: B did., accused: b, rests_on: {ids('r', n)}}}",
        statements=statement("allegation: y"),
    ),
    "via": lambda n: world(actors(n), statements=statement("allegation: x", reports=f"{{source: s, via: {ids('p', n)}}}")),
    "via of statements": lambda n: world(
        statements(n), statements=statement("allegation: x", reports=f"{{source: s, via: {ids('c', n)}}}")
    ),
    "reports": lambda n: world(
        sources(n), statements=statement("allegation: x", reports=", ".join(f"{{source: r{i}}}" for i in range(n)))
    ),
    "reports of one source": lambda n: world(
        statements=statement("allegation: x", reports=", ".join(f"{{source: s, at: p. {i}}}" for i in range(n)))
    ),
    "quotes": lambda n: world(
        statements=statement("allegation: x", reports=f"{{source: s, quote: {listed(f'we saw {i}' for i in range(n))}}}")
    ),
    "was": lambda n: world(statements=statement(f"allegation: x, was: {ids('w', n)}")),
    "allow": lambda n: world(
        statements=statement("allegation: x, allow: " + listed(f"{{code: K{i % 1000:03}, why: Looked at it.}}" for i in range(n)))
    ),
    "aliases": lambda n: world(
        actors=f"z: {{name: Z, type: state, aliases: {listed(f'Name {i}' for i in range(n))}}}",
        statements=statement("allegation: x", speaker="z"),
    ),
    "roles": lambda n: world(
        actors="z: {name: Z, type: person, roles: " + listed(f"{{position: Job {i}, of: a}}" for i in range(n)) + "}",
        statements=statement("allegation: x", speaker="z"),
    ),
    "part_of": lambda n: world(
        actors(n),
        actors=f"z: {{name: Z, type: organization, part_of: {ids('p', n)}}}",
        statements=statement("allegation: x", speaker="z"),
    ),
    "status": lambda n: world(
        allegations="y: {text: B did., accused: b, status: "
        + listed(f"{{step: investigated, date: {1000 + i % 1000}, source: s}}" for i in range(n))
        + "}",
        statements=statement("allegation: y", speaker="a"),
    ),
    "same_as": lambda n: world(
        actors="z: {name: Z, type: state, same_as: " + listed(f'"https://example.org/{i}"' for i in range(n)) + "}"
    ),
    "accusations of nobody": lambda n: world(statements(n, more="says: Blamed somebody., against: nobody")),
    "answers to one": lambda n: world(statements(n, "denies", "answers: z"), statements=statement("allegation: x", speaker="a")),
    "may_answer one": lambda n: world(
        statements(n, "denies", "allegation: x, may_answer: z"), statements=statement("allegation: x", speaker="a")
    ),
    "corrections of one": lambda n: world(
        statements(n, "corrects", "answers: z"), statements=statement("allegation: x", speaker="a")
    ),
    "unknown ids": lambda n: world(statements=statement(f"allegation: x, answers: {ids('q-', n)}")),
    "names in the place of ids": lambda n: world(
        statements=statement(f"allegation: x, answers: {listed(f'No Name {i}' for i in range(n))}")
    ),
    "ids of another kind": lambda n: world(topics(n), statements=statement(f"allegation: x, answers: {ids('t', n)}")),
    "duplicates": lambda n: world(statements=statement(f"allegation: x, to: {listed(['a'] * n)}")),
    "names of one spelling": lambda n: world(rows("actors", (f"z{i}: {{name: Z, type: state}}" for i in range(n)))),
    "unknown fields": lambda n: world(statements=statement("allegation: x, " + ", ".join(f"speakr{i}: a" for i in range(n)))),
    "unknown sections": lambda n: {"head.yaml": HEAD, "one.yaml": "".join(f"actrs{i}: {{}}\n" for i in range(n))},
    "the same id": lambda n: world(rows("topics", ("t: {label: T}" for _ in range(n)))),
    "unknown words": lambda n: world(rows("statements", (f"c{i}: {{act: accusess, speaker: a}}" for i in range(n)))),
    "wrong dates": lambda n: world(rows("sources", (f"r{i}: {{title: R, date: 31 Juny 2020}}" for i in range(n)))),
    "sources nobody can open": lambda n: world(rows("sources", (f"r{i}: {{title: R{i}}}" for i in range(n)))),
    "files": lambda n: {"head.yaml": HEAD, **{f"t{i}.yaml": f"topics:\n  t{i}: {{label: T{i}}}\n" for i in range(n)}},
    "waivers of warnings": lambda n: world(
        rows("topics", (f"t{i}: {{label: T{i}, allow: [{{code: K205, why: Needed later.}}]}}" for i in range(n)))
    ),
    "a long name": lambda n: world(actors=f"z: {{name: {'Long name ' * 40 * n}, type: state}}"),
    "drafts": lambda n: world(rows("drafts", (f"d{i}: {{source: s, text: Passage {i}.}}" for i in range(n)))),
}
"""Each of so many; what is left of a list that is at fault is as long."""


def written(folder: Path, files: Files) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder
