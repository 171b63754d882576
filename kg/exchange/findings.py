"""The tables of stages of allegations: the steps as recorded, and all that was decided or settled, worked out."""

from __future__ import annotations

from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.status import Stage
from kg.exchange.declared import cells, columns, given
from kg.exchange.table import Cell, Column, Table, dated, days
from kg.model.parts import StatusStep
from kg.rdf.records import step_iris
from kg.rdf.terms import Names

_STEP: Final = given(StatusStep)


def statuses(corpus: Corpus) -> Table:
    """A row for each step that a record of an allegation holds."""
    shown = (Column("allegation", "the allegation", table="allegations"), *columns(_STEP))
    rows = tuple((id_, *cells(_STEP, corpus, step)) for id_, a in sorted(corpus.allegations.items()) for step in a.status)
    return Table("statuses", "Steps that inquiries and courts took on allegations", shown, rows)


def findings(corpus: Corpus) -> Table:
    """A row for each stage of an allegation, in the order of time, as `kg findings` has them."""
    shown = (
        Column("id", "the allegation's id, and behind it the statement's, or else the end of the step's address in the graph"),
        Column("allegation", "the allegation", table="allegations"),
        Column("decision", "the outcome of a finding, or the step"),
        Column("verdict", "the body's own word, as printed"),
        Column("body", "the body that decided, or those who settled", "ids", "actors"),
        Column("concerning", "whom it concerns", "ids", "actors"),
        *dated("date", "when"),
        Column("force", "in force, in force in part, (perhaps) overturned, retracted, corrected or (perhaps) ended"),
        Column("reviewed", "what later stages made of it: confirmed, changed, reversed, quashed or superseded", "ids"),
        Column("reviewed_by", "these stages, in the same order", "ids", "findings"),
        Column("told_by", "those on whose word alone it is known", "ids", "actors"),
        Column("statement", "the finding or settlement, where it is recorded as a statement", table="statements"),
        Column("source", "who reports the step", table="sources"),
    )
    rows = tuple(
        (own, id_, *_decided(stage), *_reviewed(stage, ids), stage.tellers, stage.statement, stage.source)
        for id_, stages in corpus.status.items()
        for ids in [_ids(corpus, id_, stages)]
        for own, stage in zip(ids, stages, strict=True)
    )
    return Table("findings", "What was decided of allegations or settled, and whether it is still in force", shown, rows, "id")


def _ids(corpus: Corpus, allegation: str, stages: tuple[Stage, ...]) -> tuple[str, ...]:
    """What each stage is called, whichever stages come before it: a finding by its statement, else the step as in the graph."""
    steps = [iri.removesuffix(">").rpartition("/")[2] for iri, _ in step_iris(Names(corpus.base), corpus.allegations[allegation])]
    return tuple(f"{allegation}/{stage.statement or steps[stage.step or 0]}" for stage in stages)


def _decided(stage: Stage) -> tuple[Cell, ...]:
    return stage.word, stage.verdict, stage.by, stage.of, *days(stage.date)


def _reviewed(stage: Stage, ids: tuple[str, ...]) -> tuple[str | tuple[str, ...], ...]:
    effects = tuple(f"{'' if review.is_certain else 'perhaps '}{review.effect}" for review in stage.reviews)
    return stage.force, effects, tuple(ids[review.by] for review in stage.reviews)
