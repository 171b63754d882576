"""What a page says of itself: how much it holds, whose record it is, and under which licence."""

from __future__ import annotations

from collections.abc import Collection

from kg.corpus.corpus import Corpus
from kg.model.acts import family


def accusations(corpus: Corpus, ids: Collection[str]) -> str:
    """How many of the statements are accusations, how many of these were answered, and how many are answers."""
    resolved = [r for id_ in ids if (r := corpus.resolved.get(id_)) is not None]
    charges = [r for r in resolved if r.act == "accuses"]
    answers = [r for r in resolved if r.answers or family(r.act) == "answer"]
    answered = sum(1 for r in charges if r.id in corpus.answered_by)
    return f"{counted(len(charges), 'accusation')}, {answered:,} of them answered, {counted(len(answers), 'answer')}"


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
