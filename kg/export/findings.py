"""The tables of what became of allegations: the steps as recorded, and all that was decided or settled, worked out."""

from __future__ import annotations

from kg.corpus.corpus import Corpus
from kg.corpus.status import Stage
from kg.export.table import Cell, Column, Table, dated, days


def statuses(corpus: Corpus) -> Table:
    """A row for each step that a record of an allegation holds."""
    columns = (
        Column("allegation", "the allegation", table="allegations"),
        Column("step", "under-inquiry, charged, found, convicted, acquitted, dismissed, settled, upheld, reversed or quashed"),
        *dated("date", "when"),
        Column("body", "the body that took the step", table="actors"),
        Column("concerning", "whom it concerns, where that differs from the accused", "ids", "actors"),
        Column("source", "who reports it", table="sources"),
        Column("statement", "the finding, where it is recorded as a statement", table="statements"),
    )
    rows = tuple(
        (id_, s.step, *days(s.date), s.by, s.of, s.source, s.statement if s.statement in corpus.stated else None)
        for id_, a in sorted(corpus.allegations.items())
        for s in a.status
    )
    return Table("statuses", "Steps that inquiries and courts took on allegations", columns, rows)


def findings(corpus: Corpus) -> Table:
    """A row for each stage of what became of an allegation, in the order of time, as `kg findings` has them."""
    columns = (
        Column("id", "the allegation's id and the number of the stage"),
        Column("allegation", "the allegation", table="allegations"),
        Column("decision", "the outcome of a finding, or the step"),
        Column("verdict", "the body's own word, as printed"),
        Column("body", "the body that decided, or those who settled", "ids", "actors"),
        Column("concerning", "whom it concerns", "ids", "actors"),
        *dated("date", "when"),
        Column("force", "in force, in force in part, perhaps overturned, overturned, retracted, corrected or ended"),
        Column("reviewed", "what later stages made of it: confirmed, changed, reversed, quashed or superseded", "ids"),
        Column("reviewed_by", "these stages, in the same order", "ids", "findings"),
        Column("told_by", "those on whose word alone it is known", "ids", "actors"),
        Column("statement", "the finding or settlement, where it is recorded as a statement", table="statements"),
        Column("source", "who reports the step", table="sources"),
    )
    rows = tuple(
        (f"{id_}/{n}", id_, *_decided(stage), *_reviewed(stage), stage.tellers, stage.statement, stage.source)
        for id_, stages in corpus.status.items()
        for n, stage in enumerate(stages, 1)
    )
    return Table("findings", "What was decided of allegations or settled, and whether it is still in force", columns, rows, "id")


def _decided(stage: Stage) -> tuple[Cell, ...]:
    return stage.word, stage.verdict, stage.by, stage.of, *days(stage.date)


def _reviewed(stage: Stage) -> tuple[str | tuple[str, ...], ...]:
    effects = tuple(f"{'' if review.is_certain else 'perhaps '}{review.effect}" for review in stage.reviews)
    return stage.force, effects, tuple(f"{stage.allegation}/{review.by + 1}" for review in stage.reviews)
