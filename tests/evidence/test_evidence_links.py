"""The addresses of sources, asked of servers on this machine: gone ones are marked, and copies of them found."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import loopback
import pytest
from forked import kg

from kg.evidence import links, memento
from kg.evidence.kept import Refused

DAY = datetime.date(2021, 9, 1)


class _Web(loopback.Handler, BaseHTTPRequestHandler):
    """Pages, a TimeGate and an availability API, as RFC 7089 and the Wayback Machine have them."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Accept-Datetime", "")))
        path = urlsplit(self.path).path
        base = f"http://{self.headers['Host']}"
        status, headers, body = 200, {}, b"a page"
        if path == "/gone":
            status = 410
        elif path == "/moved":
            status, headers = 301, {"Location": "/missing"}
        elif path == "/missing":
            status = 404
        elif path == "/busy":
            status, headers = 503, {"Retry-After": "1000"}
        elif path.startswith("/gate/"):
            status, headers = 302, {"Location": f"{base}/web/20210901000000/{self.path[6:]}", "Vary": "accept-datetime"}
            if self.path.endswith("/there"):
                status, headers = 404, {}
        elif path == "/available":
            (url,) = parse_qs(urlsplit(self.path).query)["url"]
            closest = {"available": True, "url": f"{base}/web/1/{url}", "timestamp": "20210901", "status": "200"}
            body = json.dumps({"archived_snapshots": {"closest": closest} if url.endswith("/gone") else {}}).encode()
        self.answer(status, headers, body)


@pytest.fixture
def web() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    class Handler(_Web):
        asked: ClassVar[list[tuple[str, str]]] = []

    with loopback.serving(Handler) as url:
        yield url, Handler.asked


def test_each_address_is_asked_once_with_pauses(web: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = web
    pauses: list[float] = []
    urls = [f"{base}/{path}" for path in ("there", "gone", "moved", "busy", "there")]
    found = dict(links.every(urls, private=True, sleep=pauses.append))
    assert [(url.rpartition("/")[2], one.state) for url, one in found.items()] == [
        ("there", "there"),
        ("gone", "gone"),
        ("moved", "gone"),
        ("busy", "unsure"),
    ]
    assert [path for path, _ in asked] == ["/there", "/gone", "/moved", "/missing", "/busy"]
    assert len(pauses) == 3
    assert all(0 < pause <= links.PAUSE for pause in pauses)


def test_an_address_in_a_private_network_is_not_asked(web: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = web
    ((_, found),) = links.every([f"{base}/there"])
    assert (found.state, asked) == ("unsure", [])


def test_copies_by_both_services(web: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = web
    services = {"timegate": f"{base}/gate/{{url}}", "availability": f"{base}/available?url={{quoted}}&timestamp={{day}}"}
    gone = f"{base}/gone"
    assert memento.copy(gone, DAY, private=True, **services) == f"{base}/web/1/{gone}"
    assert "timestamp=20210901" in asked[-1][0]
    assert memento.copy(f"{base}/a", DAY, private=True, **services) == f"{base}/web/20210901000000/{base}/a"
    assert asked[-1][1] == "Wed, 01 Sep 2021 12:00:00 GMT"
    assert memento.copy(f"{base}/there", DAY, private=True, **services) == ""
    nobody = memento.copy(gone, DAY, private=True, timegate="", availability="http://127.0.0.1:9/{quoted}")
    assert isinstance(nobody, Refused)


def test_the_command_marks_what_is_gone_and_writes_copies(tmp_path: Path, web: tuple[str, list[tuple[str, str]]]) -> None:
    base, asked = web
    claims = tmp_path / "claims" / "s.yaml"
    claims.parent.mkdir()
    text = f"sources:\n  gone: {{title: A, url: {base}/gone}}\n  there:\n    title: B\n    url: {base}/there\n"
    text += "  paper: {title: C}\n"
    claims.write_text(text, "utf-8")
    assert kg("links", "--urls", cwd=tmp_path).stdout == f"{base}/gone\n{base}/there\n"
    listed = json.loads(kg("links", "--format", "json", cwd=tmp_path).stdout)
    assert [(one["id"], one["archived"]) for one in listed] == [("gone", None), ("there", None)]
    assert asked == []
    arguments = ("--private", "--timegate", f"{base}/gate/{{url}}", "--availability", f"{base}/available?url={{quoted}}")
    run = kg("links", "--check", "--dry-run", *arguments, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "1 there, 1 gone, 0 unsure; would change 1 source" in run.stderr
    assert claims.read_text("utf-8") == text
    run = kg("links", "--check", *arguments, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    written = claims.read_text("utf-8")
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    assert f"    url: {base}/gone\n    dead: {today}\n    archived: {base}/web/1/{base}/gone\n  there:\n    title: B\n" in written
    assert kg("check", cwd=tmp_path).returncode == 0
    again = kg("links", "gone", "--check", *arguments, cwd=tmp_path)
    assert "changed 0 sources" in again.stderr
    assert claims.read_text("utf-8") == written
