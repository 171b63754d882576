"""What is kept of sources, for `kg source`: shown, listed, verified, and stamped with a time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail, plural, put, put_words, say


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The source.")],
    *,
    root: Root = DEFAULT_ROOT,
    form: TableFormat = "table",
) -> None:
    """Show what is kept of a source: each copy, whether it is present and intact, and how much of its text can be searched."""
    from kg.evidence.reading import copies
    from kg.render.evidence import copies_table

    claims = corpus(root, demo=False, allow_errors=True)
    if id_ not in claims.sources:
        fail(f"unknown source '{id_}'")
    put_table(copies_table((id_, one) for one in copies(root, claims.sources[id_])), form)


def list_sources(*, root: Root = DEFAULT_ROOT, form: TableFormat = "table") -> None:
    """List all sources with what is kept of each: the number of copies, the newest, and how much of its text can be searched."""
    from kg.evidence.reading import copies
    from kg.render.evidence import sources_table

    claims = corpus(root, demo=False, allow_errors=True)
    put_table(sources_table((source, copies(root, source)) for source in claims.sources.values()), form)


def verify(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="The sources; by default all.")] = None,
    *,
    trust: Annotated[
        Path | None, typer.Option("--trust", metavar="FILE", help="Certificates, in PEM, to verify time stamps with.")
    ] = None,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Verify kept copies: their digests, sizes, texts and time stamps. Exit status 1 means that one is wrong."""
    from kg.evidence.kept import Refused
    from kg.evidence.reading import faults, stamps
    from kg.evidence.stamp import trusted_in

    certificates = trusted_in(trust) if trust else None
    if isinstance(certificates, Refused):
        fail(certificates.reason)
    claims = corpus(root, demo=False, allow_errors=True)
    unknown = [one for one in ids or () if one not in claims.sources]
    if unknown:
        fail(f"unknown source '{unknown[0]}'")
    chosen = [source for source in claims.sources.values() if not ids or source.id in ids]
    found = [(source.id, words) for source in chosen for words in faults(root, source)]
    for source in chosen:
        for digest, one in stamps(root, source, certificates):
            if isinstance(one, Refused):
                found.append((source.id, f"the time stamp of {digest[:12]}: {one.reason}"))
            else:
                say(f"{source.id}: {digest[:12]} existed on {one.time}{'' if one.verified else ', not verified (--trust FILE)'}")
    put_words("".join(f"{id_}: {words}\n" for id_, words in found))
    copies = sum(len(source.evidence) for source in chosen)
    say(f"verified {plural(copies, 'copy').replace('copys', 'copies')}: {plural(len(found), 'fault')}")
    if found:
        raise typer.Exit(1)


def stamp(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The source.")],
    *,
    server: Annotated[str, typer.Option("--server", metavar="URL", help="The time-stamp server (RFC 3161).")],
    root: Root = DEFAULT_ROOT,
) -> None:
    """Get a time stamp for the newest copy of a source: the server is sent only the digest, and its token is kept."""
    from kg.cli.output.files import writing
    from kg.evidence import store
    from kg.evidence.kept import Refused
    from kg.evidence.stamp import token

    claims = corpus(root, demo=False, allow_errors=True)
    if id_ not in claims.sources:
        fail(f"unknown source '{id_}'")
    copies = claims.sources[id_].evidence
    if not copies:
        fail(f"'{id_}' has no kept copy: add one with kg source add")
    where, name = store.evidence_folder(root), copies[-1].sha256
    data = store.read(where, name)
    if isinstance(data, Refused):
        fail(data.reason)
    if store.beside_it(where, name, store.TOKEN) is not None:
        fail(f"the newest copy of '{id_}' already has a time stamp, which is kept because its time is earlier")
    made = token(data, server)
    if isinstance(made, Refused):
        fail(made.reason)
    with writing(f"to '{where}'"):
        store.put_with_copy(where, name, store.TOKEN, made)
    put(f"{where / name}{store.TOKEN}\n")
