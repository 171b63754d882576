"""Time stamps, of a server that OpenSSL makes on this machine, verified with its certificate and with another."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import loopback
import pytest
from forked import kg

from kg.evidence.kept import Refused
from kg.evidence.stamp import Stamp, stamped, token

CONFIGURATION = """\
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    (folder / "c.cnf").write_text(CONFIGURATION, "ascii")
    (folder / "serial").write_text("01", "ascii")
    new = ("req", "-newkey", "rsa:2048", "-nodes", "-config", "c.cnf")
    for name in ("root", "other"):
        openssl(
            folder,
            *new,
            "-x509",
            "-days",
            "30",
            "-subj",
            f"/CN={name}",
            "-extensions",
            "root",
            "-keyout",
            f"{name}.key",
            "-out",
            f"{name}.pem",
        )
    openssl(folder, *new, "-subj", "/CN=signer", "-keyout", "signer.key", "-out", "signer.csr")
    signed = ("x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "30")
    openssl(folder, *signed, "-extfile", "c.cnf", "-extensions", "signer", "-out", "signer.pem")
    return folder


@pytest.fixture
def server(authority: Path) -> Iterator[str]:
    class Handler(loopback.Handler, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (authority / "query").write_bytes(query)
            signing = ("-signer", "signer.pem", "-inkey", "signer.key")
            openssl(
                authority,
                "ts",
                "-reply",
                "-config",
                "c.cnf",
                "-section",
                "here",
                "-queryfile",
                "query",
                *signing,
                "-out",
                "reply",
            )
            body = (authority / "reply").read_bytes()
            self.answer(200, {"Content-Type": "application/timestamp-reply"}, body)

    with loopback.serving(Handler) as url:
        yield f"{url}/"


def test_a_token_is_for_these_bytes_and_trusted_as_far_as_its_server(authority: Path, server: str) -> None:
    made = token(b"a page", server)
    assert isinstance(made, bytes), made
    root, other = ((authority / f"{name}.pem").read_bytes() for name in ("root", "other"))
    found = stamped(made, b"a page", root)
    assert isinstance(found, Stamp)
    assert (found.verified, found.time[:2], found.time[-1]) == (True, "20", "Z")
    assert stamped(made, b"a page", None) == Stamp(found.time, verified=False)
    for data, trusted, reason in (
        (b"another page", root, "not for this copy"),
        (b"a page", other, "not one of a server that is trusted"),
        (b"a page", b"no certificates", "cannot be read"),
    ):
        wrong = stamped(made, data, trusted)
        assert isinstance(wrong, Refused)
        assert reason in wrong.reason
    broken = stamped(made[:100], b"a page", root)
    assert isinstance(broken, Refused)


def test_the_token_is_what_openssl_says_it_is(authority: Path, server: str, tmp_path: Path) -> None:
    made = token(b"a page", server)
    assert isinstance(made, bytes)
    (tmp_path / "page").write_bytes(b"a page")
    (tmp_path / "reply").write_bytes(made)
    openssl(tmp_path, "ts", "-verify", "-data", "page", "-in", "reply", "-CAfile", str(authority / "root.pem"))


def test_the_commands(authority: Path, server: str, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "s.yaml").write_text("sources:\n  paper:\n    title: P\n", "utf-8")
    (tmp_path / "paper.txt").write_text("The words of the paper.", "utf-8")
    assert kg("source", "add", "paper.txt", "--id", "paper", cwd=tmp_path).returncode == 0
    run = kg("source", "stamp", "paper", "--server", server, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / run.stdout.strip()).is_file()
    assert "which is kept because" in kg("source", "stamp", "paper", "--server", server, cwd=tmp_path).stderr
    run = kg("source", "verify", cwd=tmp_path)
    assert (run.returncode, "not verified (--trust FILE)" in run.stderr) == (0, True)
    run = kg("source", "verify", "--trust", str(authority / "root.pem"), cwd=tmp_path)
    assert (run.returncode, "existed on 20" in run.stderr, "not verified" in run.stderr) == (0, True, False)
    run = kg("source", "verify", "--trust", str(authority / "other.pem"), cwd=tmp_path)
    assert (run.returncode, "not one of a server that is trusted" in run.stdout) == (1, True)


def test_a_server_that_gives_no_token() -> None:
    found = token(b"a page", "http://127.0.0.1:9/")
    assert isinstance(found, Refused)
    assert "127.0.0.1:9" in found.reason
