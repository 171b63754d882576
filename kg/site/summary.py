"""What a page says of itself: how much it holds, whose record it is, and under which licence."""

from __future__ import annotations

from collections.abc import Collection

from kg.corpus.corpus import Corpus
from kg.corpus.counting import count
from kg.corpus.silence import WORDS, silences
from kg.model.acts import family


def accusations(corpus: Corpus, ids: Collection[str]) -> str:
    """How many of the statements are accusations, what the record knows of answers to them, and how many are answers.

    Counted as every report counts: what only others report at the upper end, what was retracted apart.
    """
    resolved = [corpus.resolved[id_] for id_ in sorted(ids) if id_ in corpus.resolved]
    charges = [r.id for r in resolved if r.act == "accuses"]
    answers = [r.id for r in resolved if r.answers or family(r.act) == "answer"]
    kinds = silences(corpus, [id_ for id_ in charges if not corpus.resolved[id_].is_contested])
    met = [f"{WORDS[name]}: {count(corpus, found).bare}" for name, found in kinds.items() if found]
    listed = f" ({'; '.join(met)})" if met else ""
    return f"{count(corpus, charges, unit='accusation')}{listed}, {count(corpus, answers, unit='answer')}"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def credit(corpus: Corpus) -> str:
    """Whose record it is, and under which licence."""
    dataset = corpus.dataset
    if dataset is None:
        return ""
    curators = f"By {', '.join(dataset.curators)}." if dataset.curators else ""
    licence = f"Licence: {dataset.license}." if dataset.license else ""
    return " ".join(filter(None, (curators, licence)))
