"""The contract between engines: every named query gives the same rows, in the same order, on Oxigraph embedded, on rdflib, and
on two servers that are started for it. The data set reaches the servers by `push`, as a user's would.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import harbour
import pytest
import servers
from harbour import HAVE_NONE
from places import REPOSITORY
from servers import Server
from typer.testing import CliRunner

from kg import query
from kg.cli.program.everything import app
from kg.engine.guarded import Held, Limits
from kg.remote import received
from kg.sparql.answer import Answer, Failure

pytestmark = pytest.mark.slow

LIMITS: Final = Limits(seconds=30, rows=100_000)
NAMED: Final = query.named()
CASES: Final = [(name, how) for name, found in NAMED.items() for how in ("all", "example") if how == "all" or found.parameters]


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    start = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as running:
        # Twice over: the second time there is nothing to send.
        asked = query.server(running.url, None, harbour.shipped().base, {})
        assert not isinstance(asked, Failure)
        for expected in ("sent", "unchanged"):
            assert query.push(asked, None, harbour.shipped_ntriples(), harbour.shipped().base, LIMITS) == expected
        yield running


def text(name: str, how: str) -> str:
    found = NAMED[name]
    given = dict(p.split("=", 1) for p in re.split(r" --param ", found.example)[1:]) if how == "example" else {}
    bound = query.bind(found, harbour.shipped(), given)
    assert isinstance(bound, str)
    return bound


@cache
def held() -> Held:
    return Held(harbour.shipped_ntriples())


@pytest.fixture(scope="module", autouse=True)
def closed() -> Iterator[None]:
    yield
    held().close()
    held.cache_clear()


@cache
def embedded(asked: str) -> Answer:
    found = query.put(held(), asked, harbour.shipped().base, LIMITS)
    assert isinstance(found, Answer)
    return found


def remote(server: Server, asked: str, graph: str | None = None) -> Answer | Failure:
    base = harbour.shipped().base
    endpoint = query.server(server.url, graph, base, {})
    assert not isinstance(endpoint, Failure)
    return query.remote(endpoint, asked, base, LIMITS)


@pytest.mark.parametrize(("name", "how"), CASES)
def test_a_named_query_on_a_server(server: Server, name: str, how: str) -> None:
    expected = embedded(text(name, how))
    assert expected.rows or name in HAVE_NONE
    assert remote(server, text(name, how)) == expected


@pytest.mark.parametrize("name", ["who-accused-whom", "source-disagreements", "scope-mismatches"])
def test_a_named_query_in_the_guarded_rdflib(name: str) -> None:
    """`test_named_queries` asks them all in process."""
    asked = text(name, "all")
    assert query.run(harbour.shipped_ntriples(), asked, harbour.shipped().base, LIMITS, "rdflib") == embedded(asked)


OTHERS: Final = (
    "ASK { actor:russia a kg:State }",
    "ASK { actor:russia a kg:Person }",
    "SELECT DISTINCT ?truth { ?report kg:firsthand ?truth } ORDER BY ?truth",
    "SELECT ?s ?day { ?s kg:earliest ?day } ORDER BY ?day ?s LIMIT 20",
    "SELECT ?q (LANG(?q) AS ?language) { ?r kg:quote ?q } ORDER BY STR(?q) LIMIT 20",
    "SELECT (COUNT(*) AS ?n) { ?s a kg:Accusation }",
)


@pytest.mark.parametrize("asked", OTHERS)
def test_other_queries_alike(server: Server, asked: str) -> None:
    assert remote(server, asked) == embedded(asked)


@pytest.mark.parametrize("asked", OTHERS)
def test_a_server_that_speaks_xml_alone_is_read_alike(server: Server, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = []

    class Noted(received.Received):
        def __init__(self, media_type: str, most: int) -> None:
            forms.append(media_type)
            super().__init__(media_type, most)

    monkeypatch.setattr(received, "TABLES", received.XML)
    monkeypatch.setattr(received, "Received", Noted)
    assert remote(server, asked) == embedded(asked)
    assert forms == [received.XML]


def test_a_graph_alike(server: Server) -> None:
    asked = "CONSTRUCT { ?a kg:accuses ?b } WHERE { ?a kg:accuses ?b }"
    found = remote(server, asked)
    assert isinstance(found, Answer)
    assert found.form == "graph"
    assert sorted(found.rows, key=str) == sorted(embedded(asked).rows, key=str)


def test_no_other_graph_holds_it(server: Server) -> None:
    found = remote(server, "SELECT ?s { ?s a kg:Accusation }", "https://example.org/another")
    assert isinstance(found, Answer)
    assert found.rows == ()


def test_a_server_says_what_is_wrong_in_one_line(server: Server) -> None:
    found = remote(server, "ASK { ?s a kg:Accusation } LIMIT 1 LIMIT 2")
    assert isinstance(found, Failure)
    assert found.reason.startswith(f"{server.url} refused (status 400): ")
    assert "\n" not in found.reason


def test_a_plain_mistake_is_told_in_our_words(server: Server) -> None:
    assert remote(server, "SELECT s { ?s a kg:Accusation }") == Failure(
        "line 1, column 8: a variable begins with a question mark: ?s"
    )


def test_a_graph_that_is_not_there_is_told_from_one_that_is(server: Server) -> None:
    base = harbour.shipped().base
    for graph, bare in ((None, False), ("https://example.org/another", True)):
        asked = query.server(server.url, graph, base, {})
        assert not isinstance(asked, Failure)
        assert query.is_bare(asked, LIMITS) == bare


@pytest.mark.parametrize("path", ["/", "/nothing", "/store", "/sparql-graph-crud", "/conductor"])
def test_an_address_that_answers_no_queries_is_told_without_its_pages(server: Server, path: str) -> None:
    url = server.url.rpartition("/")[0] + path
    found = remote(Server(server.name, url), "ASK { ?s ?p ?o }")
    assert isinstance(found, Failure)
    assert found.reason.startswith((f"{url} refused (status ", f"{url} wants credentials", "the server answers in"))
    assert "<" not in found.reason
    assert "\n" not in found.reason


def test_the_commands_of_the_documentation_work(server: Server) -> None:
    page = (REPOSITORY / "docs" / "other-tools.md").read_text("utf-8")
    commands = re.findall(r"^kg (?:push|query) .+$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        args = shlex.split(command.replace("http://localhost:7878/query", server.url))[1:]
        found = CliRunner().invoke(app, [*args, "--demo"], catch_exceptions=False)
        assert found.exit_code == 0, found.output
        assert found.stdout


@pytest.mark.parametrize("bound", [False, True], ids=["as it is", "with a parameter"])
def test_curl_gets_the_answer_as_the_cookbook_says(server: Server, bound: bool, tmp_path: Path) -> None:  # noqa: FBT001
    page = (REPOSITORY / "docs" / "cookbook.md").read_text("utf-8")
    head, _, rest = page.partition("## accusations-against")
    [values] = re.findall(r"^```sparql\n(.*?)^```$", head, re.MULTILINE | re.DOTALL)
    asked = re.findall(r"^```sparql\n(.*?)^```$", rest.partition("## who-accused-whom")[2], re.MULTILINE | re.DOTALL)[0]
    documented = "http://localhost:8890/sparql" if server.name == "Virtuoso" else "http://localhost:7878/query"
    [block] = [found for found in re.findall(r"^```sh\n(.*?)^```$", head, re.MULTILINE | re.DOTALL) if documented in found]
    pushing, _, asking = block.replace(documented, server.url).partition("\n")
    pushed = CliRunner().invoke(app, [*shlex.split(pushing)[1:], "--demo"], catch_exceptions=False)
    assert pushed.exit_code == 0, pushed.output

    (tmp_path / "who.rq").write_text(asked.replace("# bind", values) if bound else asked, "utf-8")
    servers.program("curl")
    run = subprocess.run(["bash", "-e", "-c", asking], capture_output=True, text=True, check=True, cwd=tmp_path)
    expected = embedded(text("who-accused-whom", "example" if bound else "all"))
    head_row, *rows = csv.reader(io.StringIO(run.stdout, newline=""))
    assert head_row == list(expected.variables)
    wanted = [[_truth("" if term is None else term.value) for term in row] for row in expected.rows]
    assert [[_truth(cell) for cell in row] for row in rows] == wanted


def _truth(cell: str) -> str:
    """A cell of CSV; Virtuoso writes a truth value as a number."""
    return "true" if cell == "1" else cell


def test_a_store_that_is_no_store_is_told(server: Server) -> None:
    base = harbour.shipped().base
    asked = query.server(server.url, "https://example.org/never", base, {})
    assert not isinstance(asked, Failure)
    found = query.push(asked, server.url.rpartition("/")[0] + "/nothing", harbour.ntriples(), base, LIMITS)
    assert isinstance(found, Failure)
    assert found.reason.endswith("; is this the right address?")
    assert query.is_bare(asked, LIMITS)
