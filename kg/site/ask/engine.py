"""Oxigraph for the browser, taken from where npm installed it, as one script that a page loads and puts into a worker.

Nothing of it is kept in this package, and nothing is fetched. A page from a disk can neither import modules nor fetch files, and
no worker there can be a module; so its glue code is made a classic script, and code and graph travel inside scripts.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.site import policy
from kg.web import link

FOLDER: Final = Path("node_modules/oxigraph")
VERSIONS: Final = re.compile(r"0\.5\.\d+")
"""The versions whose interface the worker knows."""
MOST: Final = 32 << 20
"""The most bytes of a file of it."""
_EXPORT: Final = re.compile(r"^export (?=(?:class|function) )", re.MULTILINE)
_LIST: Final = re.compile(r"^export \{[^}]*\};?$", re.MULTILINE)
_OWN: Final = "import.meta.url"
"""Where the glue code would look for the engine beside itself, which it never has to."""
_LEFT: Final = re.compile(r"^\s*(?:import|export)\b|\bimport\.meta\b|\bimport\s*\(", re.MULTILINE)


class EngineError(Exception):
    """Why a folder holds no engine that a page can use, in words for the user."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine: its version, its glue code as a classic script, and its WebAssembly."""

    version: str
    script: str
    wasm: bytes

    def asset(self) -> bytes:
        """The script that a page loads: the text of its worker, and the WebAssembly."""
        held = {"script": f"{self.script}\n{link.script('ask_worker.js')}", "wasm": _packed(self.wasm)}
        return f"self.kgEngine = {policy.data(held)};\n".encode()


def graph(ntriples: bytes) -> bytes:
    """The script that a page loads for the graph."""
    return f"self.kgGraph = {policy.data(_packed(ntriples))};\n".encode()


def find(claims: Path) -> Path | None:
    """Where npm installed the engine: in the folder of the claims, or in one that it is in."""
    places = (folder / FOLDER for folder in (claims.resolve(), *claims.resolve().parents))
    return next((place for place in places if (place / "package.json").is_file()), None)


def read(folder: Path) -> Engine:
    """The engine in the folder of the npm package.

    Raises:
        EngineError: it is another package, of a version that the page does not know, or not whole.
    """
    try:
        about = json.loads(_file(folder / "package.json"))
        name, version = about["name"], about["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"'{folder}' is not the folder of an npm package: expected node_modules/oxigraph") from error
    if name != "oxigraph" or not isinstance(version, str) or not VERSIONS.fullmatch(version):
        raise EngineError(f"'{folder}' holds {name} {version}: expected oxigraph 0.5 (npm install oxigraph@0.5)")
    try:
        script, wasm = _file(folder / "web.js").decode("utf-8"), _file(folder / "web_bg.wasm")
    except (OSError, ValueError) as error:
        raise EngineError(f"'{folder}' is not whole: {error}") from error
    classic = _LIST.sub("", _EXPORT.sub("", script)).replace(_OWN, '""')
    if _LEFT.search(classic) or not wasm.startswith(b"\0asm"):
        raise EngineError(f"'{folder}' holds code in a form that the page cannot use: npm install oxigraph@0.5")
    return Engine(version, classic, wasm)


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        held = file.read(MOST + 1)
    if len(held) > MOST:
        raise ValueError(f"'{path.name}' is larger than {MOST >> 20} MiB")
    return held


def _packed(data: bytes) -> str:
    """Bytes as text that is a third as long."""
    return base64.b64encode(gzip.compress(data, mtime=0)).decode("ascii")
