"""The whole graph: all triples of a corpus, once each and sorted, as N-Triples and as JSON-LD.

N-Triples come straight from the records as text, which is an order of magnitude faster than through a graph object. Turtle is
made from them by an engine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from kg import vocab
from kg.corpus.corpus import Corpus
from kg.model.records import SECTIONS
from kg.rdf import records, statements
from kg.rdf.records import Triple
from kg.terms import Names

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
        yield from records.topic(names, topic)
    for allegation in corpus.allegations.values():
        yield from records.allegation(corpus, names, allegation)
    for resolved in corpus.resolved.values():
        yield from statements.statement(corpus, names, resolved)
    for statement in corpus.statements.values():
        if statement.withdrawn is not None:
            yield from statements.withdrawn(corpus, names, statement)


def ntriples(corpus: Corpus) -> bytes:
    """The graph in N-Triples, sorted: the same claims give the same bytes."""
    lines = sorted({f"{s} <{p}> {o} .\n" for s, p, o in triples(corpus)})
    return "".join(lines).encode()


def jsonld(corpus: Corpus) -> bytes:
    """The graph in JSON-LD 1.1 with a context of its own: one node a record, sorted."""
    nodes: dict[str, dict[str, Any]] = {}
    for s, p, o in sorted(set(triples(corpus))):
        node = nodes.setdefault(s, {"@id": _short(s[1:-1], corpus.base)})
        key = _KEYWORDS.get(p) or _compact(p)
        value = _compact(o[1:-1]) if key == "@type" else _value(p, o, corpus.base)
        if key in node:
            if not isinstance(node[key], list):
                node[key] = [node[key]]
            node[key].append(value)
        else:
            node[key] = value
    document = {"@context": _context(corpus.base), "@graph": list(nodes.values())}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


_DATATYPES: Final = {
    **dict.fromkeys(
        (vocab.DATE, vocab.START, vocab.END, vocab.PERIOD, vocab.RETRIEVED, vocab.NO_ANSWER_AS_OF, vocab.WITHDRAWN), vocab.EDTF
    ),
    **dict.fromkeys((vocab.EARLIEST, vocab.LATEST), vocab.XSD_DATE),
    **dict.fromkeys((vocab.DAYS_MIN, vocab.DAYS_MAX), vocab.XSD_INTEGER),
    vocab.FIRSTHAND: vocab.XSD_BOOLEAN,
}


def _context(base: str) -> dict[str, Any]:
    """Prefixes, and which terms hold typed values; no remote context is ever named.

    There is no `@base`: what is relative to one is resolved, and a base with a `?`, a `#` or dots would be lost on the way.
    """
    context: dict[str, Any] = {"@version": 1.1, **vocab.PREFIXES, **{kind: f"{base}{kind}/" for kind in _KINDS}}
    for iri, datatype in _DATATYPES.items():
        context[_compact(iri)] = {"@id": iri, "@type": datatype}
    return context


def _value(predicate: str, term: str, base: str) -> Any:
    """A term of N-Triples as a JSON-LD value."""
    if term[0] == "<":
        return {"@id": _short(term[1:-1], base)}
    end = term.rindex('"')
    text: str = json.loads(term[: end + 1])  # the escapes of our literals are those of JSON
    suffix = term[end + 1 :]
    if suffix.startswith("@"):
        return {"@value": text, "@language": suffix[1:]}
    if suffix and _DATATYPES.get(predicate) != suffix[3:-1]:
        return {"@value": text, "@type": suffix[3:-1]}
    return text


def _short(iri: str, base: str) -> str:
    """The IRI of a record, or of something inside one, under the prefix of its kind; any other IRI as it is."""
    kind, slash, steps = iri.removeprefix(base).partition("/")
    if iri.startswith(base) and slash and kind in _KINDS and _STEPS.fullmatch(steps):
        return f"{kind}:{steps}"
    return iri


def _compact(iri: str) -> str:
    """An IRI as a compact one, where one of our prefixes fits."""
    for prefix, namespace in vocab.PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
