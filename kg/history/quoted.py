"""Quotes that the kept text of their source does not have: those that a change wrote, or of which the copy is another one now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.corpus.corpus import Corpus
from kg.evidence.held import held_against
from kg.evidence.quotes import Compared, Outcome
from kg.history.effects import Effect


def unmatched(before: Corpus, after: Corpus, root: Path) -> Iterator[Effect]:
    """Each quote of now that its source's kept copies do not have, and that they had, or that was not there, before.

    Only statements are looked at whose reports or sources the change touched.

    Raises:
        ValueError: a kept copy cannot be read.
    """
    touched = {id_ for id_, statement in after.statements.items() if _is_touched(before, after, id_) and statement.reports}
    found = _compared(after, touched, root)
    known = {_key(one): one.outcome for one in _compared(before, touched, root)} if found else {}
    for one in found:
        was = known.get(_key(one))
        if one.outcome is Outcome.ABSENT and was is not Outcome.ABSENT:
            had = was in {Outcome.EXACT, Outcome.NORMALISED}
            yield Effect("quote", (one.source,), (one.statement,), (), "found" if had else "", one.quote)


def _is_touched(before: Corpus, after: Corpus, id_: str) -> bool:
    """Whether a statement differs from before, or the kept copies of a source of it do."""
    was, now = before.statements.get(id_), after.statements[id_]
    if was is None or was.reports != now.reports:
        return True
    sources = ((before.sources.get(report.source), after.sources.get(report.source)) for report in now.reports)
    return any(old is None or new is None or old.evidence != new.evidence for old, new in sources)


def _compared(corpus: Corpus, touched: set[str], root: Path) -> tuple[Compared, ...]:
    part = {id_: statement for id_, statement in corpus.statements.items() if id_ in touched}
    return (held_against(replace(corpus, statements=part), None, root) or ()) if part else ()


def _key(one: Compared) -> tuple[str, str, str]:
    return one.statement, one.source, one.quote
