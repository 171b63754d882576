"""Findings, settlements and proceedings as a table: a stage a row, with the body, whom it concerns, and what reviewed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg import edtf
from kg.analysis.findings import Findings, Found
from kg.corpus.corpus import Corpus
from kg.corpus.labels import names
from kg.corpus.status import PROCEEDINGS, SETTLED, Stage
from kg.corpus.status_words import FORCES, reviewed, word_of
from kg.render.table import Table

COLUMNS = ("decision", "by", "of", "date", "allegation", "reviewed", "now", "recorded in")


def table(corpus: Corpus, found: Findings, *, maybe: bool = False) -> Table:
    """The stages as rows for people; the records carry the ids. With `maybe` those that only may lie in the period come too."""
    listed = [(one, False) for one in found.surely] + [(one, True) for one in found.perhaps if maybe]
    rows = tuple((*_row(corpus, one), "perhaps" * perhaps) if maybe else _row(corpus, one) for one, perhaps in listed)
    records = tuple(_record(one, perhaps=perhaps) for one, perhaps in listed)
    return Table((*COLUMNS, "in the period") if maybe else COLUMNS, rows, records, tuple(_caption(found, maybe=maybe)))


def _row(corpus: Corpus, found: Found) -> tuple[str, ...]:
    stage, stages = found
    verdict = f" (“{stage.verdict}”)" if stage.verdict else ""
    source = f"as {names(corpus, stage.tellers)} alone says" if len(stage.tellers) == 1 else ""
    source = f"as {names(corpus, stage.tellers)} alone say" if len(stage.tellers) > 1 else source
    return (
        f"{word_of(stage.word, is_step=stage.step is not None)}{verdict}",
        names(corpus, stage.by),
        names(corpus, stage.of),
        edtf.words(stage.date),
        stage.allegation,
        "; ".join(reviewed(corpus, stage, stages)),
        "; ".join(filter(None, (FORCES[stage.force] or ("in force" if stage.is_decision else ""), source))),
        stage.statement or stage.source or "",
    )


def _caption(found: Findings, *, maybe: bool) -> Iterator[str]:
    """How many there are of each kind, and how many more may lie in the period."""
    listed = (*found.surely, *(found.perhaps if maybe else ()))
    kinds = Counter(kind_of(one.stage) for one in listed)
    over = sum(1 for one in listed if one.stage.is_decision and not one.stage.holds)
    held = f" ({over:,} no longer in force)" if over else ""
    counted = [f"{_plural(kinds['decision'], 'decision')}{held}"]
    counted += [_plural(kinds[kind], kind) for kind in ("settlement", "proceeding") if kinds[kind]]
    yield f"{', '.join(counted)} on {_plural(len({one.stage.allegation for one in listed}), 'allegation')}"
    if found.perhaps and not maybe:
        yield f"{len(found.perhaps):,} more may lie in the period (--maybe adds {'it' if len(found.perhaps) == 1 else 'them'})"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def kind_of(stage: Stage) -> str:
    """Whether the stage is a decision, a settlement or a step of proceedings."""
    return "proceeding" if stage.word in PROCEEDINGS else "settlement" if stage.word == SETTLED else "decision"


def _record(found: Found, *, perhaps: bool) -> dict[str, object]:
    stage, stages = found
    return {
        "kind": kind_of(stage),
        "id": stage.allegation,
        "decision": stage.word,
        "verdict": stage.verdict,
        "by": list(stage.by),
        "of": list(stage.of),
        "date": stage.date.edtf,
        "statement": stage.statement,
        "source": stage.source,
        "told_by": list(stage.tellers),
        "force": stage.force,
        "reviewed": [
            {
                "effect": review.effect,
                "certain": review.is_certain,
                "of": list(review.of),
                "by": list(stages[review.by].by),
                "date": stages[review.by].date.edtf,
                "statement": stages[review.by].statement,
                "force": stages[review.by].force,
            }
            for review in stage.reviews
        ],
        "reviewed_elsewhere": list(stage.elsewhere),
        "perhaps": perhaps,
    }
