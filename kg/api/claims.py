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
from functools import cached_property
from pathlib import Path
from types import UnionType
from typing import Final, get_args

from kg import query
from kg.analysis import graph as network
from kg.analysis.graph_files import writable
from kg.api.errors import ClaimsError, QueryError, asked
from kg.api.pages import Pages
from kg.api.questions import one_of
from kg.api.result import Result, result
from kg.check import Checked, check, sound
from kg.corpus import identify
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.corpus.level import Level
from kg.corpus.said import Said
from kg.diagnostic import Diagnostic
from kg.engine import rdflib_engine
from kg.engine.guarded import Engine, Held, Limits
from kg.history import clocks
from kg.history.clocks import Known
from kg.history.since import since
from kg.model.records import Record
from kg.query import NamedQuery
from kg.rdf import graph
from kg.render.show import show
from kg.sparql.answer import Failure
from kg.sparql.former import followed
from kg.sparql.misses import misses

LEAST: Final = 0.1
LONGEST: Final = 86_400
"""The seconds that a query may be given."""
KINDS: Final = ("actor", "source", "topic", "allegation", "statement", "draft")
"""The kinds of record."""


class Claims(Pages):
    """A folder of claim files, read and checked once."""

    def __init__(
        self, root: Path, *, allow_errors: bool = False, known_on: Known | None = None, said_by: datetime.date | None = None
    ) -> None:
        self.root = root
        self.allow_errors = allow_errors
        self.known_on = known_on
        self.said_by = said_by
        self._held: dict[Engine, Held] = {}

    def check(self, *, changed_since: str | None = None) -> tuple[Diagnostic, ...]:
        """Every fault of the claims, errors and warnings, in the order of the files.

        With `changed_since` those alone that have to do with changes since this git commit.

        Raises:
            QueryError: git fails, or it is not a commit.
        """
        if changed_since is None:
            return self._checked.diagnostics
        return asked(lambda: since(self._checked, self.root, changed_since))

    @cached_property
    def corpus(self) -> Corpus:
        """The records with all that follows from them.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
        """
        words = [self.known_on.words] if self.known_on else []
        if self._said:
            words.append(self._said[1])
        corpus = self._said[0].corpus if self._said else self._whole
        return clocks.titled(corpus, "; ".join(words)) if words else corpus

    @property
    def commit(self) -> str | None:
        """The hash of the commit that `known_on` asks for; None where the claims are those of now."""
        return self.known_on.at.hash if self.known_on else None

    @property
    def perhaps(self) -> tuple[str, ...]:
        """The ids of the statements that were perhaps said by the day of `said_by`, and are not in `corpus`; none without it."""
        return self._said[0].perhaps if self._said else ()

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

    def record(self, name: str, kind: str | None = None) -> Record:
        """The record that `name` names: an id, a name or an alias, as `kg show` takes it.

        Raises:
            QueryError: there is none or several.
        """
        found = self.corpus.get(self._named(name, *self._kinds(kind)) or "")
        if found is None:
            raise LookupError(name)
        return found

    def records(self, kind: str | None = None, words: str = "") -> tuple[Record, ...]:
        """The records of one kind or of all, those in which each of the `words` begins a word, as `kg list` finds them."""
        return tuple(identify.search(self.corpus, words, self._kinds(kind)))

    def label(self, record: Record) -> str:
        """What a record is called."""
        return label(self.corpus, record)

    def show(self, name: str) -> str:
        """A record with its evidence, and for a statement the tree of its answers, as `kg show` prints it."""
        return show(self.corpus, self.record(name))

    @property
    def queries(self) -> dict[str, NamedQuery]:
        """The named queries that `query` knows, by name, each with its meaning, its parameters and its text."""
        return query.named()

    def network(self, level: Level = "actor") -> network.AccusationGraph:
        """Who accuses and who answers whom, as a networkx graph of actors or of sides, which networkx can write in any form.

        See `kg.analysis.graph.accusations` for its attributes; here lists are texts with spaces between, and days are texts.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
            ValueError: the level is unknown.
        """
        one_of("level", level, get_args(Level))
        return writable(network.accusations(self.corpus, level=level))

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

        A parameter is an id, a name or an alias of a record, an act, or a day. The query runs as `kg query` does: sandboxed,
        with time and memory limits. The first query loads the graph, which is kept for further
        ones until the claims are let go.

        Raises:
            ClaimsError: the claims have errors, and they were not allowed.
            QueryError: the query was refused or stopped, or is not a query.
            TypeError: the query is not text, or a parameter is neither text nor a date.
            ValueError: the engine is unknown, or a limit is invalid.
        """
        _text("a query", text, str)
        for name, value in params.items():
            _text(f"the parameter '{name}'", value, str | datetime.date)
        one_of("engine", engine, get_args(Engine))
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
        text, moved = followed(text, self.corpus)
        answer = query.put(self._graph_in(engine), text, self.corpus.base, Limits(timeout, max_rows))
        if isinstance(answer, Failure):
            raise QueryError(answer.reason)
        return result(answer, self.corpus, (*moved, *misses(text, self.corpus)))

    @staticmethod
    def _kinds(kind: str | None) -> tuple[str, ...]:
        if kind is None:
            return KINDS
        one_of("kind", kind, KINDS)
        return (kind,)

    @cached_property
    def _checked(self) -> Checked:
        known = self.known_on
        return check(self.root) if known is None else asked(lambda: clocks.checked_at(self.root, known.at))

    @cached_property
    def _whole(self) -> Corpus:
        """All that was recorded; of an earlier state what is sound by the rules of today."""
        if not self._checked.errors:
            return self._checked.corpus
        if self.allow_errors or self.known_on is not None:
            return sound(self._checked)
        raise ClaimsError(self.root, self._checked.diagnostics, self._checked.errors)

    @cached_property
    def _said(self) -> tuple[Said, str] | None:
        return None if self.said_by is None else clocks.said(self._whole, self.said_by)

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
        known = f", known_on={self.known_on.at.hash!r}" if self.known_on else ""
        return f"kg.open({str(self.root)!r}{known}{f', said_by={str(self.said_by)!r}' if self.said_by else ''})"


def open(  # noqa: A001 - called as `kg.open`
    root: str | os.PathLike[str],
    *,
    allow_errors: bool = False,
    known_on: str | datetime.date | None = None,
    said_by: str | datetime.date | None = None,
) -> Claims:
    """The claims in the folder `root`; with `allow_errors` those records that have none, and lean on none that has.

    `known_on` is a day or a commit: the record as it stood then, of which what is sound by the rules of today is kept. `said_by`
    is a date: only what surely had been said by then.

    Raises:
        NotADirectoryError: the folder does not exist.
        QueryError: there is no such commit, none as old, or git fails; or the date is none.
    """
    folder = Path(root)
    if not folder.is_dir():
        raise NotADirectoryError(f"no such folder: '{folder}'")
    known = None if known_on is None else asked(lambda: clocks.known_on(folder, str(known_on)))
    day = None if said_by is None else clocks.day_of(str(said_by))
    if isinstance(day, str):
        raise QueryError(day)
    return Claims(folder, allow_errors=allow_errors, known_on=known, said_by=day)


def _text(what: str, given: object, kinds: type | UnionType) -> None:
    """Refuse what would be taken by how it prints: a list of one id reads like that id."""
    if not isinstance(given, kinds):
        raise TypeError(f"{what} is {'text' if kinds is str else 'text or a datetime.date'}, and not {type(given).__name__}")
