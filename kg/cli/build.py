"""`kg build`: the graph, as files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.files import Folder, check_output, writing
from kg.cli.output.terminal import plural, say

FILES: Final = ("graph.nt", "graph.ttl", "graph.jsonld", "store")
"""What is written, in this order."""


def build(
    output: Folder = Path("build"),
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write the graph: graph.nt, graph.ttl, graph.jsonld, and store/ for Oxigraph.

    The same claims give the same bytes. The store is derived and can be deleted at any time.
    """
    from kg import outputs
    from kg.engine.oxigraph import on_disk
    from kg.exchange import graphs

    check_output(root, output, FILES)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    ntriples = b""
    with writing(f"to '{output}'"), outputs.folder(output, FILES) as batch:
        for name, data in graphs.graphs(claims):
            batch.put(name, data)
            ntriples = data if name == "graph.nt" else ntriples
        batch.put_folder("store", lambda folder: on_disk(ntriples, folder))
    for name in FILES:  # once all are there: whoever reads the names may stop reading
        print(output / name)
    triples = ntriples.count(b"\n")
    say(f"built {plural(triples, 'triple')} from {plural(len(claims.resolved), 'statement')}")
