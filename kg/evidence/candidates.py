"""Candidates for drafts that some program made, each taken only if its quote is letter for letter in the evidence.

Whatever made them may have invented anything. What is taken becomes a draft, which counts nowhere until somebody has read the
source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.corpus.corpus import Corpus
from kg.evidence.kept import Refused, Texts
from kg.evidence.quotes import is_in, normalised
from kg.model.part import assembler, fields_of
from kg.model.records import Draft
from kg.model.wrong import Wrong

MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate: its number, from 1, the fields of its draft, or why it is refused."""

    number: int
    fields: Mapping[str, Any]
    refused: str = ""


def read(data: bytes) -> list[Any] | Refused:
    """The candidates in a JSON document: a list, or an object that has it as `candidates`."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        return Refused(f"it is not JSON: {error}")
    found = whole.get("candidates") if isinstance(whole, dict) else whole
    if not isinstance(found, list):
        return Refused("it holds no list of candidates")
    return found if len(found) <= MOST else Refused(f"it holds more than {MOST:,} candidates")


def judged(candidates: Iterable[Any], source: str, texts: Texts, corpus: Corpus) -> Iterator[Judged]:
    """Each candidate with the fields of its draft, or with the reason why it is refused."""
    known = {normalised(quote) for quote in _recorded(corpus, source)}
    for number, one in enumerate(candidates, 1):
        reason = _fault(one, source, texts, known)
        fields = {} if reason else {"source": source, **{name: _written(one[name]) for name in fields_of(Draft) if name in one}}
        if not reason:
            reason = _form(fields)
            known |= {normalised(quote) for quote in _quotes(one)}
        yield Judged(number, {} if reason else fields, reason)


def _recorded(corpus: Corpus, source: str) -> Iterator[str]:
    for statement in corpus.statements.values():
        yield from (quote for report in statement.reports if report.source == source for quote in report.quote)
    yield from (quote for draft in corpus.drafts.values() if draft.source == source for quote in draft.quote)


def _fault(one: Any, source: str, texts: Texts, known: set[str]) -> str:
    if not isinstance(one, dict):
        return "it is not an object"
    quotes = _quotes(one)
    if not quotes or not all(isinstance(quote, str) and quote.strip() for quote in quotes):
        return "it has no quote"
    if one.get("source", source) != source:
        return "it is about another source"
    if not all(is_in(quote, texts.body) or is_in(quote, texts.visible) for quote in quotes):
        return "its quote is not letter for letter in the evidence"
    if any(normalised(quote) in known for quote in quotes):
        return "its quote is recorded already"
    unknown = sorted(set(one) - set(fields_of(Draft)))
    return f"a draft has no field '{unknown[0]}'" if unknown else ""


def _quotes(one: Mapping[str, Any]) -> list[Any]:
    quote = one.get("quote")
    return quote if isinstance(quote, list) else [] if quote is None else [quote]


def _written(value: Any) -> Any:
    """A value of JSON as a claim file has it: all scalars are text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    return value if isinstance(value, str) else str(value)


def _form(fields: dict[str, Any]) -> str:
    """What is wrong with the form of a draft; empty where nothing is."""
    try:
        assembler(Draft)(fields, "draft", {"id": "candidate"})
    except Wrong as error:
        return error.faults[0].message if error.faults else "it has an empty field"
    return ""
