"""Documents and what is kept of them: their kinds by what they hold, their text, and bad ones, each refused in one line."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

import documents
import pypdf
import pytest
from playwright.sync_api import Browser

from kg.evidence import archive, media, page, pdf, stamp
from kg.evidence.capture import Captured, capture
from kg.evidence.charset import read_page, read_plain
from kg.evidence.kept import Document, Refused, Texts
from kg.evidence.texts import texts

SRT = (
    b"1\r\n00:00:01,000 --> 00:00:02,000\r\nNot one of our men\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n"
    b"<i>was near it.</i>\r\n"
)
VTT = (
    b"WEBVTT\n\nNOTE a note\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n<v Ida>Not one of our men\n\n"
    b"00:02.000 --> 00:03.000\nNot one of our men\nwas near it.\n"
)
URL = "https://a.example/"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (documents.PAGE.encode(), "a.html", media.HTML),
        (b"\xef\xbb\xbf <!-- saved --> <html>", "a", media.HTML),
        ("<html>".encode("utf-16"), "a.htm", media.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "a.xhtml", media.XHTML),
        (documents.pdf(documents.shown("x")), "a.pdf", media.PDF),
        (SRT, "a.srt", media.SRT),
        (VTT, "a.vtt", media.VTT),
        (b"WEBVTTX is a word", "a.txt", media.PLAIN),
        ("Так сказал посол.".encode(), "a.txt", media.PLAIN),
        (documents.warc({URL: b"x"}), "a.warc", media.WARC),
        (documents.warc({URL: b"x"}, packed=True), "a.warc.gz", media.WARC),
        (packed({"datapackage.json": b"{}"}), "a.wacz", media.WACZ),
    ],
)
def test_a_kind_is_known_by_what_a_document_holds(data: bytes, name: str, kind: str) -> None:
    assert media.kind(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.html", "it is empty"),
        (b" \n", "a.txt", "it is empty"),
        (documents.PAGE.encode(), "a.pdf", "a web page and not a PDF"),
        (b"some words", "../../a.html", "plain text and not a web page"),
        (gzip.compress(b"x", mtime=0), "a.txt.gz", "unpack it first"),
        (packed({"../../etc/passwd": b"x"}), "a.zip", "unpack it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", "not a kind of document"),
        (b"a\x00b", "a.txt", "not a kind of document"),
        ("naïve".encode("latin-1"), "a.txt", "--encoding"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n", "a.mhtml", "MHTML"),
        (b"x" * (media.MAX_BYTES + 1), "a.txt", "no more than"),
    ],
)
def test_what_is_not_kept_is_refused_with_a_reason(data: bytes, name: str, reason: str) -> None:
    found = capture(data, name)
    assert isinstance(found, Refused)
    assert reason in found.reason
    assert "\n" not in found.reason


def test_an_encoding_is_what_is_declared_and_never_guessed() -> None:
    assert read_plain("Größe".encode("latin-1"), "latin-1") == "Größe"
    assert read_plain("Größe".encode("utf-16")) == "Größe"
    assert read_page('<meta charset="windows-1251">Посол'.encode("cp1251")) == '<meta charset="windows-1251">Посол'
    assert read_page(b'<meta http-equiv=a content="text/html; charset=iso-8859-1">\x93x\x94').endswith("“x”")  # type: ignore[union-attr] # text
    assert isinstance(read_page("Größe".encode("latin-1")), Refused)
    assert isinstance(read_plain(b"x", "base64"), Refused)
    assert isinstance(read_plain(b"x", "no-such"), Refused)


def test_a_page_has_a_body_and_all_that_can_be_seen() -> None:
    found = texts(documents.PAGE.encode(), media.HTML)
    assert isinstance(found, Texts)
    assert "Not one of our men was near it" in found.body
    assert "the price of bread" in found.visible
    assert "© 2019" in found.visible
    assert found.extractor.startswith("trafilatura ")
    assert found.partial == ""


def test_nothing_that_is_hidden_or_run_is_text() -> None:
    html = "<body>a<script>b</script><style>c</style><p hidden>d</p><div style='display: none'>e</div><noscript>f</noscript>g"
    found = page.read(html + "<img src='http://127.0.0.1:1/x.png' alt='h'><iframe src='http://127.0.0.1:1/'>i</iframe>")
    assert isinstance(found, page.Page)
    assert "".join(found.text.split()) == "ag"


def test_an_entity_that_a_page_declares_is_neither_opened_nor_unfolded() -> None:
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    entities = f'<!ENTITY file SYSTEM "{__file__}"><!ENTITY a0 "aaaaaaaaaa">{nested}'
    xhtml = f'<?xml version="1.0"?><!DOCTYPE html [{entities}]><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    found = capture(f"{xhtml}<p>He said &file; and &a11; to them.</p></body></html>".encode(), "a.xhtml")
    assert isinstance(found, Captured), found
    assert found.texts.body == "He said &file; and &a11; to them."


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><script>document.write('x')</script></body></html>", "made by scripts"),
        (
            "<p>We and our partners use cookies to store information on a device.</p><p>Accept all cookies or choose</p>",
            "cookies",
        ),
        ("<div>" * 1_000_000, "nest deeper"),
    ],
)
def test_pages_of_which_nothing_can_be_kept(html: str, reason: str) -> None:
    started = time.process_time()
    found = page.texts(html)
    assert isinstance(found, Refused)
    assert reason in found.reason
    assert time.process_time() - started < 1


def test_a_page_that_is_not_open_to_everybody_is_an_excerpt() -> None:
    paid = documents.PAGE.replace(
        "</head>", '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script></head>'
    )
    found = page.texts(paid)
    assert isinstance(found, Texts)
    assert "open to everybody" in found.partial


def test_large_embedded_images_cost_little() -> None:
    found = page.texts(documents.PAGE.replace("<nav>", f'<img src="data:image/png;base64,{"A" * 20_000_000}"><nav>'))
    assert isinstance(found, Texts)
    assert "Not one of our men" in found.body


def test_subtitles_are_what_is_said() -> None:
    assert texts(SRT, media.SRT).body == "Not one of our men\nwas near it."  # type: ignore[union-attr] # a text
    assert texts(VTT, media.VTT).body == "Not one of our men\nwas near it."  # type: ignore[union-attr] # a text
    assert isinstance(texts(b"WEBVTT\n\nNOTE x\n", media.VTT), Refused)


def test_the_pages_of_a_pdf() -> None:
    found = pdf.texts(documents.pdf(documents.shown("We shall leave, he said."), documents.shown("And they left.")))
    assert isinstance(found, Texts)
    assert "We shall leave, he said." in found.body
    assert "And they left." in found.body
    scanned = pdf.texts(documents.pdf(documents.shown("We shall leave."), b""))
    assert isinstance(scanned, Texts)
    assert scanned.partial == "no text on 1 of 2 pages"
    assert "scan" in pdf.texts(documents.pdf(b"")).partial  # type: ignore[union-attr] # a text


@pytest.mark.parametrize(
    ("name", "encoding", "words"),
    [
        ("Identity-H", "utf-16-be", "Посол опроверг"),
        ("UniGB-UTF16-H", "utf-16-be", "大使否认"),
        ("GBK-EUC-H", "gbk", "大使否认"),
        ("ETen-B5-H", "cp950", "大使否認"),
    ],
)
def test_the_encodings_of_fonts_are_there_when_nothing_more_can_be_opened(name: str, encoding: str, words: str) -> None:
    shown = b"BT /F1 12 Tf 72 720 Td <%s> Tj ET" % words.encode(encoding).hex().encode()
    font = (
        b"/Subtype /Type0 /Encoding /%s /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>]" % name.encode()
    )
    found = texts(documents.pdf(shown, font=font), media.PDF)
    assert isinstance(found, Texts), found
    assert found.body == words


@pytest.mark.browser
def test_a_pdf_that_a_browser_prints(browser: Browser) -> None:
    said = "The envoy denied it. Посол опроверг обвинения. « Démenti », sagte Größe."
    with browser.new_page() as shown:
        shown.set_content(f"<p>{said}</p>")
        found = texts(shown.pdf(), media.PDF)
    assert isinstance(found, Texts), found
    assert " ".join(found.body.split()) == said


def swelling(content: bytes) -> bytes:
    """A PDF that is small and unpacks to this."""
    return documents.pdf(zlib.compress(content, 1), filters=b"/Filter /FlateDecode")


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(documents.pdf(documents.shown("x"))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4\nnothing of the kind", "could not be read as a PDF"),
        (documents.pdf(documents.shown("x"))[:300], "could not be read as a PDF"),
        (lambda: swelling(b" " * 200_000_000), "could not be read as a PDF"),
        (lambda: swelling(b"BT (a) Tj ET\n" * 2_000_000), "unpack to 26,000,000 bytes"),
        (documents.pdf().replace(b"/Kids []", b"/Kids [2 0 R]"), "could not be read as a PDF"),
    ],
)
def test_bad_pdf_files_end_in_one_line(data: bytes | Callable[[], bytes], reason: str) -> None:
    data = data if isinstance(data, bytes) else data()
    started = time.process_time()
    found = pdf.texts(data)
    assert isinstance(found, Refused)
    assert reason in found.reason
    assert "\n" not in found.reason
    assert time.process_time() - started < 2


def test_a_pdf_with_a_password() -> None:
    found = pdf.texts(locked())
    assert isinstance(found, Refused)
    assert "password" in found.reason


def test_a_page_out_of_an_archive() -> None:
    pages = {URL: documents.PAGE.encode(), f"{URL}b": b"<p>B</p>"}
    flat = documents.warc(pages)
    found = capture(flat, "a.warc", wanted="http://www.a.example")
    assert isinstance(found, Captured)
    assert (found.document.url, found.document.retrieved) == (URL, "2021-09-01T10:00:00Z")
    assert found.document.data == documents.PAGE.encode()
    assert found.extractor.startswith("warcio")
    several = capture(flat, "a.warc")
    assert isinstance(several, Refused)
    assert f"--page ({URL}, {URL}b)" in several.reason
    none = capture(flat, "a.warc", wanted="https://other.example/")
    assert isinstance(none, Refused)
    assert "no page 'https://other.example/'" in none.reason
    compressed = archive.page(
        documents.warc({URL: gzip.compress(b"<p>B</p>", mtime=0)}, packed=True, Content_Encoding="gzip"), packed=False
    )
    assert isinstance(compressed, Document)
    assert compressed.data == b"<p>B</p>"


def test_a_page_out_of_a_wacz() -> None:
    inner = documents.warc({URL: b"<p>B</p>"}, packed=True)
    stated = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{hashlib.sha256(inner).hexdigest()}"}]}
    files = {"datapackage.json": json.dumps(stated).encode(), "archive/data.warc.gz": inner, "../../evil": b"x"}
    found = archive.page(packed(files), packed=True)
    assert isinstance(found, Document)
    assert found.data == b"<p>B</p>"
    other = archive.page(packed({**files, "archive/data.warc.gz": documents.warc({URL: b"C"}, packed=True)}), packed=True)
    assert isinstance(other, Refused)
    assert "digest" in other.reason


FLAT = documents.warc({URL: b"<p>hello world</p>"})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (FLAT[:-20], "cut off: 16 bytes"),
        (documents.warc({URL: b"<p>hello world</p>"}, packed=True)[:-20], "cut off"),
        (FLAT.replace(b"hello", b"jelly"), "does not have the digest"),
        (FLAT.replace(b"Content-Length: ", b"Content-Length: -"), "no record with a length"),
        (FLAT.replace(b"Content-Length: ", b"Content-Length: 9999999"), "cut off"),
        (FLAT.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"), "says that it was cut off"),
        (FLAT.replace(b"\r\nWARC-Date", b"\r\n" + b"A: b\r\n" * 100_000 + b"WARC-Date"), "no record with a length"),
        (FLAT.replace(URL.encode(), b"file:///etc/passwd"), "no page"),
        (lambda: gzip.compress(b"WARC/1.0\r\n" + b"A: b\r\n" * 30_000_000, 1, mtime=0), "unpacks to more than"),
        (lambda: documents.warc({URL: gzip.compress(b"x" * 100_000_000, 1, mtime=0)}, Content_Encoding="gzip"), "more than"),
        (b"WARC/1.0\r\n\r\n", "no record with a length"),
    ],
)
def test_bad_archives_end_in_one_line(data: bytes | Callable[[], bytes], reason: str) -> None:
    data = data if isinstance(data, bytes) else data()
    started = time.process_time()
    found = archive.page(data, packed=False)
    assert isinstance(found, Refused)
    assert reason in found.reason
    assert time.process_time() - started < 2


def test_the_process_that_reads_can_open_nothing() -> None:
    code = "import sys; from kg.evidence import child; child._confine(); open(sys.argv[1])"
    run = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Too many open files" in run.stderr
    code = "import socket; from kg.evidence import child; child._confine(); socket.socket()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Too many open files" in run.stderr


@pytest.mark.parametrize(
    ("library", "refused"),
    [
        ("lxml", lambda: page.texts(documents.PAGE)),
        ("pypdf", lambda: pdf.texts(b"%PDF-")),
        ("warcio", lambda: archive.page(FLAT, packed=False)),
        ("rfc3161_client", lambda: stamp.stamped(b"", b"", None)),
    ],
)
def test_without_its_library_it_is_said_what_to_install(
    library: str, refused: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    found = refused()
    assert isinstance(found, Refused)
    assert "pip install 'rejoinder[" in found.reason
