"""The tokens of a query, each with its context, which distinguishes a word after SELECT from one in a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.sparql.lexer import Token, tokens

CLAUSES: Final = frozenset(
    "SELECT CONSTRUCT DESCRIBE ASK WHERE GROUP HAVING ORDER LIMIT OFFSET VALUES OPTIONAL GRAPH UNION MINUS BIND FILTER".split()
)
"""The words that say what is to follow."""


@dataclass(frozen=True, slots=True)
class Place:
    """A token and its context: the one `before` and the three `ahead`, where there are so many.

    `open` are the brackets that are open here, the innermost last; `opener` is the clause in which that one was opened; `clause`
    is the one that the token is in, such as SELECT.
    """

    token: Token
    before: Token | None
    ahead: tuple[Token, ...]
    open: str
    opener: str
    clause: str

    @property
    def word(self) -> str:
        """The token in capitals where it is a word, otherwise empty."""
        return self.token.text.upper() if self.token.kind == "word" else ""

    @property
    def after(self) -> Token | None:
        """The token behind it."""
        return self.ahead[0] if self.ahead else None

    @property
    def then(self) -> Token | None:
        """The token behind that."""
        return self.ahead[1] if len(self.ahead) > 1 else None

    def follows(self, *texts: str) -> bool:
        """Whether one of these comes before the token, whatever their case."""
        return self.before is not None and self.before.text.upper() in texts

    def touches(self, text: str) -> bool:
        """Whether this comes right after the token, without a space."""
        return self.after is not None and self.after.text == text and self.after.at == self.token.at + len(self.token.text)

    @property
    def next(self) -> str:
        """The text of the next token, empty at the end."""
        return self.after.text if self.after else ""


@dataclass(slots=True)
class _Level:
    bracket: str
    opener: str
    clause: str = ""


def places(query: str) -> list[Place]:
    """The tokens of a query, each with its context."""
    seen = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    levels = [_Level("", "")]
    found = []
    for n, token in enumerate(seen):
        here = levels[-1]
        word = token.text.upper() if token.kind == "word" else ""
        if word in CLAUSES:
            here.clause = word
        before, brackets = seen[n - 1] if n else None, "".join(level.bracket for level in levels)
        ahead = tuple(seen[n + 1 : n + 4])
        found.append(Place(token, before, ahead, brackets, here.opener, here.clause))
        if token.kind == "mark" and token.text in "{([":
            levels.append(_Level(token.text, here.clause or (here.opener if here.bracket == "(" else "")))
        elif token.kind == "mark" and token.text in "})]" and len(levels) > 1:
            levels.pop()
            if token.text == "}" or levels[-1].clause in {"FILTER", "BIND"}:
                levels[-1].clause = ""
    return found
