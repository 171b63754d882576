"""The claims from Python: open a folder, ask it in SPARQL, take its graph or its network.

    import kg

    claims = kg.open("claims")
    for row in claims.query("who-accused-whom", accused="russia").to_dicts():
        ...

Everything is worked out when it is first asked for and kept. Nothing is written, and claims with errors answer nothing.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Final, TypeAlias, get_args

from kg import query, vocab
from kg.check import Checked, check, sound
from kg.corpus.level import Level
from kg.diagnostic import Diagnostic, Severity
from kg.engine import rdflib_engine
from kg.engine.answer import Answer, Failure, Row, Term
from kg.engine.guarded import Engine, Held, Limits
from kg.engine.misses import misses
from kg.network import graph as network
from kg.rdf import graph
from kg.render.diagnostics import concise
from kg.render.results import curie

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus

Value: TypeAlias = str | int | bool | datetime.date | None
"""What a cell holds: a day for xsd:date, a number for xsd:integer, a truth value for xsd:boolean, otherwise text."""

LEAST: Final = 0.1
LONGEST: Final = 86_400
"""The seconds that a query may be given."""
_TRUTHS: Final = {"true": True, "1": True, "false": False, "0": False}


class ClaimsError(ValueError):
    """The claims have errors; `diagnostics` holds them and all warnings."""

    def __init__(self, root: Path, diagnostics: tuple[Diagnostic, ...], errors: int) -> None:
        first = next(d for d in diagnostics if d.severity == Severity.ERROR)
        counted = f"{errors} error{'s' * (errors != 1)}"
        super().__init__(f"the claims in '{root}' have {counted} (.diagnostics, or kg check): {concise((first,)).strip()}")
        self.diagnostics = diagnostics


class QueryError(ValueError):
    """A query has no answer; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    `columns` are its variables; `rows` are tuples of values in their order: records and terms of known vocabularies in short
    (`actor:russia`), other IRIs in full, None where nothing is bound. `terms` are the same rows as RDF terms. An ASK has `truth`
    and no rows. `truncated` says that there are more rows than were asked for. `notes` say in one line each what the query asks
    for that can never be found, such as a term that is misspelt: without them an empty answer would read as "nobody did".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    terms: tuple[Row, ...]
    truth: bool | None = None
    truncated: bool = False
    notes: tuple[str, ...] = ()

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column, as `pandas.DataFrame` and `json.dumps(…, default=str)` take them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __repr__(self) -> str:
        """What came, without the rows, of which there may be thousands."""
        what = f"columns={self.columns}, {len(self.rows)} rows" if self.truth is None else f"truth={self.truth}"
        more = f"{', truncated' * self.truncated}{f', notes={self.notes}' if self.notes else ''}"
        return f"<kg.Result {what}{more}>"

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """The answer of an ASK; otherwise whether there are rows."""
        return bool(self.rows) if self.truth is None else self.truth


class Claims:
    """A folder of claim files, read and checked once."""

    def __init__(self, root: Path, *, allow_errors: bool = False) -> None:
        self.root = root
        self.allow_errors = allow_errors
        self._held: dict[Engine, Held] = {}

    def check(self) -> tuple[Diagnostic, ...]:
        """Every fault of the claims, errors and warnings, in the order of the files."""
        return self._checked.diagnostics

    @cached_property
    def corpus(self) -> Corpus:
        """The records with all that follows from them.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
        """
        if not self._checked.errors:
            return self._checked.corpus
        if self.allow_errors:
            return sound(self._checked)
        raise ClaimsError(self.root, self._checked.diagnostics, self._checked.errors)

    @cached_property
    def graph(self) -> rdflib_engine.Graph:
        """The RDF graph, as rdflib's object, with the prefixes that queries know; a change to it changes no file.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
        """
        found = rdflib_engine.graph(self._ntriples)
        for prefix, iri in query.prefixes(self.corpus.base).items():
            found.bind(prefix, iri, replace=True)
        return found

    def network(self, level: Level = "actor") -> network.AccusationGraph:
        """Who accuses and who answers whom, as a networkx graph of actors or of sides; see `kg.network.graph.accusations`.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
            ValueError: there is no such level.
        """
        _one_of("level", level, get_args(Level))
        return network.accusations(self.corpus, level=level)

    def query(
        self,
        text: str,
        *,
        engine: Engine = "oxigraph",
        timeout: float = 10,
        max_rows: int = 10_000,
        **params: str | datetime.date,
    ) -> Result:
        """The answer to a SPARQL query, or to the named query `text` with its parameters.

        A parameter is an id, a name or an alias of a record, an act, or a day. The query runs as `kg query` does: in a process of
        its own that can open nothing, for `timeout` seconds at most. The first query loads the graph, which is kept for further
        ones until the claims are let go.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
            QueryError: the query was refused, stopped, or is no query.
            TypeError: the query is no text, or a parameter is neither text nor a day.
            ValueError: there is no such engine, or a limit is none.
        """
        _text("a query", text, str)
        for name, value in params.items():
            _text(f"the parameter '{name}'", value, str | datetime.date)
        _one_of("engine", engine, get_args(Engine))
        if not LEAST <= timeout <= LONGEST or not isinstance(max_rows, int) or max_rows < 1:
            raise ValueError(f"timeout lies between {LEAST} and {LONGEST:,} seconds, and max_rows is a whole number of 1 or more")
        named = query.named().get(text)
        if named is not None:
            bound = query.bind(named, self.corpus, {name: str(value) for name, value in params.items()})
            if isinstance(bound, Failure):
                raise QueryError(bound.reason)
            text = bound
        elif params:
            raise QueryError(f"only a named query has parameters ({', '.join(params)})")
        answer = query.put(self._graph_in(engine), text, self.corpus.base, Limits(timeout, max_rows))
        if isinstance(answer, Failure):
            raise QueryError(answer.reason)
        return _result(answer, query.prefixes(self.corpus.base), misses(text, self.corpus))

    @cached_property
    def _checked(self) -> Checked:
        return check(self.root)

    @cached_property
    def _ntriples(self) -> bytes:
        return graph.ntriples(self.corpus)

    def _graph_in(self, engine: Engine) -> Held:
        """The process in which the engine holds the graph; started when first needed, and again where it has ended."""
        held = self._held.get(engine)
        if held is None or held.is_closed:
            held = self._held[engine] = Held(self._ntriples, engine)
        return held

    def __repr__(self) -> str:
        return f"kg.open({str(self.root)!r})"


def open(root: str | os.PathLike[str], *, allow_errors: bool = False) -> Claims:  # noqa: A001 - called as `kg.open`
    """The claims in the folder `root`; with `allow_errors` those records that have none, and lean on none that has.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    folder = Path(root)
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder '{folder}'")
    return Claims(folder, allow_errors=allow_errors)


def _one_of(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"there is no {what} '{given}' (one of {', '.join(known)})")


def _text(what: str, given: object, kinds: type | UnionType) -> None:
    """Refuse what would be taken by how it prints: a list of one id reads like that id."""
    if not isinstance(given, kinds):
        raise TypeError(f"{what} is {'text' if kinds is str else 'text or a datetime.date'}, and not {type(given).__name__}")


def _result(answer: Answer, prefixes: dict[str, str], notes: tuple[str, ...]) -> Result:
    rows = tuple(tuple(None if term is None else _value(term, prefixes) for term in row) for row in answer.rows)
    truth = answer.truth if answer.form == "ask" else None
    return Result(answer.variables, rows, answer.rows, truth, answer.truncated, notes)


def _value(term: Term, prefixes: dict[str, str]) -> Value:
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
