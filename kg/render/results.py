"""Answers to SPARQL queries: in the W3C's result formats (JSON, CSV, TSV, XML), as N-Triples, and as a table for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.rdf.terms import text, typed
from kg.render.escape import for_xml, harmless
from kg.render.table import Table
from kg.sparql.answer import Answer, Term

_NAMED: Final = frozenset({"actor", "source", "topic"})
_XML: Final = "http://www.w3.org/2005/sparql-results#"


def table(answer: Answer, show: Callable[[Term], str]) -> Table:
    """The answer as a table whose terms are worded by `show`; triples, which have no order of their own, are sorted."""
    if answer.form == "ask":
        return Table(("answer",), ((answer.truth,),))
    rows = sorted(answer.rows, key=repr) if answer.form == "graph" else answer.rows
    return Table(answer.variables, tuple(tuple(None if t is None else show(t) for t in row) for row in rows))


def shown(corpus: Corpus, prefixes: Mapping[str, str]) -> Callable[[Term], str]:
    """How to word a term for people: actors, sources and topics by name, all else in short."""

    def word(term: Term) -> str:
        short = curie(term, prefixes)
        kind, colon, id_ = short.partition(":")
        if term.kind == "iri" and colon and kind in _NAMED and (record := corpus.get(id_)) is not None:
            return label(corpus, record)
        return short

    return word


def curie(term: Term, prefixes: Mapping[str, str]) -> str:
    """A term in short: an IRI by the longest prefix that fits, a literal as its text."""
    if term.kind == "bnode":
        return f"_:{term.value}"
    if term.kind == "literal":
        return term.value
    fitting = [(len(iri), name) for name, iri in prefixes.items() if term.value.startswith(iri)]
    if not fitting:
        return term.value
    length, name = max(fitting)
    return f"{name}:{term.value[length:]}"


def sparql_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON Format (W3C, 2013)."""
    if answer.form == "ask":
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    found = {"type": {"iri": "uri", "bnode": "bnode", "literal": "literal"}[term.kind], "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


def sparql_csv(answer: Answer, *, safe: bool = False) -> str:
    """SPARQL 1.1 Query Results CSV (W3C, 2013): values without their types; `safe` as for tables."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if answer.form == "ask":
        writer.writerow(["true" if answer.truth else "false"])
        return buffer.getvalue()
    writer.writerow(answer.variables)
    for row in answer.rows:
        cells = ("" if t is None else f"_:{t.value}" if t.kind == "bnode" else t.value for t in row)
        writer.writerow(map(harmless, cells) if safe else cells)
    return buffer.getvalue()


def sparql_tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV (W3C, 2013): terms as in Turtle."""
    if answer.form == "ask":
        return f"{'true' if answer.truth else 'false'}\n"
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join("" if term is None else _turtle(term) for term in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


def ntriples(answer: Answer) -> str:
    """The triples of a CONSTRUCT or DESCRIBE in N-Triples, sorted."""
    return "".join(sorted(f"{' '.join(_turtle(term) for term in row if term is not None)} .\n" for row in answer.rows))


def _turtle(term: Term) -> str:
    match term.kind:
        case "iri":
            return f"<{term.value}>"
        case "bnode":
            return f"_:{term.value}"
        case _ if term.datatype:
            body = text(term.value)
            return typed(body[1:-1], term.datatype)
        case _:
            return text(term.value, term.language or None)


def sparql_xml(answer: Answer) -> str:
    """SPARQL Query Results XML Format, second edition (W3C, 2013); U+FFFD replaces the characters that XML 1.0 cannot hold."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{_XML}">']
    if answer.form == "ask":
        lines += ["  <head/>", f"  <boolean>{'true' if answer.truth else 'false'}</boolean>"]
    else:
        lines += [
            "  <head>",
            *(f"    <variable name={quoteattr(name)}/>" for name in answer.variables),
            "  </head>",
            "  <results>",
        ]
        for row in answer.rows:
            cells = zip(answer.variables, row, strict=True)
            shown = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in cells if term is not None)
            lines.append(f"    <result>{''.join(shown)}</result>")
        lines.append("  </results>")
    return for_xml("".join(f"{line}\n" for line in [*lines, "</sparql>"]))


def _xml_term(term: Term) -> str:
    if term.kind == "iri":
        return f"<uri>{escape(term.value)}</uri>"
    if term.kind == "bnode":
        return f"<bnode>{escape(term.value)}</bnode>"
    attribute = (
        f" xml:lang={quoteattr(term.language)}"
        if term.language
        else f" datatype={quoteattr(term.datatype)}" * bool(term.datatype)
    )
    return f"<literal{attribute}>{escape(term.value, {chr(13): '&#13;'})}</literal>"
