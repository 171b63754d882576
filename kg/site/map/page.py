"""The map of who accuses whom: one HTML page that holds everything it shows and fetches nothing.

The picture is drawn from the data of the page; what is listed beside it is copied from the table below it, so that map, panel and
table cannot disagree, and the table is there without any script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from kg.analysis.audit import Quote
from kg.corpus.corpus import Corpus
from kg.layout.folding import LARGE
from kg.site import bidi, exchanges, filtering, looks, policy, summary, template
from kg.site.checked import checked
from kg.site.exchanges import Exchange
from kg.site.facts import facts
from kg.site.map import views, vis
from kg.site.map.choice import Choice, everything
from kg.site.navigation import Navigation
from kg.site.said import SIDE

_FOLDED: Final = ("community", "Many actors: open it", "dot")
NOTICE: Final = "An allegation is that of whoever makes it: an arrow records what was said, not that it is so."
_SAID: Final = ("accused", "accuses", "answers", "answered")


def map_page(
    corpus: Corpus,
    *,
    title: str,
    choice: Choice | None = None,
    quotes: Collection[Quote] | None = None,
    site: Navigation | None = None,
) -> str:
    """The page as HTML: the map of actors, that of sides, the exchanges as trees, a panel, and all statements as a table.

    Depends on what is given only: `quotes` are those that were compared with texts of their sources, `site` is the site that the
    page is part of; the texts of its corpus are set apart already. Statements that were withdrawn are not in it.
    """
    if site is None:
        corpus, title = bidi.isolated(corpus), bidi.isolate(title)
    choice = choice or everything(corpus)
    graphs = views.graphs(corpus, choice)
    drawn = {level: views.drawn(corpus, graph) for level, graph in graphs.items()}
    record = exchanges.record(corpus, choice.ids, site.checks if site else checked(quotes))
    ids = exchanges.in_time(corpus, {id_ for each in record.all for id_ in _ids(each)})
    number = {id_: i for i, id_ in enumerate(ids)}
    kinds = {edge["kind"] for view in drawn.values() for edge in view["edges"]}
    types = {node["group"] for view in drawn.values() for node in view["nodes"]}
    types |= {"community" for view in drawn.values() for node in view["nodes"] if "community" in node}
    statements = facts(corpus, ids)
    data = {
        **filtering.data(
            corpus,
            statements,
            what="map",
            lead="Show on the map",
            notice=NOTICE,
            chosen=choice.words,
            kinds=tuple(vis.DASHES),
        ),
        "views": {level: _numbered(view, number) for level, view in drawn.items()},
        "options": drawn["actor"]["options"],
        "types": {type_: look.name for type_, look in looks.TYPES.items()},
        "hollow": [type_ for type_, look in looks.TYPES.items() if look.hollow],
        "dashes": vis.DASHES,
        "widths": looks.WIDTHS,
        "opens": dict(choice.opens),
    }
    return template.document(
        "map.html.j2",
        libraries=(vis.script(),),
        script="map.js",
        site=site,
        styles=("type.css", "theme.css", "statement.css", "key.css", "map.css", "filters.css", "paper.css"),
        title=f"{title}: {choice.words}" if choice.words else title,
        counted=summary.counted(len(graphs["actor"]), "actor"),
        summary=summary.accusations(corpus, choice.ids),
        data=policy.data(data),
        notice=NOTICE,
        caption_=filtering.caption(corpus, len(ids), NOTICE, choice.words),
        chosen=filtering.options(corpus, ids, statements),
        levels=tuple(drawn),
        side_words=SIDE,
        kinds=[(kind, text) for kind, text in looks.ARROWS.items() if kind in kinds],
        types=[
            *((type_, look.name, look.shape) for type_, look in looks.TYPES.items() if type_ in types),
            *([_FOLDED] if "community" in types else []),
        ],
        outlines=looks.OUTLINES,
        record=record,
        footer=f"{summary.credit(corpus)} This page holds all that it shows and loads nothing.".lstrip(),
    )


def _ids(entry: exchanges.Exchange | exchanges.Mention) -> Iterator[str]:
    """The statements shown in full in an exchange."""
    if isinstance(entry, Exchange):
        yield entry.id
        for below in entry.below:
            yield from _ids(below)


def _numbered(view: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    """A view with statements by their numbers, and without what the page can work out.

    A node's `said` are four lists: it is accused, it accuses, it answers, it is answered. Its `findings` are what was decided
    about it, in words and with the number of the statement.
    """
    nodes = [
        {
            **{key: node[key] for key in ("actor", "label", "lines", "group", "shape", "x", "y", "size")},
            **({"community": node["community"]} if "community" in node else {}),
            "findings": [[words, number.get(id_)] for words, id_ in node["findings"]],
            "said": [[number[id_] for id_ in node["said"].get(what, ())] for what in _SAID],
        }
        for node in view["nodes"]
    ]
    edges = [
        {
            **{key: edge[key] for key in ("from", "to", "kind")},
            **({"several": 1} if edge["several"] else {}),
            "bend": edge["smooth"]["roundness"] if edge["smooth"] else 0,
            "statements": [number[id_] for id_ in edge["statements"]],
        }
        for edge in view["edges"]
    ]
    return {"nodes": nodes, "edges": edges, "bounds": view["bounds"], "large": len(nodes) > LARGE}
