"""`kg site`: the record as a site."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.input import clocks
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus_and_texts, folder
from kg.cli.input.texts import evidence
from kg.cli.output.files import Folder, writing
from kg.cli.output.terminal import fail, plural, put, say

if TYPE_CHECKING:
    from kg.settings import SiteSettings
    from kg.site.ask.engine import Engine

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
    serve: Annotated[
        bool, typer.Option("--serve", help="Serve it to this machine's browser, and write it anew whenever the claims change.")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port that --serve listens on.")] = 8000,
) -> None:
    """Write a site with a page for each record, at the path of its IRI: plain files that work from disk and on any host.

    Quotes are compared with the kept copies of their sources. Files from an earlier run are replaced, or removed if they no
    longer belong there; nothing else in the folder is touched.
    """
    from kg import ids, outputs, published
    from kg.site.ask import engine as engines

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

    def write() -> None:
        _write(output, address, lang, root, answering, demo=demo, allow_errors=allow_errors)

    if serve:
        _serve(output, claims_folder, port, write)
    else:
        write()
        print(output / "index.html")


def _serve(output: Path, claims: Path, port: int, write: Callable[[], None]) -> None:
    """Write and serve; a state of the claims that cannot be written leaves the one before."""
    from kg.cli.output.serving import LOOPBACK, serving, watch

    write()
    try:
        with serving(output, port) as changed:
            put(f"http://{LOOPBACK}:{port}/\n")
            say("until you end it with Ctrl+C; pages load again when the claims change")

            def again() -> None:
                with contextlib.suppress(typer.Exit):
                    write()
                    changed()

            watch(claims, again)
    except OSError as error:
        fail(f"port {port} of this machine could not be used: {error.strerror or error}; name another with --port")


def _write(
    output: Path, address: str, lang: str, root: Path, answering: Engine | None, *, demo: bool, allow_errors: bool
) -> None:
    from kg import published
    from kg.site import build
    from kg.site.addresses import Link
    from kg.site.checked import checked
    from kg.site.claim_file import repository
    from kg.site.edition import edition
    from kg.site.first_recorded import recorded
    from kg.site.frame import Known

    claims_folder = folder(root, demo=demo)
    claims, texts = corpus_and_texts(root, demo=demo, allow_errors=allow_errors)
    then = clocks.known(root, demo=demo)
    ref = "HEAD" if then is None else then.at.hash
    at = edition(claims_folder, texts, ref)
    links = _settings(claims_folder, demo=demo)
    looked = evidence(claims, None, claims_folder)
    known = Known(
        recorded(claims_folder, ref) if at.commit else {},
        checked(looked.quotes),
        looked,
        repository(claims_folder, at.commit, links.repository) if at.commit else None,
        tuple(Link(title, url) for title, url in links.related),
    )
    made = build.site(claims, at, lang=lang, folder=str(claims_folder), base_url=address, known=known, engine=answering)
    progress = _Progress(build.about(claims))
    with writing(f"to '{output}'"), published.tree(output) as tree:
        for path, data in build.files(made, claims):
            tree.put(path, data)
            progress.step(len(tree.files))
        changed, removed = tree.commit()
    progress.end()
    say(f"wrote {plural(len(tree.files), 'file')}: {changed:,} new or changed, {removed:,} removed")


def _settings(claims: Path, *, demo: bool) -> SiteSettings:
    """What the settings beside the claims have for their site; a package's claims have none."""
    from kg import settings

    try:
        return settings.SiteSettings() if demo else settings.find(claims.absolute().parent).site
    except settings.SettingsError as error:
        fail(str(error))


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
