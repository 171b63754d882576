"""`kg build`: the graph, as files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus, plural, say, spare, writing


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
    from kg.write import alone_in

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    spare(root, output)
    ntriples = b""
    written = []
    with writing(f"to '{output}'"), alone_in(output) as put:
        for name, data in tracker.graphs(claims):
            put(name, data)
            written.append(output / name)
            ntriples = data if name == "graph.nt" else ntriples
        _store(ntriples, output / "store")
    for path in [*written, output / "store"]:  # once all are there: whoever reads the names may stop reading
        print(path)
    triples = ntriples.count(b"\n")
    say(f"built {plural(triples, 'triple')} from {plural(len(claims.resolved), 'statement')}")


def _store(ntriples: bytes, folder: Path) -> None:
    """Make the store beside the old one, then put it in its place."""
    from kg.engine.oxigraph import on_disk
    from kg.write import PREFIX

    fresh, old = (folder.with_name(f"{PREFIX}{name}-store") for name in ("new", "old"))
    on_disk(ntriples, fresh)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
