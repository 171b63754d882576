"""Servers that drip, flood, lie, send elsewhere or close: one line, in time, and in little memory."""

from __future__ import annotations

import contextlib
import gzip
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import forked
import pytest
from hostile_servers import JSON_HEAD, TLS, TRIPLES_HEAD, XML_HEAD, YES, Behaviour, clock, drips, floods, request, says, serving
from refusing import patience
from tally import Counted

from kg.engine.guarded import Limits
from kg.remote import http
from kg.remote.endpoint import Endpoint, ask
from kg.remote.http import Request
from kg.remote.reply import Reply
from kg.sparql.answer import Answer, Failure

pytestmark = pytest.mark.slow

SECONDS: Final = 0.5
SLACK: Final = 1.0
"""How much later than the deadline a command may end."""
MORE: Final = 64 << 10
"""How much memory (KiB) a hostile answer may cost beside a good one."""
CHUNKED: Final = JSON_HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GOOD: Final = JSON_HEAD + b"Content-Length: %d\r\n\r\n" % len(YES) + YES


class Tried:
    """What was tried, and the longest that one took."""

    def __init__(self) -> None:
        self.refused = 0
        self.read = 0
        self.slowest = 0.0


@pytest.fixture(scope="module")
def tried(counted: Counted) -> Iterator[Tried]:
    found = Tried()
    yield found
    counted(
        "hostile servers: {tried:,} tried, {refused:,} refused in one line, {read:,} read as "
        f"they should be, 0 crashes, 0 hangs, the slowest {{slowest:.1f}} s with a deadline of {SECONDS:g} s",
        tried=found.refused + found.read,
        refused=found.refused,
        read=found.read,
        slowest=found.slowest,
    )


def asked(behave: Behaviour, tried: Tried, *, seconds: float = SECONDS) -> Answer | Failure:
    """What comes of a query to such a server, in time and in one line."""
    return judged(*timed(behave, seconds), tried, seconds)


def timed(behave: Behaviour, seconds: float = SECONDS) -> tuple[Answer | Failure, float]:
    """What comes of a query to such a server, and after how long."""
    with serving(behave) as place:
        began = clock()
        found = ask(Endpoint(place.url, "urn:g", "Bearer secret"), "ASK {}", {}, Limits(seconds))
        return found, clock() - began


def judged(found: Answer | Failure, took: float, tried: Tried, seconds: float = SECONDS) -> Answer | Failure:
    """The same, in time and in one line, and counted."""
    assert took < seconds + SLACK
    tried.slowest = max(tried.slowest, took)
    if isinstance(found, Failure):
        tried.refused += 1
        assert found.reason.isprintable()
        assert "secret" not in found.reason
        assert len(found.reason) < 500
    else:
        tried.read += 1
    return found


DRIPS: Final = {
    "the status": b"HTTP/1.1 2",
    "the reason": b"HTTP/1.1 200 O",
    "a header": JSON_HEAD + b"X: ",
    "a body of a length": JSON_HEAD + b"Content-Length: 999\r\n\r\n",
    "a body without a length": JSON_HEAD + b"\r\n",
    "the size of a chunk": CHUNKED,
    "the extension of a chunk": CHUNKED + b"5;",
    "a chunk": CHUNKED + b"fff\r\n",
    "a trailer": CHUNKED + b"%x\r\n%s\r\n0\r\nX: " % (len(YES), YES),
    "what an error says": b"HTTP/1.1 500 No\r\nContent-Length: 999\r\n\r\n",
    "a header of a redirect": b"HTTP/1.1 307 Go\r\nLocation: http://e",
}


def test_a_drip_in_any_part_ends_at_the_deadline(tried: Tried) -> None:
    """All at once, since each is nothing but waiting."""
    with ThreadPoolExecutor(len(DRIPS)) as pool:
        behaviours = [drips(head, b" " if "size" in part else b"a") for part, head in DRIPS.items()]
        for part, answer in zip(DRIPS, pool.map(timed, behaviours), strict=True):
            found = judged(*answer, tried)
            assert isinstance(found, Failure), part
            assert found.reason.endswith("gave no answer within 0.5 seconds") or "size of a chunk" in part


ENDLESS: Final = {
    "lines of headers": (JSON_HEAD, b"X: y\r\n"),
    "100 Continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "trailers": (CHUNKED + b"0\r\n", b"X: y\r\n"),
    "empty space in JSON": (CHUNKED, b"5\r\n     \r\n"),
    "chunks of one byte": (CHUNKED + b"1\r\n[\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize("part", ENDLESS)
def test_what_does_not_end_is_left(part: str, tried: Tried) -> None:
    assert isinstance(asked(floods(*ENDLESS[part]), tried), Failure)


CHUNK: Final = b"%x\r\n%s\r\n" % (len(YES), YES)


@pytest.mark.parametrize("size", ["-5", "-0", "+5", "0x5", "5_0", "", " 5", "zz", "1" * 17, "5 5", "५", ";x", "\x00"])
def test_a_chunk_has_a_size_in_hexadecimal_digits(size: str, tried: Tried) -> None:
    found = asked(says(CHUNKED + size.encode() + b"\r\nabc\r\n0\r\n\r\n"), tried)
    assert isinstance(found, Failure)
    assert found.reason.endswith("could not be asked: invalid chunk size")


@pytest.mark.parametrize(
    "body",
    [
        CHUNK + b"0\r\n\r\n",
        CHUNK.replace(b"\r\n", b" ;a=b\r\n", 1) + b"0\r\nX: y\r\n\r\n",
        b"".join(b"1\r\n%c\r\n" % byte for byte in YES) + b"000;x\r\n\r\n",
        CHUNK.replace(b"\r\n", b"\n", 1) + b"0\r\n\r\n",
    ],
)
def test_chunks_as_they_should_be_are_read(body: bytes, tried: Tried) -> None:
    assert asked(says(CHUNKED + body), tried) == Answer("ask", truth=True)


@pytest.mark.parametrize(
    "length",
    [b"Content-Length: 99", b"Content-Length: 5", b"Content-Length: 99999999999999999999", b"Transfer-Encoding: gzip, chunked"],
)
def test_a_length_that_lies_gives_no_answer(length: bytes, tried: Tried) -> None:
    assert isinstance(asked(says(JSON_HEAD + length + b"\r\n\r\n" + YES), tried), Failure)


@pytest.mark.parametrize("length", [b"Content-Length: -1", b"Content-Length: many", b"Content-Length: 4, 4", b"X: none"])
def test_without_a_length_the_answer_ends_with_the_connection(length: bytes, tried: Tried) -> None:
    assert asked(says(JSON_HEAD + length + b"\r\n\r\n" + YES), tried) == Answer("ask", truth=True)


REPLIES: Final = (
    YES,  # HTTP/0.9 has no status and no headers
    b"",
    b"\r\n\r\n",
    b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64",  # SETTINGS, which opens HTTP/2
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"HTTP/2 200 OK\r\n\r\n" + YES,
    b"ICY 200 OK\r\n\r\n" + YES,
    b"\x16\x03\x01\x02\x00\x01",  # TLS
    b"SSH-2.0-OpenSSH_9.2\r\n",
    *(b"HTTP/1.1 %s OK\r\n\r\n" % code for code in (b"0", b"99", b"-1", b"1000", b"abc", b"", b"1e2", b"0200")),
    *(b"HTTP/1.1 %s OK\r\nContent-Length: 0\r\n\r\n" % code for code in (b"101", b"102", b"600", b"999", b"204", b"206")),
)


@pytest.fixture(scope="module")
def replied() -> dict[bytes, tuple[Answer | Failure, float]]:
    """What comes of each of them, all asked at once, since most of the time is spent waiting to ask again."""
    with ThreadPoolExecutor(len(REPLIES)) as pool:
        return dict(zip(REPLIES, pool.map(lambda reply: timed(says(reply), 3), REPLIES), strict=True))


@pytest.mark.parametrize("reply", REPLIES)
def test_another_protocol_and_a_status_out_of_range_are_refused(
    reply: bytes, replied: dict[bytes, tuple[Answer | Failure, float]], tried: Tried
) -> None:
    assert isinstance(judged(*replied[reply], tried, 3), Failure)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "gopher://example.org/",
        "http://[::1",
        "http://user:secret@[x/",
    ],
)
def test_a_redirect_to_a_file_or_a_script_is_not_offered(target: str, tried: Tried) -> None:
    found = asked(says(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()), tried)
    assert isinstance(found, Failure)
    assert found.reason.endswith("sends us elsewhere (status 302)")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (JSON_HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(YES, mtime=0)),
        (JSON_HEAD + b"Content-Encoding: identity\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(YES, mtime=0)),
        (JSON_HEAD + b"Content-Encoding: br\r\n\r\n", YES),
        (JSON_HEAD + b"\r\n", gzip.compress(YES, mtime=0)),
        (JSON_HEAD + b"\r\n", b"<sparql/>"),
        (JSON_HEAD + b"\r\n", YES.decode().encode("utf-16")),
        (XML_HEAD + b"\r\n", YES),
        (TRIPLES_HEAD + b"\r\n", YES),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", YES),
        (b"HTTP/1.1 200 OK\r\nContent-Type: \x00\r\n\r\n", YES),
        (b"HTTP/1.1 200 OK\r\n\r\n", YES),
    ],
)
def test_a_compressed_or_mislabelled_answer_is_refused(head: bytes, body: bytes, tried: Tried) -> None:
    assert isinstance(asked(says(head + body), tried), Failure)


@pytest.mark.parametrize("encoding", [b"identity", b"Identity", b" "])
def test_an_encoding_that_is_none_is_fine(encoding: bytes, tried: Tried) -> None:
    assert asked(says(JSON_HEAD + b"Content-Encoding: " + encoding + b"\r\n\r\n" + YES), tried) == Answer("ask", truth=True)


# A gigabyte of each part

XML: Final = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head><results>'
ROW: Final = b'{"a": {"type": "literal", "value": "'
GIGABYTES: Final = {
    "the status": (b"HTTP/1.1 200 ", b"a"),
    "one header": (JSON_HEAD + b"X: ", b"a"),
    "headers": (JSON_HEAD, b"Xxxxxxxxxx: yyyyyyyyyyyyyyyyy\r\n"),
    "the size of a chunk": (CHUNKED, b"0"),
    "the extension of a chunk": (CHUNKED + b"5;", b"a"),
    "one trailer": (CHUNKED + CHUNK + b"0\r\nX: ", b"a"),
    "what an error says": (b"HTTP/1.1 500 No\r\n\r\n", b"a"),
    "where a redirect leads": (b"HTTP/1.1 302 Go\r\nLocation: http://e.org/", b"a"),
    "a text in JSON": (JSON_HEAD + b'\r\n{"head": {"vars": ["a"]}, "results": {"bindings": [' + ROW, b"a"),
    "brackets in JSON": (JSON_HEAD + b'\r\n{"head": {"link": [', b"[],"),
    "long rows in JSON": (
        JSON_HEAD + b'\r\n{"head": {"vars": ["a"]}, "results": {"bindings": [{}',
        b", " + ROW + b"a" * 100_000 + b'"}}',
    ),
    "many values in a row of JSON": (
        JSON_HEAD + b'\r\n{"head": {"vars": ["a"]}, "results": {"bindings": [{}',
        b", {" + b", ".join(b'"%d": {"type": "uri", "value": ""}' % n for n in range(3000)) + b"}",
    ),
    "a text in XML": (XML_HEAD + b"\r\n" + XML + b'<result><binding name="a"><literal>', b"a"),
    "an attribute in XML": (XML_HEAD + b"\r\n" + XML + b'<result><binding name="', b"a"),
    "a comment in XML": (XML_HEAD + b"\r\n" + XML + b"<!-- ", b"a"),
    "columns in XML": (XML_HEAD + b'\r\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>', b'<variable name="a"/>'),
    "a line of N-Triples": (TRIPLES_HEAD + b'\r\n<urn:a> <urn:b> "', b"a"),
    "lines of N-Triples": (TRIPLES_HEAD + b"\r\n", b'<urn:a> <urn:b> "' + b"a" * 50_000 + b'" .\n'),
}
ASKING: Final = """
import os, resource, sys
from kg.remote.endpoint import Endpoint, ask
from kg.engine.guarded import Limits
for line in sys.stdin:
    url, query = line.rstrip().split(" ", 1)
    child = os.fork()
    if not child:
        found = ask(Endpoint(url, "urn:g"), query, {}, Limits(20))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(memory, str(getattr(found, "reason", "an answer"))[:300], flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""
"""Asks each server of which it reads in a fresh child of its own, that has the imports and nothing else."""


class Asking:
    """A process that asks, so that what it needs is not lost in what a process with tests has."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running
        self.usual = self.cost(says(GOOD), "ASK {}")[0]

    def cost(self, behave: Behaviour, query: str) -> tuple[int, str]:
        """The memory (KiB) that it needs to ask such a server, and what comes of it."""
        with serving(behave) as place, patience():
            assert self._running.stdin is not None
            assert self._running.stdout is not None
            self._running.stdin.write(f"{place.url} {query}\n")
            self._running.stdin.flush()
            memory, _, words = self._running.stdout.readline().partition(" ")
        return int(memory), words.strip()


@pytest.fixture(scope="module")
def asking() -> Iterator[Asking]:
    with subprocess.Popen([sys.executable, "-c", ASKING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield Asking(running)


@pytest.mark.parametrize("part", GIGABYTES)
def test_a_gigabyte_of_any_part_costs_little_memory(part: str, asking: Asking, tried: Tried) -> None:
    memory, words = asking.cost(floods(*GIGABYTES[part]), "CONSTRUCT {} WHERE {}" if "N-Triples" in part else "SELECT * {}")
    assert memory - asking.usual < MORE, words
    assert words != "an answer"
    tried.refused += 1


# TLS


@pytest.mark.parametrize(
    ("certificate", "words"),
    [("wrong-name", "IP address mismatch"), ("expired", "certificate has expired"), ("self-signed", "self-signed certificate")],
)
def test_a_certificate_that_is_not_valid_is_refused(
    certificate: str, words: str, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    with serving(says(GOOD), certificate) as place:
        found = ask(Endpoint(place.url, "urn:g", "Bearer secret"), "ASK {}", {}, Limits(5))
    assert isinstance(found, Failure)
    assert "has no valid certificate" in found.reason
    assert words.replace("-", " ") in found.reason.replace("-", " ")
    tried.refused += 1


def test_a_valid_certificate_is_accepted(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    with serving(says(GOOD), "valid") as place:
        assert ask(Endpoint(place.url, "urn:g"), "ASK {}", {}, Limits(5)) == Answer("ask", truth=True)
    with serving(drips(JSON_HEAD + b"\r\n"), "valid") as place:
        began = clock()
        assert isinstance(ask(Endpoint(place.url, "urn:g"), "ASK {}", {}, Limits(SECONDS)), Failure)
        assert clock() - began < SECONDS + SLACK
    tried.read += 1
    tried.refused += 1


def test_a_handshake_that_drips_ends_at_the_deadline(tried: Tried) -> None:
    def behave(connection: socket.socket) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        while True:
            time.sleep(0.02)
            connection.sendall(b"\x00")

    with serving(behave) as place:
        began = clock()
        found = ask(Endpoint(place.url.replace("http:", "https:"), "urn:g"), "ASK {}", {}, Limits(SECONDS))
        assert clock() - began < SECONDS + SLACK
    assert isinstance(found, Failure)
    tried.refused += 1


# Names of servers


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A resolver that does not answer before the end of the test."""
    over = threading.Event()

    def look_up(*_: object, **__: object) -> None:
        over.wait(60)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield
    over.set()


@pytest.mark.usefixtures("hanging")
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_look_up_of_a_name_that_hangs_ends_at_the_deadline(scheme: str, tried: Tried) -> None:
    began = clock()
    found = ask(Endpoint(f"{scheme}://server.example/sparql", "urn:g", "Bearer secret"), "ASK {}", {}, Limits(SECONDS))
    took = clock() - began
    assert found == Failure(f"{scheme}://server.example/sparql gave no answer within 0.5 seconds")
    assert took < SECONDS + SLACK
    tried.slowest = max(tried.slowest, took)
    tried.refused += 1


@pytest.mark.parametrize(
    "args", [("push", "https://server.example/sparql"), ("query", "--endpoint", "http://server.example/sparql", "ASK {}")]
)
def test_no_command_waits_for_a_look_up_that_hangs(args: tuple[str, ...], tried: Tried) -> None:
    """Nor does the end of its process: the thread that looks up is in a call of the system that never returns."""

    def before() -> None:
        socket.getaddrinfo = lambda *_, **__: time.sleep(600)  # type: ignore[assignment]

    with patience():
        ran = forked.run(*args, "--demo", "--timeout", "0.3", before=before)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.endswith("gave no answer within 0.3 seconds\n")
    tried.refused += 1


def test_a_server_with_many_addresses_has_no_more_time(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.ExitStack() as stack:
        full = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(8):  # nobody accepts them, so that from some number on none is even established
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(full.getsockname())
        address = (socket.AF_INET, socket.SOCK_STREAM, 6, "", full.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [address] * 50)
        began = clock()
        found = ask(Endpoint("http://server.example/sparql", "urn:g"), "ASK {}", {}, Limits(SECONDS))
        assert clock() - began < SECONDS + SLACK
    assert found == Failure("http://server.example/sparql gave no answer within 0.5 seconds")
    tried.refused += 1


def test_a_server_whose_first_address_refuses_is_asked_at_the_next(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says(GOOD)) as place, socket.create_server(("127.0.0.1", 0)) as closed:
        gone = closed.getsockname()
        closed.close()
        there = ("127.0.0.1", int(place.url.rpartition(":")[2].partition("/")[0]))
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in (gone, there)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert ask(Endpoint("http://server.example/sparql", "urn:g"), "ASK {}", {}, Limits(5)) == Answer("ask", truth=True)
    tried.read += 1


# While we push


def _closes(connection: socket.socket) -> None:
    connection.recv(1000)


def _refuses(connection: socket.socket) -> None:
    connection.recv(1000)
    connection.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")


def _reads_nothing(connection: socket.socket) -> None:
    time.sleep(SECONDS + SLACK)
    request(connection)


@pytest.mark.parametrize("behave", [_closes, _refuses, _reads_nothing])
def test_a_server_that_closes_or_stops_while_we_push_gives_one_line_in_time(behave: Behaviour, tried: Tried) -> None:
    with serving(behave) as place:
        began = clock()
        sent = Request("PUT", place.url, {}, b"<urn:a> <urn:b> <urn:c> .\n" * 2_000_000)
        found = http.send(sent, SECONDS, 1000, Reply)
        assert clock() - began < SECONDS + SLACK
    assert isinstance(found, Failure)
    assert found.reason.startswith(place.url)
    assert "\n" not in found.reason
    tried.refused += 1


def test_a_server_is_asked_of_a_named_graph_beside_claims_with_an_error(tmp_path: Path) -> None:
    """What the claims hold is no part of the question, so that no error in them stands in its way."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "bad.yaml").write_text("actors:\n  a: {name: A, type: nothing}\n")
    with serving(says(GOOD)) as place:
        ran = forked.run("query", "--endpoint", place.url, "--graph", "urn:g", "ASK {}", "--format", "csv", cwd=tmp_path)
    assert (ran.status, ran.out.strip()) == (0, "true")
