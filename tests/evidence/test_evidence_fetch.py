"""One address fetched from servers on this machine: bounds, redirects, and networks that are not asked."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import ClassVar

import documents
import loopback
import pytest
from forked import kg

from kg.evidence import media
from kg.evidence.fetch import Fetched, fetch, is_public
from kg.evidence.kept import Refused


class _Pages(loopback.Handler, BaseHTTPRequestHandler):
    """Answers by what the path says."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, headers, body = 200, {"Content-Type": "text/html; charset=ISO-8859-1"}, b"<p>a page"
        if self.path.startswith("/to/"):
            status, headers = 302, {"Location": self.path.removeprefix("/to/")}
        elif self.path == "/round":
            status, headers = 301, {"Location": "/round"}
        elif self.path == "/gone":
            status = 410
        elif self.path == "/article":
            body = documents.PAGE.encode("latin-1", "xmlcharrefreplace")
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):  # whoever asked goes away
                for _ in range(100):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
            return
        elif self.path == "/large":
            body = b"x" * (media.MAX_BYTES + 10)
        self.answer(status, headers, body)


@contextmanager
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the paths that it was asked for."""

    class Handler(_Pages):
        asked: ClassVar[list[str]] = []

    with loopback.serving(Handler) as url:
        yield url, Handler.asked


def test_a_page_comes_with_its_last_address_and_what_its_server_says_of_it() -> None:
    with server() as (url, asked):
        found = fetch(f"{url}/to//a%20b#part", private=True)
    assert isinstance(found, Fetched)
    assert (found.data, found.url, found.charset) == (b"<p>a page", f"{url}/a%20b", "ISO-8859-1")
    assert asked == ["/to//a%20b", "/a%20b"]
    assert found.retrieved.endswith("Z")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "status 410"),
        ("/round", "more than 5 times"),
        ("/large", "more than"),
        ("/to/file:///etc/passwd", "does not start with http"),
        ("/to/http://user:word@127.0.0.1/", "user name"),
    ],
)
def test_what_is_not_taken(path: str, reason: str) -> None:
    with server() as (url, _):
        found = fetch(url + path, private=True)
    assert isinstance(found, Refused)
    assert reason in found.reason


def test_a_server_that_takes_its_time_is_left(tmp_path: Path) -> None:
    with server() as (url, _):
        started = time.monotonic()
        found = fetch(f"{url}/slow", private=True, seconds=1)
        assert isinstance(found, Refused)
        assert time.monotonic() - started < 5
    run = kg("source", "add", "http://127.0.0.1:9/", "--private", cwd=put(tmp_path))
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "evidence").exists()


def test_an_address_becomes_a_source(tmp_path: Path) -> None:
    put(tmp_path)
    with server() as (url, _):
        run = kg("source", "add", f"{url}/to//article", "--private", "--yes", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    written = (tmp_path / "claims" / "sources" / "sources.yaml").read_text("utf-8")
    assert f"    url: {url}/article\n" in written  # where it was, and not what it says of itself
    assert re.search(r"    retrieved: 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\n", written)
    assert "sources: gazette-1894" not in run.stdout
    assert run.stdout == "claims/sources/sources.yaml:2: strelsau-gazette-1894-03-02\n"


def put(folder: Path) -> Path:
    """A tracker in an empty folder."""
    (folder / "claims").mkdir()
    (folder / "claims" / "claims.yaml").write_text('dataset: {title: T, base: "https://x.example/"}\n', "utf-8")
    return folder


def test_a_private_network_is_not_asked_unless_that_is_meant() -> None:
    with server() as (url, asked):
        port = url.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            found = fetch(f"http://{host}:{port}/")
            assert isinstance(found, Refused)
            assert "--private" in found.reason
        assert asked == []
        found = fetch("http://nowhere.invalid/")
        assert isinstance(found, Refused)
        assert "nowhere.invalid" in found.reason


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - that it is refused
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("224.0.0.1", False),
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address: str, expected: bool) -> None:  # noqa: FBT001 - an expectation
    assert is_public(address) is expected
