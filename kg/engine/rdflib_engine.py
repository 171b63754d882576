"""rdflib's graph object: what pySHACL validates, and a second reading of our triples beside Oxigraph's. The owner of rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def graph(ntriples: bytes) -> rdflib.Graph:
    """The triples of an N-Triples document as a graph in memory; nothing is fetched.

    Raises:
        ValueError: the document is not N-Triples in UTF-8.
    """
    import rdflib  # noqa: PLC0415 - heavy
    from rdflib.exceptions import ParserError  # noqa: PLC0415 - heavy

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
