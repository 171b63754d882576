"""`kg sides`, `kg positions`, `kg network`: ties, one speaker over time, the graph of accusations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.choose import From, Level, Maybe, To, Topic, identified, period
from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, corpus, fail, put_table, save, spare


def sides(
    *,
    joint: Annotated[bool, typer.Option("--joint", help="Show instead which of them accuse the same.")] = False,
    level: Level = "side",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Show who stands against whom and who with whom: accusations against, support and praise for, and how balanced that is.

    A speaker without a side stands under its own name.
    """
    from kg.network.sides import sides as find
    from kg.render.sides import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    put_table(table(claims, find(claims, level, period(claims, topic, from_, to, maybe=maybe)), joint=joint), form)


def positions(
    actor: Annotated[str | None, typer.Argument(metavar="ACTOR", help="Whose positions: a speaker, or a side.")] = None,
    *,
    sources: Annotated[bool, typer.Option("--sources", help="Show instead where sources disagree on what was said.")] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Follow what one speaker said of each allegation over time, with every shift in stance, certainty and scope named.

    What the speaker later retracted, corrected or gave up is marked. What is known only on the word of others is left out.
    With --sources: where reports of one statement differ in date, wording, certainty or name, and which statements conflict.
    """
    from kg.corpus.filters import is_by
    from kg.network import disagreements
    from kg.network.positions import most_positions
    from kg.network.positions import positions as find
    from kg.render import positions as render
    from kg.render.counts import noted

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = period(claims, topic, from_, to, maybe=maybe)
    if actor is None and not sources:
        most = ", ".join(f"{id_} ({count:,})" for id_, count in most_positions(claims, wanted, 5))
        fail(f"name an actor, as in 'kg positions ID'{f'; most positions have {most}' if most else ''}; --sources needs none")
    whose = None if actor is None else identified(claims, actor, "actor")
    if sources or whose is None:
        found = disagreements.disagreements(claims, wanted, whose)
        shown = render.sources(claims, found, disagreements.conflicts(claims, wanted, whose))
        put_table(noted(shown, claims, wanted, lambda r: whose is None or is_by(r, whose)), form)
    else:
        shown = render.table(claims, find(claims, whose, wanted))
        put_table(noted(shown, claims, wanted, lambda r: not r.is_attributed and is_by(r, whose)), form)


def network(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the graph: a .graphml or a .gexf file.")
    ] = None,
    *,
    by: Annotated[
        Literal["year", "quarter"] | None,
        typer.Option(help="Show instead how it changed: the accusations of each year or quarter, as ranges."),
    ] = None,
    pairs: Annotated[bool, typer.Option("--pairs", help="With --by: who accused whom in each.")] = False,
    level: Level = "actor",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Measure the network of accusations: who accuses and is accused most, who is at its centre, what hangs together.

    With --by: how many accusations each year or quarter holds, between whom, and where they rose or fell. With -o the graph is
    written as a file for other programs instead. GEXF carries the dates for Gephi's timeline.
    """
    from kg.network.graph import accusations
    from kg.network.graph_files import gexf, graphml
    from kg.network.measures import measure
    from kg.network.windows import windows
    from kg.render.counts import noted
    from kg.render.network import table
    from kg.render.windows import table as by_window

    if output is not None and by is not None:
        fail("--by shows a table, and -o writes the graph: choose one")
    if pairs and by is None:
        fail("--pairs needs --by year or --by quarter")
    forms = {".graphml": graphml, ".gexf": gexf}
    if output is not None and output.suffix not in forms:
        fail(f"'{output}' should end in .graphml or .gexf")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    if output is not None:
        spare(root, output)
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
