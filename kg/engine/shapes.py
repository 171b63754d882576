"""Checks a graph against the shapes that this package ships: the contract for anyone who reads our RDF. The owner of pySHACL.

The claims have their own, faster rules. This is for graphs: ours in the tests, and any that says it keeps the contract.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from kg import resources
from kg.engine import rdflib_engine
from kg.rdf.vocab import KG
from kg.sparql.answer import Failure

_RESULTS: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?node ?path ?backwards ?value ?message {
  ?result a sh:ValidationResult ; sh:focusNode ?node ; sh:resultMessage ?message .
  OPTIONAL { ?result sh:resultPath ?path . OPTIONAL { ?path sh:inversePath ?backwards } }
  OPTIONAL { ?result sh:value ?value }
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One way in which a node breaks the contract.

    `path` is the property at fault, `^` before one that is followed backwards, empty where a choice of properties or the node
    itself is at fault. `message` says what is required, `value` what is there instead, empty where something is missing.
    """

    node: str
    path: str
    value: str
    message: str


def validate(ntriples: bytes) -> tuple[Result, ...] | Failure:
    """What is wrong with the graph, by focus node; nothing where it conforms, a failure where pySHACL is not installed.

    Only graphs in memory are handed on, no import is followed and nothing is inferred, so nothing outside is read.

    Raises:
        ValueError: the document is not N-Triples in UTF-8.
    """
    try:
        import pyshacl  # noqa: PLC0415 - heavy, and not everybody's
    except ModuleNotFoundError as missing:
        return Failure(f"shapes are checked by pySHACL, and '{missing.name}' is not installed: pip install pyshacl")
    data = rdflib_engine.graph(ntriples)
    shapes = rdflib_engine.turtle(resources.text("ontology/shapes.ttl"))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, do_owl_imports=False, inference=None)
    rows = (tuple(map(_word, row)) for row in report.query(_RESULTS))
    return tuple(
        sorted(Result(node, _path(path, backwards), value=value, message=said) for node, path, backwards, value, said in rows)
    )


def count_records(ntriples: bytes) -> int:
    """How many nodes of the graph have a class of our vocabulary."""
    typed = rf"^(\S+) <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> <{re.escape(KG)}"
    return len(set(re.findall(typed, ntriples.decode(), re.MULTILINE)))


def _word(term: Any) -> str:
    """A term as text; a blank node as `[]`, for its name changes from run to run."""
    return "" if term is None else "[]" if term.n3().startswith("_:") else str(term)


def _path(path: str, backwards: str) -> str:
    """A path of one property; longer ones are blank nodes, whose insides the message says better."""
    return f"^{backwards}" if backwards not in {"", "[]"} else "" if path == "[]" else path
