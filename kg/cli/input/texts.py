"""The texts of the sources, their evidence and `--sources`: what quotes are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.output.terminal import fail

if TYPE_CHECKING:
    from kg.analysis.audit import Evidence, Quote
    from kg.corpus.corpus import Corpus
    from kg.evidence.kept import Texts as Texts_
    from kg.evidence.quotes import Compared

Texts: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        metavar="DIR",
        envvar="KG_SOURCES",
        help="A folder with more texts of sources: ID.txt, or ID.excerpt.txt, ID.excerpt-2.txt.",
    ),
]


def evidence(claims: Corpus, texts: Path | None, root: Path) -> Evidence:
    """What an audit looks at; the command ends where the texts cannot be read."""
    from kg.evidence.audited import evidence as find

    with _readable(texts):
        return find(claims, texts, root)


def quotes(claims: Corpus, root: Path | None) -> tuple[Quote, ...] | None:
    """The quotes as the kept copies have them; None where no copy is kept."""
    from kg.evidence.audited import quotes as find

    with _readable(None):
        return find(claims, None, root)


def compared(claims: Corpus, texts: Path | None, root: Path) -> tuple[Compared, ...] | None:
    """Every quote compared with the evidence and the texts; None where there are neither. It ends where they cannot be read."""
    from kg.evidence.held import held_against

    with _readable(texts):
        return held_against(claims, texts, root)


def text_of(claims: Corpus, source: str, root: Path, texts: Path | None) -> tuple[Texts_, str]:
    """The text of a source with the place where it is: that of its newest copy, else the one in the folder of texts."""
    from kg.evidence import kept, store
    from kg.evidence.folder import read_texts
    from kg.evidence.reading import newest

    found = newest(root, claims.sources[source])
    if not isinstance(found, kept.Refused):
        return found, str(store.evidence_folder(root) / f"{claims.sources[source].evidence[-1].sha256}{store.BODY}")
    if texts is not None:
        with _readable(texts):
            there = read_texts(texts, [source])
        whole = next((one for one in there.get(source, ()) if not one.partial), None)
        if whole is not None:
            return whole, str(texts / f"{source}.txt")
    return fail(f"'{source}' has no text: {found.reason}")


@contextmanager
def _readable(texts: Path | None) -> Iterator[None]:
    try:
        yield
    except NotADirectoryError:
        fail(f"no such folder: '{texts}'")
    except ValueError as error:
        fail(str(error))
