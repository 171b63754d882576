"""`docs/cookbook.md` is made from the named queries and what they answer on the shipped claims; `KG_UPDATE=1` writes it anew."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any, Final

import harbour
from harbour import HAVE_NONE
from places import REPOSITORY

from kg import query
from kg.engine import oxigraph
from kg.query import NamedQuery
from kg.render import results
from kg.render.table import Table, shown, to_markdown
from kg.sparql.answer import Answer, row

PAGE: Final = REPOSITORY / "docs" / "cookbook.md"
ROWS: Final = 6
WIDTH: Final = 60

HEAD: Final = """\
# Cookbook: questions and what they find

Every query here comes with the package. `kg query --list` names them, `kg query --name NAME` asks one, `--param` narrows it. The
same text runs on any SPARQL 1.1 server that holds the graph (`kg push`, `kg query --endpoint`); as a start for a query of your
own, copy it from `kg/queries/`. A parameter that is given becomes a `VALUES` clause at the line `# bind`.

Three things to keep in mind. An allegation is described and never asserted: a row says that somebody said something. Dates are as
exact as they are known: compare `kg:earliest` and `kg:latest`, and decide whether you ask what may or what must have been. What
nobody recorded is missing: no row is no finding.

Each question can be asked of an earlier time as well: `--known-on 2026-11-22` asks the record as it stood on that day,
`--said-by 2017-05` what had surely been said by then ([two clocks](review.md#two-clocks)).

The results are those of the claims that come along, the first rows of each. This page is generated; the tests keep it fresh.

## On a server

`kg push` puts the claims there as one named graph, `{base}graph`, whose name begins with the `base` of the data set. A query has
to be set to look there: `kg query --endpoint` does so, and `default-graph-uri` where something else asks, such as curl. Put the
text of a query, as it is below, into a file, here `who.rq`. A query of your own needs a `PREFIX` line for each prefix in it, as
`kg query` does not. On Oxigraph (`oxigraph serve`):

```sh
kg push http://localhost:7878/query
curl -sS http://localhost:7878/query -H 'Accept: text/csv' --data-urlencode query@who.rq \
  --data-urlencode default-graph-uri=https://w3id.org/rejoinder/russia-taliban/graph
```

On Virtuoso, where nobody may write before an administrator allows it (`grant SPARQL_UPDATE to "SPARQL"` and
`DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7)` in `isql`):

```sh
kg push http://localhost:8890/sparql
curl -sS http://localhost:8890/sparql -H 'Accept: text/csv' --data-urlencode query@who.rq \
  --data-urlencode default-graph-uri=https://w3id.org/rejoinder/russia-taliban/graph
```

Without `default-graph-uri` Oxigraph looks into its default graph, which `kg push` leaves alone, and finds nothing; Virtuoso looks
into all graphs together, also those of others. Virtuoso writes `1` and `0` for `true` and `false` in every format (`kg query
--endpoint` does not): a test belongs into the query, where `FILTER(?flag = true)` holds on both.

A parameter is a line that you write yourself in the place of `# bind`:

```sparql
VALUES ?accused { <https://w3id.org/rejoinder/russia-taliban/actor/russia> }
```
"""


def section(found: NamedQuery) -> str:
    """A query with its parameters, its example, the beginning of the answer and its text."""
    lines = [f"## {found.name}", "", found.meaning, ""]
    lines += [f"- `{p.name}` ({p.kind}): {p.meaning}" for p in found.parameters]
    lines += [""] * bool(found.parameters)
    lines += ["```sh", found.example, "```", "", *answer(found), ""]
    body = re.sub(r"\A(?:#.*\n)+", "", found.text).rstrip()
    return "\n".join([*lines, "```sparql", body, "```", ""])


def answer(found: NamedQuery) -> list[str]:
    """The first rows of the example's answer as a table, and how many there are."""
    claims = harbour.shipped()
    given = dict(param.split("=", 1) for param in re.split(r" --param ", found.example)[1:])
    text = query.bind(found, claims, given)
    assert isinstance(text, str), text
    head, *lines, _ = oxigraph.answer(store(), text, {}, 100_000)
    rows = Answer("select", tuple(head["variables"]), tuple(row(line["row"]) for line in lines))
    assert rows.rows or found.name in HAVE_NONE, found.name
    if not rows.rows:
        return ["The claims that come along have none."]
    table = results.table(rows, results.shown(claims, query.prefixes(claims.base)))
    short = tuple(tuple(cut(shown(cell)) for cell in row) for row in table.rows[:ROWS])
    more = len(table.rows) - len(short)
    return [to_markdown(Table(table.columns, short)).rstrip(), *(["", f"… and {more} more."] * (more > 0))]


@cache
def store() -> Any:
    return oxigraph.memory(harbour.shipped_ntriples())


def cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def test_the_cookbook_is_fresh() -> None:
    fresh = HEAD + "".join(f"\n{section(found)}" for found in query.named().values())
    if os.environ.get("KG_UPDATE"):
        PAGE.write_text(fresh, "utf-8")
    assert PAGE.read_text("utf-8") == fresh
