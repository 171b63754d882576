"""What the user names on the command line: records by id, name or alias, days by a date, and the options for topic and period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

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


def identified(claims: Corpus, words: str, *kinds: str) -> str:
    """The id of the one record of `kinds` that `words` names; the command ends if there is none or several."""
    from kg.corpus.identify import Unidentified, identify
    from kg.diagnostic import a

    kind = claims.kinds.get(words)
    if kind in _COMMANDS and kind not in kinds:
        wanted = " or ".join(a(each) for each in kinds)
        fail(f"'{words}' is {a(kind)}, but {wanted} is expected: type {_COMMANDS[kind].format(words)}")
    found = identify(claims, words, kinds)
    return fail(found.reason) if isinstance(found, Unidentified) else found


def period(claims: Corpus, topic: str | None, from_: str | None, to: str | None, *, maybe: bool = False) -> Filter:
    """The filter that the options for topic and period make."""
    from kg.corpus.identify import Unidentified
    from kg.corpus.wanted import wanted

    if maybe and from_ is None and to is None:
        fail("--maybe needs --from or --to")
    found = wanted(claims, topic, from_, to, maybe=maybe)
    return fail(found.reason) if isinstance(found, Unidentified) else found
