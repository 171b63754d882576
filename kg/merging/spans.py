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
    for span in spans:
        last = out[-1] if out else ""
        if isinstance(span, Two):
            lead, conflict = "", span
            if isinstance(last, str):
                at = last.rfind("\n") + 1
                lead, out[-1:] = last[at:], [last[:at]]
            elif not _is_whole(last):
                conflict = Two(last.ours + span.ours, last.theirs + span.theirs, last.conflicts + span.conflicts)
                out.pop()
            out.append(Two(lead + conflict.ours, lead + conflict.theirs, conflict.conflicts))
        elif isinstance(last, Two) and not _is_whole(last):
            at = span.find("\n") + 1 or len(span)
            out[-1] = Two(last.ours + span[:at], last.theirs + span[:at], last.conflicts)
            out.append(span[at:])
        elif out:
            out[-1] = f"{last}{span}" if isinstance(last, str) else last
            out += [] if isinstance(last, str) else [span]
        else:
            out.append(span)
    return [span for span in out if span != ""]


def _is_whole(span: Two) -> bool:
    """Whether both versions end where a line does."""
    return all(text.endswith("\n") or not text for text in (span.ours, span.theirs))


def joined(parts: Iterable[Spans]) -> list[str | Two]:
    """All parts, one after another."""
    return [span for part in parts for span in part]
