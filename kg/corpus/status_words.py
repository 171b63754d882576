"""The stages of an allegation in words, for every page and report: who decided what, when, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.labels import names
from kg.corpus.status import Effect, Force, Stage
from kg.model.acts import OUTCOMES

STEPS: Final[Mapping[str, str]] = {
    "under-inquiry": "under inquiry",
    "charged": "charged",
    "found": "found to be so",
    "convicted": "convicted",
    "acquitted": "acquitted",
    "dismissed": "dismissed",
    "settled": "settled, without a finding",
    "upheld": "upheld",
    "reversed": "an earlier decision reversed",
    "quashed": "an earlier decision quashed",
}
_OUTCOMES: Final[Mapping[str, str]] = {outcome: meaning for outcome, (_, meaning) in OUTCOMES.items()}
EFFECTS: Final[Mapping[Effect, str]] = {
    "confirmed": "confirmed",
    "changed": "changed",
    "reversed": "reversed",
    "quashed": "quashed",
    "superseded": "followed by the contrary verdict",
}
FORCES: Final[Mapping[Force, str]] = {
    "in force": "",
    "in force in part": "overturned in part",
    "perhaps overturned": "perhaps overturned",
    "overturned": "no longer in force",
    "retracted": "retracted by the body itself",
    "corrected": "corrected by the body itself",
    "perhaps ended": "perhaps ended",
    "ended": "ended",
}
"""What is added to a stage that does not simply hold."""


def status_words(corpus: Corpus, allegation: str) -> tuple[str, ...]:
    """The stages of the allegation, a line for each stage in the order of time; nothing where nothing is recorded.

    Such as: found to be so, by the High Court, 2024-01-04; reversed by the Court of Appeal, 2025-03; no longer in force.
    """
    stages = corpus.status.get(allegation, ())
    return tuple(stage_words(corpus, stage, stages) for stage in stages)


def stage_words(corpus: Corpus, stage: Stage, stages: Sequence[Stage]) -> str:
    """One stage in a line; `stages` are all of its allegation."""
    parts = [", ".join(filter(None, (decided(corpus, stage), edtf.words(stage.date) if stage.date.known else "")))]
    parts += reviewed(corpus, stage, stages)
    parts += filter(None, (FORCES[stage.force],))
    return "; ".join(parts)


def decided(corpus: Corpus, stage: Stage) -> str:
    """What was decided, in the body's own word where it is recorded, by whom, of whom, and on whose word it is known."""
    word = word_of(stage.word, is_step=stage.step is not None)
    verdict = f" (“{stage.verdict}”)" if stage.verdict else ""
    accused = corpus.allegations[stage.allegation].accused if stage.allegation in corpus.allegations else ()
    is_clear = {*stage.of} <= {*stage.by} or (stage.of == accused and stage.word not in {"convicted", "acquitted"})
    of = "" if is_clear else f" ({names(corpus, stage.of)})"
    by = f", by {names(corpus, stage.by)}" if stage.by else ""
    source = f", as {names(corpus, stage.tellers)} alone says" if stage.tellers else ""
    if len(stage.tellers) > 1:
        source = source.replace(" alone says", " alone say")
    return f"{word}{verdict}{of}{by}{source}"


def word_of(word: str, *, is_step: bool) -> str:
    """A step or an outcome as people read it."""
    return _OUTCOMES[word] if not is_step and word in _OUTCOMES else STEPS[word]


def reviewed(corpus: Corpus, stage: Stage, stages: Sequence[Stage]) -> tuple[str, ...]:
    """What later stages made of it, a phrase each; a review that was itself overturned is given as one that was."""
    found = []
    for review in stage.reviews:
        later = stages[review.by]
        by = f" by {names(corpus, later.by)}" if later.by else ""
        for_ = f" for {names(corpus, review.of)}" if review.of and {*review.of} < {*stage.of} else ""
        when = f", {edtf.words(later.date)}" if later.date.known else ""
        undone = "" if later.holds else f", which is {FORCES[later.force] or later.force}"
        perhaps = "" if review.is_certain else "perhaps "
        found.append(f"{perhaps}{EFFECTS[review.effect]}{for_}{by}{when}{undone}")
    if stage.elsewhere:
        found.append("reviewed on another allegation")
    return tuple(found)
