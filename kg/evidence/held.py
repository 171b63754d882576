"""Compares the quotes of a record with all available text of their sources: kept copies, and a folder of texts."""

from __future__ import annotations

from pathlib import Path

from kg.corpus.corpus import Corpus
from kg.evidence.folder import read_texts
from kg.evidence.quotes import Compared, compare
from kg.evidence.reading import by_source, is_any_here


def held_against(corpus: Corpus, sources: Path | None, root: Path | None) -> tuple[Compared, ...] | None:
    """Every quote compared with the copies beside the claims in `root`, and the texts in `sources`; None where there are neither.

    Raises:
        NotADirectoryError: `sources` is not a folder.
        ValueError: a copy is not what its record says, or a text cannot be read.
    """
    quoted = {report.source for statement in corpus.statements.values() for report in statement.reports if report.quote}
    kept = (source for source in corpus.sources.values() if source.id in quoted)
    found = by_source(root, kept) if root is not None else {}
    if sources is None:
        is_none = not found and (root is None or not is_any_here(root, corpus.sources.values()))
        return None if is_none else compare(corpus, found)
    for id_, own in read_texts(sources, corpus.sources).items():
        found[id_] = (*found.get(id_, ()), *own)
    return compare(corpus, found)
