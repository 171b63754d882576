"""`kg network`: the graph of accusations, measured or written for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.input.choice import From, Level, Maybe, To, Topic, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.files import check_output, save
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail


def network(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the graph: a .graphml or a .gexf file.")
    ] = None,
    *,
    by: Annotated[
        Literal["year", "quarter"] | None,
        typer.Option(help="Show instead how it changed: the number of accusations in each year or quarter, as ranges."),
    ] = None,
    pairs: Annotated[bool, typer.Option("--pairs", help="With --by: who accused whom in each year or quarter.")] = False,
    level: Level = "actor",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Measure the network of accusations: who accuses and is accused most, who is central, what is connected.

    With --by: how many accusations there are in each year or quarter, between whom, and where they rose or fell. With -o the
    graph is written to a file for other programs instead; GEXF includes the dates for Gephi's timeline.
    """
    from kg.analysis.graph import accusations
    from kg.analysis.graph_files import gexf, graphml
    from kg.analysis.measures import measure
    from kg.analysis.windows import windows
    from kg.render.counts import noted
    from kg.render.network import table
    from kg.render.windows import table as by_window

    if output is not None and by is not None:
        fail("--by and -o exclude each other: --by shows a table, -o writes the graph")
    if pairs and by is None:
        fail("--pairs needs --by year or --by quarter")
    forms = {".graphml": graphml, ".gexf": gexf}
    if output is not None and output.suffix not in forms:
        fail(f"'{output}' should end in .graphml or .gexf")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    if output is not None:
        check_output(root, output)
    wanted = period(claims, topic, from_, to, maybe=maybe)
    graph = accusations(claims, level=level, wanted=wanted)
    if output is None:
        if by is None:
            put_table(table(claims, measure(claims, graph, wanted), windows(claims, graph, "year")), form)
        else:
            shown = by_window(claims, windows(claims, graph, by), pairs=pairs)
            put_table(noted(shown, claims, wanted, lambda r: r.act == "accuses"), form)
        return
    save(output, forms[output.suffix](graph))
    print(output)
