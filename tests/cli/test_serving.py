"""The site served while it is written: to this machine alone, under its own name, and with nothing but what the site has."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import new_tracker
import pytest

from kg.cli.output.serving import LOOPBACK, serving


def free() -> int:
    with socket.socket() as found:
        found.bind((LOOPBACK, 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Callable[[], None]]]:
    site = tmp_path / "public"
    (site / "actor").mkdir(parents=True)
    (site / "index.html").write_text("<meta content=\"script-src 'sha256-x'\"><body>start</body>")
    (site / "actor" / "a.html").write_text("<meta content=\"script-src 'self'\"><body>a</body>")
    (site / ".made-by-kg-site").write_text("list")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    port = free()
    with serving(site, port) as changed:
        yield port, changed


def ask(port: int, path: str, host: str = "", method: str = "GET") -> tuple[int, str]:
    asked = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    asked.request(method, path, headers={"Host": host or f"{LOOPBACK}:{port}"})
    answer = asked.getresponse()
    found = answer.status, answer.read().decode()
    asked.close()
    return found


def test_that_pages_ask_whether_they_changed(served: tuple[int, Callable[[], None]]) -> None:
    port, changed = served
    status, text = ask(port, "/")
    assert (status, "start" in text) == (200, True)
    assert "script-src 'self' 'sha256-x'" in text
    assert '<script src="/.kg/reload.js?v=1"></script></body>' in text
    assert "'self' 'self'" not in ask(port, "/actor/a.html")[1]
    assert ask(port, "/.kg/changed.js?v=1") == (200, "")
    changed()
    assert ask(port, "/.kg/changed.js?v=1") == (200, "location.reload();\n")
    assert "reload.js?v=2" in ask(port, "/?q=x", f"localhost:{port}")[1]
    assert ask(port, "/", method="HEAD") == (200, "")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", f"{LOOPBACK}.evil.example", "127.0.0.1", "[::1]"])
def test_that_other_names_are_refused(served: tuple[int, Callable[[], None]], host: str) -> None:
    assert ask(served[0], "/", host)[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt", "/link.txt", "/.made-by-kg-site", "/actor", "/x%00", "//"],
)
def test_that_nothing_else_is_served(served: tuple[int, Callable[[], None]], path: str) -> None:
    status, text = ask(served[0], path)
    assert status == 404 or (path == "//" and status == 200)
    assert "secret" not in text


def test_that_kg_site_serves_writes_again_and_ends(tmp_path: Path) -> None:
    tracker = new_tracker.put(tmp_path)
    port = free()
    words = [sys.executable, "-c", "from kg.cli import main; main()", "site", "--serve", "--port", str(port)]
    with subprocess.Popen(words, cwd=tracker, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        assert ran.stdout.readline() == f"http://{LOOPBACK}:{port}/\n"
        assert ask(port, "/")[0] == 200
        file = next((tracker / "claims").rglob("tolls.yaml"))
        file.write_text(file.read_text("utf-8") + "# more\n")
        lines = iter(ran.stderr.readline, "")
        wrote = [line for _, line in zip(range(3), lines, strict=False)]
        assert sum(bool(re.match(r"wrote [0-9,]+ files", line)) for line in wrote) == 2
        ran.send_signal(signal.SIGTERM)
        assert ran.wait(20) == 128 + signal.SIGTERM
