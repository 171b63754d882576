"""The Python API: what `docs/api.md` shows is what happens, and claims with errors answer nothing."""

from __future__ import annotations

import datetime
import doctest
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, assert_type

import pytest

import kg
from kg import vocab
from kg.api import _value
from kg.engine.answer import Term

REPOSITORY: Final = Path(__file__).parent.parent
HARBOUR: Final = Path(__file__).parent / "graphs" / "harbour" / "claims"
FAULTS: Final = Path(__file__).parent / "cases" / "four-faults" / "claims"


def test_the_examples_of_the_documentation_are_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    blocks = re.findall(r"^```pycon\n(.*?)^```$", Path("docs/api.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "docs/api.md", "docs/api.md", 0)
    assert len(examples.examples) > 10
    said: list[str] = []
    found = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples, out=said.append)
    assert found.failed == 0, "".join(said)


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import kg, sys; print([m for m in sys.modules if m.startswith('kg.') or m in ('rdflib', 'networkx', 'yaml')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_every_offered_name_is_there_and_no_other() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'close'"):
        kg.close  # type: ignore[attr-defined] # noqa: B018 - a type checker tells it, too


def test_names_are_completed_and_documented_before_they_are_used() -> None:
    code = """if True:
        import rlcompleter
        import kg
        completer = rlcompleter.Completer({"kg": kg})
        print(sorted(filter(None, (completer.complete("kg.", n) for n in range(40)))))
        help(kg)
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    offered, _, documented = run.stdout.partition("\n")
    for name in set(kg.__all__) - {"__version__"}:  # which is offered after an underscore
        assert f"'kg.{name}(" in offered
    assert "The claims in the folder `root`" in documented
    assert "class Result" in documented


def test_a_type_checker_sees_what_the_package_offers() -> None:
    """`make types` reads these lines; the package says that it is typed, also to whoever installs it."""
    claims = kg.open(HARBOUR)
    result = claims.query("ASK {}", timeout=5)
    assert_type(claims, kg.Claims)
    assert_type(result, kg.Result)
    assert_type(result.truth, bool | None)
    assert_type(result.to_dicts(), list[dict[str, str | int | bool | datetime.date | None]])
    assert (Path(kg.__file__).parent / "py.typed").is_file()


def test_a_named_query_gives_columns_rows_and_dicts() -> None:
    claims = kg.open(HARBOUR)
    result = claims.query("who-accused-whom", accused="Harbour Police")
    assert len(result) == len(result.rows) == len(result.terms) > 0
    assert result.to_dicts() == [dict(zip(result.columns, row, strict=True)) for row in result]
    assert {row["accused"] for row in result.to_dicts()} == {"actor:police"}
    assert json.dumps(result.to_dicts(), default=str)
    assert claims.query("who-accused-whom", engine="rdflib", accused="police") == result


def test_rows_beyond_the_limit_are_left_out_and_that_is_said() -> None:
    result = kg.open(HARBOUR).query("SELECT ?s { ?s ?p ?o }", max_rows=3)
    assert len(result) == 3
    assert result.truncated


def test_ask_and_construct() -> None:
    claims = kg.open(HARBOUR)
    assert claims.query("ASK { ?s kg:act 'denies' }").truth is True
    assert not claims.query("ASK { ?s kg:act 'sings' }")
    assert not claims.query("SELECT ?s { ?s kg:act 'sings' }")
    graph = claims.query("CONSTRUCT { ?s kg:act ?act } WHERE { ?s kg:act ?act }")
    assert graph.columns == ("subject", "predicate", "object")
    assert ("statement:denial", "kg:act", "denies") in graph.rows


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Term("literal", "2011-05-03", vocab.XSD_DATE), datetime.date(2011, 5, 3)),
        (Term("literal", "2011-13-03", vocab.XSD_DATE), "2011-13-03"),
        (Term("literal", "-0", vocab.XSD_INTEGER), 0),
        (Term("literal", "many", vocab.XSD_INTEGER), "many"),
        (Term("literal", "true", vocab.XSD_BOOLEAN), True),
        (Term("literal", "0", vocab.XSD_BOOLEAN), False),
        (Term("literal", "maybe", vocab.XSD_BOOLEAN), "maybe"),
        (Term("literal", "2011?", vocab.EDTF), "2011?"),
        (Term("literal", "oui", "", "fr"), "oui"),
        (Term("iri", "https://x.example/actor/a"), "actor:a"),
        (Term("iri", "https://y.example/"), "https://y.example/"),
        (Term("bnode", "b"), "_:b"),
    ],
)
def test_terms_become_values(term: Term, value: object) -> None:
    found = _value(term, {"actor": "https://x.example/actor/"})
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "params", "words"),
    [
        ("SELECT", {}, "after SELECT stand the variables"),
        ("DROP ALL", {}, "DROP is refused"),
        ("who-accused-whom", {"accused": "nobody"}, "no actor 'nobody'"),
        ("who-accused-whom", {"colour": "red"}, "has no parameter 'colour'"),
        ("ASK {}", {"accused": "police"}, "only a named query has parameters"),
    ],
)
def test_what_has_no_answer_is_an_error_of_one_line(text: str, params: dict[str, str], words: str) -> None:
    with pytest.raises(kg.QueryError, match=re.escape(words)) as caught:
        kg.open(HARBOUR).query(text, engine="oxigraph", timeout=10, max_rows=10, **params)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"engine": "jena"},
        {"timeout": 0},
        {"timeout": float("inf")},
        {"timeout": float("nan")},
        {"max_rows": 0},
        {"max_rows": 2.5},
    ],
)
def test_an_option_that_is_none_is_an_error_and_never_a_query_without_limits(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"there is no engine 'jena'|timeout lies between 0\.1 and 86,400"):
        kg.open(HARBOUR).query("ASK {}", **wrong)


@pytest.mark.parametrize(
    ("text", "params", "words"),
    [
        (None, {}, "a query is text, and not NoneType"),
        (Path("q.rq"), {}, "a query is text, and not PosixPath"),
        ("who-accused-whom", {"accuser": ["russia"]}, "the parameter 'accuser' is text or a datetime.date, and not list"),
        ("who-accused-whom", {"accuser": None}, "the parameter 'accuser' is text or a datetime.date, and not NoneType"),
    ],
)
def test_what_is_no_text_is_not_taken_by_how_it_prints(text: Any, params: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        kg.open(HARBOUR).query(text, **params)


def test_there_are_two_levels() -> None:
    with pytest.raises(ValueError, match=r"there is no level 'bloc' \(one of actor, side\)"):
        kg.open(HARBOUR).network("bloc")  # type: ignore[arg-type]


def test_a_day_may_be_a_date() -> None:
    claims = kg.open(HARBOUR)
    found = claims.query("who-accused-whom", to_day=datetime.date(2011, 5, 2))
    assert found == claims.query("who-accused-whom", to_day="2011-05-02")
    assert 0 < len(found) < len(claims.query("who-accused-whom"))


def test_a_result_is_shown_in_short_with_what_there_is_to_note() -> None:
    claims = kg.open(HARBOUR)
    assert repr(claims.query("SELECT ?s { ?s kg:act 'denies' } LIMIT 1")) == "<kg.Result columns=('s',), 1 rows>"
    assert repr(claims.query("ASK {}")) == "<kg.Result truth=True>"
    empty = claims.query("SELECT ?s { ?s kg:acts 'denies' }")
    assert empty.notes == ("the vocabulary has no 'kg:acts'; did you mean 'kg:act'?",)
    assert empty.notes[0] in repr(empty)


def test_claims_with_errors_answer_nothing_unless_they_may() -> None:
    claims = kg.open(FAULTS)
    assert len([d for d in claims.check() if d.severity == "error"]) == 4
    for ask in (lambda: claims.query("ASK {}"), lambda: claims.graph, claims.network, lambda: claims.corpus):
        with pytest.raises(kg.ClaimsError, match=r"4 errors.*: .*exchange\.yaml:[0-9]+:[0-9]+: error K") as caught:
            ask()
        assert caught.value.diagnostics == claims.check()
    allowed = kg.open(FAULTS, allow_errors=True)
    assert allowed.query("SELECT ?s { ?s ?p ?o }").rows
    assert len(allowed.graph) > 0


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="there is no folder"):
        kg.open(tmp_path / "none")


def test_the_graph_and_the_network_are_those_of_the_claims() -> None:
    claims = kg.open(str(HARBOUR))
    assert claims.graph is claims.graph
    [[count]] = claims.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert len(claims.graph) == count
    assert claims.graph.namespace_manager.expand_curie("actor:police").startswith("https://harbour.example/")
    assert claims.network().has_edge("envoy", "ministry")
    assert claims.network("side").graph["level"] == "side"
