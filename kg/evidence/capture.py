"""From the bytes that somebody has to what is kept of them: which document they are, its text, what it declares."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass

from kg import ids
from kg.evidence import archive, declared, media, page
from kg.evidence.charset import read_page
from kg.evidence.kept import Document, Proposal, Refused, Texts
from kg.evidence.texts import texts


@dataclass(frozen=True, slots=True)
class Captured:
    """A document with its text and what it declares."""

    document: Document
    texts: Texts
    proposals: tuple[Proposal, ...] = ()

    @property
    def extractor(self) -> str:
        """What made the text, with what took the document out of its archive."""
        return ", ".join(filter(None, (self.document.through, self.texts.extractor)))


def capture(
    data: bytes, name: str, *, url: str = "", retrieved: str = "", wanted: str = "", charset: str = ""
) -> Captured | Refused:
    """What there is to keep of the bytes of a file called `name`, or of what came from `url`.

    `wanted` is the address of the page to take out of an archive, `charset` an encoding that somebody says the bytes have.
    """
    kind = media.kind(data, name, charset)
    if isinstance(kind, Refused):
        return kind
    if kind not in {media.WARC, media.WACZ}:
        if wanted:
            return Refused(f"a page can be chosen in a web archive, and it is {kind}")
        return _read(Document(data, kind, url, retrieved, charset))
    inside = archive.page(data, packed=kind == media.WACZ, wanted=wanted)
    if isinstance(inside, Refused):
        return inside
    kind = media.kind(inside.data, "", inside.charset)
    if isinstance(kind, Refused):
        return Refused(f"'{inside.url}' in it: {kind.reason}")
    return _read(dataclasses.replace(inside, media=kind))


def _read(document: Document) -> Captured | Refused:
    """The document with its text and what it declares."""
    kind = document.media
    found = texts(document.data, kind, document.charset)
    if isinstance(found, Refused):
        return found
    return _with_declared(document, found) if kind in {media.HTML, media.XHTML} else Captured(document, found)


def _with_declared(document: Document, found: Texts) -> Captured | Refused:
    """The page with what it declares; where it was saved from, and when, if it says so."""
    text = read_page(document.data, document.charset)
    read = text if isinstance(text, Refused) else page.read(text)
    if isinstance(read, Refused):
        return read
    address, moment = declared.saved(read)
    document = dataclasses.replace(document, url=document.url or address, retrieved=document.retrieved or moment)
    return Captured(document, found, declared.proposals(read))


def record(captured: Captured, digest: str, today: datetime.date) -> dict[str, str]:
    """The evidence as a source records it; where the document does not say when it was got, that is today."""
    document = captured.document
    made = {"sha256": digest, "media": document.media, "size": str(len(document.data))}
    retrieved = document.retrieved or today.isoformat()
    return {**made, "retrieved": retrieved, "extractor": captured.extractor}


def settled(proposals: tuple[Proposal, ...], *, every: bool) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The fields that the document declares without contradicting itself, and those of which it says two things.

    A title is taken from the most specific place: pages add the name of their site elsewhere. With `every` false nothing is
    taken, for nobody has said yes.
    """
    by: dict[str, list[Proposal]] = {}
    for one in proposals:
        by.setdefault(one.field, []).append(one)
    taken: dict[str, list[str]] = {}
    open_: list[str] = []
    for field, found in by.items():
        first = found[0]
        if field == "author":
            values = [one.value for one in found if one.origin == first.origin]
        elif field in {"title", "url"} or len({ids.skeleton(one.value) for one in found}) == 1:
            values = [first.value]
        else:
            open_.append(field)
            continue
        if every:
            taken[field] = values
    return taken, tuple(open_)
