"""`kg site`: the record as a site."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.input import clocks
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus_and_texts, folder
from kg.cli.input.texts import quotes
from kg.cli.output.files import Folder, writing
from kg.cli.output.terminal import fail, plural, say

_PAUSE = 0.2


def site(
    output: Folder = Path("public"),
    *,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url", metavar="URL", help="The address at which the site will be published, for links from elsewhere."
        ),
    ] = None,
    engine: Annotated[
        Path | None,
        typer.Option(
            "--engine",
            metavar="FOLDER",
            help="Where npm installed oxigraph, to answer in the page; without it, node_modules above the claims.",
        ),
    ] = None,
    lang: Annotated[Literal["en", "de"], typer.Option("--lang", help="The language of the interface.")] = "en",
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write a site with a page for each record, at the path of its IRI: plain files that work from disk and on any host.

    Quotes are compared with the kept copies of their sources. Files from an earlier run are replaced, or removed if they no
    longer belong there; nothing else in the folder is touched.
    """
    from kg import ids, outputs, published
    from kg.site import build
    from kg.site.ask import engine as engines
    from kg.site.checked import checked
    from kg.site.edition import edition
    from kg.site.first_recorded import recorded
    from kg.site.frame import Known

    address = "" if base_url is None else f"{base_url.rstrip('/')}/"
    if address and (fault := ids.url_fault(address)) is not None:
        fail(f"--base-url is not the address of a site: {fault}")
    claims_folder = folder(root, demo=demo)
    place = engine or engines.find(claims_folder)
    try:
        answering = engines.read(place) if place else None
    except engines.EngineError as fault:
        fail(f"--engine: {fault}" if engine else str(fault))
    with writing(f"to '{output}'"):
        outputs.allow(output, claims_folder)
        outputs.straight(output, Path.cwd())
        published.check(output)
    claims, texts = corpus_and_texts(root, demo=demo, allow_errors=allow_errors)
    then = clocks.known(root, demo=demo)
    ref = "HEAD" if then is None else then.at.hash
    at = edition(claims_folder, texts, ref)
    known = Known(recorded(claims_folder, ref) if at.commit else {}, checked(quotes(claims, None if demo else root)))
    made = build.site(claims, at, lang=lang, folder=str(claims_folder), base_url=address, known=known, engine=answering)
    progress = _Progress(build.about(claims))
    with writing(f"to '{output}'"), published.tree(output) as tree:
        for path, data in build.files(made, claims):
            tree.put(path, data)
            progress.step(len(tree.files))
        changed, removed = tree.commit()
    progress.end()
    print(output / "index.html")
    say(f"wrote {plural(len(tree.files), 'file')}: {changed:,} new or changed, {removed:,} removed")


class _Progress:
    """How far it is, on a terminal and nowhere else."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = 0.0
        self.is_on = sys.stderr.isatty()

    def step(self, done: int) -> None:
        """So many files are made."""
        if self.is_on and time.monotonic() > self.shown + _PAUSE:
            self.shown = time.monotonic()
            print(f"\r{done:,} of about {max(done, self.total):,} files", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave an empty line."""
        if self.is_on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
