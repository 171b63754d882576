"""The words of subtitles (SRT, WebVTT): what is said, a line for each line of a cue, without times, numbers, notes and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg import __version__
from kg.evidence.kept import Refused, Texts
from kg.evidence.transcript import TAG

_TIMES: Final = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_BLANK: Final = re.compile(r"\n[ \t]*\n")


def texts(text: str) -> Texts | Refused:
    """What is said in the cues; the whole file is what can be seen of it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    said = list(_said(plain))
    if not said:
        return Refused("there is no cue with words in it")
    return Texts("\n".join(said), plain, f"kg {__version__}")


def _said(text: str) -> Iterator[str]:
    last = ""
    for block in _BLANK.split(text):
        lines = block.strip().split("\n")
        at = next((i for i, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is None:
            continue  # a head, a note, a style
        for line in lines[at + 1 :]:
            words = TAG.sub("", line).strip()
            if words and words != last:  # captions that roll up say each line again
                yield words
            last = words or last
