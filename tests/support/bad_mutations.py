"""Bad claim files made from good ones: each differs from a good file in one place, and comes with the reason why it is bad.

The good ones are the passing examples of the rules' pages and the good case folders. Where a change may leave a file good, such
as a flipped bit in a name, judges that are not ours decide: Python's UTF-8, PyYAML's two composers, and the JSON Schema of claim
files as jsonschema reads it. What none of them objects to is not called bad.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import jsonschema
import yaml

from kg.rules.catalogue import RULES

REPOSITORY: Final = Path(__file__).parent.parent.parent
CASES: Final = REPOSITORY / "tests" / "cases"


class Bad(NamedTuple):
    """A bad file: why it is bad, and its bytes."""

    why: str
    data: bytes


@cache
def seeds() -> tuple[str, ...]:
    """Good claim files, each good by itself."""
    cases = (CASES / f"ok-{name}" / "claims" / "claims.yaml" for name in ("exchange", "scripts", "dates"))
    files = [path.read_text("utf-8") for path in cases if path.exists()]
    return (*(rule.passes for rule in RULES if rule.example == "claim file"), *files)


class Spot(NamedTuple):
    """A value in a seed: which seed, the way to it, and where its text begins and ends."""

    seed: str
    path: tuple[str, ...]
    start: int
    end: int

    @property
    def field(self) -> str:
        """The name of the field, that of the list's field for an item."""
        return next(step for step in reversed(self.path) if step != "[]")

    def put(self, text: str | bytes) -> bytes:
        """The seed with another text in this place."""
        middle = text if isinstance(text, bytes) else text.encode()
        return self.seed[: self.start].encode() + middle + self.seed[self.end :].encode()


@cache
def spots() -> tuple[Spot, ...]:
    """Every value of every seed that is a text."""
    return tuple(spot for seed in seeds() for spot in _spots(seed, yaml.compose(seed, Loader=yaml.BaseLoader), ()))


def _spots(seed: str, node: Any, path: tuple[str, ...]) -> Iterator[Spot]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _spots(seed, value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _spots(seed, item, (*path, "[]"))
    elif node.style not in {"|", ">"}:
        yield Spot(seed, path, node.start_mark.index, node.end_mark.index)


# What is bad wherever a value stands.

FRAGMENTS: Final[dict[str, tuple[str | bytes, ...]]] = {
    "an anchor": ("&a x", "&a [x]", "&a {x: y}"),
    "an alias": ("*a", "[*a]", "{x: *a}"),
    "a tag": ("!!str x", "!x y", "!!python/object/apply:os.system [id]", "!include x", "!!binary aGk=", "!<x> y", "! x"),
    "a merge key": ("{<<: {x: y}}", "{<<: [x]}"),
    "a key that is no text": ("{? [a] : b}", "{? {a: b} : c}", "{[a]: b}", '{"": b}', "{? : b}"),
    "a key twice": ("{x: y, x: z}", "[{x: y, x: y}]"),
    "a character refused": (
        *(
            '"\\0"',
            '"\\e[31m"',
            '"\\u202e"',
            '"\\x9b"',
            '"a\\rb"',
            '"\\ufeff"',
            '"\\L"',
            '"\\P"',
            '"\\N"',
            '"\\u2066"',
            '"\\x7f"',
        ),
        *("a\x01b", "a\x1b[31mb", "a\u202eb", "a\u2069b", "a\x7fb", "a\ufeffb", "a\x00b", "a\x0bb", "a\ufffeb"),
    ),
    "no value": ('""', "''", "~", "null", "Null", "NULL", '"  "', "' '", "[]]", "[~]", "[,]", "['']"),
    "no YAML": (
        *('"x', "'x", "[x", "{x", "@x", "`x", '"\\q"', '"\\x1"', '"\\uD800"', '"\\U00110000"', '"x" y', "'x' y", "[x] y"),
        *("{x: y} z", "x: y: z", "]", "}", "[x}", "{x]", "&", "*", '"\\u12"', "&a &b x", "!x !y z", "*a *b"),
    ),
    "no UTF-8": (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"caf\xe9", b"\xe2\x82", b"\x80"),
    "too deep": ("[" * 25 + "x" + "]" * 25, "{a: " * 25 + "x" + "}" * 25, "[" * 5000, "{a: [" * 400),
    "too long": ("x" * 70_000, '"' + "x y " * 20_000 + '"'),
    "the wrong shape": ("{x: y}", "[[x]]", "[{x: y}]", "{x: [y]}", "{x: {y: z}}", "[[[x]]]"),
    "a second document": ("x\n---\ny: z", "x\n...\n---\ny: z"),
    "a directive inside": ("x\n%YAML 1.2\n---\ny: z",),
}


def fragments(places: int) -> Iterator[Bad]:
    """Each fragment in the place of some values, `places` for each."""
    dice = random.Random(1)  # noqa: S311 - no secret, only a choice
    for why, texts in FRAGMENTS.items():
        for text in texts:
            for spot in dice.sample(spots(), places):
                yield Bad(f"{why}: {text[:30]!r} in {'/'.join(spot.path)}", spot.put(text))


# What is bad in a field of its kind.

_DATES: Final = "date period from to retrieved no_answer_as_of".split()
_ADDRESSES: Final = "url archived same_as close_match base".split()
_NAMED: Final = (
    "speaker for to against toward answers may_answer may_be conflicts_with allegation source via taken_from occasion "
    "part_of of accused concerns topic broader relies_on"
).split()
WRONG: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    tuple(_DATES): (
        *("2017-02-30", "2017-13", "0000", "soon", "17", "2018/2017", "Spring 2017", "2017-21", "24.4.2017", "1.5e3", "2017-1-1"),
        *("../..", "yesterday", "2017-04-24T25:00:00", "-2017"),
        *("20170424", "2017-04-31~", "'2017 '", "201X-04", "\u0662\u0660\u0661\u0667"),
    ),
    tuple(_ADDRESSES): (
        *("ftp://example.org/", "'javascript:alert(1)'", "//evil.example"),
        *("'https:evil'", "'http://u:p@h.example/'", "'http://'"),
        *("'data:text/html,x'", "'https://ex ample.org/'"),
        *("'https://ex\u0430mple.org/'", "'https://example.org/<x>'", "example.org"),
        *("'https://example.org/\\'", "'file:///etc/passwd'", "'HTTP//x'", "'https://[::1'", "'https://example.org:99999999/'"),
        *("' https://example.org/'", '"https://example.org/a\\tb"'),
        *("'https://example.org/%zz'", f"'https://example.org/{'x' * 9000}'"),
    ),
    tuple(_NAMED): (
        *("Bad_Id", "a--b", "-a", "a-", "\u00e9", "x" * 81, "no such"),
        *("../../etc/passwd", "A", "a/b", "a.b", "'a b'", "\u0430lba", "a_b"),
        *("no-such-record", "[no-such-record, nor-this-one]", "'*'", "'#x'", "'<x>'", "'$(id)'", "'a;b'", "'%s'", "'{{x}}'"),
    ),
    ("act",): ("accuse", "ACCUSES", "accuses.", "says", "'accuses '", "lies", "claims", "accuses\u200b"),
    ("type",): ("country", "Person", "persons", "corporation", "state.", "unknown"),
    ("kind",): ("newspaper", "Article", "blog", "x"),
    ("certainty",): ("sure", "Asserted", "0.9", "likely"),
    ("lang",): ("english", "e n", "en_US", "'en> <'", "e", "en-", "12", "en-US-x-y-z"),
    ("quote",): (" ".join(["word"] * 26), f"[{', '.join(['w'] * 3)}]", "x" * 70_000),
    ("code",): ("K1", "k205", "205", "K20", "K2055", "X205"),
    ("firsthand",): ("yes", "True", "1", "maybe", "TRUE"),
}  # fmt: skip


def wrong_values(places: int) -> Iterator[Bad]:
    """Each wrong value in some of the fields that cannot hold it."""
    dice = random.Random(2)  # noqa: S311 - no secret, only a choice
    for fields, texts in WRONG.items():
        having = [spot for spot in spots() if spot.field in fields and spot.path[0] != "dataset"]
        for text in texts:
            for spot in dice.sample(having, min(places, len(having))):
                yield Bad(f"{text[:40]!r} in {'/'.join(spot.path)}", spot.put(text))


# Whole records and sections.

KEYS: Final = (
    *("nmae", "n\u0430me", "na\u200bme", "__class__", "'<'", "constructor", "NAME", "Name", "'name '", "$ref", "'x y'", "names"),
    *("__proto__", "'{{name}}'", "name.x", "'name\\n'", '"name\\u200b"', "1", "true", "2017-01-01", "id", "kg:name", "'@id'"),
)
SHAPES: Final = ("x", "[x]", "[]", "{}", "3", "[{name: x}]", "'{}'", "true", ">-\n    x", "[[]]", "{x: {}}", "~", "''")
IDS: Final = (
    "Bad_Id",
    "a--b",
    "-a",
    "a-",
    "'a b'",
    "x" * 81,
    "\u00e9",
    "'../x'",
    "self",
    "dataset",
    "a.b",
    "A",
    "'<a>'",
    "a_b",
    "'%2e'",
    "'a\\b'",
)
SECTIONS: Final = (
    "actor",
    "Actors",
    "people",
    "'actors '",
    "\u0430ctors",
    "statement",
    "$schema",
    "'::error::x'",
    "claims",
    "ACTORS",
    "x",
)


def records() -> Iterator[Bad]:
    """Fields that no record has, records of another shape, ids that are none, sections that are none."""
    for seed in seeds():
        tree: Any = yaml.compose(seed, Loader=yaml.BaseLoader)
        for section, content in tree.value:
            if section.value == "dataset" or not isinstance(content, yaml.MappingNode):
                continue
            for number, (id_, record) in enumerate(content.value):
                dice = random.Random(f"{seed} {number}")  # noqa: S311 - no secret, only a choice
                if isinstance(record, yaml.MappingNode):
                    at = record.value[0][0].start_mark
                    comma = ", " if record.flow_style else "\n" + " " * at.column
                    key = dice.choice(KEYS)
                    yield Bad(f"a field {key!r}", f"{seed[: at.index]}{key}: x{comma}{seed[at.index :]}".encode())
                    start, end = record.start_mark.index, record.end_mark.index
                    shape = dice.choice(SHAPES)
                    yield Bad(f"a record {shape!r}", f"{seed[:start].rstrip()} {shape}\n{seed[end:]}".encode())
                start, end = id_.start_mark.index, id_.end_mark.index
                bad_id = dice.choice(IDS)
                yield Bad(f"an id {bad_id!r}", f"{seed[:start]}{bad_id}{seed[end:]}".encode())
            start, end = section.start_mark.index, section.end_mark.index
            for name in random.Random(seed).sample(SECTIONS, 2):  # noqa: S311 - no secret, only a choice
                yield Bad(f"a section {name!r}", f"{seed[:start]}{name}{seed[end:]}".encode())
            for shape in ("x", "[x]", "3", "''", "~", "[[]]"):
                yield Bad(f"a section that is {shape!r}", f"{seed}more: 1\n{section.value}: {shape}\n".encode())


# Damage that other judges have to call damage.

_HOSTILE: Final = "\t\r\x00\x1b\x7f\u202e\ufeff&*!|>'\"%@`{}[],:#-?\\ \n\u00e9\u0663\u200b\U0001f4a9"


def damaged(count: int) -> Iterator[Bad]:
    """Good files with bits flipped, cut off, with lines lost, doubled, swapped and moved, as far as the judges object."""
    dice = random.Random(3)  # noqa: S311 - no secret, only a choice
    for _ in range(count):
        data = dice.choice(seeds()).encode()
        at = dice.randrange(len(data))
        lines = data.decode().split("\n")
        line = dice.randrange(len(lines) - 1)
        match how := dice.choice(("flip", "cut", "drop", "twice", "swap", "move", "put", "put")):
            case "flip":
                data = data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
            case "cut":
                data = data[:at]
            case "put":
                data = data[:at] + dice.choice(_HOSTILE).encode() + data[at:]
            case "drop":
                data = "\n".join(lines[:line] + lines[line + 1 :]).encode()
            case "twice":
                data = "\n".join(lines[: line + 1] + lines[line:]).encode()
            case "swap":
                lines[line], lines[line - 1] = lines[line - 1], lines[line]
                data = "\n".join(lines).encode()
            case _:
                lines[line] = " " * dice.randint(1, 3) + lines[line]
                data = "\n".join(lines).encode()
        if why := objection(data):
            yield Bad(f"{how}: {why}", data)


@cache
def _schema() -> Any:
    text = (REPOSITORY / "ontology" / "claim-file.schema.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


def objection(data: bytes) -> str:
    """Why a file cannot be good, by judges that are not ours; "" where they see nothing wrong."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    reasons = []
    for loader in (yaml.BaseLoader, yaml.CBaseLoader):
        try:
            node = yaml.compose(text, Loader=loader)
        except (yaml.YAMLError, ValueError, RecursionError, UnicodeError):
            reasons.append(loader.__name__)
    if len(reasons) == 2:
        return "not YAML"
    if reasons:
        return ""  # the two disagree: no judge
    if twice := _twice(node):
        return f"the key {twice!r} twice"
    try:
        value = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text, lists and mappings
    except (yaml.YAMLError, ValueError, TypeError):
        return "not YAML"
    error = jsonschema.exceptions.best_match(_schema().iter_errors(value))
    return error.message[:60] if error is not None else ""


def _twice(node: Any) -> str:
    """A key that stands twice in one mapping."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value if isinstance(key.value, str) else repr(key) for key, _ in node.value]
        doubled = next((key for key in keys if keys.count(key) > 1), "")
        return doubled or next((found for _, value in node.value if (found := _twice(value))), "")
    if isinstance(node, yaml.SequenceNode):
        return next((found for item in node.value if (found := _twice(item))), "")
    return ""


# Whole documents that are no claim file: JSON, and the features of YAML.

DOCUMENTS: Final = tuple(Path(__file__).with_name("bad_documents.txt").read_text("utf-8").removesuffix("\n").split("\n=\n"))


def documents() -> Iterator[Bad]:
    """Each document, alone and where a record, a field and an item should stand, as far as that can be bad."""
    for text in DOCUMENTS:
        yield Bad(f"the document {text[:40]!r}", f"{text}\n".encode())
        inner = text.replace("\n", "\n    ")
        yield Bad(f"the record {text[:40]!r}", f"actors:\n  x:\n    {inner}\n".encode())
        for field in (f"actors:\n  x:\n    type: state\n    name: {inner}\n", f"topics:\n  x: {{label: [{inner}]}}\n"):
            if why := objection(field.encode()):
                yield Bad(f"the field {text[:40]!r}: {why}", field.encode())
