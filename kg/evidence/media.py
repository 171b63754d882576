"""What kind of document some bytes are: by what they hold, never by what the file is called.

A name that promises another kind is a fault: what was saved as a PDF and is a web page is most often an error page.
"""

from __future__ import annotations

import io
import re
import zlib
from pathlib import PurePath
from typing import Final
from zipfile import BadZipFile, ZipFile

from kg.evidence.charset import read_plain
from kg.evidence.kept import Refused

MAX_BYTES: Final = 64 * 2**20
"""The largest document that is kept."""

HTML: Final = "text/html"
XHTML: Final = "application/xhtml+xml"
PDF: Final = "application/pdf"
PLAIN: Final = "text/plain"
SRT: Final = "application/x-subrip"
VTT: Final = "text/vtt"
WARC: Final = "application/warc"
WACZ: Final = "application/wacz"

_ENDINGS: Final = {
    ".html": {HTML, XHTML},
    ".htm": {HTML, XHTML},
    ".xhtml": {HTML, XHTML},
    ".pdf": {PDF},
    ".srt": {SRT},
    ".vtt": {VTT},
    ".warc": {WARC},
    ".wacz": {WACZ},
}
_NAMES: Final = {
    HTML: "a web page",
    XHTML: "a web page",
    PDF: "a PDF",
    PLAIN: "plain text",
    SRT: "subtitles (SRT)",
    VTT: "subtitles (WebVTT)",
    WARC: "a web archive (WARC)",
    WACZ: "a web archive (WACZ)",
}
_HEAD: Final = 1 << 16
_PAGE: Final = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--(?s:.{0,8192}?)-->)*<(?:!doctype\s+html|html|head|body|title|meta)[\s>]", re.IGNORECASE
)
_XHTML: Final = re.compile(rb"\s*<\?xml[^>]*>(?s:.{0,1024})<html[^>]+xmlns", re.IGNORECASE)
_CUE: Final = re.compile(r"\s*\d+\s*\n\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s+-->\s")
_MHTML: Final = re.compile(rb"(?is)\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def kind(data: bytes, name: str, charset: str = "") -> str | Refused:
    """The media type of a document; `charset` is the encoding that somebody says it has, `name` the name of its file, if any."""
    if not data or data.isspace():
        return Refused("it is empty")
    if len(data) > MAX_BYTES:
        return Refused(f"it has {len(data):,} bytes, and no more than {MAX_BYTES:,} are kept")
    found = _found(data, charset)
    if isinstance(found, Refused):
        return found
    promised = _ENDINGS.get(PurePath(name.lower().removesuffix(".gz")).suffix, {found})
    if found not in promised:
        meant = _NAMES[min(promised)]
        return Refused(f"it is {_NAMES[found]} and not {meant}: look at it, and rename it if it is right")
    return found


def _found(data: bytes, charset: str) -> str | Refused:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return WACZ if _is_wacz(data) else Refused("it is a zip archive: unpack it, and add the document that is in it")
    if data.startswith(b"\x1f\x8b"):
        inside = _beginning(data)
        return WARC if inside.startswith(b"WARC/") else Refused("it is compressed (gzip): unpack it first")
    if data.startswith(b"WARC/"):
        return WARC
    if _MHTML.match(data[:4096].replace(b"\r\n", b"\n")):
        return Refused("it is MHTML: save the page as HTML, or with SingleFile")
    head = data[:_HEAD]
    if head.startswith(_UTF_16):
        head = head.decode("utf-16", "replace").encode()
    if _PAGE.match(head):
        return XHTML if _XHTML.match(head) else HTML
    text = read_plain(data, charset)
    if isinstance(text, Refused):
        return text
    if text.startswith("WEBVTT") and text[6:7] in {"", " ", "\t", "\n", "\r"}:
        return VTT
    return SRT if _CUE.match(text[:200].replace("\r\n", "\n")) else PLAIN


def _is_wacz(data: bytes) -> bool:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return "datapackage.json" in archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _beginning(data: bytes) -> bytes:
    """The first bytes of what is compressed."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:_HEAD], 64)
    except zlib.error:
        return b""
