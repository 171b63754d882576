"""A folder of files served to this machine's own browser while it is being written, with pages that load again when it changed.

Only the loopback interface is listened on, and only requests that name it as their host are answered: a page of somebody else
that has its own name lead to this machine reads nothing here.
"""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

LOOPBACK: Final = "127.0.0.1"
_OURS: Final = "/.kg/"
"""What the server adds to the files; no file of a site begins with a dot."""
_PAUSE: Final = 0.5
_TYPES: Final = {".ttl": "text/turtle", ".jsonld": "application/ld+json", ".js": "text/javascript", ".wasm": "application/wasm"}
_RELOADS: Final = """\
const version = new URL(document.currentScript.src).searchParams.get("v");
setInterval(() => {
  const asked = document.createElement("script");
  asked.src = `/.kg/changed.js?v=${version}`;
  asked.onload = asked.onerror = () => asked.remove();
  document.head.append(asked);
}, 1000);
"""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    folder: Path
    version: int = 1


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "kg"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with what the file is."""
        self._answer()

    def _answer(self) -> None:
        if self.headers.get("Host", "") not in _hosts(self.server.server_port):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"This server answers only to the name of this machine itself.\n")
            return
        address = urlsplit(self.path)
        path = unquote(address.path)
        if path == f"{_OURS}reload.js":
            self._send(HTTPStatus.OK, _TYPES[".js"], _RELOADS.encode())
        elif path == f"{_OURS}changed.js":
            now = b"" if address.query == f"v={self.server.version}" else b"location.reload();\n"
            self._send(HTTPStatus.OK, _TYPES[".js"], now)
        elif (file := _file(self.server.folder, path)) is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"There is no such page.\n")
        else:
            self._file(file)

    def _file(self, file: Path) -> None:
        try:
            data = file.read_bytes()
        except OSError:  # it is just being replaced
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"There is no such page.\n")
            return
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.suffix == ".html":
            data = _reloading(data, self.server.version)
        self._send(HTTPStatus.OK, kind, data)

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        """Say nothing of each request."""


def _hosts(port: int) -> frozenset[str]:
    names = (LOOPBACK, "localhost")
    return frozenset((*(f"{name}:{port}" for name in names), *(names if port == 80 else ())))


def _file(folder: Path, path: str) -> Path | None:
    """The file that an address means; none that is hidden, behind a link, or out of the folder."""
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    place = folder.joinpath(*parts)
    if path.endswith("/"):
        place /= "index.html"
    whole = folder.resolve()
    is_plain = place.is_file() and place.resolve() == whole.joinpath(place.relative_to(folder))
    return place if is_plain else None


def _reloading(data: bytes, version: int) -> bytes:
    """A page with a script that asks whether it changed; a policy that allows scripts by their text allows this one too."""
    if b"script-src 'self'" not in data:
        data = data.replace(b"script-src ", b"script-src 'self' ", 1)
    return data.replace(b"</body>", f'<script src="{_OURS}reload.js?v={version}"></script></body>'.encode(), 1)


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Callable[[], None]]:
    """Serve `folder` on the loopback interface until the end; what is given is called when its files changed.

    Raises:
        OSError: the port is taken, or may not be used.
    """
    with _Server((LOOPBACK, port), _Handler) as server:
        server.folder = folder

        def changed() -> None:
            server.version += 1

        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield changed
        finally:
            server.shutdown()


def watch(folder: Path, act: Callable[[], None]) -> None:
    """Call `act` whenever a claim file below `folder` is another than before; ends only as its process does."""
    before = _seen(folder)
    while True:
        time.sleep(_PAUSE)
        now = _seen(folder)
        if now != before:
            before = now
            act()


def _seen(folder: Path) -> frozenset[tuple[str, int, int]]:
    found = set()
    for path in folder.rglob("*.y*ml"):
        try:
            about = path.stat()
        except OSError:  # it is just being replaced
            continue
        found.add((str(path), about.st_mtime_ns, about.st_size))
    return frozenset(found)
