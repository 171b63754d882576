"""The Python API, as `docs/api.md` promises it; programs take its names from `kg` itself."""

from __future__ import annotations

from kg.api.claims import Claims, open  # noqa: A004 - as in `kg.open`
from kg.api.errors import ClaimsError, QueryError
from kg.api.page import Page
from kg.api.result import Result
from kg.api.rows import Rows, Value
from kg.api.table import Table
from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Mark, Severity
from kg.model.parts import Report
from kg.model.records import Actor, Allegation, Draft, Source, Statement, Topic
from kg.query import NamedQuery

__all__ = [
    "Actor",
    "Allegation",
    "Claims",
    "ClaimsError",
    "Corpus",
    "Diagnostic",
    "Draft",
    "Mark",
    "NamedQuery",
    "Page",
    "QueryError",
    "Report",
    "Result",
    "Rows",
    "Severity",
    "Source",
    "Statement",
    "Table",
    "Topic",
    "Value",
    "open",
]
