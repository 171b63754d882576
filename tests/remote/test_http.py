"""Requests to servers that are slow, busy, broken, elsewhere or hostile: one clear line, in time, without credentials."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

import pytest
from refusing import patience
from scripted import scripted, status

from kg.remote import http
from kg.remote.http import Request, send
from kg.remote.location import address, is_private
from kg.remote.reply import Reply
from kg.sparql.answer import Failure

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/PLAIN; charset=utf-8\r\nContent-Length: 2\r\n\r\nhi"
SECRET = "Bearer very-secret"  # noqa: S105 - an invented one


def asked(url: str, *, seconds: float = 5, most: int = 1000, pauses: list[float] | None = None) -> Reply | Failure:
    request = Request("POST", url, {"Authorization": SECRET}, b"query=ASK")
    return send(request, seconds, most, Reply, sleep=(pauses if pauses is not None else []).append)


def reason(found: Reply | Failure) -> str:
    assert isinstance(found, Failure), found
    assert "\n" not in found.reason
    assert "very-secret" not in found.reason
    return found.reason


def test_a_reply_has_status_type_and_body() -> None:
    with scripted(OK) as (url, seen):
        assert asked(url) == Reply("text/plain", b"hi")
    head = seen[0].decode().lower()
    assert head.startswith("post /sparql http/1.1\r\n")
    assert f"authorization: {SECRET.lower()}" in head
    assert "accept-encoding: identity" in head


@pytest.mark.parametrize("busy", ["429 Too Many Requests", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"])
def test_a_busy_server_is_asked_again_after_growing_pauses(busy: str) -> None:
    pauses: list[float] = []
    with scripted(status(busy), status(busy), OK) as (url, seen):
        assert asked(url, pauses=pauses) == Reply("text/plain", b"hi")
    assert len(seen) == 3
    assert pauses == [http.PAUSE, 2 * http.PAUSE]


def test_a_broken_connection_is_tried_again() -> None:
    with scripted(b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha", OK) as (url, seen):
        assert asked(url) == Reply("text/plain", b"hi")
    assert len(seen) == 3


def test_patience_has_an_end() -> None:
    with scripted(*[status("503 Service Unavailable")] * http.ATTEMPTS) as (url, seen):
        assert reason(asked(url)) == f"{url} is busy (status 503) (4 attempts)"
    assert len(seen) == http.ATTEMPTS


def test_a_server_says_when_to_come_back() -> None:
    pauses: list[float] = []
    with scripted(status("503 Busy", "Retry-After: 2"), status("503 Busy", "Retry-After: 900")) as (url, seen):
        told = f"{url} is busy (status 503) and asks us to wait 900 seconds (2 attempts)"
        assert reason(asked(url, pauses=pauses)) == told
    assert pauses == [2]
    assert len(seen) == 2


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert reason(asked(f"http://127.0.0.1:{port}/")) == f"http://127.0.0.1:{port}/ refuses connections (4 attempts)"


def test_a_server_that_says_nothing_is_left() -> None:
    left = threading.Event()

    def say_nothing(_: socket.socket) -> None:
        left.wait()

    with patience(), scripted(say_nothing) as (url, _):
        assert reason(asked(url, seconds=0.2)) == f"{url} gave no answer within 0.2 seconds"
        left.set()


def trickle(head: bytes, left: threading.Event) -> Callable[[socket.socket], None]:
    """Sends the beginning of a reply and then a letter at a time, until the other side has left."""

    def send_slowly(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(head)
            while not left.wait(0.02):
                connection.sendall(b"a")

    return send_slowly


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",  # the last reply of a connection, which the client forgets before it is read
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\n",
    ],
)
def test_a_server_that_trickles_is_left(head: bytes) -> None:
    left = threading.Event()
    with patience(), scripted(trickle(head, left)) as (url, _):
        assert reason(asked(url, seconds=0.2)) == f"{url} gave no answer within 0.2 seconds"
        left.set()


def test_an_answer_without_end_is_left() -> None:
    with scripted(b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 5000) as (url, _):
        assert reason(asked(url, most=1000)) == "the answer is larger than 0 MiB"


def test_redirects_are_told_and_never_followed() -> None:
    with scripted(OK) as (target, seen), scripted(status("307 Temporary Redirect", f"Location: {target}")) as (url, _):
        assert reason(asked(url)) == f"{url} sends us elsewhere (status 307): give '{target}' if you trust it"
        assert seen == []


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("Location: https://me:s3cret@y.example/q?key=s3cret#s3cret", ": give 'https://y.example/q' if you trust it"),
        ("Location: /elsewhere", ": give '{origin}/elsewhere' if you trust it"),
        ("Location: http://[", ""),
        ("X: y", ""),
    ],
)
def test_a_redirect_is_told_as_an_address_without_secrets(location: str, told: str) -> None:
    with scripted(status("301 Moved", location)) as (url, _):
        expected = told.format(origin=url.removesuffix("/sparql"))
        assert reason(asked(f"{url}?key=s3cret")) == f"{url} sends us elsewhere (status 301){expected}"


@pytest.mark.parametrize("host", ["a..b", f"{'a' * 64}.example"])
def test_a_name_that_no_resolver_takes_is_told(host: str) -> None:
    assert reason(asked(f"http://{host}/")) == f"there is no server named '{host}'"


def test_no_more_is_read_than_is_wanted() -> None:
    """A server that never ends is left once there is enough."""

    class Ten(Reply):
        def take(self, piece: bytes) -> bool:
            super().take(piece)
            return len(self.body) >= 10

    def send_on(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                connection.sendall(b"a" * 65536)

    with scripted(send_on) as (url, _):
        found = send(Request("GET", url, {}, b""), 60, 1 << 40, Ten)
    assert isinstance(found, Ten)
    assert 10 <= len(found.body) <= 1 << 16


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (status("400 Bad Request", body="line 1:\n  no such prefix"), "refused (status 400): line 1: no such prefix"),
        (status("401 Unauthorized"), "wants other credentials (status 401)"),
        (status("403 Forbidden"), "wants other credentials (status 403)"),
        (status("404 Not Found"), "refused (status 404); is this the right address?"),
        (
            status("405 No", "Content-Type: text/html", body="<!DOCTYPE html><head><title>Not\nAllowed &amp; so on</title><p>x"),
            "refused (status 405): Not Allowed & so on; is this the right address?",
        ),
        (status("500 Error", body=" <p>Oh</p>"), "refused (status 500)"),
        (status("200 OK", "Content-Encoding: gzip", body="x"), "answers in an encoding that was not asked for"),
        (status("500 Error", body="e" * 900), "refused (status 500): " + "e" * 299 + "…"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(reply: bytes, words: str) -> None:
    with scripted(reply) as (url, _):
        assert reason(asked(url)) == f"{url} {words}"


@pytest.mark.parametrize("line", ["401 Unauthorized", "403 Forbidden"])
def test_who_gave_no_credentials_is_told_where_they_go(line: str) -> None:
    with scripted(status(line)) as (url, _):
        found = send(Request("POST", url, {}, b""), 5, 1000, Reply)
    assert reason(found) == f"{url} wants credentials (kg query --help says where they go) (status {line[:3]})"


def test_tls_is_checked_and_nonsense_is_told() -> None:
    with scripted(b"what?") as (url, _):
        assert "could not be asked" in reason(asked(url.replace("http:", "https:")))
    with scripted(*[b"what?\r\n\r\n"] * 4) as (url, _):
        assert "broke the connection" in reason(asked(url))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/",
        "file:///etc/hostname",
        "x.example",
        "http://",
        "http:///x",
        "http://x.example/#a",
        "http://x.example:99999/",
        "http://x.example:0/",
        "http://x.example/a b",
        "http://x.example/\nX: y",
        "http://né.example/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert reason(asked(url))
    assert isinstance(address(url), Failure)


@pytest.mark.parametrize(
    "url",
    ["http://me:s3cret@x.example/", "me:s3cret@x.example/sparql", "http://me:s3cret#4@x.example/", "ftp://me:s3cret@x.example"],
)
def test_a_password_in_an_address_is_never_shown(url: str) -> None:
    assert "s3cret" not in reason(asked(url))


def test_a_key_in_an_address_is_never_shown() -> None:
    for reply in (status("500 Error"), status("503 Busy", "Retry-After: 900"), status("307 Go", "Location: x"), b"what?\r\n\r\n"):
        with scripted(*[reply] * 4) as (url, _):
            assert reason(asked(f"{url}?key=s3cret")).startswith(url)
            assert "s3cret" not in reason(asked(f"{url}?key=s3cret", seconds=0.3))


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("https://x.example/", True),
        ("http://localhost:7878/", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]:80/", True),
        ("http://x.example/", False),
        ("http://10.0.0.1/", False),
        ("http://localhost.x.example/", False),
    ],
)
def test_who_can_read_along(url: str, *, private: bool) -> None:
    parts = address(url)
    assert not isinstance(parts, Failure)
    assert is_private(parts) == private
