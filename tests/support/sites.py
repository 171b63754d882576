"""Built sites, each made once in a run: their files in memory, read by a parser that is not ours."""

from __future__ import annotations

import posixpath
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import harbour
import hostile
import hostile_claims
import lxml.html
from lxml.etree import _Element

from kg.corpus.corpus import Corpus
from kg.site import build
from kg.site.edition import Edition

EDITION = Edition("ab" * 32, "c0ffee" * 6, "2024-02-29")
BASE_URL = "https://site.example/record/"


def files(corpus: Corpus, lang: str = "en", base_url: str = "") -> dict[str, bytes]:
    """All files of the site of a corpus, by path; none twice."""
    found: dict[str, bytes] = {}
    made = build.site(corpus, EDITION, lang=lang, folder="claims", base_url=base_url)
    for path, data in build.files(made, corpus):
        assert path not in found
        found[path] = data
    return found


@cache
def shipped(lang: str = "en") -> dict[str, bytes]:
    """The site of the claims that come with the package."""
    return files(harbour.shipped(), lang)


@cache
def every_field() -> dict[str, bytes]:
    """The site of the claims in which every field of every record is in use."""
    return files(harbour.corpus(), base_url=BASE_URL)


@cache
def attacking() -> dict[str, bytes]:
    """The site of claims that attack the pages they are shown on."""
    found = dict(build.pages(build.site(hostile_claims.corpus(hostile.strings()[::4]), EDITION, folder="claims")))
    data = (path.removesuffix("html") for path in found if path.count("/") == 1)  # no graph of it is valid, past every check
    return found | {f"{path}{ending}": b"" for path in data for ending in ("ttl", "jsonld")}


def placed(found: dict[str, bytes], folder: Path) -> Path:
    """Write files into a folder; the folder."""
    for path, data in found.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def pages(found: dict[str, bytes]) -> dict[str, _Element]:
    """The pages among the files, as trees."""
    return {path: lxml.html.document_fromstring(data.decode()) for path, data in found.items() if path.endswith(".html")}


def targets(path: str, page: _Element) -> list[tuple[str, str]]:
    """Where a page leads within its site: the path of a file, and the fragment in it."""
    found = []
    for element in page.iter():
        for attribute in ("href", "src", "action"):
            address = urlsplit(element.get(attribute) or "")
            if element.get(attribute) and not address.scheme and not address.netloc:
                place = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address.path))) if address.path else path
                )
                found.append((place, unquote(address.fragment)))
    return found
