"""One page out of a web archive, WARC or WACZ: its bytes, its address, and when it was recorded.

Nothing is unpacked to the disk, whatever names an archive gives its files. Digests that an archive states have to be right, and a
truncated record is not evidence.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile

from kg import address, edtf, ids
from kg.evidence.kept import EXTRA, Document, Refused
from kg.evidence.media import MAX_BYTES

MAX_RECORDS: Final = 200_000
MAX_UNPACKED: Final = 2 * MAX_BYTES
"""The bytes that an archive may unpack to, and all pages in it together."""
_HEAD: Final = 1 << 16
_LENGTH: Final = re.compile(rb"\r\nContent-Length:[ \t]*([0-9]{1,12})[ \t]*\r\n", re.IGNORECASE)
_KEPT: Final = {"text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/vtt", "application/x-subrip"}
_INSTANT: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z\Z")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_FEW: Final = 10


class _BadError(Exception):
    """Why the archive, or the page in it, is refused."""


def page(data: bytes, *, packed: bool, wanted: str = "") -> Document | Refused:
    """The page of the address `wanted` in a WARC, or in a WACZ where it is `packed`; its only page where none is wanted."""
    try:
        import warcio  # noqa: PLC0415 - an extra
    except ImportError:
        return Refused(f"reading web archives needs warcio: {EXTRA}")
    known = address.same_page(wanted) if wanted else ""
    found: dict[str, Document] = {}
    try:
        for one in _all(data, packed=packed):
            key = address.same_page(one.url)
            if not known or key == known:
                found[key] = one
    except _BadError as error:
        return Refused(str(error))
    except (MemoryError, RecursionError):
        return Refused("reading it needs more memory than a document may take")
    except Exception as error:  # noqa: BLE001 - the library promises nothing of what it raises for a broken archive
        return Refused(f"it could not be read as a web archive: {' '.join(str(error).split())[:200] or type(error).__name__}")
    if len(found) == 1:
        (only,) = found.values()
        version = getattr(warcio, "__version__", "")
        return Document(only.data, only.media, only.url, only.retrieved, only.charset, f"warcio {version}".strip())
    if not found:
        return Refused(f"there is no page '{wanted}' in it" if wanted else "there is no page in it")
    named = ", ".join(one.url for one in list(found.values())[:_FEW])
    more = f" and {len(found) - _FEW:,} more" if len(found) > _FEW else ""
    return Refused(f"there are {len(found):,} pages in it: choose one with --page ({named}{more})")


def _all(data: bytes, *, packed: bool) -> Iterator[Document]:
    if not packed:
        yield from _records(data)
        return
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _digests(archive)
            for name in archive.namelist():
                if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                    with archive.open(name) as file:
                        yield from _records(_bounded(file))
    except (BadZipFile, NotImplementedError, EOFError) as error:
        raise _BadError(f"it is not a whole zip archive: {error}") from error


def _bounded(file: IO[bytes]) -> bytes:
    found = file.read(MAX_UNPACKED + 1)
    if len(found) > MAX_UNPACKED:
        raise _BadError(f"an archive in it unpacks to more than {MAX_UNPACKED:,} bytes")
    return found


def _digests(archive: ZipFile) -> None:
    """Compare the files with the digests that the package states of them."""
    with archive.open("datapackage.json") as file:
        head = file.read(MAX_BYTES)
    package = json.loads(head)
    resources = package.get("resources") if isinstance(package, dict) else None
    names = set(archive.namelist())
    for resource in resources if isinstance(resources, list) else []:
        stated = str(resource.get("hash", "")) if isinstance(resource, dict) else ""
        path = str(resource.get("path", "")) if isinstance(resource, dict) else ""
        if stated.startswith("sha256:") and path in names:
            with archive.open(path) as file:
                if hashlib.sha256(_bounded(file)).hexdigest() != stated.removeprefix("sha256:"):
                    raise _BadError(f"'{path}' in it does not have the digest that the archive states")


def _flat(data: bytes) -> bytes:
    """A WARC without its compression; each record of it may be compressed apart."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    parts: list[bytes] = []
    size = 0
    while data:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            parts.append(member.decompress(data, MAX_UNPACKED - size + 1))
        except zlib.error as error:
            raise _BadError("it is damaged: a compressed record of it cannot be read") from error
        size += len(parts[-1])
        if size > MAX_UNPACKED:
            raise _BadError(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
        if not member.eof:
            raise _BadError("it is cut off: its last record is not whole")
        data = member.unused_data
    return b"".join(parts)


def _heads(data: bytes) -> None:
    """Look at the head of each record and its length: the library takes any length, and says nothing of a missing end."""
    at = 0
    for _ in range(MAX_RECORDS):
        if not data[at : at + _HEAD].strip(b"\r\n"):
            return
        end = data.find(b"\r\n\r\n", at, at + _HEAD)
        length = _LENGTH.search(data, at, end + 2) if end > 0 else None
        if length is None or not data.startswith(b"WARC/1.", at):
            raise _BadError(f"there is no record with a length at byte {at:,}, where one should begin")
        start, at = end + 4, end + 4 + int(length[1])
        if at > len(data):
            raise _BadError(f"it is cut off: {at - len(data):,} bytes of its last record are missing")
        if data.startswith(b"HTTP/", start) and not data.find(b"\r\n\r\n", start, min(at, start + _HEAD)) > 0:
            raise _BadError(f"the head of the answer at byte {start:,} does not end")
        if not data.startswith(b"\r\n\r\n", at):
            raise _BadError(f"the record before byte {at:,} is not as long as it says")
        at += 4
    raise _BadError(f"it has more than {MAX_RECORDS:,} records")


def _records(data: bytes) -> Iterator[Document]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra

    flat = _flat(data)
    _heads(flat)
    size = 0
    for record in ArchiveIterator(io.BytesIO(flat), check_digests=True):
        url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        if record.rec_type not in {"response", "resource"} or ids.url_fault(url) is not None:
            continue
        head = record.http_headers
        if record.rec_type == "response" and (head is None or head.get_statuscode() != "200"):
            continue
        given = (head.get_header("Content-Type") if head else record.rec_headers.get_header("Content-Type")) or ""
        media = given.split(";")[0].strip().lower()
        if media not in _KEPT:
            continue
        body = _body(record, url)
        size += len(body)
        if size > MAX_UNPACKED:
            raise _BadError(f"its pages have more than {MAX_UNPACKED:,} bytes")
        charset = _CHARSET.search(given)
        yield Document(body, media, url, _instant(record), charset[1] if charset else "")


def _body(record: Any, url: str) -> bytes:
    """The bytes of a page, whole and with the digests that its record states."""
    if record.rec_headers.get_header("WARC-Truncated"):
        raise _BadError(f"the record of '{url}' says that it was cut off")
    stream = record.content_stream()
    parts: list[bytes] = []
    size = 0
    while piece := stream.read(1 << 16):
        size += len(piece)
        if size > MAX_BYTES:
            raise _BadError(f"the page '{url}' has more than {MAX_BYTES:,} bytes")
        parts.append(piece)
    while record.raw_stream.read(1 << 16):
        pass  # the digest is of all of it
    if record.digest_checker is not None and record.digest_checker.passed is False:
        raise _BadError(f"the record of '{url}' does not have the digest that it states")
    return b"".join(parts)


def _instant(record: Any) -> str:
    """When the page was recorded, as EDTF; empty where the record does not say."""
    found = _INSTANT.match(record.rec_headers.get_header("WARC-Date") or "")
    moment = f"{found[1]}Z" if found else ""
    return moment if isinstance(edtf.parse(moment), edtf.Date) else ""
