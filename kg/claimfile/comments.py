"""Text that YAML drops without a word: after a space, '#' begins a comment, also in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from kg.diagnostic import pack

_SIGN: Final = re.compile(r"[ \t]#[^\s#]")
_LOST: Final = re.compile(r"[ \t]+(#[^\s#]\S*)")


def hidden(text: str) -> Iterator[tuple[int, str, int]]:
    """The packed place of each '#' right after a bare value and right before a word, that word, and where the value begins.

    A note has a space after its '#' or a line to itself. `text` is one that the parser reads to its end.
    """
    if not _SIGN.search(text):
        return
    from yaml._yaml import CParser  # noqa: PLC0415 - few files need it
    from yaml.events import ScalarEvent  # noqa: PLC0415 - same

    parser = CParser(text.encode())
    while (event := parser.get_event()) is not None:
        if type(event) is ScalarEvent and not event.style:
            start: Any = event.start_mark
            end: Any = event.end_mark
            if found := _LOST.match(text, end.index):
                at = pack(end.line, end.column + found.start(1) - end.index)
                yield at, found.group(1), pack(start.line, start.column)
