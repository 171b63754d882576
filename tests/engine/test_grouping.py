"""Two engines agree on what GROUP BY makes of nothing, at any depth; and neither's own words reach people."""

from __future__ import annotations

from collections.abc import Iterator

import new_tracker
import pytest
from forked import kg

ENGINES = ("oxigraph", "rdflib")


@pytest.fixture(scope="module", autouse=True)
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A small tracker as the working folder, as no more than a few statements are needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(new_tracker.put(tmp_path_factory.mktemp("grouping")))
        yield


def ran(engine: str, text: str) -> tuple[int, str, list[str]]:
    done = kg("query", "--engine", engine, "--format", "csv", text)
    return (
        done.returncode,
        done.stdout.replace("\r\n", "\n").replace('""', ""),
        [line for line in done.stderr.splitlines() if not line.startswith("kg: note:")],
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT ?a (COUNT(?s) AS ?n) { ?s kg:nothing ?a } GROUP BY ?a", "a,n\n"),
        ("SELECT (COUNT(?s) AS ?n) { ?s kg:nothing ?a } GROUP BY ?a", "n\n"),
        ("SELECT (COUNT(?s) AS ?n) { ?s kg:nothing ?a }", "n\n0\n"),
        ("SELECT (MAX(?s) AS ?n) { ?s kg:nothing ?a }", "n\n\n"),
        ("SELECT ?s { ?s kg:act ?a { SELECT ?a (COUNT(*) AS ?n) { ?z kg:nothing ?a } GROUP BY ?a } }", "s\n"),
        ("SELECT ?s { ?s kg:act 'settles' OPTIONAL { SELECT ?s (MIN(?a) AS ?n) { ?s kg:nothing ?a } GROUP BY ?s } }", "s\n"),
        ("SELECT ?n { VALUES ?s { 1 } { SELECT (COUNT(*) AS ?n) { ?z kg:nothing ?a } } }", "n\n0\n"),
        ("SELECT ?u (COUNT(*) AS ?n) { VALUES ?s { 1 2 } } GROUP BY ?u", "u,n\n,2\n"),
    ],
)
def test_grouping_over_nothing(text: str, rows: str) -> None:
    first, second = (ran(engine, text) for engine in ENGINES)
    assert first == second
    assert first[:2] == (0, rows)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (SUM(?a)/0 AS ?n) { ?s kg:act ?a }",
        "SELECT ?s { ?s kg:act ?a FILTER(REGEX(?a, '(')) }",
        "SELECT (YEAR(?d) AS ?y) { ?s kg:earliest ?d } GROUP BY (YEAR(?d))",
        "SELECT ?s { ?s kg:act ?a FILTER(kg:nothing(?a)) }",
        "SELECT ?d { ?s kg:act ?d BIND(1 AS ?d) }",
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_no_engine_speaks_for_itself(engine: str, text: str) -> None:
    _, _, said = ran(engine, text)
    assert len(said) <= 1
    for word in (
        "rdflib",
        "Literal",
        "NoneType",
        "hasLangDir",
        "Cannot eval",
        "custom function",
        "error at",
        "Traceback",
        "<class",
    ):
        assert word not in " ".join(said)
