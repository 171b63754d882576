"""The answer to a SPARQL query, as values of Python, as RDF terms, and by name."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import query, vocab
from kg.api.rows import Rows, Value, frame, page_of
from kg.corpus.corpus import Corpus
from kg.engine.answer import Answer, Row, Term
from kg.render.results import curie, shown

if TYPE_CHECKING:
    import pandas as pd

_TRUTHS: Final = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True, repr=False)
class Result(Rows):
    """The answer to a query.

    `columns` are its variables; `rows` are tuples of values in their order: records and terms of known vocabularies in short
    (`actor:russia`), other IRIs in full, None where nothing is bound. `names` are the same rows as `kg query` prints them, with
    actors, sources and topics by name; `terms` are the same as RDF terms. An ASK has `truth` and no rows. `truncated` says that
    there are more rows than were asked for. `notes` say in one line each what the query asks for that can never be found, such
    as a term that is misspelt: without them an empty answer would read as "nobody did".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    terms: tuple[Row, ...]
    truth: bool | None = None
    truncated: bool = False
    notes: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()

    _PARALLEL = ("rows", "terms", "names")

    def to_pandas(self, *, names: bool = False) -> pd.DataFrame:
        """The rows as a data frame; with `names` as `kg query` prints them, which is text throughout.

        Raises:
            ImportError: pandas is not installed.
        """
        return frame(self.columns, self.names if names else self.rows)

    def __bool__(self) -> bool:
        """The answer of an ASK; otherwise whether there are rows."""
        return bool(self.rows) if self.truth is None else self.truth

    def __repr__(self) -> str:
        """What came, without the rows, of which there may be thousands."""
        what = f"columns={self.columns}, {len(self.rows)} rows" if self.truth is None else f"truth={self.truth}"
        more = f"{', truncated' * self.truncated}{f', notes={self.notes}' if self.notes else ''}"
        return f"<kg.Result {what}{more}>"

    def _repr_html_(self) -> str:
        """The rows by name, as a notebook shows them."""
        notes = (*self.notes, *(["there are more rows than were asked for"] if self.truncated else []))
        if self.truth is not None:
            return page_of(("answer",), (("yes" if self.truth else "no",),), notes)
        return page_of(self.columns, self.names, notes)


def result(answer: Answer, corpus: Corpus, notes: tuple[str, ...]) -> Result:
    """The answer of an engine as the API gives it."""
    prefixes = query.prefixes(corpus.base)
    word = shown(corpus, prefixes)
    rows = tuple(tuple(None if term is None else value(term, prefixes) for term in row) for row in answer.rows)
    names = tuple(tuple("" if term is None else word(term) for term in row) for row in answer.rows)
    truth = answer.truth if answer.form == "ask" else None
    return Result(answer.variables, rows, answer.rows, truth, answer.truncated, notes, names)


def value(term: Term, prefixes: dict[str, str]) -> Value:
    """A term as a value of Python; what its datatype does not allow stays text."""
    try:
        match term.datatype:
            case vocab.XSD_DATE:
                return datetime.date.fromisoformat(term.value)
            case vocab.XSD_INTEGER:
                return int(term.value)
            case vocab.XSD_BOOLEAN:
                return _TRUTHS.get(term.value, term.value)
    except ValueError:
        return term.value
    return curie(term, prefixes)
