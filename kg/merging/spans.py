"""Text of which a part may have two versions, and how git marks these: lines that begin with <<<<<<<, ======= and >>>>>>>."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

Side: TypeAlias = Literal["ours", "theirs"]
SIDES: Final[tuple[Side, Side]] = ("ours", "theirs")
OURS: Final = "<<<<<<< ours\n"
BETWEEN: Final = "=======\n"
THEIRS: Final = ">>>>>>> theirs\n"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place with two versions: the way to it (section, id, field and so on), the text and the value of each."""

    path: tuple[str, ...]
    ours: str
    theirs: str
    values: tuple[Any, Any]


Spans: TypeAlias = Sequence["str | Two"]


@dataclass(frozen=True, slots=True)
class Two:
    """Text in two versions, and the conflicts for which there are two."""

    ours: str
    theirs: str
    conflicts: tuple[Conflict, ...]


def two(path: tuple[str, ...], ours: str, theirs: str, values: tuple[Any, Any]) -> Two:
    """The text of one conflict."""
    return Two(ours, theirs, (Conflict(path, ours, theirs, values),))


def version(spans: Spans, side: Side) -> str:
    """The text with one version of each conflict."""
    return "".join(span if isinstance(span, str) else span.ours if side == "ours" else span.theirs for span in spans)


def conflicts(spans: Spans) -> tuple[Conflict, ...]:
    """The conflicts, in their order."""
    return tuple(one for span in spans if isinstance(span, Two) for one in span.conflicts)


def marked(spans: Spans) -> str:
    """The text with both versions of each conflict, in whole lines between git's marks."""
    out: list[str] = []
    for span in in_lines(spans):
        out += [span] if isinstance(span, str) else [OURS, span.ours, BETWEEN, span.theirs, THEIRS]
    return "".join(out)


def in_lines(spans: Spans) -> Spans:
    """The same text, in which each version of a conflict is made of whole lines; conflicts in one line become one place."""
    out: list[str | Two] = []
    text: list[str] = []
    for span in spans:
        open_ = out.pop() if out and not text and isinstance(out[-1], Two) and not _is_whole(out[-1]) else None
        if isinstance(span, Two):
            before = "".join(text)
            at = before.rfind("\n") + 1
            text = []
            out += [before[:at]] if at else []
            started = open_ if isinstance(open_, Two) else Two(before[at:], before[at:], ())
            out.append(Two(started.ours + span.ours, started.theirs + span.theirs, started.conflicts + span.conflicts))
        elif isinstance(open_, Two):
            at = span.find("\n") + 1 or len(span)
            out.append(Two(open_.ours + span[:at], open_.theirs + span[:at], open_.conflicts))
            text = [span[at:]] if span[at:] else []
        elif span:
            text.append(span)
    return [*out, "".join(text)]


def _is_whole(span: Two) -> bool:
    """Whether both versions end where a line does."""
    return all(text.endswith("\n") or not text for text in (span.ours, span.theirs))


def joined(parts: Iterable[Spans]) -> list[str | Two]:
    """All parts, one after another."""
    return [span for part in parts for span in part]
