"""Text that YAML drops without a word: after a space, '#' begins a comment, also in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from kg.diagnostic import pack
from kg.yamlmark.text import BREAK

_SIGN: Final = re.compile(r"[ \t]#[^\s#]")
_LOST: Final = re.compile(r"[ \t]+(#[^\s#]\S*)")


def hidden(text: str) -> Iterator[tuple[int, str, int]]:
    """The packed place of each '#' right after a bare value and right before a word, that word, and where the value begins.

    A note has a space after its '#' or stands on a line of its own. `text` is one that the parser reads to its end.
    """
    if not _SIGN.search(text):
        return
    from yaml._yaml import CParser  # noqa: PLC0415 - few files need it
    from yaml.events import ScalarEvent  # noqa: PLC0415 - same

    lines = BREAK.split(text)
    parser = CParser(text.encode())
    while (event := parser.get_event()) is not None:
        if type(event) is ScalarEvent and not event.style:
            start: Any = event.start_mark
            end: Any = event.end_mark
            found = end.line < len(lines) and _LOST.match(lines[end.line], end.column)  # the parser adds a line at the end
            if found:
                yield pack(end.line, found.start(1)), found.group(1), pack(start.line, start.column)
