"""What an audit looks at beside the records: loaded words, and the quotes as their sources print them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.analysis.audit import Evidence, Quote
from kg.corpus.corpus import Corpus
from kg.evidence.held import held_against
from kg.evidence.quotes import Outcome
from kg.rules.catalogue import RULES

_STANDS: Final = {Outcome.EXACT: True, Outcome.NORMALISED: True, Outcome.ABSENT: False}


def evidence(corpus: Corpus, sources: Path | None = None, root: Path | None = None) -> Evidence:
    """The statements with loaded words and, where there are texts to look into, whether each quote is there.

    These are the copies kept beside the claims in `root`, and the texts in the folder `sources`.

    Raises:
        NotADirectoryError: `sources` is not a folder.
        ValueError: a text cannot be read, or a copy is not what its record says.
    """
    checks = {rule.check for rule in RULES if rule.code.startswith("K5") and rule.check is not None}
    loaded = frozenset(d.record[1] for check in checks for d in check(corpus) if d.record and d.record[0] == "statement")
    return Evidence(loaded, quotes(corpus, sources, root))


def quotes(corpus: Corpus, sources: Path | None, root: Path | None) -> tuple[Quote, ...] | None:
    """Whether each quote is in its source, and how deep one could look; None where there is no text of any source.

    Raises:
        NotADirectoryError: `sources` is not a folder.
        ValueError: a text cannot be read, or a copy is not what its record says.
    """
    compared = held_against(corpus, sources, root)
    if compared is None:
        return None
    found = (c for c in compared if c.statement in corpus.resolved)
    return tuple(Quote(c.statement, c.source, _STANDS.get(c.outcome), c.depth, c.report) for c in found)
