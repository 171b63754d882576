"""The words of the interface, by language: a catalogue a language, and the closed vocabularies that the record speaks in.

Templates and views take words by key. What the record itself says, such as titles and allegations, stays as it is written, and so
do the sentences made of it, which are English. The closed vocabularies (acts, silences, types of actor …) are declared elsewhere,
once: their English is taken from there, and only other languages have them in their catalogue.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from kg.analysis.audit import MEASURES
from kg.corpus import silence, stance_words
from kg.corpus.belonging import ACTOR, ALLEGATION
from kg.corpus.status_words import STEPS
from kg.model.acts import ACTS, OUTCOMES
from kg.site import dates, looks
from kg.site.evidence import CERTAINTIES

LANGUAGES: Final = ("en", "de")
TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "silence": {str(kind): text for kind, text in silence.WORDS.items()},
    "holding": {held: does for held, (does, _) in stance_words.WORDS.items()},
    "act": {act: act for act in ACTS},
    "meaning": {act: declared.meaning for act, declared in ACTS.items()},
    "certainty": CERTAINTIES,
    "step": STEPS,
    "outcome": {str(outcome): meaning for outcome, (_, meaning) in OUTCOMES.items()},
    "type": {type_: look.name for type_, look in looks.TYPES.items()},
    "measure": {name: name for name in MEASURES},
    "date": dates.ENGLISH,
    "actor-list": ACTOR,
    "allegation-list": ALLEGATION,
}
"""The closed vocabularies: for each the English words by the terms of the claim files."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: Any) -> str:
        """The words under a key, with values put into their places; a count `n` chooses between `key.one` and `key.other`."""
        if "n" in values:
            key = f"{key}.one" if values["n"] == 1 else f"{key}.other"
            values["n"] = self.number(values["n"])
        text = self.texts[key]
        return text.format(**values) if values else text

    def some(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts under some keys as they are, for scripts, which fill their places."""
        return {key: self.texts[key] for key in keys}

    def term(self, vocabulary: str, term: str) -> str:
        """A term of a closed vocabulary."""
        return self.texts[f"{vocabulary}.{term}"]

    def day(self, iso: str) -> str:
        """A day, such as that of a commit."""
        return dates.day_in_words(datetime.date.fromisoformat(iso), self.dates)

    @property
    def dates(self) -> dates.Phrases:
        """How the language says dates."""
        return _phrases(self.lang)

    def number(self, value: int) -> str:
        """A number as the language groups its digits."""
        return f"{value:,}".replace(",", self.texts["thousands"])


@cache
def words(lang: str) -> Words:
    """The words of a language of `LANGUAGES`."""
    return Words(lang, {**_terms(), **catalogue(lang)})


@cache
def _phrases(lang: str) -> dates.Phrases:
    found = words(lang)
    return {key: found.term("date", key) for key in dates.ENGLISH}


def catalogue(lang: str) -> dict[str, str]:
    """What the catalogue of a language holds, by dotted keys."""
    text = resources.files("kg.site.words").joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    return _flat(tomllib.loads(text), "")


def _flat(table: Mapping[str, Any], before: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value}
    return found


def _terms() -> dict[str, str]:
    return {f"{vocabulary}.{term}": text for vocabulary, listed in TERMS.items() for term, text in listed.items()}
