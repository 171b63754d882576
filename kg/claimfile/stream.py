"""The parser's steps through a claim file, with their places in the text: for those who rewrite the text itself.

`kg.claimfile` reads what a file says, and refuses what must not be in it; this is for texts that it found no fault with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from yaml._yaml import CParser
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_KINDS: Final = {
    DocumentStartEvent: "start",
    MappingStartEvent: "map",
    SequenceStartEvent: "list",
    MappingEndEvent: "end",
    SequenceEndEvent: "end",
    ScalarEvent: "scalar",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the parser through a text: what begins or ends there, and where, for those who rewrite the text itself.

    `kind` is "map", "list", "end", "scalar" or "start" (a written `---`). Offsets, lines and columns count from 0, in characters.
    `flow` distinguishes braces and brackets from indentation; `style` is what a scalar begins with, empty for plain.
    """

    kind: str
    start: int
    end: int
    line: int
    column: int
    last_line: int
    flow: bool = False
    style: str = ""
    value: str = ""


def events(text: str) -> Iterator[Event]:
    """The steps through `text`, which `read` found no fault with and whose lines end in line feeds."""
    parser: Any = CParser(text.encode())
    while (event := parser.get_event()) is not None:
        kind = _KINDS.get(type(event))
        if kind is None or (kind == "start" and not event.explicit):
            continue
        start, end = event.start_mark, event.end_mark
        more = (event.style or "", event.value) if kind == "scalar" else ()
        flow = bool(getattr(event, "flow_style", False))
        yield Event(kind, start.index, end.index, start.line, start.column, end.line, flow, *more)
