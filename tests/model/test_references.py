"""Which fields of a record name other records, and where."""

from __future__ import annotations

from typing import Any

from full_records import DATASET, DRAFT, FULL, SOURCE, STATEMENT

from kg import ids
from kg.model.faults import read
from kg.model.records import Dataset, Draft, Source, Statement
from kg.model.references import references


def test_every_reference_leads_to_where_it_is_written() -> None:
    for cls, raw in FULL:
        record = read(cls, "x", raw).record
        for reference in references(record):  # type: ignore[arg-type]
            value: Any = raw
            for step in reference.path:
                is_short = isinstance(value, str) or (isinstance(step, int) and not isinstance(value, list))
                value = value if is_short else value[step]
            assert value == reference.id or reference.id in raw["expect"][reference.path[1]], reference


def test_every_id_of_a_record_is_a_reference() -> None:
    raw = {**STATEMENT, "for": "strelsau", "toward": "toward"}
    by_field: dict[Any, set[str]] = {}
    for reference in references(read(Statement, "x", raw).record or Statement()):
        by_field.setdefault(reference.path[0], set()).add(reference.id)
    assert by_field == {
        "speaker": {"rudolf-rassendyll", "fritz"},
        "for": {"strelsau"},
        "to": {"glottenberg"},
        "occasion": {"zenda-2017"},
        "allegation": {"ruritania-arms-bands"},
        "against": {"ruritania"},
        "toward": {"toward"},
        "topic": {"arms"},
        "answers": {"a"},
        "may_answer": {"b", "c"},
        "may_be": {"d"},
        "conflicts_with": {"e"},
        "withdrawn": {"gazette"},
        "reports": {"gazette", "strelsau-radio", "gazette-2017", "gazette-2016", "x", "anna-holf"},
    }
    source = read(Source, "x", {**SOURCE, "publisher": "gazette"}).record
    assert [(r.path, r.id) for r in references(source or Source())] == [
        (("publisher",), "gazette"),
        (("author", 1), "anna-holf"),
        (("relies_on", 0), "gazette-2017"),
        (("rests_on", 0), "zenda-papers"),
    ]
    dataset = read(Dataset, "dataset", DATASET).record
    assert [r.path for r in references(dataset or Dataset())] == [
        ("expect", "by_source", "gazette"),
        ("expect", "by_side", "ruritania"),
        ("expect", "by_topic", "arms"),
    ]


def test_of_a_draft_only_the_source_is_looked_up() -> None:
    draft = read(Draft, "x", DRAFT).record
    assert draft is not None
    assert [(r.path, r.id) for r in references(draft)] == [(("source",), "gazette")]


def test_a_personal_capacity_refers_to_nobody() -> None:
    statement = read(Statement, "x", {**STATEMENT, "for": "self"}).record
    assert statement is not None
    assert [r.path for r in references(statement) if r.path[0] == "for"] == []


def test_ids_in_records_are_ids() -> None:
    for cls, raw in FULL:
        assert all(ids.is_id(reference.id) for reference in references(read(cls, "x", raw).record))  # type: ignore[arg-type]
