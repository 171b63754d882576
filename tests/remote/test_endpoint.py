"""Servers as engines: what is sent, what is made of the answers, where credentials go."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import socket
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import scripted, status

from kg import query
from kg.engine.guarded import Limits
from kg.remote import received, room
from kg.remote.credentials import authorization
from kg.remote.endpoint import Endpoint, ask, declared
from kg.remote.push import push, store_address
from kg.render.results import sparql_json, sparql_xml
from kg.sparql.answer import Answer, Failure, Row, Term

BASE = "https://x.example/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ROW: Row = (
    Term("iri", "urn:a"),
    Term("literal", "h\nä <&", "", "en-gb"),
    None,
    Term("bnode", "b"),
    Term("literal", "1", f"{XSD}integer"),
)
SELECT = Answer("select", ("a", "b", "c", "d", "e"), (ROW, ROW))


def as_reply(answer: Answer, form: str = received.JSON) -> bytes:
    text = sparql_json(answer) if form == received.JSON else sparql_xml(answer)
    return status("200 OK", f"Content-Type: {form}", body=text).replace(b"Content-Length: ", b"X-Length: ")


# ---- What is sent ----


def test_a_query_goes_by_post_with_its_graph_and_its_prefixes() -> None:
    with scripted(as_reply(Answer("ask", truth=True))) as (url, seen):
        found = query.remote(Endpoint(url, f"{BASE}graph"), "ASK { ?s kg:act 'denies' } # c", BASE, Limits())
    assert found == Answer("ask", truth=True)
    head, _, body = seen[0].decode().partition("\r\n\r\n")
    assert head.startswith("POST /sparql HTTP/1.1")
    assert "Content-Type: application/x-www-form-urlencoded" in head
    assert "Authorization" not in head
    sent = parse_qs(body, strict_parsing=True)
    assert sent == {
        "query": ["PREFIX kg: <https://w3id.org/rejoinder/ns#> ASK { ?s kg:act 'denies' } " + "   "],
        "default-graph-uri": [f"{BASE}graph"],
    }


def test_a_hostile_query_is_not_sent() -> None:
    with scripted() as (url, seen):
        found = query.remote(Endpoint(url), "ASK { SERVICE <http://x.example/> {} }", BASE, Limits())
    assert isinstance(found, Failure)
    assert seen == []


def test_only_the_prefixes_in_use_are_declared_and_none_twice() -> None:
    known = {"kg": "urn:kg#", "actor": "urn:actor/", "xsd": "urn:xsd#"}
    assert declared("ASK { actor:a kg:b '1'^^xsd:c }", known).startswith(
        "PREFIX kg: <urn:kg#> PREFIX actor: <urn:actor/> PREFIX xsd:"
    )
    own = "prefix kg: <urn:mine> ASK { ?s kg:a 'actor:x' } # xsd:"
    assert declared(own, known) == own


# ---- What is made of the answers ----


@pytest.mark.parametrize("form", [received.JSON, received.XML])
@pytest.mark.parametrize("answer", [SELECT, Answer("select", ("a",)), Answer("ask", truth=True), Answer("ask", truth=False)])
def test_both_formats_of_results_are_read(answer: Answer, form: str) -> None:
    asked = "ASK {}" if answer.form == "ask" else "SELECT * {}"
    with scripted(as_reply(answer, form)) as (url, _):
        assert ask(Endpoint(url), asked, {}, Limits()) == answer


@pytest.mark.parametrize(
    ("asked", "answer", "words"),
    [
        ("SELECT * {}", Answer("ask", truth=True), "yes or no where a table"),
        ("ASK {}", SELECT, "a table where yes or no"),
        ("DESCRIBE <urn:a>", SELECT, "a table where a graph"),
    ],
)
def test_an_answer_to_another_question_is_refused(asked: str, answer: Answer, words: str) -> None:
    with scripted(as_reply(answer)) as (url, _):
        found = ask(Endpoint(url), asked, {}, Limits())
    assert found == Failure(f"the server answers with {words} was asked for")


@pytest.mark.parametrize(
    ("form", "head", "row"),
    [
        (received.JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{}', b', {"a": {"type": "uri", "value": "urn:x"}}'),
        (
            received.XML,
            b'<sparql><head><variable name="a"/></head><results>',
            b'<result><binding name="a"><uri>urn:x</uri></binding></result>',
        ),
        (received.NTRIPLES, b"# triples\n", b"<urn:a> <urn:b> <urn:c> .\n"),
    ],
)
def test_an_answer_without_end_is_cut_where_the_rows_are(form: str, head: bytes, row: bytes) -> None:
    def send_on(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: " + form.encode() + b"\r\n\r\n" + head)
            while True:
                connection.sendall(row * 1000)

    with scripted(send_on) as (url, _):
        asked = "CONSTRUCT WHERE { ?a ?b ?c }" if form == received.NTRIPLES else "SELECT * { ?a ?b ?c }"
        found = ask(Endpoint(url), asked, {}, Limits(60, rows=50, memory=1 << 40))
    assert isinstance(found, Answer)
    assert found.truncated
    assert 49 <= len(found.rows) <= 50  # a comment is no triple


TERMS = st.one_of(
    st.none(),
    st.text("abc:/#", min_size=1).map(lambda value: Term("iri", value)),
    st.text("abc", min_size=1).map(lambda value: Term("bnode", value)),
    st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(lambda value: Term("literal", value)),
    st.text("a\n\t ").map(lambda value: Term("literal", value, f"{XSD}date")),
    st.text("aé").map(lambda value: Term("literal", value, "", "fa-af")),
)


def read(body: bytes, media_type: str, most: int) -> Answer | Failure:
    """The answer in a whole reply."""
    whole = received.Received(media_type, most)
    whole.take(body)
    return whole.answer()


@given(st.lists(st.tuples(TERMS, TERMS), max_size=5))
def test_what_we_write_we_read(rows: list[Row]) -> None:
    # XML 1.0 cannot hold U+FFFE and U+FFFF.
    rows = [r for r in rows if not any(t and {"\ufffe", "\uffff"} & set(t.value) for t in r)]
    answer = Answer("select", ("a", "b"), tuple(rows))
    assert read(sparql_json(answer).encode(), received.JSON, 9) == answer
    assert read(sparql_xml(answer).encode(), received.XML, 9) == answer


@given(st.lists(st.tuples(TERMS, TERMS), max_size=4), st.integers(1, 40), st.sampled_from([received.JSON, received.XML]))
def test_it_does_not_matter_how_an_answer_is_cut_into_pieces(rows: list[Row], size: int, form: str) -> None:
    answer = Answer("select", ("a", "b"), tuple(rows))
    body = (sparql_json(answer) if form == received.JSON else sparql_xml(answer)).encode()
    pieces = received.Received(form, 9)
    for at in range(0, len(body), size):
        assert not pieces.take(body[at : at + size])
    assert pieces.answer() == read(body, form, 9)


def test_a_document_may_say_its_columns_last() -> None:
    rows = '[{"a": {"type": "uri", "value": "urn:x"}}, {}, {}]'
    body = f'{{"results": {{"x": [1], "bindings": {rows}}}, "y": 2, "head": {{"vars": ["a"]}}}}'.encode()
    assert read(body, received.JSON, 9) == Answer("select", ("a",), ((Term("iri", "urn:x"),), (None,), (None,)))
    assert read(body, received.JSON, 1) == Answer("select", ("a",), ((Term("iri", "urn:x"),),), truncated=True)


def test_no_part_of_a_document_is_longer_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets of three characters become objects of sixty bytes, so that a long value would fill the memory."""
    monkeypatch.setattr(room, "LONGEST", 1000)
    pieces = received.Received(received.JSON, 9)
    ends = [pieces.take(piece) for piece in [b'{"head": {"link": [', *[b"[]," * 100] * 9]]
    assert ends[0] is False
    assert ends[-1] is True
    found = pieces.answer()
    assert isinstance(found, Failure)
    assert found.reason.endswith("a part of it is longer than 0 MiB")


def test_graphs_are_read_and_rows_are_bounded() -> None:
    body = b'<urn:a> <urn:b> "x"@en .\n<urn:a> <urn:b> <urn:c> .\n'
    for form in (received.NTRIPLES, received.TURTLE):
        found = read(body, form, 1)
        assert isinstance(found, Answer)
        assert (found.form, found.truncated) == ("graph", True)
        assert found.rows == ((Term("iri", "urn:a"), Term("iri", "urn:b"), Term("literal", "x", "", "en")),)
    limited = read(sparql_json(SELECT).encode(), received.JSON, 1)
    assert limited == Answer("select", SELECT.variables, (ROW,), truncated=True)


@pytest.mark.parametrize(("value", "truth"), [("1", True), ("0", False)])
def test_an_ask_that_virtuoso_answers_with_a_table_is_read(value: str, *, truth: bool) -> None:
    table = Answer("select", ("__ASK_RETVAL",), ((Term("literal", value, f"{XSD}integer"),),))
    assert read(sparql_json(table).encode(), received.JSON, 1) == Answer("ask", truth=truth)


@pytest.mark.parametrize(("value", "word"), [("1", "true"), ("0", "false"), ("true", "true"), ("maybe", "maybe")])
def test_truth_comes_in_words(value: str, word: str) -> None:
    found = read(sparql_json(Answer("select", ("a",), ((Term("literal", value, f"{XSD}boolean"),),))).encode(), received.JSON, 1)
    assert found == Answer("select", ("a",), ((Term("literal", word, f"{XSD}boolean"),),))


@pytest.mark.parametrize(
    ("body", "form", "words"),
    [
        (b"<html>", "text/html", "is this a query endpoint?"),
        (b"<html>", received.JSON, "is not what"),
        (b"{}", received.JSON, "is not what"),
        (b"[]", received.JSON, "is not what"),
        (b'{"boolean": "yes"}', received.JSON, "is not what"),
        (b'{"boolean": 1}', received.JSON, "is not what"),
        (
            b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "what", "value": "x"}}]}}',
            received.JSON,
            "is not what",
        ),
        (
            b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": 1}}]}}',
            received.JSON,
            "is not what",
        ),
        (b'{"head": {"vars": [1]}, "results": {"bindings": []}}', received.JSON, "is not what"),
        (b"[" * 100_000, received.JSON, "is not what"),
        (b"<a/>", received.XML, "is not what"),
        (b"<a>", received.XML, "is not what"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><sparql><results/></sparql>', received.XML, "is not what"),
        (b"<sparql><boolean>maybe</boolean></sparql>", received.XML, "is not what"),
        (b"<a", received.NTRIPLES, "is not what"),
        (b"\xff", received.JSON, "it is not UTF-8"),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": [{}', received.JSON, "it ends too early"),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": [{} {}]}}', received.JSON, "a comma is missing"),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": [,{}]}}', received.JSON, "it is not JSON"),
        (b'{"head": {"vars": ["a"]}, "results": {"bindings": []}} x', received.JSON, "something follows its end"),
        (b'{"head": {"vars": ["a"]},}', received.JSON, "a key in it is not text"),
        (b'{"head": {}, "results": {"bindings": []}}', received.JSON, "it has no 'vars'"),
        (b'{"head": {"vars": []}}', received.JSON, "it has no 'bindings'"),
        (b"<a>" * 100, received.XML, "it is nested too deeply"),
        (b"", "", "does not say what it answers in"),
    ],
)
def test_a_server_that_talks_nonsense_is_told_from_one_that_answers(body: bytes, form: str, words: str) -> None:
    found = read(body, form, 10)
    assert isinstance(found, Failure)
    assert words in found.reason


# ---- Credentials ----


def test_the_environment_holds_a_token_or_a_name_and_a_password() -> None:
    url = "https://x.example/sparql"
    assert authorization(url, {}) == ""
    assert authorization(url, {"KG_ENDPOINT_TOKEN": "t0"}) == "Bearer t0"
    basic = authorization(url, {"KG_ENDPOINT_USER": "ida", "KG_ENDPOINT_PASSWORD": "pä:ss"})
    assert isinstance(basic, str)
    assert base64.b64decode(basic.removeprefix("Basic ")).decode() == "ida:pä:ss"


def test_a_file_holds_credentials_for_each_server(tmp_path: Path) -> None:
    path = tmp_path / "credentials"
    path.write_text(
        "# mine\n\nhttps://x.example bearer t1\nhttps://x.example:444 basic ida:pass\nhttp://localhost:1 bearer t2\n", "utf-8"
    )
    path.chmod(0o600)
    env = {"KG_ENDPOINT_CREDENTIALS": str(path)}
    assert authorization("https://x.example/a/b?c", env) == "Bearer t1"
    assert authorization("https://x.example:443/", env) == "Bearer t1"
    assert str(authorization("https://x.example:444/", env)).startswith("Basic ")
    assert authorization("http://localhost:1/", env) == "Bearer t2"
    for other in ("https://y.example/", "http://x.example/", "https://sub.x.example/", "http://localhost:2/"):
        assert authorization(other, env) == ""


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"KG_ENDPOINT_TOKEN": "s3cret\r\nX: y"}, "a character that no header can carry"),
        ({"KG_ENDPOINT_CREDENTIALS": "/no/such"}, "No such file"),
    ],
)
def test_bad_credentials_are_told_without_showing_them(env: dict[str, str], words: str) -> None:
    found = authorization("https://x.example/", env)
    assert isinstance(found, Failure)
    assert words in found.reason
    assert "s3cret" not in found.reason


def test_credentials_never_travel_in_the_clear() -> None:
    found = authorization("http://x.example/", {"KG_ENDPOINT_TOKEN": "s3cret"})
    assert found == Failure("credentials are only sent over https, or to this machine")
    assert authorization("http://127.0.0.1:9/", {"KG_ENDPOINT_TOKEN": "t"}) == "Bearer t"


def test_a_file_that_others_can_read_or_nobody_understands_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "credentials"
    path.write_text("https://x.example s3cret\n", "utf-8")
    path.chmod(0o640)
    env = {"KG_ENDPOINT_CREDENTIALS": str(path)}
    assert authorization("https://x.example/", env) == Failure(f"others can read '{path}': chmod 600 it")
    path.chmod(0o600)
    found = authorization("https://x.example/", env)
    assert isinstance(found, Failure)
    assert found.reason.startswith(f"line 1 of '{path}' should be")
    assert "s3cret" not in found.reason


def test_no_object_shows_what_it_holds() -> None:
    server = query.server("https://x.example/", None, BASE, {"KG_ENDPOINT_TOKEN": "s3cret"})
    assert isinstance(server, Endpoint)
    assert server.headers()["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in repr(server)
    assert server.graph == f"{BASE}graph"


# ---- A graph on a server ----

TRIPLES = b"<urn:a> <urn:b> <urn:c> .\n"
DIGEST = hashlib.sha256(TRIPLES).hexdigest()


def table_of(*values: str) -> bytes:
    """The reply with a table of one column."""
    return as_reply(Answer("select", ("x",), tuple((Term("literal", value),) for value in values)))


OURS, NONE, TWO = table_of(DIGEST), table_of(), table_of("2")


def pushed(*replies: bytes, force: bool = False) -> tuple[Literal["sent", "unchanged"] | Failure, list[bytes]]:
    with scripted(*replies) as (url, seen):
        store = url.replace("/sparql", "/store")
        return push(Endpoint(url, "urn:g?a=b&c"), store, "<urn:d>", TRIPLES, Limits(), force=force), seen


def test_a_graph_is_sent_with_its_hash_last_and_looked_for_before_and_after() -> None:
    found, seen = pushed(NONE, status("204 No Content"), OURS, TWO)
    assert found == "sent"
    head, _, body = seen[1].partition(b"\r\n\r\n")
    assert head.startswith(b"PUT /store?graph=urn%3Ag%3Fa%3Db%26c HTTP/1.1")
    assert b"Content-Type: application/n-triples" in head
    assert body == TRIPLES + f'<urn:d> <https://w3id.org/rejoinder/ns#contentHash> "{DIGEST}" .\n'.encode()


def test_the_same_graph_is_not_sent_again_unless_it_is_forced() -> None:
    found, seen = pushed(OURS, TWO)
    assert found == "unchanged"
    assert len(seen) == 2
    found, seen = pushed(status("204 No Content"), OURS, TWO, force=True)
    assert found == "sent"
    assert seen[0].startswith(b"PUT ")


@pytest.mark.parametrize("count", ["1", "3", "40"])
def test_a_graph_that_was_changed_on_the_server_is_replaced(count: str) -> None:
    """It still bears the hash of what was pushed, and no longer has as many triples."""
    found, seen = pushed(OURS, table_of(count), status("204 No Content"), OURS, TWO)
    assert found == "sent"
    assert seen[2].startswith(b"PUT ")


def test_an_older_push_that_arrives_late_is_reported() -> None:
    found, _ = pushed(NONE, status("204 No Content"), table_of("0" * 64))
    assert isinstance(found, Failure)
    assert "the graph of another push" in found.reason
    found, _ = pushed(table_of("0" * 64), status("204 No Content"), OURS, TWO)  # and the next push puts it right
    assert found == "sent"


@pytest.mark.parametrize("after", [(table_of("0" * 64, DIGEST), TWO), (OURS, table_of("9"))])
def test_a_server_that_adds_where_it_should_replace_is_reported(after: tuple[bytes, bytes]) -> None:
    found, _ = pushed(NONE, status("204 No Content"), *after)
    assert isinstance(found, Failure)
    assert "holds more than was sent" in found.reason


@pytest.mark.parametrize("count", [NONE, table_of("many"), table_of("1" * 5000), table_of("1", "2")])
def test_a_count_that_is_none_is_reported(count: bytes) -> None:
    found, _ = pushed(OURS, count)
    assert isinstance(found, Failure)
    assert found.reason.endswith("does not say how many triples its graph has")


def test_a_graph_that_does_not_appear_is_told() -> None:
    with scripted(NONE, status("201 Created"), NONE) as (url, _):
        found = push(Endpoint(f"{url}?key=s3cret", "urn:g"), f"{url}?key=s3cret", "<urn:d>", TRIPLES, Limits())
    assert isinstance(found, Failure)
    assert "s3cret" not in found.reason
    assert found.reason.endswith("do they belong together?")
    found, _ = pushed(NONE, status("403 Forbidden"))
    assert isinstance(found, Failure)


@pytest.mark.parametrize(
    ("url", "store"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/store"),
        ("http://localhost:8890/sparql", "http://localhost:8890/sparql-graph-crud"),
        ("https://x.example/ds/sparql", "https://x.example/ds/data"),
        ("https://x.example/a/ds/query?x=y", "https://x.example/a/ds/data"),
        ("https://x.example/repositories/r", "https://x.example/repositories/r/rdf-graphs/service"),
        ("https://x.example/ask", None),
    ],
)
def test_the_graph_store_of_known_servers_is_found(url: str, store: str | None) -> None:
    assert store_address(url) == store


def test_credentials_stay_with_their_server() -> None:
    server = Endpoint("https://x.example/query", "urn:g", "Bearer t")
    found = query.push(server, "https://y.example/store", TRIPLES, BASE, Limits())
    assert found == Failure("credentials are not sent to a graph store on another server than the endpoint's")
    unknown = query.push(Endpoint("https://x.example/ask?key=s3cret", "urn:g"), None, TRIPLES, BASE, Limits())
    assert unknown == Failure("where is the graph store of 'https://x.example/ask'? name it with --store URL")
    assert isinstance(query.push(server, "file:///tmp/x", TRIPLES, BASE, Limits()), Failure)
    assert isinstance(query.server("https://x.example/", "no iri", BASE, {}), Failure)
