"""rdflib's graph object: what pySHACL validates, and a second engine beside Oxigraph. The owner of rdflib."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.rdf import terms

if TYPE_CHECKING:
    import rdflib

Graph: TypeAlias = "rdflib.Graph"


def graph(ntriples: bytes) -> rdflib.Graph:
    """The triples of an N-Triples document as a graph in memory; nothing is fetched.

    Raises:
        ValueError: the document is not N-Triples in UTF-8.
    """
    import logging  # noqa: PLC0415 - rdflib needs it anyway

    import rdflib  # noqa: PLC0415 - heavy
    from rdflib.exceptions import ParserError  # noqa: PLC0415 - heavy

    logging.getLogger("rdflib").addHandler(logging.NullHandler())  # it would print a traceback for an invalid date
    found = rdflib.Graph()
    try:
        found.parse(data=ntriples, format="nt")
    except ParserError as error:
        raise ValueError(str(error)) from error
    return found


def turtle(document: str) -> rdflib.Graph:
    """The triples of a Turtle file of our own as a graph in memory; rdflib's reader is not fit for what strangers write."""
    import rdflib  # noqa: PLC0415 - heavy

    return rdflib.Graph().parse(data=document, format="turtle")


def memory(ntriples: bytes) -> rdflib.Graph:
    """The graph, ready for `answer` in a process that can open nothing: every plugin is loaded, literals stay as written.

    Literals are not normalised for the whole process: `"maybe"^^xsd:boolean` would become false, and a decimal of twelve
    characters 300 megabytes.
    """
    import rdflib  # noqa: PLC0415 - heavy
    from rdflib.plugins import sparql  # noqa: PLC0415 - heavy

    rdflib.NORMALIZE_LITERALS = False
    sparql.SPARQL_LOAD_GRAPHS = False
    sparql.CUSTOM_EVALS["no group of no rows"] = _no_group_of_no_rows
    found = graph(ntriples)
    found.query("SELECT * { VALUES ?x { 1 } }").bindings  # noqa: B018 - loads the query engine, which is a plugin
    return found


def _no_group_of_no_rows(context: Any, part: Any) -> Iterator[Any]:
    """What GROUP BY makes, at any depth of a query: rdflib makes one group, without a value, of no rows at all."""
    from rdflib.plugins.sparql.evaluate import evalAggregateJoin, evalPart  # noqa: PLC0415 - heavy

    if part.name != "AggregateJoin" or part.p.expr is None:
        raise NotImplementedError  # which says that rdflib is to do it
    if next(iter(evalPart(context, part.p)), None) is None:
        return iter(())
    return iter(evalAggregateJoin(context, part))


def answer(store: rdflib.Graph, query: str, prefixes: Mapping[str, str], most: int) -> Iterator[dict[str, Any]]:
    """The answer as JSON objects: a head, then one a row, `most` rows at most, then whether there were more.

    Raises:
        ValueError: the query is not SPARQL, or the engine gave up on it.
        RecursionError: it is nested too deeply for this engine.
    """
    is_read = False
    try:
        from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 - heavy

        prepared = prepareQuery(query, initNs=dict(prefixes))
        is_read = True
        result = store.query(prepared)
        if result.type == "ASK":
            yield {"form": "ask", "truth": bool(result.askAnswer)}
            return
        if result.type == "SELECT":
            variables = list(result.vars or [])
            yield {"form": "select", "variables": [str(variable) for variable in variables]}
            rows: Iterator[tuple[Any, ...]] = (tuple(map(binding.get, variables)) for binding in result.bindings)
        else:
            yield {"form": "graph", "variables": ["subject", "predicate", "object"]}
            rows = iter(result.graph if result.graph is not None else ())
        for row in itertools.islice(rows, most):
            yield {"row": [_term(term) for term in row]}
        yield {"truncated": next(rows, None) is not None}
    except (RecursionError, MemoryError, ValueError, OSError):
        raise
    except ArithmeticError as error:
        raise ValueError("a number in the query became too large for this engine") from error
    except Exception as error:  # rdflib and its parser raise what they like: their own classes, Exception itself
        words = " ".join(str(error).split()) or type(error).__name__
        one = "requiring a dataset" in words  # GRAPH, which finds nothing on the other engines
        said = "the data set is one graph, and is asked without GRAPH" if one else f"Cannot eval: {words}" if is_read else words
        raise ValueError(said) from error


def _term(term: Any) -> str | None:
    """A term in N-Triples; rdflib's own writer wants literals to be of their type."""
    import rdflib  # noqa: PLC0415 - heavy

    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return f"<{term}>"
    if isinstance(term, rdflib.BNode):
        return f"_:{term}"
    if term.datatype is None:
        return terms.text(str(term), term.language)
    return terms.typed(terms.text(str(term))[1:-1], str(term.datatype))
