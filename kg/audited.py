"""What an audit looks at beside the records: loaded words, and the quotes as their sources print them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.corpus.corpus import Corpus
from kg.network.audit import Evidence, Quote
from kg.quotes import Outcome, compare, read_texts
from kg.rules.catalogue import RULES

_STANDS: Final = {Outcome.EXACT: True, Outcome.NORMALISED: True, Outcome.ABSENT: False, Outcome.NOT_AT_HAND: None}


def evidence(corpus: Corpus, sources: Path | None = None) -> Evidence:
    """The statements with loaded words and, where there is a folder of the sources' texts, whether each quote is there.

    Raises:
        NotADirectoryError: `sources` is no folder.
        ValueError: a text cannot be read.
    """
    checks = {rule.check for rule in RULES if rule.code.startswith("K5") and rule.check is not None}
    loaded = frozenset(d.record[1] for check in checks for d in check(corpus) if d.record and d.record[0] == "statement")
    if sources is None:
        return Evidence(loaded)
    compared = compare(corpus, read_texts(sources, corpus.sources))
    return Evidence(
        loaded, tuple(Quote(c.statement, c.source, _STANDS[c.outcome]) for c in compared if c.statement in corpus.resolved)
    )
