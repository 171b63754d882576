"""`kg source`: a source from what somebody has of it, the copy kept as evidence; what is kept, and whether it is whole."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus, folder
from kg.cli.output.kept import list_sources, show, stamp, verify
from kg.cli.output.terminal import fail, plural, put, put_words, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.check import Checked
    from kg.claimfile.insert import Added, Refused, Value
    from kg.corpus.corpus import Corpus
    from kg.evidence.capture import Captured

What: TypeAlias = Annotated[
    str, typer.Argument(metavar="FILE|URL", help="A saved page, PDF, text, SRT, VTT, WARC or WACZ file, or an address.")
]
Page: TypeAlias = Annotated[str, typer.Option("--page", metavar="URL", help="The page to take out of a web archive.")]
Encoding: TypeAlias = Annotated[str, typer.Option("--encoding", help="The encoding of the text, if it declares none.")]
Private: TypeAlias = Annotated[bool, typer.Option("--private", help="Also fetch from an address in a private network.")]
_OPTIONS: Final = ("title", "publisher", "author", "date", "lang", "kind", "url")


def source() -> typer.Typer:
    """Keep copies of sources as evidence, and show what is kept."""
    made = typer.Typer(name="source", help=source.__doc__, no_args_is_help=True)
    for name, function in (
        ("add", add),
        ("refresh", refresh),
        ("show", show),
        ("list", list_sources),
        ("verify", verify),
        ("stamp", stamp),
    ):
        made.command(name, help=" ".join((function.__doc__ or "").split()))(function)
    return made


def add(
    what: What,
    *,
    id_: Annotated[str, typer.Option("--id", help="The id of the source; that of an existing source adds a copy to it.")] = "",
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it: an actor's id, or a name in print.")] = "",
    author: Annotated[list[str] | None, typer.Option(help="Who wrote it; may be repeated.")] = None,
    date: Annotated[str, typer.Option(help="When it was published.")] = "",
    lang: Annotated[str, typer.Option(help="Its language.")] = "",
    kind: Annotated[str, typer.Option(help="What kind of document it is, such as article.")] = "",
    url: Annotated[str, typer.Option(help="Where it can be read.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take what the document declares without asking.")] = False,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The claim file to add it to.")] = None,
    page: Page = "",
    encoding: Encoding = "",
    private: Private = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Add a source from a document, and keep the document as its evidence.

    Title, author, publisher, date and language are proposed where the document itself declares them, each with its origin. In a
    terminal kg asks about each; with --yes they are taken unless the document contradicts itself. Nothing is guessed.
    """
    folder(root, demo=False)
    captured = _captured(what, page, encoding, private=private)
    given: dict[str, str | list[str]] = {
        "title": title,
        "publisher": publisher,
        "author": author or [],
        "date": date,
        "lang": lang,
        "kind": kind,
    }
    options = {name: [value] if isinstance(value, str) else value for name, value in {**given, "url": url}.items() if value}
    from kg.check import check
    from kg.lock import tidy

    claims = check(root).corpus
    if known := _known(claims, captured, id_):
        _kept(root, captured)
        tidy(Path(claims.mark(known).file).parent)  # of a run that was killed after all was in place
        say(f"'{known}' already has this copy")
        put(f"{known}\n")
        return
    if id_ in claims.sources:
        put(_extended(root, id_, captured))
        return
    from kg.cli.input.metadata import fields_of

    fields = fields_of(claims, captured, options, yes=yes)
    if not id_ and (having := _having(claims, "".join(fields.get("url", ())))):
        fail(f"'{having}' already has this address: add the copy to it with --id {having}")
    put(_new(root, id_, fields, captured, file))


def _captured(what: str, page: str, encoding: str, *, private: bool) -> Captured:
    """What there is to keep of a file or an address; the command ends where there is nothing."""
    from kg.evidence import store
    from kg.evidence.capture import capture
    from kg.evidence.kept import Refused

    if what.startswith(("http://", "https://")):
        from kg.evidence.fetch import fetch

        got = fetch(what, private=private)
        if isinstance(got, Refused):
            fail(got.reason)
        found = capture(got.data, "", url=got.url, retrieved=got.retrieved, wanted=page, charset=encoding or got.charset)
    else:
        data = store.load(Path(what))
        found = data if isinstance(data, Refused) else capture(data, what, wanted=page, charset=encoding)
    if isinstance(found, Refused):
        fail(f"'{what}': {found.reason}")
    if found.texts.partial:
        say(f"kg: only a part of it can be read: {found.texts.partial}")
    return found


def _known(claims: Corpus, captured: Captured, id_: str) -> str:
    """The source that has this copy already."""
    from kg.evidence.store import digest

    name = digest(captured.document.data)
    having = [s.id for s in claims.sources.values() if name in {one.sha256 for one in s.evidence}]
    return next((one for one in having if not id_ or one == id_), "")


def _having(claims: Corpus, url: str) -> str:
    from kg.address import same_page

    return next((s.id for s in claims.sources.values() if url and s.url and same_page(s.url) == same_page(url)), "")


def _kept(root: Path, captured: Captured) -> str:
    """The digest of the copy, which is in the folder of evidence now."""
    from kg.cli.output.files import writing
    from kg.evidence import store
    from kg.evidence.kept import Refused

    where = store.evidence_folder(root)
    with writing(f"to '{where}'"):
        name = store.keep(where, captured.document.data, captured.texts)
    if isinstance(name, Refused):
        fail(name.reason)
    return name


def _evidence(captured: Captured) -> dict[str, Value]:
    from kg.evidence.capture import record
    from kg.evidence.store import digest

    return {**record(captured, digest(captured.document.data), datetime.datetime.now(tz=datetime.UTC).date())}


def _new(root: Path, id_: str, fields: dict[str, list[str]], captured: Captured, file: Path | None) -> str:
    """Put the copy into the folder and the source into its claim file; where it is."""
    from kg.claimfile.insert import Refused, added, new_id
    from kg.cli.output.changing import change
    from kg.entry.adding import file_for

    if not {"title", "publisher", "url"} & set(fields):
        hint = ", or take what the document declares with --yes" if captured.proposals else "; the document declares none"
        fail(f"a source needs a title, a publisher or an address: give --title{hint}")
    record: dict[str, Value] = {
        name: fields[name][0] if len(fields[name]) == 1 else fields[name] for name in _OPTIONS if name in fields
    }
    record["evidence"] = [_evidence(captured)]

    def made(claims: Checked) -> tuple[str, Added | Refused]:
        nonlocal id_
        shown = file_for(claims, "source", root, file)
        if isinstance(shown, Refused):
            fail(shown.reason)
        dated = {"publisher", "date"} <= set(fields)
        named = ("publisher", "date") if dated else [one for one in ("title", "publisher", "url") if one in fields][:1]
        words = "-".join(fields[one][0] for one in named)
        id_ = id_ or new_id(words, claims.corpus.kinds)
        if not id_:
            fail("no id could be made from its words: give one with --id")
        return shown, added(claims.texts.get(shown, b""), "sources", id_, record)

    return f"{_written(root, captured, lambda: change(root, made))}: {id_}\n"


def _extended(root: Path, id_: str, captured: Captured) -> str:
    """Add the copy to a source that there is; where it is."""
    from kg.claimfile.amend import amended
    from kg.cli.output.changing import change

    def made(claims: Checked) -> tuple[str, Added | Refused]:
        shown = claims.corpus.mark(id_, ()).file
        return shown, amended(claims.texts[shown], "sources", id_, {"evidence": [_evidence(captured)]})

    return f"{_written(root, captured, lambda: change(root, made))}: {id_}\n"


def _written(root: Path, captured: Captured, changed: Callable[[], tuple[str, str]]) -> str:
    """Keep the copy and change the claims, both or neither; where the change is."""
    from kg.evidence import store

    where, name = store.evidence_folder(root), store.digest(captured.document.data)
    is_new = not (where / name).exists()
    _kept(root, captured)
    try:
        place, warnings = changed()
    except BaseException:
        if is_new:
            store.forget(where, name)
        raise
    sys.stderr.write(warnings)
    words = plural(len(captured.texts.visible.split()), "word")
    say(f"kept '{where / name}' ({captured.document.media}, {len(captured.document.data):,} bytes, {words})")
    return place


def refresh(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The source.")],
    what: What,
    *,
    page: Page = "",
    encoding: Encoding = "",
    private: Private = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Keep a newer copy of a source beside the older ones, and show what changed in its text."""
    from kg.evidence.changed import changed_lines
    from kg.evidence.kept import Refused
    from kg.evidence.reading import newest

    claims = corpus(root, demo=False, allow_errors=True)
    if id_ not in claims.sources:
        fail(f"unknown source '{id_}'")
    captured = _captured(what, page, encoding, private=private)
    if _known(claims, captured, id_):
        _kept(root, captured)
        say(f"'{id_}' already has this copy: nothing changed")
        return
    before = newest(root, claims.sources[id_])
    put(_extended(root, id_, captured))
    if isinstance(before, Refused):
        say(f"kg: the texts cannot be compared: {before.reason}")
        return
    lines = changed_lines(before.visible, captured.texts.visible)
    put_words("".join(f"{line}\n" for line in lines))
    say("the text is the same" if not lines else f"{plural(len(lines), 'line')} of the text changed")
