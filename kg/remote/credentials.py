"""The credentials for a server: from the environment or from a file, into one header, and never into a message."""

from __future__ import annotations

import base64
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult

from kg.remote.location import address, is_private
from kg.sparql.answer import Failure

TOKEN: Final = "KG_ENDPOINT_TOKEN"  # noqa: S105 - the name of a variable
USER: Final = "KG_ENDPOINT_USER"
PASSWORD: Final = "KG_ENDPOINT_PASSWORD"  # noqa: S105 - the name of a variable
FILE: Final = "KG_ENDPOINT_CREDENTIALS"
_PORTS: Final = {"http": 80, "https": 443}


def authorization(url: str, environ: Mapping[str, str]) -> str | Failure:
    """The value of the `Authorization` header (RFC 7617, RFC 6750) for the server at `url`; or empty.

    `KG_ENDPOINT_TOKEN` is sent as a bearer token; otherwise `KG_ENDPOINT_USER` with `KG_ENDPOINT_PASSWORD` as basic
    credentials; otherwise the file that `KG_ENDPOINT_CREDENTIALS` names is searched for the server. Its lines are `https://host
    bearer TOKEN` or `https://host basic USER:PASSWORD`. Credentials go over TLS or to this machine alone.
    """
    parts = address(url)
    if isinstance(parts, Failure):
        return parts
    if environ.get(TOKEN):
        found: str | Failure = f"Bearer {environ[TOKEN]}"
    elif ":" in environ.get(USER, ""):
        return Failure(f"{USER} holds a colon, which no user name of basic credentials may: give it without (RFC 7617)")
    elif environ.get(USER):
        if ":" in environ[USER]:  # RFC 7617: the first colon ends the name, and somebody else would be sent
            return Failure(f"the name in {USER} contains ':', which separates it from the password")
        found = _basic(f"{environ[USER]}:{environ.get(PASSWORD, '')}")
    elif environ.get(FILE):
        found = _from_file(Path(environ[FILE]), parts)
    else:
        return ""
    if isinstance(found, Failure) or not found:
        return found
    if not found.isascii() or not found.isprintable():
        return Failure("the credentials hold a character that no header can carry")
    if not is_private(parts):
        return Failure("credentials are only sent over https, or to this machine")
    return found


def _basic(pair: str) -> str:
    return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"


def _from_file(path: Path, server: SplitResult) -> str | Failure:
    """The header from the first line of the file that is for this server; empty where none is."""
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return Failure(f"others can read '{path}': chmod 600 it")
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "it is not UTF-8"
        return Failure(f"could not read '{path}': {reason}")
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        origin, _, rest = line.strip().partition(" ")
        scheme, _, secret = rest.strip().partition(" ")
        parts = address(origin)
        if isinstance(parts, Failure) or scheme not in {"basic", "bearer"} or not secret.strip():
            return Failure(f"line {number} of '{path}' should be: https://host basic USER:PASSWORD, or https://host bearer TOKEN")
        if _origin(parts) == _origin(server):
            return _basic(secret.strip()) if scheme == "basic" else f"Bearer {secret.strip()}"
    return ""


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port: what credentials belong to."""
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]
