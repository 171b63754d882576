"""The plain mistakes in a query that has passed the lexer, told before an engine words them by its grammar."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Final

from kg.engine.lexer import Token, tokens

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
# A set of characters among what an engine expected: `['-' | '0' ..= '9']`, `[_]`. They tell a reader nothing.
_CHARACTERS: Final = re.compile(r"(?:, )?\[(?:'(?:[^'\\]|\\.)*'|[ |.=_])+\]")
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}


def mistake(query: str, prefixes: Mapping[str, str]) -> str | None:
    """What is plainly wrong and where, in one line: how it begins, a prefix nobody declared, a bracket without its other half."""
    seen = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    if not seen:
        return "the query is empty"
    if seen[0].kind != "word" or seen[0].text.upper() not in {*_FORMS, "PREFIX", "BASE", "VERSION"}:
        return f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, and not with '{seen[0].text}'"
    return _unclosed(query, seen) or _undeclared(query, seen, prefixes)


def _undeclared(query: str, seen: list[Token], prefixes: Mapping[str, str]) -> str | None:
    declared = {b.text for a, b in itertools.pairwise(seen) if a.kind == "word" and a.text.upper() == "PREFIX"}
    known = {*declared, *(f"{name}:" for name in prefixes)}
    for token in seen:
        prefix = token.text.partition(":")[0] + ":"
        if token.kind == "name" and prefix not in known:
            ready = ", ".join(f"{name}:" for name in prefixes)
            return f"{_place(query, token)}: the prefix '{prefix}' is not declared (known without being typed: {ready})"
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
                return f"{_place(query, token)}: this '{token.text}' closes nothing"
            opened.pop()
    return f"{_place(query, opened[-1])}: this '{opened[-1].text}' is never closed" if opened else None


def _place(query: str, token: Token) -> str:
    before = query[: token.at]
    return f"line {before.count(chr(10)) + 1}, column {token.at - before.rfind(chr(10))}"


def plain(words: str) -> str:
    """What an engine says of a query, on one line, without the sets of characters that it would have taken."""
    said = _CHARACTERS.sub("", " ".join(words.split())).replace("expected one of , ", "expected one of ")
    return said.strip().removesuffix("expected").rstrip(" :")
