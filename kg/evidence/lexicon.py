"""The words with which a language reports speech: data, a file a language, in `lexicons/`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("lexicons")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What finds the words that report speech, those that may, and the abbreviations that end no sentence."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    abbreviations: tuple[str, ...]


def languages() -> tuple[str, ...]:
    """The languages that have a lexicon."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of one of the `languages`."""
    found = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    phrases = [" ".join(line.split()) for line in str(found["phrases"]).splitlines() if line.strip()]
    strong = [*map(_pattern, str(found["strong"]).split()), *(re.escape(phrase).replace("\\ ", r"\s+") for phrase in phrases)]
    weak = list(map(_pattern, str(found["weak"]).split()))
    return Lexicon(_words(strong), _words(weak), tuple(str(found["abbreviations"]).split()))


def _pattern(word: str) -> str:
    """A word, or its beginning before a star; alternatives in brackets are as they are."""
    word = word.replace("(", "(?:")
    return word.removesuffix("*") + r"\w*" if word.endswith("*") else word


def _words(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
