"""Bytes to characters, by what is declared: a byte order mark, the document itself, its server, or whoever adds it.

An encoding is never guessed, for a guess changes names. What declares none is UTF-8, or refused.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.evidence.kept import Refused

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_PROLOG: Final = re.compile(rb"\A\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_HEAD: Final = 1 << 14
_AS_BROWSERS_DO: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "euc_kr": "cp949"}
"""What pages are read with that declare the other (WHATWG Encoding Standard, section 4.2)."""
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_TEXT: Final = frozenset(
    "base64 bz2 hex quopri rot13 uu zlib idna punycode raw_unicode_escape unicode_escape undefined".split()
)


def known(name: str) -> str:
    """Python's name of an encoding for text, or empty."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    return "" if found.replace("-", "_") in _NOT_TEXT else found


def read_plain(data: bytes, charset: str = "") -> str | Refused:
    """The characters of a text, every byte of which has to be right."""
    mark, name = _marked(data)
    name = name or (known(charset) if charset else "utf-8")
    if not name:
        return Refused(f"'{charset}' is not an encoding")
    try:
        text = data[mark:].decode(name)
    except UnicodeDecodeError as error:
        if charset or mark:
            return Refused(f"it is not {name} at byte {error.start + mark}")
        return Refused("it is not a kind of document that is read here, or text that is not UTF-8: say which with --encoding")
    if _CONTROLS.search(text[: 1 << 20]):
        return Refused("it is not a kind of document that is read here: web page, PDF, text, subtitles, WARC or WACZ")
    return text


def read_page(data: bytes, charset: str = "") -> str | Refused:
    """The characters of a web page; what is wrong in its declared encoding becomes U+FFFD, as in a browser."""
    mark, name = _marked(data)
    if not name:
        declared = _PROLOG.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
        name = known(charset) or (known(declared[1].decode("ascii")) if declared else "")
        if name.startswith("utf-16"):  # the page could not have said so in its own bytes
            name = "utf-8"
    if name:
        return data[mark:].decode(_AS_BROWSERS_DO.get(name, name), "replace")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return Refused(f"the page declares no encoding and is not UTF-8 at byte {error.start}: say which with --encoding")


def _marked(data: bytes) -> tuple[int, str]:
    """The length of the byte order mark, and its encoding."""
    return next(((len(mark), name) for mark, name in _MARKS if data.startswith(mark)), (0, ""))
