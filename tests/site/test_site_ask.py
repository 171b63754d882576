"""The page on which readers ask: without an engine, with one of another kind, and with the answers of `kg query`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import browsing
import harbour
import pyoxigraph
import pytest
import sites
from places import REPOSITORY

from kg import query
from kg.engine import oxigraph
from kg.rdf.terms import RECORD_KINDS
from kg.site import build, frame
from kg.site.ask import engine, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = REPOSITORY / engine.FOLDER
NAMED = query.named()
MORE = {"possibly-said-by": {"to_day": "2017-04-24"}, "surely-said-by": {"to_day": "2017-04-24"}, "findings": {}}
"""Parameters in the place of those of the example, where that has a date which no field of a form takes."""


def package(folder: Path, **changed: bytes) -> Path:
    """The folder of a package like the real one, with other files in it."""
    script = b"const x = import.meta.url;\nexport class Store {}\nexport { x, Store as default };\n"
    files = {"package.json": b'{"name": "oxigraph", "version": "0.5.1"}', "web.js": script, "web_bg.wasm": b"\0asm\1\0\0\0"}
    folder.mkdir(parents=True)
    for name, data in (files | {key.replace("__", "."): data for key, data in changed.items()}).items():
        (folder / name).write_bytes(data)
    return folder


def test_that_the_glue_code_becomes_a_classic_script(tmp_path: Path) -> None:
    found = engine.read(package(tmp_path / "oxigraph"))
    assert (found.version, found.wasm) == ("0.5.1", b"\0asm\1\0\0\0")
    assert found.script.split() == ["const", "x", "=", '"";', "class", "Store", "{}"]
    assert found.asset().startswith(b"self.kgEngine = {")
    assert found.asset() == found.asset()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"package__json": b"no"}, "not the folder of an npm package"),
        ({"package__json": b'{"name": "vis-network", "version": "1"}'}, "holds vis-network 1: expected oxigraph 0.5"),
        ({"package__json": b'{"name": "oxigraph", "version": "0.6.0"}'}, "holds oxigraph 0.6.0: expected oxigraph 0.5"),
        ({"web__js": b"import './other.js';"}, "in a form that the page cannot use"),
        ({"web_bg__wasm": b"<html>"}, "in a form that the page cannot use"),
        ({"web__js": b"\xff"}, "is not whole"),
    ],
)
def test_that_no_other_engine_is_taken(tmp_path: Path, changed: dict[str, bytes], reason: str) -> None:
    with pytest.raises(engine.EngineError, match=re.escape(reason)):
        engine.read(package(tmp_path / "oxigraph", **changed))


def test_that_the_engine_is_looked_for_above_the_claims(tmp_path: Path) -> None:
    claims = tmp_path / "tracker" / "claims"
    claims.mkdir(parents=True)
    assert engine.find(claims) in {None, engine.find(tmp_path)}
    package(tmp_path / "node_modules" / "oxigraph")
    assert engine.find(claims) == tmp_path.resolve() / "node_modules" / "oxigraph"


def test_that_without_an_engine_the_page_says_so_and_shows_each_query_and_command() -> None:
    files = sites.shipped()
    shown = sites.pages({"ask.html": files["ask.html"]})["ask.html"]
    assert "npm install oxigraph" in shown.xpath("string(//*[@id='install'])")
    assert not shown.xpath("//form[not(@role)]|//script[contains(@src, 'ask')]|//textarea")
    assert {one.get("id") for one in shown.xpath("//details[@class='question']")} == {f"q-{name}" for name in NAMED}
    assert {code.text for code in shown.xpath("//p/code") if code.text.startswith("kg ")} == {q.example for q in NAMED.values()}
    assert "wasm" not in files["ask.html"].decode().partition("</head>")[0]
    assert not [path for path in files if path in {page.ENGINE, page.GRAPH, "assets/ask.js"}]


def test_that_every_named_query_is_asked_once() -> None:
    assert sorted(name for names in page.GROUPS.values() for name in names.split()) == sorted(NAMED)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with what it loads, in a folder."""
    if not (FOLDER / "package.json").is_file():
        browsing.leave_out("oxigraph is missing: npm install")
    top = tmp_path_factory.mktemp("ask")
    made = build.site(harbour.shipped(), sites.EDITION, folder="claims", engine=engine.read(FOLDER))
    files = dict(page.pages(made)) | {page.GRAPH: engine.graph(harbour.shipped_ntriples())}
    files |= dict(frame.assets(made))
    for path, data in files.items():
        (top / path).parent.mkdir(exist_ok=True)
        (top / path).write_bytes(data)
    return top / "ask.html"


@pytest.fixture(scope="module")
def seen(browser: Browser, place: Path) -> Iterator[browsing.Seen]:
    """The page, open from the disk."""
    with browsing.visit(browser, place) as found:
        yield found


def saved(seen: browsing.Seen, ending: str) -> str:
    """The answer as the file that a reader saves."""
    with seen.page.expect_download() as download:
        seen.page.locator("#get button").nth({"csv": 0, "json": 1}[ending]).click()
    assert download.value.suggested_filename.endswith(f".{ending}")
    return download.value.path().read_text("utf-8")


def opened(seen: browsing.Seen, name: str) -> None:
    if not seen.page.locator(f"#q-{name}[open]").count():
        seen.page.locator(f"#q-{name} > summary").click()


def ask(seen: browsing.Seen, name: str, given: dict[str, str]) -> str:
    """Asks a question with values in its fields, and waits for what the page says."""
    opened(seen, name)
    for key, value in given.items():
        field = seen.page.locator(f"#{name}-{key}")
        if field.get_attribute("data-kind") == "act":
            field.select_option(value)
        else:
            field.fill(value)
    seen.page.locator(f"#q-{name} button:not([type])").click()
    return settled(seen)


def settled(seen: browsing.Seen) -> str:
    """What the page says once it has an answer."""
    status = seen.page.locator("#status")
    seen.page.locator("#status:not(:has-text('Working.'))").wait_for()
    return status.inner_text()


@pytest.mark.browser
def test_that_every_named_query_has_the_answer_of_the_command(seen: browsing.Seen) -> None:
    store = oxigraph.memory(harbour.shipped_ntriples())
    empty = 0
    for name, found in NAMED.items():
        given = MORE.get(name, dict(part.split("=", 1) for part in found.example.split(" --param ")[1:]))
        text = query.bind(found, harbour.shipped(), given)
        assert isinstance(text, str)
        solutions = store.query(text)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        expected = json.loads(solutions.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")
        status = ask(seen, name, given)
        rows = expected["results"]["bindings"]
        if not rows:
            empty += 1
            assert status.startswith("No rows"), name
            continue
        assert status.startswith(f"{len(rows):,} row"), (name, status)
        assert json.loads(saved(seen, "json")) == expected, name
    assert empty <= 4
    assert not seen.complaints
    assert {url.partition(":")[0] for url in seen.requests} <= {"file", "blob"}


@pytest.mark.browser
def test_that_names_are_suggested_and_answers_lead_to_pages(seen: browsing.Seen) -> None:
    field = seen.page.locator("#who-accused-whom-accused")
    opened(seen, "who-accused-whom")
    field.fill("")
    field.press_sequentially("taliba")
    seen.page.locator("#who-accused-whom-accused-list option[value='taliban']").wait_for(state="attached")
    assert ask(seen, "who-accused-whom", {"accused": "Taliban"}).endswith("rows.")
    links = seen.page.locator("#table a")
    paths = {str(link.get_attribute("href")) for link in links.all()}
    assert paths
    assert all(path in sites.shipped() for path in paths)
    assert {path.partition("/")[0] for path in paths} <= set(RECORD_KINDS)
    alleged = seen.page.locator("#table td:has(a[href^='allegation/'])").first.inner_text()
    assert alleged.startswith("Alleged: ")
    assert "Allegation:" not in alleged
    assert saved(seen, "csv").startswith("accuser,accused,date,")
    assert "No record of this kind is called “nobody at all”" in ask(seen, "who-accused-whom", {"accused": "nobody at all"})
    seen.page.locator("#q-who-accused-whom .edit").click()
    assert "No record of this kind" in settled(seen)


@pytest.mark.browser
def test_that_the_editor_answers_says_what_is_wrong_and_stops_in_time(seen: browsing.Seen) -> None:
    editor = seen.page.locator("#sparql")

    def put(text: str) -> str:
        editor.fill(text)
        seen.page.locator("#editor button").click()
        return settled(seen)

    assert put("ASK { ?s kg:speaker actor:russia }") == "Yes."
    assert put("ASK { ?s kg:speaker actor:nobody }") == "No."
    assert put("SELECT ?s WHERE { ?s a kg:NoSuchThing }").startswith("No rows")
    assert "not understood" in put("SELECT ?s WHERE { ?s }")
    assert "not supported" in put("SELECT ?s WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }")
    assert "not understood" in put("DELETE WHERE { ?s ?p ?o }")
    put("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:Actor ; rdfs:label ?l }")
    assert "<http://www.w3.org/2000/01/rdf-schema#label>" in seen.page.locator("#table pre").inner_text()
    assert put("SELECT ('<img src=x onerror=alert(1)>' AS ?x) WHERE {}") == "1 row."
    assert seen.page.locator("#table img").count() == 0
    seen.page.locator("#seconds").fill("1")
    assert put("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }").startswith("Stopped")
    seen.page.locator("#seconds").fill("60")
    assert put("ASK { ?s kg:speaker actor:russia }") == "Yes."
    assert not seen.complaints
    assert not seen.serious()
