"""A web page read in one pass: all text that can be seen, and what the page says of itself. Nothing is loaded and nothing run.

The parser hands on one element after the other and builds no tree, so that neither depth nor size costs more than the length of a
page. `trafilatura` finds the body of an article; it is asked for text alone, since what it says of dates and authors is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kg.evidence.kept import EXTRA, Refused, Texts

MAX_DEPTH: Final = 2_000
"""How deep elements may nest; pages that people read have fifty levels."""
MAX_BODY: Final = 2 * 2**20
"""The characters of a page, without embedded files, in which an article is looked for; all visible text is kept of any page."""

_HIDDEN: Final = frozenset(
    "script style template noscript svg math iframe object embed canvas audio video select datalist".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr legend li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN: Final = re.compile(r"(?:\A|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r"data:[a-zA-Z0-9.+/-]{0,64}[;,][^\"'\s<>()]{256,}")
_COOKIES: Final = re.compile(
    r"\b(?:cookies?|consent|datenschutz\w*|einwilligung\w*|consentimiento|consentement|traceurs|согласи\w+|куки)\b", re.IGNORECASE
)
_PAID: Final = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false\b", re.IGNORECASE)
_PIECE: Final = 1 << 15
_SHORT: Final = 1_500
"""The characters below which a text about cookies is taken for nothing but their notice."""


@dataclass(slots=True)
class Page:
    """What a page shows and what it declares: its visible text, `meta` elements, JSON-LD, language, addresses, first comments."""

    text: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    canonical: str = ""
    comments: list[str] = field(default_factory=list)


class _TooDeepError(Exception):
    """The elements nest deeper than any reader needs."""


class _Reader:
    """Takes what the parser finds, as it finds it."""

    def __init__(self) -> None:
        self.page = Page()
        self._seen: list[str] = []
        self._depth = 0
        self._hidden_at = 0
        self._inside = ""
        self._words: list[str] = []

    def start(self, tag: object, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeepError
        name = str(tag).lower()
        if name == "html":
            self.page.lang = self.page.lang or attributes.get("lang", attributes.get("xml:lang", ""))
        elif name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if key and "content" in attributes:
                self.page.metas.append((key.strip().lower(), attributes["content"].strip()))
        elif name == "link" and attributes.get("rel", "").lower() == "canonical":
            self.page.canonical = self.page.canonical or attributes.get("href", "").strip()
        elif name == "title" and not self.page.title:
            self._inside, self._words = "title", []
        elif name == "script" and attributes.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            self._inside, self._words = "ld", []
        if not self._hidden_at and (name in _HIDDEN or name == "title" or _is_hidden(attributes)):
            self._hidden_at = self._depth
        if not self._hidden_at and name in _BLOCKS:
            self._seen.append("\n")

    def end(self, tag: object) -> None:
        if self._inside and str(tag).lower() in {"title", "script"}:
            words = "".join(self._words)
            if self._inside == "ld":
                self.page.json_ld.append(words)
            else:
                self.page.title = " ".join(words.split())
            self._inside = ""
        if self._hidden_at == self._depth:
            self._hidden_at = 0
        self._depth -= 1
        if not self._hidden_at and str(tag).lower() in _BLOCKS:
            self._seen.append("\n")

    def data(self, text: str) -> None:
        if self._inside:
            self._words.append(text)
        if not self._hidden_at:
            self._seen.append(text)

    def comment(self, text: str) -> None:
        if len(self.page.comments) < 5:
            self.page.comments.append(text[:2_000])

    def close(self) -> Page:
        lines = (" ".join(line.split()) for line in "".join(self._seen).split("\n"))
        self.page.text = "\n".join(filter(None, lines))
        return self.page


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None


def read(text: str) -> Page | Refused:
    """What a page shows and declares."""
    try:
        from lxml import etree  # noqa: PLC0415 - an extra
    except ImportError:
        return Refused(f"reading web pages needs lxml and trafilatura: {EXTRA}")
    parser = etree.HTMLParser(target=_Reader(), huge_tree=True, encoding="utf-8", no_network=True)
    try:
        data = without_embedded(text).encode("utf-8", "replace")
        for at in range(0, len(data), _PIECE):  # so that what is too deep ends where it is
            parser.feed(data[at : at + _PIECE])
        page: Page = parser.close()
    except _TooDeepError:
        return Refused(f"its elements nest deeper than {MAX_DEPTH:,} levels")
    except (etree.LxmlError, ValueError) as error:
        return Refused(f"it could not be read as a web page: {error}")
    return page


def without_embedded(text: str) -> str:
    """The page without the images and fonts that are embedded in it, which may be most of its bytes; nor NUL characters."""
    return _EMBEDDED.sub("data:,", text).replace("\0", "\ufffd")


def texts(text: str) -> Texts | Refused:
    """The body of the article, and all text that can be seen."""
    page = read(text)
    if isinstance(page, Refused):
        return page
    if not page.text:
        return Refused("nothing of it can be read: it is most likely made by scripts; save it from a browser, with SingleFile")
    if len(page.text) < _SHORT and _COOKIES.search(page.text) and _is_notice(page.text):
        return Refused("all that can be read of it is a notice about cookies: save the page after answering it")
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        return Refused(f"reading web pages needs lxml and trafilatura: {EXTRA}")
    plain = without_embedded(text)
    body = ""
    if len(plain) <= MAX_BODY:
        body = trafilatura.extract(plain, include_comments=False, include_tables=True, fast=True, favor_recall=True) or ""
    partial = "the page says that not all of it is open to everybody" if any(map(_PAID.search, page.json_ld)) else ""
    return Texts(body or page.text, page.text, f"trafilatura {trafilatura.__version__}", partial)


def _is_notice(text: str) -> bool:
    """Whether most paragraphs speak of cookies and consent."""
    paragraphs = [line for line in text.split("\n") if len(line) > 40]
    about = sum(_COOKIES.search(line) is not None for line in paragraphs)
    return about * 2 >= max(1, len(paragraphs))
