"""The text of a PDF, page after page, by pypdf; what the file is able to ask of the machine is bounded."""

from __future__ import annotations

import io
import logging
from typing import Any, Final

from kg.evidence.kept import EXTRA, Refused, Texts

MAX_PAGES: Final = 5_000
MAX_UNPACKED: Final = 16 * 2**20
"""The bytes of instructions that all pages may unpack to; a page of print has a few thousand."""


def texts(data: bytes) -> Texts | Refused:
    """The text of every page; pages without text, such as scans, are said to be missing."""
    try:
        import pypdf  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - same
    except ImportError:
        return Refused(f"reading PDF needs pypdf: {EXTRA}")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of broken files is for its authors
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Refused("it is protected by a password: save a copy without one")
        count = len(reader.pages)
        if count > MAX_PAGES:
            return Refused(f"it has {count:,} pages, more than {MAX_PAGES:,}")
        unpacked = sum(_length(page.get("/Contents")) for page in reader.pages)
        if unpacked > MAX_UNPACKED:
            return Refused(f"its pages unpack to {unpacked:,} bytes, more than {MAX_UNPACKED:,}")
        pages = [page.extract_text() or "" for page in reader.pages]
    except MemoryError:
        return Refused("reading it needs more memory than a document may take")
    except RecursionError:
        return Refused("it is nested too deeply")
    except ImportError:
        return Refused("it is encrypted in a way that needs another library: save a copy that is not")
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, ArithmeticError) as error:
        return Refused(f"it could not be read as a PDF: {' '.join(str(error).split())[:200] or type(error).__name__}")
    return of_pages(pages, f"pypdf {pypdf.__version__}")


def _length(contents: Any) -> int:
    """The bytes that the instructions of a page unpack to."""
    found: Any = contents.get_object() if contents is not None else None
    if isinstance(found, list):
        return sum(map(_length, found))
    return len(found.get_data()) if hasattr(found, "get_data") else 0


def of_pages(pages: list[str], extractor: str) -> Texts:
    """The pages as one text."""
    empty = [n for n, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        return Texts("", "", extractor, "no page holds text: it is most likely a scan")
    partial = f"no text on {len(empty):,} of {len(pages):,} pages" if empty else ""
    text = "\n\n".join(pages)
    return Texts(text, text, extractor, partial)
