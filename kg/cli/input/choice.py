"""What the user names on the command line: records by id, name or alias, days by a date, and the options for topic and period."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Literal, NoReturn, TypeAlias

import typer

from kg.cli.output.terminal import fail

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.corpus.filters import Filter

Topic: TypeAlias = Annotated[str | None, typer.Option(metavar="T", help="Only statements on this topic or one within it.")]
From: TypeAlias = Annotated[str | None, typer.Option("--from", metavar="D", help="Only what was certainly said then or later.")]
To: TypeAlias = Annotated[str | None, typer.Option("--to", metavar="D", help="Only what was certainly said then or earlier.")]
Maybe: TypeAlias = Annotated[
    bool, typer.Option("--maybe", help="With --from or --to: also include, marked, what may lie in the period.")
]
Level: TypeAlias = Annotated[Literal["actor", "side"], typer.Option(help="Count between actors or between their sides.")]


_COMMANDS: Final = {
    "actor": "kg answers {0} or kg positions {0}",
    "source": "kg show {0}",
    "topic": "kg who --topic {0}",
    "allegation": "kg origins {0} or kg show {0}",
    "statement": "kg standing {0} or kg show {0}",
}
"""What shows a record whose id was given where one of another kind is wanted, by its kind."""


def identified(claims: Corpus, words: str, *kinds: str, instead: Mapping[str, str] = MappingProxyType({})) -> str:
    """The id of the one record of `kinds` that `words` names; the command ends if there is none or several.

    `instead` names for other kinds what to type, where a command has an option for them.
    """
    from kg.corpus.identify import Unidentified, find, identify

    if (kind := claims.kinds.get(words)) in _COMMANDS and kind not in kinds:
        _of_another_kind(words, words, kind, kinds, instead)
    found = identify(claims, words, kinds)
    if not isinstance(found, Unidentified):
        return found
    others = () if find(claims, words, kinds) else find(claims, words, _COMMANDS.keys() - kinds)
    if len(others) == 1 and (kind := claims.kinds.get(others[0])):
        _of_another_kind(words, others[0], kind, kinds, instead)
    return fail(found.reason)


def _of_another_kind(words: str, id_: str, kind: str, kinds: tuple[str, ...], instead: Mapping[str, str]) -> NoReturn:
    """End the command that is given a record of a kind that it does not take, with what to type for one."""
    from kg.diagnostic import a

    *first, last = map(a, kinds)
    wanted = f"{', '.join(first)} or {last}" if first else last
    fail(f"'{words}' is {a(kind)}, but {wanted} is expected: type {(instead.get(kind) or _COMMANDS[kind]).format(id_)}")


def period(claims: Corpus, topic: str | None, from_: str | None, to: str | None, *, maybe: bool = False) -> Filter:
    """The filter that the options for topic and period make."""
    from kg.corpus.identify import Unidentified
    from kg.corpus.wanted import wanted

    if maybe and from_ is None and to is None:
        fail("--maybe needs --from or --to")
    found = wanted(claims, topic, from_, to, maybe=maybe)
    return fail(found.reason) if isinstance(found, Unidentified) else found
