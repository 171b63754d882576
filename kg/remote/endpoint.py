"""Any SPARQL 1.1 server as an engine: the query goes by POST, the answer comes back in JSON or XML.

The text has passed the lexer and asks one named graph of the server. Nothing that the server sends is trusted: its size, its
form and its time are bounded.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlencode

from kg.engine.guarded import Limits
from kg.remote import http, received
from kg.sparql.answer import Answer, Failure
from kg.sparql.lexer import tokens

_FORMS: Final[dict[str, Literal["select", "ask", "graph"]]] = {
    "SELECT": "select",
    "ASK": "ask",
    "CONSTRUCT": "graph",
    "DESCRIBE": "graph",
}
_SAID: Final = {"select": "a table", "ask": "yes or no", "graph": "a graph"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server: its address, the graph that is asked (None: what the server holds by default), and an `Authorization`."""

    url: str
    graph: str | None = None
    authorization: str = field(default="", repr=False)

    def headers(self, **more: str) -> dict[str, str]:
        """The headers of a request to this server."""
        own = {"User-Agent": "rejoinder", **{name.replace("_", "-"): value for name, value in more.items()}}
        return {**own, "Authorization": self.authorization} if self.authorization else own


def ask(endpoint: Endpoint, query: str, prefixes: Mapping[str, str], limits: Limits) -> Answer | Failure:
    """The server's answer to a query that has passed the lexer (SPARQL 1.1 Protocol, section 2.1.2)."""
    form = {"query": declared(query, prefixes)}
    if endpoint.graph is not None:
        form["default-graph-uri"] = endpoint.graph
    wanted = _form(query)
    accept = received.GRAPHS if wanted == "graph" else received.TABLES
    headers = endpoint.headers(Accept=accept, Content_Type="application/x-www-form-urlencoded")
    request = http.Request("POST", endpoint.url, headers, urlencode(form).encode("ascii"))
    reply = http.send(request, limits.seconds, limits.memory >> 3, lambda kind: received.Received(kind, limits.rows))
    answer = reply if isinstance(reply, Failure) else reply.answer()
    if isinstance(answer, Answer) and answer.form != wanted:
        return Failure(f"the server answers with {_SAID[answer.form]} where {_SAID[wanted]} was asked for")
    return answer


def _form(query: str) -> Literal["select", "ask", "graph"]:
    """What a query is answered with."""
    words = (token.text.upper() for token in tokens(query) if token.kind == "word")
    return _FORMS[next((word for word in words if word in _FORMS), "SELECT")]


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with a declaration, on its first line, of each prefix that it uses and does not declare itself."""
    seen = list(tokens(query))
    words = [token for token in seen if token.kind not in {"space", "comment"}]
    own = {b.text for a, b in itertools.pairwise(words) if a.kind == "word" and a.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in words if token.kind == "name"}
    lines = [f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items() if name in used and f"{name}:" not in own]
    return "".join(lines) + query
