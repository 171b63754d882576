"""Reads a SPARQL query into tokens before any engine does, and refuses what could reach beyond the graph.

`SERVICE`, `FROM` and every word of SPARQL Update are refused outside strings, IRIs and comments; size, number of tokens and
depth of brackets are bounded, so that no parser behind this one is driven to its limits. Where engines read a text differently
(where a comment ends, whether two words may touch, what a codepoint escape means), the text is refused or rewritten until they
cannot: comments reach no engine. Tokens follow section 19.8 of the SPARQL 1.1 Query Language (W3C, 2013).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, TypeAlias

from kg.sparql.answer import Failure

SIZE: Final = 65_536
TOKENS: Final = 5_000
DEPTH: Final = 30

Kind: TypeAlias = Literal["iri", "string", "variable", "name", "word", "blank", "language", "number", "mark", "comment", "space"]

UPDATE: Final = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING".split())
OUTSIDE: Final = ("SERVICE", "FROM")

# PN_CHARS_BASE, PN_CHARS_U and PN_CHARS of the grammar.
_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FIRST: Final = _BASE + "_"
_REST: Final = _FIRST + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHARS: Final = _REST + r"\-"
_LOCAL_ESCAPE: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_ESCAPED: Final = r"\\[tbnrf\\\"']"

_STRING: Final = "|".join(
    (
        rf'"""(?:"{{0,2}}(?:[^"\\]|{_ESCAPED}))*"""',
        rf"'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPED}))*'''",
        rf'"(?!"")(?:[^"\\\r\n]|{_ESCAPED})*"',
        rf"'(?!'')(?:[^'\\\r\n]|{_ESCAPED})*'",
    )
)
# What an IRI cannot contain (IRIREF).
_UNFIT: Final = r'<>"{}|^`\\\x00-\x20'
# The bound on a prefix keeps a text without any colon from being searched for one at every step.
_PREFIX: Final = rf"[{_BASE}](?:[{_CHARS}.]{{0,126}}[{_CHARS}])?"
_LOCAL: Final = rf"(?:[{_FIRST}:0-9]|{_LOCAL_ESCAPE})(?:(?:[{_CHARS}.:]|{_LOCAL_ESCAPE})*(?:[{_CHARS}:]|{_LOCAL_ESCAPE}))?"
_TOKEN: Final = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]+)",
            r"(?P<comment>#[^\r\n]*)",
            rf"(?P<iri><[^{_UNFIT}]*>)",
            rf"(?P<string>{_STRING})",
            rf"(?P<variable>[?$][{_FIRST}0-9][{_REST}]*)",
            rf"(?P<blank>_:[{_FIRST}0-9](?:[{_CHARS}.]*[{_CHARS}])?)",
            rf"(?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)",
            rf"(?P<word>[{_FIRST}][{_CHARS}]*)",
            r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            r"(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)",
            r"(?P<mark>\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*+\-/|^?!=<>&])",
        )
    )
)
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:[^<>]*>")
# No comparison looks like the beginning of an address, so it is one, and holds what an IRI cannot.
_ADDRESS: Final = re.compile(r"<(?P<space> *)[A-Za-z][A-Za-z0-9+.\-]*://[^" + _UNFIT + "]*")
_CODEPOINT: Final = re.compile(r"(?P<before>\\*)\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8}))")
# What word processors and web pages make of the signs that were typed, and other languages use.
_INSTEAD: Final = (
    (
        "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b\u2033\u2032\u00b4",
        "strings use straight quotation marks, \" or '",
    ),
    ("\u2010\u2011\u2012\u2013\u2014\u2212", "the sign is -"),
    ("\u00a0\u2002\u2003\u2009\u202f\u3000\u200b\ufeff", "a space is the plain one"),
    ("`", "names have no quotation marks, and strings use \" or '"),
)
_NOT_SPACE: Final = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token with the offset of its first character in the decoded text."""

    kind: Kind
    text: str
    at: int


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """A query that no engine is to see."""

    def __init__(self, text: str, at: int, reason: str) -> None:
        before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
        super().__init__(f"line {line}, column {column}: {reason}")


def guarded(query: str) -> str | Failure:
    """The text of `query` as an engine may see it: codepoint escapes decoded, comments blanked out, lines ended by LF.

    Every token keeps the line and the column that it had after decoding. A failure says in one line what was refused
    and where.
    """
    try:
        text = _decoded(query)
        return "".join(_rewritten(text))
    except _Refused as refused:
        return Failure(str(refused))


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a decoded text, spaces and comments included.

    Raises:
        _Refused: a character that begins no token.
    """
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            _unreadable(text, at)
        kind: Kind = match.lastgroup  # type: ignore[assignment] # the groups are named for the kinds
        yield Token(kind, match[0], at)
        at = match.end()


def iri(address: str) -> str:
    """The address with each character that an IRI cannot contain as %XX, as records have to write it too."""
    return re.sub(f"[{_UNFIT}]", lambda found: f"%{ord(found[0]):02X}", address)


def _decoded(query: str) -> str:
    """The text with its codepoint escapes (section 19.2) decoded; those of ASCII could make or end a token and are refused."""
    if len(query) > SIZE:
        raise _Refused("", 0, f"the query has more than {SIZE:,} characters")
    query = query.removeprefix("\ufeff")

    def decode(escape: re.Match[str]) -> str:
        written = escape[0][len(escape["before"]) :]
        number = int(escape["four"] or escape["eight"], 16)
        if len(escape["before"]) % 2:
            raise _Refused(query, escape.start(), f"engines read '\\{written}' differently; write the backslash apart")
        if number < 0x80:
            raise _Refused(query, escape.start(), f"'{written}' escapes an ASCII character: write the character itself")
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise _Refused(query, escape.start(), f"'{written}' is not a valid character")
        return escape["before"] + chr(number)

    text = _CODEPOINT.sub(decode, query)
    lone = next((at for at, c in enumerate(text) if "\ud800" <= c <= "\udfff" or c == "\x00"), None)
    if lone is not None:
        raise _Refused(text, lone, "the query is not valid Unicode")
    return text


def _rewritten(text: str) -> Iterator[str]:
    """The pieces of the text that engines are to see, once every token has passed."""
    count = depth = round_ = 0
    previous: Token | None = None
    for token in tokens(text):
        match token.kind:
            case "comment":
                yield _NOT_SPACE.sub(" ", token.text)
                continue
            case "space":
                yield token.text.replace("\r\n", " \n").replace("\r", "\n")
                continue
            case "mark":
                depth += token.text in "{(["
                depth = max(0, depth - (token.text in "})]"))
                round_ = max(0, round_ + (token.text == "(") - (token.text == ")"))
                if token.text == "<" and (begun := _ADDRESS.match(text, token.at)):
                    _unfit(text, begun)
            case "iri":
                _whole(text, token, compares=_is_operand(previous, inside=round_ > 0))
            case "word" | "name" | "language" | "variable":
                _permitted(text, token, previous)
        count += 1
        if count > TOKENS:
            raise _Refused(text, token.at, f"the query has more than {TOKENS:,} words and signs")
        if depth > DEPTH:
            raise _Refused(text, token.at, f"brackets are nested more than {DEPTH} deep")
        previous = token
        yield token.text


def _whole(text: str, token: Token, *, compares: bool) -> None:
    """Refuse what one reader may take for an IRI and another for two comparisons, with anything between them.

    `compares` says that a sign of comparison could be in the place of the IRI's first character.
    """
    if token.text == "<>":
        raise _Refused(text, token.at, "an IRI must be absolute ('is not' is written !=)")
    if not _ABSOLUTE.fullmatch(token.text):
        hint = 'write it in full, or with a PREFIX; BASE is not used (a comparison needs a space after the "<")'
        raise _Refused(text, token.at, f"an IRI must be absolute: {hint}")
    if compares and ("(" in token.text or ")" in token.text):
        hint = 'bind it first, BIND(IRI("…") AS ?iri) (a comparison needs a space after the "<")'
        raise _Refused(text, token.at, f"an IRI with round brackets cannot follow what may be compared: {hint}")


def _unfit(text: str, begun: re.Match[str]) -> NoReturn:
    """Say which character an address between < and > cannot hold, and what to write for it."""
    if begun["space"]:
        raise _Refused(text, begun.start() + 1, "no space after the '<' of an IRI")
    line_end = re.compile(r"[\r\n]|\Z").search(text, begun.end())
    closed = line_end is not None and ">" in text[begun.end() : line_end.start()]
    character = text[begun.end() : begun.end() + 1]
    if not closed or character == "<":
        raise _Refused(text, begun.start(), "this '<' begins an IRI that is never closed: put '>' after its end")
    shown = f"'{character}'" if character.isprintable() else f"U+{ord(character):04X}"
    what = "a space" if character == " " else shown
    raise _Refused(text, begun.end(), f"an IRI ends with '>' and cannot contain {what}: write {iri(character)} in its place")


def _is_operand(token: Token | None, *, inside: bool) -> bool:
    """Whether a comparison may follow the token; outside round brackets none ever does."""
    if token is None or not inside:
        return False
    return token.kind in {"variable", "string", "number", "name", "iri", "word", "language"} or token.text == ")"


def _permitted(text: str, token: Token, previous: Token | None) -> None:
    """Refuse the words that lead out of the graph or change it, however they are spelt.

    Some engines end a keyword where its letters end, whatever follows: `SERVICEex:a` is a call. So none may be part of a word
    or a prefix. They also compare by upper case, in which `ſ` is `S`.
    """
    part = token.text
    match token.kind:
        case "variable":
            # After a property, `?` may be read as a sign of its own, and what follows it as a word.
            touches = previous is not None and previous.at + len(previous.text) == token.at
            if not touches or previous is None or not (previous.kind in {"iri", "name", "word"} or previous.text in "])"):
                return
        case "name":
            part = token.text.partition(":")[0]
        case "word" if not token.text.isascii():
            raise _Refused(text, token.at, f"'{token.text}' is not a SPARQL keyword")
    folded = part.upper()
    for word in OUTSIDE:
        if word in folded:
            what = "no query may ask another server" if word == "SERVICE" else "a query is asked of the whole graph and no other"
            spelt = "" if folded == word else f" ('{token.text}' could be read so)"
            raise _Refused(text, token.at, f"{word} is refused: {what}{spelt}")
    if token.kind == "word" and folded in UPDATE:
        raise _Refused(text, token.at, f"{folded} is refused: the graph cannot be changed by a query")


def _unreadable(text: str, at: int) -> NoReturn:
    """Say what no token begins with."""
    character = text[at]
    if character in "\"'":
        raise _Refused(text, at, f"this string has no end, or a backslash in it that SPARQL does not know ({character})")
    if character == "\\":
        raise _Refused(text, at, "a backslash is allowed only in strings and before punctuation in a name")
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    hint = next((f": {instead}" for signs, instead in _INSTEAD if character in signs), "")
    raise _Refused(text, at, f"'{shown}' begins nothing in SPARQL{hint}")
