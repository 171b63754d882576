"""SPARQL servers for the contract test, started for real on loopback and ended with the test run.

A server that is not installed is left out with a warning that says so; with `KG_REQUIRE=all` it is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

START: Final = 60.0
"""Seconds that a server may take to begin."""

VIRTUOSO_INI: Final = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
LiteMode = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 2
DirsAllowed = {folder}
CheckpointInterval = 0

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4

[Client]
SQL_QUERY_TIMEOUT = 0

[SPARQL]
ResultSetMaxRows = 100000
DefaultGraph = http://localhost/default
"""


MODULES: Final = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules")
LOADED: Final = ("mpm_event", "authz_core", "unixd", "alias", "dir", "mime", "negotiation", "headers", "rewrite")
LOADING: Final = "<IfModule !{name}_module>\nLoadModule {name}_module {modules}/mod_{name}.so\n</IfModule>\n"
HTTPD: Final = """\
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
{loaded}{user}PidFile {folder}/httpd.pid
DefaultRuntimeDir {folder}
Mutex file:{folder}
ErrorLog {folder}/error.log
TypesConfig /dev/null
AddType text/html .html
DocumentRoot {site}
<Directory {site}>
AllowOverride All
Options +MultiViews
Require all granted
</Directory>
"""


@dataclass(frozen=True)
class Server:
    """A running server: where it answers queries."""

    name: str
    url: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def program(*names: str) -> str:
    """The path of the first of these programs that is installed; the test is left out, or fails, where none is."""
    for name in names:
        beside = Path(sys.executable).with_name(name)
        found = str(beside) if beside.exists() else shutil.which(name)
        if found:
            return found
    reason = f"{names[0]} is not installed"
    if os.environ.get("KG_REQUIRE") == "all":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """The program runs and listens on the port; at the end it is stopped."""
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
        try:
            end = time.monotonic() + START
            while not listens(port):
                said = (folder / "output.txt").read_text("utf-8", "replace")[-2000:]
                assert process.poll() is None, f"{command[0]} ended: {said}"
                assert time.monotonic() < end, f"{command[0]} does not begin: {said}"
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=20)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    port = free_port()
    with running([program("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"], port, folder):
        yield Server("oxigraph server", f"http://127.0.0.1:{port}/query")


@contextmanager
def apache(folder: Path, site: Path) -> Iterator[str]:
    """Apache, serving `site` with its `.htaccess`: the address of its top. `folder` is for the server's own files.

    Started by root it serves as nobody, who has to be able to read the site.
    """
    command, port = program("apache2", "httpd"), free_port()
    modules = next(place for place in map(Path, MODULES) if place.is_dir())
    loaded = "".join(LOADING.format(name=name, modules=modules) for name in LOADED)
    user = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    configuration = folder / "httpd.conf"
    configuration.write_text(HTTPD.format(loaded=loaded, user=user, port=port, folder=folder, site=site), "utf-8")
    with running([command, "-D", "FOREGROUND", "-f", str(configuration)], port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    command, isql = program("virtuoso-t"), program("isql-vt")
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=folder, sql=sql, http=http), "utf-8")
    with running([command, "+configfile", str(ini), "+foreground", "+wait"], http, folder):
        # Virtuoso lets nobody write without this grant; the server is ours alone and on loopback.
        run = subprocess.run(
            [
                isql,
                str(sql),
                "dba",
                "dba",
                "exec=grant SPARQL_UPDATE to \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);",
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        yield Server("Virtuoso", f"http://127.0.0.1:{http}/sparql")
