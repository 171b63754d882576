"""`kg links`: the addresses of the sources, and when asked whether they lead to something and where copies of them are."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail, plural, put, put_words, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.claimfile.insert import Added, Refused
    from kg.evidence.links import Asked
    from kg.model.records import Source


def links(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="The sources; by default all.")] = None,
    *,
    urls: Annotated[bool, typer.Option("--urls", help="Only the addresses, one per line, for other tools.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Request each address once, and look for archived copies.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --check: show what would be written, and write nothing.")
    ] = False,
    timegate: Annotated[
        str,
        typer.Option(
            "--timegate", metavar="URL", envvar="KG_TIMEGATE", help="A Memento TimeGate, with {url} in its address; - for none."
        ),
    ] = "",
    availability: Annotated[
        str,
        typer.Option("--availability", metavar="URL", envvar="KG_AVAILABILITY", help="An availability API; - for none."),
    ] = "",
    private: Annotated[bool, typer.Option("--private", help="Also request addresses in a private network.")] = False,
    root: Root = DEFAULT_ROOT,
    form: TableFormat = "table",
) -> None:
    """List the addresses of sources, with their archived copies; --check tests whether each still works.

    Each address is requested once, one after the other. If its server says that it is gone, the day goes into the field dead; an
    archived copy goes into archived. Existing values are kept. Nothing is requested without --check.
    """
    from kg.evidence.links import with_address
    from kg.render.table import Table

    claims = corpus(root, demo=False, allow_errors=True)
    unknown = [one for one in ids or () if one not in claims.sources]
    if unknown:
        fail(f"unknown source '{unknown[0]}'")
    sources = with_address(claims, ids or ())
    if check:
        _check(sources, timegate, availability, root, private=private, dry_run=dry_run)
        return
    if urls:
        put("".join(f"{url}\n" for url in dict.fromkeys(source.url for source in sources if source.url)))
        return
    rows = tuple((s.id, s.url, s.archived or "", s.dead.text if s.dead else "") for s in sources)
    names = ("id", "url", "archived", "dead")
    records = tuple({"kind": "source", **{name: cell or None for name, cell in zip(names, row, strict=True)}} for row in rows)
    put_table(Table(("source", "address", "archived", "dead"), rows, records), form)
    without = sum(source.archived is None for source in sources)
    say(f"{len(sources):,} sources with an address, {without:,} of them without an archived copy")


def _check(sources: tuple[Source, ...], timegate: str, availability: str, root: Path, *, private: bool, dry_run: bool) -> None:
    """Ask the addresses, say what came of each, and write what was found."""
    from kg.evidence import memento
    from kg.evidence.kept import Refused
    from kg.evidence.links import day_of, every
    from kg.render.escape import printable

    services = {
        "timegate": "" if timegate == "-" else timegate or memento.TIMEGATE,
        "availability": "" if availability == "-" else availability or memento.AVAILABILITY,
    }
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    asked: dict[str, Asked] = {}
    for url, found in every((source.url or "" for source in sources), private=private):
        asked[url] = found
        put_words(printable(f"{found.state}: {url} ({found.words})") + "\n")
    wanted: dict[str, dict[str, Any]] = {}
    for source in sources:
        url = source.url or ""
        if asked[url].state == "gone" and source.dead is None:
            wanted.setdefault(source.id, {})["dead"] = today
        if source.archived is None and any(services.values()):
            copy = memento.copy(url, day_of(source), private=private, **services)
            if isinstance(copy, Refused):
                say(f"kg: no archive could be queried about {url}: {copy.reason}")
            elif copy:
                put_words(printable(f"copy: {url} -> {copy}") + "\n")
                wanted.setdefault(source.id, {})["archived"] = copy
    states = [one.state for one in asked.values()]
    counts = ", ".join(f"{states.count(state):,} {state}" for state in ("there", "gone", "unsure"))
    if not dry_run:
        _write(wanted, root)
    say(f"asked {len(asked):,} addresses: {counts}; {'would change' if dry_run else 'changed'} {plural(len(wanted), 'source')}")


def _write(wanted: dict[str, dict[str, Any]], root: Path) -> None:
    """Write the fields into the records of the sources."""
    from kg.claimfile.amend import amended
    from kg.cli.output.changing import change

    for id_, fields in wanted.items():

        def made(claims: Checked, id_: str = id_, fields: dict[str, Any] = fields) -> tuple[str, Added | Refused]:
            shown = claims.corpus.mark(id_, ()).file
            return shown, amended(claims.texts[shown], "sources", id_, fields)

        change(root, made)
