"""The whole graph: all triples of a corpus, once each and sorted, as N-Triples and as JSON-LD.

N-Triples come straight from the records as text, which is an order of magnitude faster than through a graph object. Turtle is
made from them by an engine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final

from kg.corpus.corpus import Corpus
from kg.model.records import SECTIONS
from kg.rdf import records, statements, vocab
from kg.rdf.declared import Triple
from kg.rdf.terms import Names

_KEYWORDS: Final = {vocab.RDF_TYPE: "@type"}
_KINDS: Final = tuple(cls.kind for cls in SECTIONS.values())
_STEPS: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")


def triples(corpus: Corpus) -> Iterator[Triple]:
    """Every triple of the whole records of `corpus`; the same triple may come more than once."""
    names = Names(corpus.base)
    yield from records.dataset(corpus, names)
    for actor in corpus.actors.values():
        yield from records.actor(corpus, names, actor)
    for source in corpus.sources.values():
        yield from records.source(corpus, names, source)
    for topic in corpus.topics.values():
        yield from records.topic(corpus, names, topic)
    for allegation in corpus.allegations.values():
        yield from records.allegation(corpus, names, allegation)
    for resolved in corpus.resolved.values():
        yield from statements.statement(corpus, names, resolved)
    for statement in corpus.statements.values():
        if statement.withdrawn is not None:
            yield from statements.withdrawn(corpus, names, statement)


def ntriples(corpus: Corpus) -> bytes:
    """The graph in N-Triples, sorted: the same claims give the same bytes."""
    about = _by_subject(corpus)
    return "".join([line for s in sorted(about) for line in sorted({*about[s]})]).encode()


def by_record(corpus: Corpus) -> dict[str, bytes]:
    """The triples about each record and what is inside it, in sorted N-Triples, by what comes after the base: `actor/ID`.

    A former address has its own few; what others say of a record in their own triples is with them.
    """
    about, start = _by_subject(corpus), len(corpus.base) + 1
    subjects: dict[str, list[str]] = {}
    for s in sorted(about):
        kind, _, rest = s[start:-1].partition("/")
        if rest:
            subjects.setdefault(f"{kind}/{rest.partition('/')[0]}", []).append(s)
    return {path: "".join([line for s in own for line in sorted({*about[s]})]).encode() for path, own in subjects.items()}


def _by_subject(corpus: Corpus) -> dict[str, list[str]]:
    """The lines about each subject: sorting few lines many times is faster than all at once."""
    about: dict[str, list[str]] = {}
    for s, p, o in triples(corpus):
        lines = about.get(s)
        if lines is None:
            lines = about[s] = []
        lines.append(f"{s} <{p}> {o} .\n")
    return about


def jsonld(ntriples: bytes, base: str) -> bytes:
    """The triples of a sorted N-Triples document of ours in JSON-LD 1.1 with a context of its own: one node a record, sorted.

    It is written as text, with the line breaks of `json.dumps(…, indent=1)`: building all of it first takes five times as long.
    """
    keys: dict[str, tuple[str, str | None]] = {}  # how a predicate is written, and the datatype that goes without saying
    links: dict[str, str] = {}  # how a link to an IRI is written
    nodes: list[str] = []
    fields: list[str] = []
    values: list[str] = []
    subject = predicate = ""
    for line in ntriples.decode().split("\n"):  # the last of them is empty
        s, _, rest = line.partition(" ")
        p, _, o = rest.partition(" ")
        if (p != predicate or s != subject) and values:
            fields.append(_field(keys[predicate][0], values))
            values = []
        if s != subject:
            if subject:
                nodes.append("{\n   " + ",\n   ".join([f'"@id": "{_short(subject[1:-1], base)}"', *fields]) + "\n  }")
            subject, fields = s, []
        predicate = p
        if not s:
            break
        if p not in keys:
            keys[p] = (_KEYWORDS.get(p[1:-1]) or _compact(p[1:-1]), vocab.DATATYPES.get(p[1:-1]))
        key, understood = keys[p]
        if o[0] != "<":
            values.append(_literal(understood, o[:-2]))
        elif key == "@type":
            values.append(f'"{_compact(o[1:-3])}"')
        else:
            if o not in links:
                links[o] = f'{{\n    "@id": "{_short(o[1:-3], base)}"\n   }}'
            values.append(links[o])
    graph = ",\n  ".join(nodes)
    return f'{{\n "@context": {_context(base)},\n "@graph": [\n  {graph}\n ]\n}}\n'.encode()


def _field(key: str, values: list[str]) -> str:
    """A key with its value or its list of values, each written as it is below a key."""
    if len(values) == 1:
        return f'"{key}": {values[0]}'
    inner = ",\n    ".join([value.replace("\n", "\n ") for value in values])
    return f'"{key}": [\n    {inner}\n   ]'


@cache
def _context(base: str) -> str:
    """Prefixes, and which terms hold typed values; no remote context is ever named.

    There is no `@base`: what is relative to one is resolved, and a base with a `?`, a `#` or dots would be lost on the way.
    """
    context: dict[str, Any] = {"@version": 1.1, **vocab.PREFIXES, **{kind: f"{base}{kind}/" for kind in _KINDS}}
    for iri, datatype in vocab.DATATYPES.items():
        context[_compact(iri)] = {"@id": iri, "@type": datatype}
    return json.dumps(context, ensure_ascii=False, indent=1).replace("\n", "\n ")


def _literal(understood: str | None, term: str) -> str:
    """A literal of N-Triples as a JSON-LD value; the escapes of ours are those of JSON."""
    if term[-1] == '"':
        return term
    end = term.rindex('"') + 1
    text, suffix = term[:end], term[end:]
    if suffix[0] == "@":
        return f'{{\n    "@value": {text},\n    "@language": "{suffix[1:]}"\n   }}'
    return text if understood == suffix[3:-1] else f'{{\n    "@value": {text},\n    "@type": "{suffix[3:-1]}"\n   }}'


def _short(iri: str, base: str) -> str:
    """The IRI of a record, or of something inside one, under the prefix of its kind; any other IRI as it is."""
    kind, slash, steps = iri.removeprefix(base).partition("/")
    if iri.startswith(base) and slash and kind in _KINDS and _STEPS.fullmatch(steps):
        return f"{kind}:{steps}"
    return iri


@lru_cache(1024)
def _compact(iri: str) -> str:
    """An IRI as a compact one, where one of our prefixes fits."""
    for prefix, namespace in vocab.PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
