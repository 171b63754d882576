"""The same questions to DuckDB, over the flat tables of `kg export csv`: what an analyst would do without a graph.

Needs the extra `bench` (`pip install -e '.[bench]'`); without DuckDB its columns stay empty.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from kg.corpus.corpus import Corpus
from kg.export.files import csv_files

NAMED: Final = {
    "answer-delays": """
        SELECT s.days_min, s.days_max, s.act, p.target, s.id, a.target
        FROM statements s JOIN links a ON a.statement = s.id AND a.relation = 'answers'
        JOIN links p ON p.statement = s.id AND p.relation = 'speaker'
        WHERE s.days_min IS NOT NULL
        ORDER BY CAST(s.days_min AS INTEGER) DESC, CAST(s.days_max AS INTEGER) DESC, s.id, a.target, p.target""",
    "by-side": """
        SELECT a.target, b.target, COUNT(DISTINCT s.id) AS n, COUNT(DISTINCT r.target)
        FROM statements s JOIN links a ON a.statement = s.id AND a.relation = 'side'
        JOIN links b ON b.statement = s.id AND b.relation = 'accused_side'
        LEFT JOIN links r ON r.target = s.id AND r.relation = 'answers'
        WHERE s.act = 'accuses' GROUP BY a.target, b.target ORDER BY n DESC, a.target, b.target""",
    "by-source": """
        SELECT DISTINCT r.source, r.locator, p.target, s.act, s.id
        FROM statements s JOIN reports r ON r.statement = s.id JOIN links p ON p.statement = s.id AND p.relation = 'speaker'
        ORDER BY r.source, s.id, r.locator, p.target""",
    "quotes": """
        SELECT p.target, q.quote, r.source, r.locator, q.statement
        FROM quotes q JOIN reports r ON r.id = q.report JOIN links p ON p.statement = q.statement AND p.relation = 'speaker'
        ORDER BY p.target, q.statement, r.source, r.locator, q.quote""",
    "surely-said-by": """
        SELECT s.date, p.target, s.act, s.id
        FROM statements s JOIN links p ON p.statement = s.id AND p.relation = 'speaker'
        WHERE s.latest IS NOT NULL ORDER BY s.latest, s.id, p.target""",
}

WHO: Final = """
    SELECT a.target, b.target, COUNT(DISTINCT s.id), COUNT(DISTINCT r.target), MIN(s.earliest), MAX(s.earliest)
    FROM statements s JOIN links a ON a.statement = s.id AND a.relation = 'speaker'
    JOIN links b ON b.statement = s.id AND b.relation = 'against'
    LEFT JOIN links r ON r.target = s.id AND r.relation = 'answers'
    WHERE s.act = 'accuses' GROUP BY a.target, b.target"""
WHO_BY_ACT: Final = """
    SELECT a.target, b.target, t.act, COUNT(DISTINCT t.id)
    FROM statements s JOIN links a ON a.statement = s.id AND a.relation = 'speaker'
    JOIN links b ON b.statement = s.id AND b.relation = 'against'
    JOIN links r ON r.target = s.id AND r.relation = 'answers' JOIN statements t ON t.id = r.statement
    WHERE s.act = 'accuses' GROUP BY a.target, b.target, t.act"""


def connect(corpus: Corpus) -> Any:
    """A connection to DuckDB with the tables loaded, or None where it is not installed."""
    try:
        import duckdb  # noqa: PLC0415 - an extra of its own
    except ImportError:
        return None
    connection = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in csv_files(corpus):
            path = Path(folder) / name
            path.write_bytes(content)
            if path.suffix == ".csv":
                read = f"read_csv('{path}', header=true, all_varchar=true, quote='\"', escape='\"', delim=',')"
                connection.execute(f'CREATE TABLE "{path.stem}" AS SELECT * FROM {read}')  # noqa: S608 - our own names
    return connection
