"""`kg audit`: how evenly the record treats the sides."""

from __future__ import annotations

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.input.texts import Texts, evidence
from kg.cli.output.table import TableFormat, put_table


def audit(
    sources: Texts = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Audit how evenly the record treats the sides: answers recorded or looked for, reports, quotes, archives, wording.

    Each share and mean has a confidence interval, and each side is compared with all others, to show where the record leans and
    how certain that is. Quotes are verified against the texts of their sources where available; a quote that was not compared
    never counts as verified.
    """
    from kg.analysis.audit import audit as find
    from kg.render.audit import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    known = evidence(claims, sources, root)
    put_table(table(claims, find(claims, known), known), form)
