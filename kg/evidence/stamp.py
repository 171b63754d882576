"""A time for a copy that somebody else vouches for: an RFC 3161 token, from a server that the user names.

The server sees the digest of the copy and nothing of what is in it. A token proves that the copy existed at its time to whoever
trusts the certificates of that server; which these are is for the user to say.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.evidence.kept import Refused
from kg.remote import http
from kg.remote.location import where_is
from kg.remote.reply import Reply
from kg.sparql.answer import Failure

EXTRA: Final = "pip install 'rejoinder[timestamps]'"
SECONDS: Final = 30.0
_MOST: Final = 1 << 20
_OK: Final = frozenset({0, 1})
"""The statuses of a reply that has a token: granted, and granted with changes (RFC 3161, section 2.4.2)."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a token says: the time, as EDTF, and whether it was verified with certificates that the user trusts."""

    time: str
    verified: bool


def token(data: bytes, server: str) -> bytes | Refused:
    """A token of the server for these bytes, whose digest alone is sent."""
    try:
        import rfc3161_client as rfc  # noqa: PLC0415 - an extra
    except ImportError:
        return Refused(f"time stamps need rfc3161-client: {EXTRA}")
    request = rfc.TimestampRequestBuilder().data(data).hash_algorithm(rfc.HashAlgorithm.SHA256).build()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    reply = http.send(http.Request("POST", server, headers, request.as_bytes()), SECONDS, _MOST, Reply, attempts=1)
    if isinstance(reply, Failure):
        return Refused(reply.reason)
    read = stamped(reply.body, data, None)
    if isinstance(read, Refused):
        return Refused(f"{where_is(server)}: {read.reason}")
    if rfc.decode_timestamp_response(reply.body).tst_info.nonce != request.nonce:
        return Refused(f"{where_is(server)} answered another request")
    return reply.body


def stamped(reply: bytes, data: bytes, trusted: bytes | None) -> Stamp | Refused:
    """What a token says of these bytes; `trusted` are the certificates, in PEM, that it is verified with."""
    try:
        import rfc3161_client as rfc  # noqa: PLC0415 - an extra
        from cryptography import x509  # noqa: PLC0415 - same
    except ImportError:
        return Refused(f"time stamps need rfc3161-client: {EXTRA}")
    try:
        found = rfc.decode_timestamp_response(reply)
        if found.status not in _OK:
            return Refused(f"no time stamp was granted (status {found.status})")
        imprint = found.tst_info.message_imprint.message
        moment = found.tst_info.gen_time
    except ValueError as error:
        return Refused(f"it is not a time stamp: {' '.join(str(error).split())[:200]}")
    if imprint != hashlib.sha256(data).digest():
        return Refused("the time stamp is not for this copy")
    time = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    if trusted is None:
        return Stamp(time, verified=False)
    try:
        roots = x509.load_pem_x509_certificates(trusted)
        rfc.VerifierBuilder(roots=roots).build().verify_message(found, data)
    except ValueError as error:
        return Refused(f"the certificates cannot be read: {' '.join(str(error).split())[:200]}")
    except rfc.VerificationError as error:
        return Refused(f"the time stamp is not one of a server that is trusted: {' '.join(str(error).split())[:200]}")
    return Stamp(time, verified=True)


def trusted_in(path: Path) -> bytes | Refused:
    """The certificates of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        return Refused(f"'{path}' could not be read: {error.strerror or error}")
