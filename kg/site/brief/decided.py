"""The section of the brief on findings: what courts, inquiries and other bodies made of allegations. None is an accusation."""

from __future__ import annotations

from kg.analysis.findings import findings
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.labels import label
from kg.corpus.status_words import stage_words
from kg.site.brief.section import Figure, Row, Section


def decided(corpus: Corpus) -> Section:
    """Every stage of every allegation in the order of time, with whether it still holds."""
    rows: list[Row] = []
    for stage, stages in findings(corpus, Filter()).surely:
        words = stage_words(corpus, stage, stages)
        found = Figure(words, (stage.statement,)) if stage.statement else words
        about = (id_ for id_ in corpus.resolved if stage.allegation in corpus.resolved[id_].allegations)
        rows.append((label(corpus, corpus.allegations[stage.allegation]), found, Figure("who says so", tuple(about))))
    text = (
        "What bodies with the authority to decide made of the allegations, and what the parties settled, in the order of time.",
        "A finding is neither an accusation nor an answer, and is not counted in their tables.",
        *(() if rows else ("The record holds none.",)),
    )
    columns = ("allegation", "what was decided, and what holds of it", "statements about it")
    return Section("findings", "What was decided", text, columns, tuple(rows), "kg findings")
