"""`kg audit` and `kg brief`: how evenly the record treats the sides, and all the analyses as one document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, corpus, fail, put_table, save, say, spare

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.network.audit import Evidence

Texts: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--sources", metavar="DIR", envvar="KG_SOURCES", help="The folder of the sources' texts (ID.txt), to verify quotes."
    ),
]


def audit(
    sources: Texts = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Audit the record for even hands: for each side, answers recorded or looked for, reports, quotes, archives, wording.

    Each share and mean has its interval, and each side is compared with all the rest: where the record leans, and how surely.
    Quotes are verified against the texts of their sources, where these are at hand; a quote not seen never counts as verified.
    """
    from kg.network.audit import audit as find
    from kg.render.audit import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    known = evidence(claims, sources)
    put_table(table(claims, find(claims, known), known), form)


def brief(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write: .html, or .md without the plots.")
    ] = Path("brief.html"),
    *,
    sources: Texts = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write a brief: what the record holds and what its structure shows, with plots, every number with its statements."""
    from kg.model.records import Dataset
    from kg.page.brief.html import LARGE, html
    from kg.page.brief.markdown import markdown

    forms = {".html": html, ".md": markdown}
    if output.suffix not in forms:
        fail(f"'{output}' should end in .html or .md")
    spare(root, output)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    title = (claims.dataset or Dataset(title="Claims")).title
    content = forms[output.suffix](claims, title, evidence(claims, sources)).encode()
    save(output, content)
    if len(content) > LARGE:
        say(f"kg: the brief has {len(content) / 1e6:,.0f} MB; browsers open it slowly")
    print(output)


def evidence(claims: Corpus, sources: Path | None) -> Evidence:
    """What an audit looks at; the command ends where the texts of the sources cannot be read."""
    from kg.audited import evidence as find

    try:
        return find(claims, sources)
    except NotADirectoryError:
        fail(f"there is no folder '{sources}'")
    except ValueError as error:
        fail(str(error))
