"""The corpus as RDF: the same triples as N-Triples, Turtle and JSON-LD, the same bytes for the same claims.

The content of an allegation is described by properties of the allegation and never stated as a triple between its actors.
"""
