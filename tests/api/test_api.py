"""The Python API: what `docs/api.md` shows is what happens, and claims with errors answer nothing."""

from __future__ import annotations

import csv
import datetime
import doctest
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, assert_type

import pytest
from forked import kg as kg_command
from places import REPOSITORY, TESTS

import kg
from kg import query
from kg.api.result import value as _value
from kg.api.rows import Value
from kg.model.records import Record
from kg.rdf import vocab
from kg.sparql.answer import Term

HARBOUR: Final = TESTS / "graphs" / "harbour" / "claims"
FAULTS: Final = TESTS / "cases" / "four-faults" / "claims"


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
        print(sorted(filter(None, (completer.complete("kg.", n) for n in range(60)))))
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
    assert_type(result.to_dicts(), list[dict[str, Value]])
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
        ("SELECT", {}, "the query ends too early"),
        ("DROP ALL", {}, "DROP is refused"),
        ("who-accused-whom", {"accused": "nobody"}, "unknown actor 'nobody'"),
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
    with pytest.raises(ValueError, match=r"unknown engine 'jena'|timeout lies between 0\.1 and 86,400"):
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
    with pytest.raises(ValueError, match=r"unknown level 'bloc' \(one of actor, side\)"):
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
    with pytest.raises(NotADirectoryError, match="no such folder"):
        kg.open(tmp_path / "none")


def test_the_graph_and_the_network_are_those_of_the_claims() -> None:
    claims = kg.open(str(HARBOUR))
    assert claims.graph is claims.graph
    [[count]] = claims.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert len(claims.graph) == count
    assert claims.graph.namespace_manager.expand_curie("actor:police").startswith("https://harbour.example/")
    assert claims.network().has_edge("envoy", "ministry")
    assert claims.network("side").graph["level"] == "side"


def test_names_are_those_of_the_command() -> None:
    result = kg.open(HARBOUR).query("who-accused-whom")
    run = command("query", "--name", "who-accused-whom", "--format", "markdown")
    printed = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in run.splitlines()[2:]]
    assert [tuple(re.sub(r"([\\|*_`<>\[\]])", r"\\\1", cell) for cell in row) for row in result.names] == printed
    assert "Harbour Police" in {cell for row in result.names for cell in row}
    assert len(result.names) == len(result.rows)


def test_results_are_indexed_by_row_by_slice_and_by_column() -> None:
    result = kg.open(HARBOUR).query("who-accused-whom")
    assert result[0] == result.rows[0]
    assert result[-1] == result.rows[-1]
    assert_type(result[:2], kg.Result)
    some = result[1:4]
    assert (some.rows, some.terms, some.names) == (result.rows[1:4], result.terms[1:4], result.names[1:4])
    assert (len(some), list(some), some.columns) == (3, list(result.rows[1:4]), result.columns)
    assert result["accused"] == tuple(row["accused"] for row in result.to_dicts())
    with pytest.raises(KeyError, match=r"unknown column 'acused' \(one of accuser, accused"):
        result["acused"]
    with pytest.raises(IndexError):
        result[len(result)]


def test_pandas_keeps_days_whole_numbers_and_gaps() -> None:
    import pandas as pd

    claims = kg.open(HARBOUR)
    frame = claims.query("answer-delays").to_pandas()
    assert list(frame.columns) == list(claims.query("answer-delays").columns)
    assert str(frame["days_min"].dtype) == "Int64"
    days = claims.query(
        "SELECT ?s ?d ?q { ?s kg:act ?a . OPTIONAL { ?s kg:earliest ?d } OPTIONAL { ?s kg:jointly ?q } }"
    ).to_pandas()
    known = days["d"].dropna()
    assert 0 < len(known) < len(days)
    assert isinstance(known.iloc[0], datetime.date)
    names = claims.query("who-accused-whom").to_pandas(names=True)
    assert "Harbour Police" in set(names["accused"])
    table = claims.who().to_pandas()
    assert table["accusations most"].sum() >= table["accusations least"].sum() > 0
    assert isinstance(claims.query("SELECT ?s { ?s kg:act 'sings' }").to_pandas(), pd.DataFrame)


@pytest.mark.parametrize("answer", ["query", "table"])
def test_without_pandas_one_line_says_what_to_type(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = kg.open(HARBOUR)
    rows = claims.query("who-accused-whom") if answer == "query" else claims.who()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError) as caught:
        rows.to_pandas()
    assert str(caught.value) == "to_pandas() needs pandas: pip install pandas"


def test_notebooks_show_names_and_run_nothing_that_a_record_says(tmp_path: Path) -> None:
    text = (
        "actors:\n  alba: {name: \"<script>alert('1')</script>\", type: state}\n  borea: {name: 'B & \"C\"', type: state}\n"
        'sources:\n  daily: {title: Daily, url: "https://example.org/"}\n'
        "statements:\n  s: {act: accuses, speaker: alba, against: borea, date: 2021, says: S., reports: [{source: daily}]}\n"
    )
    (tmp_path / "claims.yaml").write_text(text, "utf-8")
    claims = kg.open(tmp_path)
    result, table = claims.query("who-accused-whom"), claims.who()
    for shown in (result._repr_html_(), table._repr_html_()):
        assert "<script" not in shown
        assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;" in shown
        assert "B &amp; &quot;C&quot;" in shown
        cells = re.findall(r'<td dir="auto">(.*?)</td>', shown)
        assert len(cells) == len(result.columns if shown == result._repr_html_() else table.headings)
    assert "yes" in claims.query("ASK { ?s kg:act 'accuses' }")._repr_html_()
    frame = claims.map()._repr_html_()
    assert frame.count("<") == 2
    many = kg.open(HARBOUR).query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert many._repr_html_().count("<tr>") == 61
    assert f"{len(many) - 60:,} more rows" in many._repr_html_()


REPORTS: Final[dict[str, tuple[list[str], Any]]] = {
    "who": (["who"], lambda c: c.who()),
    "who by side": (
        ["who", "--level", "side", "--to", "2013", "--maybe"],
        lambda c: c.who(level="side", to_day=2013, maybe=True),
    ),
    "who accused": (
        ["who", "--accused", "Harbour Police", "--from", "2011-05-01"],
        lambda c: c.who(accused="Harbour Police", from_day=datetime.date(2011, 5, 1)),
    ),
    "answers": (["answers", "--unanswered"], lambda c: c.answers(unanswered=True)),
    "answers to": (["answers", "envoy"], lambda c: c.answers("envoy")),
    "findings": (["findings"], lambda c: c.findings()),
    "findings with": (["findings", "--outcome", "dismissed"], lambda c: c.findings(outcome="dismissed")),
    "findings by": (["findings", "--by", "high-court"], lambda c: c.findings(by="high-court")),
    "stats": (["stats"], lambda c: c.stats()),
    "stats by side": (["stats", "--by", "side"], lambda c: c.stats("side")),
    "origins": (["origins", "--from", "2012"], lambda c: c.origins(from_day="2012")),
    "origins of": (["origins", "charge"], lambda c: c.origins("charge")),
    "independent": (["origins", "--independent", "charge", "blame"], lambda c: c.independent("charge", "blame")),
    "standing": (["standing", "--all"], lambda c: c.standing(everything=True)),
    "standing of": (["standing", "denial"], lambda c: c.standing("denial")),
    "positions": (
        ["positions", "minister", "--to", "2012", "--maybe"],
        lambda c: c.positions("minister", to_day="2012", maybe=True),
    ),
    "disagreements": (["positions", "--sources"], lambda c: c.disagreements()),
    "sides": (["sides", "--joint"], lambda c: c.sides(joint=True)),
    "audit": (["audit"], lambda c: c.audit()),
}


def command(*arguments: str, root: Path = HARBOUR) -> str:
    """What the command writes."""
    run = kg_command(*arguments, "--root", str(root))
    return run.stdout


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_those_of_the_commands(name: str) -> None:
    arguments, ask = REPORTS[name]
    table = ask(kg.open(HARBOUR))
    assert isinstance(table, kg.Table)
    assert len(table) == len(table.rows) == len(table.cells) > 0
    assert json.loads(json.dumps(table.records)) == json.loads(command(*arguments, "--format", "json"))
    assert str(table) == command(*arguments)
    head, *rows = csv.reader(io.StringIO(command(*arguments, "--format", "csv")))
    assert head == list(table.columns)
    assert len(rows) == len(table)
    assert table[:1].rows == table.rows[:1]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda c: c.who(accused="nobody"), "unknown actor 'nobody'"),
        (lambda c: c.who(topic="weather"), "unknown topic 'weather'"),
        (lambda c: c.answers(from_day="2011-02-30"), "'2011-02-30' is not a date: 30 February 2011 does not exist"),
        (lambda c: c.origins("wrong"), "the statement 'wrong' is withdrawn"),
        (lambda c: c.standing("wrong"), "the statement 'wrong' is withdrawn"),
        (lambda c: c.independent("charge"), "name two or more"),
        (lambda c: c.record("nobody"), "unknown record 'nobody'"),
        (lambda c: c.record("the", "allegation"), "may mean several"),
        (lambda c: c.map(around="nobody"), "unknown record 'nobody'"),
        (lambda c: c.check(changed_since="0" * 40), "zeros mean a new branch"),
        (lambda c: c.check(changed_since="no-such-branch"), "no-such-branch"),
    ],
)
def test_a_question_without_an_answer_is_the_line_of_the_command(ask: Any, words: str) -> None:
    with pytest.raises(kg.QueryError, match=re.escape(words)) as caught:
        ask(kg.open(HARBOUR))
    assert "\n" not in str(caught.value)


def test_records_are_found_and_shown_as_the_commands_do() -> None:
    claims = kg.open(HARBOUR)
    assert_type(claims.records("actor"), tuple[Record, ...])
    assert claims.record("Harbour Police") is claims.corpus.actors["police"]
    assert isinstance(claims.record("charge"), kg.Statement)
    listed = json.loads(command("list", "statement", "permits", "--format", "json"))
    assert [row["id"] for row in listed] == [record.id for record in claims.records("statement", "permits")] != []
    assert [row["label"] for row in listed] == [claims.label(record) for record in claims.records("statement", "permits")]
    assert claims.show("charge") == command("show", "charge")
    with pytest.raises(ValueError, match="unknown kind 'person'"):
        claims.records("person")
    assert set(claims.queries) == set(query.named())


def test_maps_are_those_of_the_command(tmp_path: Path) -> None:
    claims = kg.open(HARBOUR)
    for form, options in (("html", {}), ("svg", {"around": "charge"})):
        page = claims.map(form=form, **options)  # type: ignore[arg-type]
        file = tmp_path / f"own.{form}"
        arguments = [part for key, value in options.items() for part in (f"--{key}", value)]
        command("map", "--format", form, "-o", str(tmp_path / f"map.{form}"), *arguments)
        assert page.save(file) == file
        assert file.read_bytes() == (tmp_path / f"map.{form}").read_bytes()
        page.save(file)  # its own is replaced
    (tmp_path / "mine.html").write_text("mine", "utf-8")
    with pytest.raises(FileExistsError, match="was not made by kg"):
        claims.map().save(tmp_path / "mine.html")


def test_timelines_and_briefs_are_those_of_the_command(tmp_path: Path) -> None:
    claims = kg.open(HARBOUR)
    pages = {
        "timeline.html": claims.timeline(),
        "timeline.svg": claims.timeline(form="svg", from_day="2011", to_day="2012", maybe=True),
        "brief.html": claims.brief(),
        "brief.md": claims.brief(form="markdown"),
    }
    for name, page in pages.items():
        options = ["--from", "2011", "--to", "2012", "--maybe"] if name == "timeline.svg" else []
        command(name.partition(".")[0], "-o", str(tmp_path / name), *options)
        assert (tmp_path / name).read_text("utf-8") == str(page)
        assert page.is_picture == name.endswith("svg")
    with pytest.raises(ValueError, match="unknown form 'markdown'"):
        claims.timeline(form="markdown")  # type: ignore[arg-type]


def test_faults_since_a_commit(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments], cwd=tmp_path, check=True)

    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text("actors:\n  alba: {name: Alba, type: state, colour: red}\n", "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    assert kg.open(tmp_path / "claims").check(changed_since="HEAD") == ()
    (tmp_path / "claims" / "b.yaml").write_text("actors:\n  borea: {name: Borea, type: state, shape: round}\n", "utf-8")
    claims = kg.open(tmp_path / "claims")
    found = claims.check(changed_since="HEAD")
    assert {Path(d.mark.file).name for d in found} == {"b.yaml"}
    assert {Path(d.mark.file).name for d in claims.check()} == {"a.yaml", "b.yaml"}


@pytest.mark.parametrize("level", ["actor", "side"])
@pytest.mark.parametrize("form", ["graphml", "gexf", "gml"])
def test_networkx_writes_the_network_and_reads_it_back(level: Any, form: str, tmp_path: Path) -> None:
    import networkx as nx

    path = tmp_path / f"network.{form}"
    for root in (HARBOUR, REPOSITORY / "claims"):
        graph = kg.open(root).network(level)
        getattr(nx, f"write_{form}")(graph, path)
        back = nx.read_graphml(path, force_multigraph=True) if form == "graphml" else getattr(nx, f"read_{form}")(path)
        assert set(back) == set(graph)
        assert {n: d["name"] for n, d in back.nodes(data=True)} == {n: d["name"] for n, d in graph.nodes(data=True)}
        kept = "link kind statement date earliest latest certainty allegations answered mark".split()
        edges = [
            sorted((u, v, *(str(d.get(name)) for name in kept)) for u, v, d in found.edges(data=True)) for found in (graph, back)
        ]
        assert edges[0] == edges[1] != []
        assert all(type(value) in {str, int} for *_, data in graph.edges(data=True) for value in data.values())
