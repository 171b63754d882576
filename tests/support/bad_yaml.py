"""Bad texts of claim files, by number: the catalogue of what was seen to crash, hang or fool readers of YAML.

Each row holds its inputs, each with the codes of which the check must report at least one, and no other error. Where a row says
that something is read as text and not refused, `ACCEPTED` holds it with the value it must have.
"""

from __future__ import annotations

from typing import Final

from effort import times

MANY: Final = 200_000


def actor(name: str, more: str = "") -> bytes:
    return f"actors:\n  x:\n    name: {name}\n    type: state\n{more}".encode()


def source(field: str, value: str) -> bytes:
    return f'sources:\n  x:\n    title: X\n    url: "https://example.org/x"\n    {field}: {value}\n'.encode()


def nines(levels: int) -> str:
    """An alias bomb: ten to the power of `levels` once everything is written out."""
    lines = ["a0: &a0 lol", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, levels + 1))]
    return "\n".join(lines) + "\n"


MERGE_BOMB: Final = "a0: &a0 {k: v}\n" + "".join(f"a{i}: &a{i}\n  <<: [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 8))
DEEP: Final = ("[" * 25_000, "- " * 25_000, "{a: " * 25_000)

REFUSED: Final[dict[int, dict[str, tuple[bytes, set[str]]]]] = {
    1: {
        "ten to the ninth": (nines(9).encode(), {"K008", "K014"}),
        "ten to the thirtieth": (nines(30).encode(), {"K008", "K014"}),
    },
    2: {"merge bomb": (MERGE_BOMB.encode(), {"K008", "K009", "K014"})},
    3: {"2,000 aliases": (f"a: &a {{k: v}}\nb:\n  <<: [{', '.join(['*a'] * 2000)}]\n".encode(), {"K008", "K009", "K014"})},
    4: {"an alias of itself": (b"actors: &a\n  b: *a\n", {"K008"})},
    5: {"merged into itself": (b"actors: &a\n  <<: *a\n", {"K008", "K009"})},
    6: {text[:3]: (text.encode(), {"K004", "K014", "K015"}) for text in DEEP},
    8: {"100,000 brackets": (b"[" * 100_000, {"K004"})},
    9: {
        "lists": (b"- " * MANY, {"K004"}),
        "brackets": (b"[" * MANY + b"]" * MANY, {"K004"}),
        "braces": (b"{a: " * MANY, {"K004", "K014", "K015"}),
        "indented": ("".join(f"{' ' * i}a:\n" for i in range(1400)).encode(), {"K004", "K014"}),
    },
    10: {
        "a key twice": (actor("A", "    name: B\n"), {"K007"}),
        "an id twice": (actor("A", "  x: {name: B, type: state}\n"), {"K007"}),
    },
    11: {"NFC and NFD": (actor("A", "  caf\u00e9: {name: C, type: state}\n  cafe\u0301: {name: D, type: state}\n"), {"K105"})},
    12: {"keys of other types": (actor("A", "    1: a\n    true: b\n    1.0: c\n"), {"K101"})},
    13: {
        "alias": (actor("A", "    *a : b\n"), {"K008"}),
        "list": (actor("A", "    [a, b]: c\n"), {"K015"}),
        "mapping": (actor("A", "    {a: b}: c\n"), {"K015"}),
        "question mark": (actor("A", "    ? {a: b}\n    : c\n"), {"K015"}),
        "null": (actor("A", "    null: b\n"), {"K101"}),
        "tilde": (actor("A", "    ~: b\n"), {"K101"}),
        "empty": (actor("A", "    : b\n"), {"K006"}),
        "date": (actor("A", "    2020-01-01: b\n"), {"K101"}),
        "no number": (actor("A", "    .nan: b\n"), {"K101"}),
    },
    16: {
        f"date {text}": (source("date", text), {"K106"})
        for text in ("2020-1-1", "1e3", "1.0e+999999", ".nan", "20200101", "2020-01-01 10:00")
    },
    17: {
        **{
            f"date {text}": (source("date", text), {"K106"})
            for text in ("2020-13-45", "0000-01-01", "2020-01-01T00:00:00+99:99", "0x_", "0b_")
        },
        **{f"tag {tag}": (actor(f"!!{tag} x"), {"K010"}) for tag in ("int", "float")},
    },
    18: {"empty integer": (actor('!!int ""'), {"K010", "K109"})},
    19: {"boolean": (actor("!!bool x"), {"K010"})},
    20: {"timestamp": (actor("!!timestamp x"), {"K010"})},
    21: {
        "in a count": (
            f"dataset:\n  title: D\n  base: https://example.org/\n  expect: {{statements: {'9' * 5000}}}\n".encode(),
            {"K104"},
        ),
        "in a date": (source("date", "9" * 5000), {"K106"}),
        "in an id": (actor("A", f"    part_of: {'9' * 5000}\n"), {"K105"}),
    },
    22: {
        "hexadecimal": (actor("0x" + "f" * times(1_200_000, 4_000_000)), {"K004"}),
        "short of the file's limit": (actor("0x" + "f" * 900_000), {"K104"}),
    },
    23: {"sexagesimal": (actor("1" + ":59" * 40_000), {"K104"}), "as a date": (source("date", "1" + ":59" * 20_000), {"K106"})},
    24: {
        "runs a command": (actor("!!python/object/apply:os.system ['touch x']"), {"K010", "K104"}),
        "makes an object": (actor("!!python/object:os.PathLike {}"), {"K010", "K104"}),
        "under another name": (
            b"%TAG !y! tag:yaml.org,2002:python/\n---\n" + actor("!y!name:os.system"),
            {"K010", "K011", "K109"},
        ),
    },
    25: {
        "include": (actor("!include /etc/passwd"), {"K010"}),
        "include a list": (actor("!include [/etc/passwd]"), {"K010", "K104"}),
    },
    26: {
        **{
            f"{tag} text": (actor(f"!!{tag} aGk="), {"K010"})
            for tag in ("binary", "set", "omap", "pairs", "null", "merge", "value")
        },
        "set": (actor("!!set {a, b}"), {"K010", "K104", "K109"}),
        "pairs": (actor("!!pairs [a: b]"), {"K010", "K104"}),
        "text": (actor("!!str x"), {"K010"}),
        "bare sign": (actor("! x"), {"K010"}),
        "verbatim": (actor("!<tag:yaml.org,2002:str> x"), {"K010"}),
    },
    27: {
        f"escaped U+{code:04X}": (actor(f'"a\\u{code:04X}b"'), {"K013"})
        for code in (*range(9), 0xB, 0xC, 0xD, *range(0xE, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)
    },
    28: {
        f"raw U+{code:04X}": (actor(f"a{chr(code)}b"), {"K013"})
        for code in (*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F, 0x80, 0x9B)
    },
    29: {
        text: (actor(f'"{text}"'), {"K006"})
        for text in (r"\uD800", r"\uDFFF", r"\U00110000", r"\UFFFFFFFF", r"\x", r"\u12", r"\q")
    },
    30: {"surrogates": (actor("x").replace(b"x\n", b"\xed\xa0\x80\n"), {"K005"})},
    31: {
        "Latin-1": (actor("x").replace(b": x", b": caf\xe9"), {"K005"}),
        "overlong": (actor("x").replace(b": x", b": \xc0\xaf"), {"K005"}),
        "overlong, three bytes": (actor("x").replace(b": x", b": \xe0\x80\xaf"), {"K005"}),
        "CESU": (actor("x").replace(b": x", b": \xed\xa0\xbd\xed\xb2\xa9"), {"K005"}),
        "cut off": (actor("x") + b"    note: \xf0\x9f\x92", {"K005"}),
        "a lone tail": (b"\x80" + actor("x"), {"K005"}),
        "past the last character": (actor("x") + b"# \xf4\x90\x80\x80\n", {"K005"}),
    },
    33: {f"UTF-{bits}": (actor("x").decode().encode(f"utf-{bits}"), {"K005"}) for bits in (16, 32)},
    34: {
        coding: (actor("x").decode().encode(coding), {"K005", "K013"})
        for coding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    },
    35: {
        "in a key": (actor("x", "  \ufeffy: {name: Y, type: state}\n"), {"K013"}),
        "in a value": (actor("x\ufeffy"), {"K013"}),
        "twice": (b"\xef\xbb\xbf\xef\xbb\xbf" + actor("x"), {"K013"}),
    },
    36: {
        **{f"raw U+{code:04X}": (actor(f"a{chr(code)}b"), {"K013"}) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
        **{
            f"escaped U+{code:04X}": (actor(f'"a\\u{code:04X}b"'), {"K013"})
            for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
        },
        "in an id": (b"actors:\n  a\xe2\x80\xaeb: {name: A, type: state}\n", {"K013"}),
        "in a field": (b"actors:\n  a: {na\xe2\x80\xaeme: A, type: state}\n", {"K013"}),
        "in an address": (b'sources:\n  a: {title: A, url: "https://example.org/\xe2\x80\xae"}\n', {"K013"}),
        "balanced": (actor("\u2067abc\u2069"), {"K013"}),
    },
    37: {
        "zero width": (b"actors:\n  a: {name: A, na\xe2\x80\x8bme: B, type: state}\n", {"K101"}),
        "Cyrillic": ("actors:\n  a: {name: A, n\u0430me: B, type: state}\n".encode(), {"K101"}),
        "Cyrillic section": ("\u0430ctors:\n  a: {name: A, type: state}\n".encode(), {"K014"}),
        "Cyrillic id": ("actors:\n  \u0430lba: {name: A, type: state}\n".encode(), {"K105"}),
        "full width": ("actors:\n  a: {name: A, type: \uff53tate}\n".encode(), {"K108"}),
    },
    39: {
        "indented": (b"actors:\n\tx: {name: X, type: state}\n", {"K006"}),
        "indented deeper": (b"actors:\n  x:\n  \tname: X\n", {"K006", "K104", "K102"}),
        "before a dash": (b"actors:\n  x:\n    aliases:\n\t- a\n", {"K006"}),
    },
    40: {f"%YAML {v}": (f"%YAML {v}\n---\n".encode() + actor("x"), {"K011"}) for v in ("1.1", "1.2", "1.3", "2.0", "x")},
    41: {
        "two documents": (actor("x") + b"---\n" + actor("y"), {"K012"}),
        "an end and more": (actor("x") + b"...\nactors:\n  y: {name: Y, type: state}\n", {"K012", "K006"}),
        "many documents": (b"--- a\n" * times(17_000, 170_000), {"K012"}),
        "an end and junk": (actor("x") + b"... junk\n", {"K006", "K012"}),
    },
    42: {
        name: (text.encode(), {"K016"})
        for name, text in {
            "nothing": "",
            "line breaks": "\n\n\n",
            "spaces": "   ",
            "a comment": "# x\n",
            "text": "abc\n",
            "a list": "- a\n",
            "a list in brackets": "[]",
            "null": "null\n",
            "a start": "---\n",
            "a byte order mark": "\ufeff",
            "number": "42\n",
        }.items()
    },
    43: {"a long key": (b"actors:\n  " + b"k" * 1100 + b": {name: A, type: state}\n", {"K006", "K104"})},
    44: {"a long key after a question mark": (b"actors:\n  ? " + b"k" * 5000 + b"\n  : {name: A, type: state}\n", {"K105"})},
    46: {
        text: (actor(text), {"K006", "K109"})
        for text in (
            "a: b: c",
            "@x",
            "`x",
            "%x",
            "'x",
            '"x',
            "*",
            "&",
            "- x",
            "? x",
            "[x",
            "{x",
            "x]: y",
            ", x",
            "| x",
            "> x",
            "!!",
        )
    },
    47: {
        "some megabytes": (actor("x" * times(2_000_000, 10_000_000)), {"K004"}),
        "70 kB": (actor("x" * 70_000), {"K104"}),
        "a quoted 70 kB": (actor(f'"{"x" * 70_000}"'), {"K104"}),
    },
    48: {"keys of one hash": (actor("x", "".join(f"    {i * (2**61 - 1)}: a\n" for i in range(times(800, 8000)))), {"K101"})},
}

ACCEPTED: Final[dict[int, dict[str, str]]] = {
    14: {text: text for text in ("yes", "no", "on", "off", "NO", "No", "true", "False", "y", "n")},
    15: {
        text: text for text in ("017", "1_000", "1:30", "190:20:30", "12:30:45", "0x1F", "0b11", "0o7", "+1", "-0", ".5", "1e5")
    },
    16: {text: text for text in ("2020-01-01", "2020-1-1", "1e3", "1.0e+999999", ".nan", ".inf", "-.inf", "0.0")},
    23: {"1:59:59": "1:59:59"},
    32: {"a byte order mark at the start": "x"},
    46: {'"a: b: c"': "a: b: c", "'@x'": "@x", '"x #frag"': "x #frag", "x#frag": "x#frag", "a:b": "a:b"},
}
"""What is read as the text that was written, by row: the writing of a name, and the name."""
