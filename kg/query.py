"""Questions in SPARQL: the named queries, their parameters, and how any query is put to the graph.

A named query is a file of `kg/queries/` that any engine can run unchanged. Its header documents it; a parameter that is
given becomes a `VALUES` clause at the line `# bind`, written from a checked term and never from pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final, Literal, TypeAlias, cast
from urllib.parse import urlsplit

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.identify import Unidentified, identify
from kg.engine.guarded import Engine, Held, Limits, ask
from kg.ids import closest
from kg.model.acts import ACTS
from kg.rdf import terms, vocab
from kg.remote import endpoint
from kg.remote.credentials import authorization
from kg.remote.location import address, where_is
from kg.remote.push import push as push_graph
from kg.remote.push import store_address
from kg.sparql.advice import explained
from kg.sparql.answer import Answer, Failure
from kg.sparql.lexer import guarded
from kg.sparql.mistakes import mistake

ParameterKind: TypeAlias = Literal["actor", "source", "topic", "allegation", "statement", "act", "from-day", "to-day"]

_PARAMETER: Final = re.compile(r"^# ([a-z_]+) \(([a-z-]+)\): (.+)$")
_EXAMPLE: Final = re.compile(r"^# Example: (.+)$")
_IRI: Final = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|^`\\\x7f-\x9f]*')
_NAME: Final = re.compile(r"[a-z]+(?:[-_ ][a-z]+)*")
_BIND: Final = re.compile(r"^(\s*)# bind$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be narrowed by."""

    name: str
    kind: ParameterKind
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that comes with the package; `example` is a command that asks it."""

    name: str
    meaning: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str


def named() -> dict[str, NamedQuery]:
    """The named queries by name, sorted."""
    folder = resources.files("kg") / "queries"
    texts = {entry.name.removesuffix(".rq"): entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".rq")}
    return {name: _read(name, texts[name]) for name in sorted(texts)}


def _read(name: str, text: str) -> NamedQuery:
    header = [line for line in text.splitlines() if line.startswith("#")]
    parameters = tuple(Parameter(m[1], cast("ParameterKind", m[2]), m[3]) for line in header if (m := _PARAMETER.match(line)))
    example = next((m[1] for line in header if (m := _EXAMPLE.match(line))), "")
    prose = [line[2:] for line in header if line != "#" and not _PARAMETER.match(line) and not _EXAMPLE.match(line)]
    return NamedQuery(name, " ".join(prose), parameters, example, text)


def bind(query: NamedQuery, corpus: Corpus, given: Mapping[str, str]) -> str | Failure:
    """The text of `query` with the parameters `given` bound as terms."""
    known = {parameter.name: parameter for parameter in query.parameters}
    clauses = []
    for name, value in given.items():
        if name not in known:
            return Failure(f"the query {query.name} has no parameter '{name}' (it has {', '.join(known) or 'none'})")
        term = _term(corpus, known[name].kind, value)
        if isinstance(term, Failure):
            return term
        clauses.append(f"VALUES ?{name} {{ {term} }}")
    return _BIND.sub(lambda line: line[1] + f"\n{line[1]}".join(clauses), query.text)


def _term(corpus: Corpus, kind: ParameterKind, value: str) -> str | Failure:
    """The value of a parameter as an RDF term."""
    if kind in {"from-day", "to-day"}:
        date = edtf.parse(value)
        if isinstance(date, edtf.BadDate):
            return Failure(f"'{value}' is not a date: {date.reason}")
        day = date.earliest if kind == "from-day" else date.latest
        return terms.typed(day, vocab.XSD_DATE) if day else Failure(f"'{value}' is open on the side that matters here")
    if kind == "act":
        return terms.text(value) if value in ACTS else Failure(f"unknown act '{value}' (one of {', '.join(ACTS)})")
    found = identify(corpus, value, (kind,))
    return Failure(found.reason) if isinstance(found, Unidentified) else terms.Names(corpus.base).of(kind, found)


def prefixes(base: str) -> dict[str, str]:
    """The prefixes known without being typed: the vocabularies, and one for each kind of record of the data set."""
    return {**vocab.PREFIXES, **{kind: f"{base}{kind}/" for kind in terms.RECORD_KINDS}}


def run(ntriples: bytes, text: str, base: str, limits: Limits, engine: Engine = "oxigraph") -> Answer | Failure:
    """The answer of an embedded engine to the SPARQL query `text`: read by our own lexer, then asked in a guarded process."""
    return _asked(text, base, lambda query: ask(ntriples, query, prefixes(base), limits, engine))


def put(held: Held, text: str, base: str, limits: Limits) -> Answer | Failure:
    """The same of a graph that is held for more than one query."""
    return _asked(text, base, lambda query: held.ask(query, prefixes(base), limits))


def _asked(text: str, base: str, engine: Callable[[str], Answer | Failure]) -> Answer | Failure:
    """The answer of `engine` to what the lexer makes of `text`; a fault in the text is explained."""
    query = readable(text, base)
    if isinstance(query, Failure):
        return query
    found = engine(query)
    return Failure(explained(query, found.reason, prefixes(base))) if isinstance(found, Failure) else found


def readable(text: str, base: str) -> str | Failure:
    """The text of a query as an engine may see it, or what the lexer refuses in it, or what is plainly wrong with it."""
    query = guarded(text)
    if isinstance(query, Failure):
        return query
    wrong = mistake(query, prefixes(base))
    if wrong is None:
        return query
    near = closest(text.strip(), named()) if _NAME.fullmatch(text.strip()) else None
    return Failure(f"'{text.strip()}' is not a query; did you mean the one named '{near}'?" if near else wrong)


def graph_name(base: str) -> str:
    """The name of the graph that `kg push` makes on a server."""
    return f"{base}graph"


def server(url: str, graph: str | None, base: str, environ: Mapping[str, str]) -> endpoint.Endpoint | Failure:
    """The server at `url` and its graph `graph` (without one, that of the data set), with the credentials in `environ`."""
    name = graph or graph_name(base)
    if not _IRI.fullmatch(name):
        return Failure(f"'{name}' is not a graph name: expected an absolute IRI")
    header = authorization(url, environ)
    return header if isinstance(header, Failure) else endpoint.Endpoint(url, name, header)


def remote(asked: endpoint.Endpoint, text: str, base: str, limits: Limits) -> Answer | Failure:
    """The answer of a server to the SPARQL query `text`, read by our own lexer first."""
    return _asked(text, base, lambda query: endpoint.ask(asked, query, prefixes(base), limits))


def is_bare(asked: endpoint.Endpoint, limits: Limits) -> bool:
    """Whether the graph that is asked holds nothing, as one does that is not there; false where the server does not say."""
    found = endpoint.ask(asked, "ASK { ?s ?p ?o }", {}, limits)
    return not isinstance(found, Failure) and not found.truth


def push(
    asked: endpoint.Endpoint, store: str | None, ntriples: bytes, base: str, limits: Limits, *, force: bool = False
) -> Literal["sent", "unchanged"] | Failure:
    """Put the data set on a server, whose graph store is at `store`; "unchanged" where it is there already, unless by `force`."""
    target = store or store_address(asked.url)
    if target is None:
        return Failure(f"where is the graph store of '{where_is(asked.url)}'? name it with --store URL")
    parts = address(target)
    if isinstance(parts, Failure):
        return parts
    if asked.authorization and (parts.scheme, parts.netloc) != urlsplit(asked.url)[:2]:
        return Failure("credentials are not sent to a graph store on another server than the endpoint's")
    return push_graph(asked, target, terms.Names(base).dataset(), ntriples, limits, force=force)
