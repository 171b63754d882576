"""The mistakes in a query that has passed the lexer and that are certain, reported before any engine sees it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Final

from kg.sparql.lexer import Token, tokens

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
# A set of characters among what an engine expected: `['-' | '0' ..= '9']`, `[_]`. They mean nothing to a reader.
_CHARACTERS: Final = re.compile(r"(?:, )?\[(?:'(?:[^'\\]|\\.)*'|[ |.=_])+\]")
_EXPECTED: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.+)")
_SIGN: Final = re.compile(r'"[^"\\]+"')
_FEW: Final = 8
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}


def mistake(query: str, prefixes: Mapping[str, str]) -> str | None:
    """What is plainly wrong and where, in one line: how it begins, a prefix nobody declared, a bracket without its other half."""
    seen = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    if not seen:
        return "the query is empty"
    if seen[0].text.lower() == "@prefix":
        return "in SPARQL a prefix is declared without '@' and without a '.' at its end: PREFIX ex: <https://…>"
    if seen[0].kind != "word" or seen[0].text.upper() not in {*_FORMS, "PREFIX", "BASE", "VERSION"}:
        near = _nearest(seen[0].text.upper(), _FORMS)
        meant = f"; did you mean {near}?" if near else ""
        return f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, and not with '{truncate(seen[0].text)}'{meant}"
    return _bare_address(query, seen) or _unclosed(query, seen) or _undeclared(query, seen, prefixes)


def _bare_address(query: str, seen: list[Token]) -> str | None:
    """An address as copied from a browser; its `#` begins a comment, which would hide what is wrong."""
    for one, two, three in zip(seen, seen[1:], seen[2:], strict=False):
        if one.text.lower() in {"http:", "https:"} and (two.text, three.text) == ("/", "/"):
            return f"{place(query, one)}: put an address between < and >"
    return None


def _undeclared(query: str, seen: list[Token], prefixes: Mapping[str, str]) -> str | None:
    declared = {b.text for a, b in itertools.pairwise(seen) if a.kind == "word" and a.text.upper() == "PREFIX"}
    known = {*declared, *(f"{name}:" for name in prefixes)}
    for before, token in itertools.pairwise([None, *seen]):
        if token is None or token.kind != "name" or (prefix := token.text.partition(":")[0] + ":") in known:
            continue
        where = place(query, token)
        if before is not None and f"{before.text}:" in known:
            return f"{where}: a name cannot contain a space: {before.text}{token.text}"
        if prefix[:-1] in declared:
            return f"{where}: the colon belongs to the prefix: PREFIX {prefix} <https://…>"
        near = next((name for name in sorted(known) if name.lower() == prefix.lower()), None) or _nearest(prefix, known)
        ready = f"did you mean '{near}'?" if near else f"known without being typed: {', '.join(f'{n}:' for n in prefixes)}"
        return f"{where}: the prefix '{prefix}' is not declared" + (f"; {ready}" if near else f" ({ready})")
    return None


def _unclosed(query: str, seen: list[Token]) -> str | None:
    opened: list[Token] = []
    for token in seen:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened or _CLOSING[opened[-1].text] != token.text:
                return f"{place(query, token)}: this '{token.text}' closes nothing"
            opened.pop()
    return f"{place(query, opened[-1])}: this '{opened[-1].text}' is never closed" if opened else None


def place(query: str, token: Token) -> str:
    """The place of a token, as messages give it."""
    before = query[: token.at]
    return f"line {before.count(chr(10)) + 1}, column {token.at - before.rfind(chr(10))}"


def truncate(text: str, most: int = 40) -> str:
    """The text of a token as a message shows it: on one line, and no more than its beginning."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _nearest(text: str, candidates: Iterable[str]) -> str | None:
    from kg.ids import closest  # noqa: PLC0415 - the process that asks imports this module and has no need of it

    return closest(text, candidates)


def plain(words: str) -> str:
    """What an engine says of a query, on one line, without what it would have taken by its grammar but for a few signs.

    Oxigraph looks for each word of SPARQL by its whole length and reports the place where that would have ended; where it lists
    words alone, the place is put back to their beginning.
    """
    said = " ".join(words.split())
    found = _EXPECTED.match(said)
    if found is None or "The " in found[3]:
        return (
            _CHARACTERS.sub("", said)
            .replace("expected one of , ", "expected one of ")
            .strip()
            .removesuffix("expected")
            .rstrip(" :")
        )
    signs = _SIGN.findall(found[3])
    length = 0 if signs or _CHARACTERS.search(found[3]) else min(map(len, found[3].split(", ")))
    column = int(found[2]) - length
    where = f"error at {found[1]}:{column if column > 0 else found[2]}"
    if not signs or len(signs) > _FEW:
        return where
    return f"{where}: expected {'one of ' * (len(signs) > 1)}{', '.join(signs)}"
