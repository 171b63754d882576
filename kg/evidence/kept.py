"""What passes between the parts of this room: a document, its texts, what it declares of itself, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

EXTRA: Final = "pip install 'rejoinder[evidence]'"
"""How the libraries are installed that read web pages, PDF and web archives."""

Depth: TypeAlias = Literal["whole text", "excerpt", "none"]
"""How much of a source there is to look into."""
DEPTHS: Final[tuple[Depth, ...]] = ("whole text", "excerpt", "none")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a document is not kept, or has no text, in one line."""

    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a source with what is known of how they were got.

    `retrieved` is a date in EDTF, empty where nothing but the present is known; `charset` is what a server said of the bytes.
    """

    data: bytes
    media: str
    url: str = ""
    retrieved: str = ""
    charset: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """The text of a document: its body, all that can be seen of it, what made them, and why they are not all of it, if so."""

    body: str
    visible: str
    extractor: str
    partial: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that the document itself declares for a field of its source, and where."""

    field: str
    value: str
    origin: str
