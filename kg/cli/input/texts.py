"""The texts of the sources, `--sources`: what quotes are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.output.terminal import fail

if TYPE_CHECKING:
    from kg.analysis.audit import Evidence
    from kg.corpus.corpus import Corpus
    from kg.evidence.quotes import Compared

Texts: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--sources", metavar="DIR", envvar="KG_SOURCES", help="The folder of the sources' texts (ID.txt), to verify quotes."
    ),
]


def evidence(claims: Corpus, texts: Path | None) -> Evidence:
    """What an audit looks at; the command ends where the texts cannot be read."""
    from kg.evidence.audited import evidence as find

    with _readable(texts):
        return find(claims, texts)


def compared(claims: Corpus, texts: Path) -> tuple[Compared, ...]:
    """Every quote compared with the texts; the command ends where these cannot be read."""
    from kg.evidence.quotes import compare, read_texts

    with _readable(texts):
        return compare(claims, read_texts(texts, claims.sources))


@contextmanager
def _readable(texts: Path | None) -> Iterator[None]:
    try:
        yield
    except NotADirectoryError:
        fail(f"there is no folder '{texts}'")
    except ValueError as error:
        fail(str(error))
