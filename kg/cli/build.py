"""`kg build`: the graph, as files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus, fail, plural, say


def build(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write into.")] = Path("build"),
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write the graph: graph.nt, graph.ttl, graph.jsonld, and a store/ that Oxigraph opens.

    The same claims give the same bytes. The store is derived and can be deleted at any time.
    """
    from kg import tracker
    from kg.write import write

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    ntriples = b""
    try:
        for name, data in tracker.graphs(claims):
            write(output / name, data)
            print(output / name)
            ntriples = data if name == "graph.nt" else ntriples
        _store(ntriples, output / "store")
        print(output / "store")
    except OSError as error:
        fail(f"could not write to '{output}': {error.strerror or error}")
    triples = ntriples.count(b"\n")
    say(f"built {plural(triples, 'triple')} from {plural(len(claims.resolved), 'statement')}")


def _store(ntriples: bytes, folder: Path) -> None:
    """Make the store beside the old one, then put it in its place."""
    from kg.engine.oxigraph import on_disk

    fresh = folder.with_name(".store.new")
    shutil.rmtree(fresh, ignore_errors=True)
    on_disk(ntriples, fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
