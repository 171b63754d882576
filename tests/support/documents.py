"""Documents made for the tests of evidence: pages, PDF files and web archives. All of what they say is invented."""

from __future__ import annotations

import base64
import gzip
import hashlib
from typing import Final

PAGE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Envoys trade blame | Gazette</title>
<meta property="og:title" content="Envoys trade blame over the bridge">
<meta property="og:site_name" content="Strelsau Gazette">
<meta property="og:url" content="https://gazette.example.org/bridge">
<meta property="article:published_time" content="1894-03-02T23:30:00-04:00">
</head><body><nav>Home</nav><article><h1>Envoys trade blame over the bridge</h1>
<p>The envoy of Ruritania said on Tuesday that Glottenberg had burnt the bridge at Hofbau, and called it a crime.</p>
<p>Glottenberg denied it. “Not one of our men was near it,” its minister told the Gazette in a talk of two hours.</p>
</article><aside>Most read: the price of bread</aside><footer>© 2019, 3 May 2019</footer></body></html>
"""


def pdf(*pages: bytes, head: bytes = b"", filters: bytes = b"", font: bytes = b"/Subtype /Type1") -> bytes:
    """A PDF with a page for each stream of instructions, in one font."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages),
        b"<< /Type /Font /BaseFont /Helvetica " + font + b" >>",
    ]
    for n, page in enumerate(pages):
        rest = b"/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R " % (5 + 2 * n) + rest)
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(page), filters, page))
    out = b"%PDF-1.7\n" + head
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def shown(words: str) -> bytes:
    """The instructions of a page that shows these words."""
    return b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % words.encode("ascii")


def warc(pages: dict[str, bytes], *, packed: bool = False, **headers: str) -> bytes:
    """A WARC with an answer for each address; `headers` go into each answer, with `_` for hyphens."""
    records = []
    for url, body in pages.items():
        given = {"Content_Type": "text/html; charset=utf-8", **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
        block = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body
        own = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-09-01T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nWARC-Payload-Digest: sha1:{_sha1(body)}\r\n"
            f"WARC-Block-Digest: sha1:{_sha1(block)}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(own.encode() + block + b"\r\n\r\n")
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def _sha1(data: bytes) -> str:
    return base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
