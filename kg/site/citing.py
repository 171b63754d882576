"""How to cite a page: as a sentence, for BibTeX, and as CSL-JSON, always with the state of the record that was read.

A commit and its day are part of every citation, since a record goes on changing. Nothing is cited that is not known: without a
day there is no year, and without an address none is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from kg.site import bidi

_SPECIAL: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL_SIGN: Final = re.compile(r"[\\~^{}%&$#_]")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names: by whom, which page of which record, in which state, since which day, where."""

    key: str
    authors: tuple[str, ...]
    title: str
    record: str
    state: str
    version: str
    day: str
    url: str

    def text(self) -> str:
        """The citation as a sentence."""
        by = f"{', '.join(self.authors)}: " if self.authors else ""
        return f"{by}{self.title.rstrip('.')}. {self.record}. {self.state}{f' {self.url}' if self.url else ''}"

    def bibtex(self) -> str:
        """The citation as an entry of BibTeX; signs with a meaning there are escaped."""
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in self._bibtex())
        return f"@misc{{{self.key},\n{fields}}}\n"

    def _bibtex(self) -> Iterator[tuple[str, str]]:
        if self.authors:
            yield "author", " and ".join(f"{{{_tex(author)}}}" for author in self.authors)
        yield "title", f"{{{_tex(self.title)}}}"
        if self.record != self.title:
            yield "howpublished", _tex(self.record)
        if self.day:
            year, month, _ = self.day.split("-")
            yield "year", year
            yield "month", str(int(month))
        yield "note", _tex(self.state)
        if self.url:
            yield "url", self.url

    def csl(self) -> str:
        """The citation as CSL-JSON: a list with one item."""
        item: dict[str, Any] = {"id": self.key, "type": "webpage", "title": bidi.bare(self.title)}
        if self.authors:
            item["author"] = [{"literal": bidi.bare(author)} for author in self.authors]
        if self.record != self.title:
            item["container-title"] = bidi.bare(self.record)
        item["version"] = self.version
        if self.day:
            item["issued"] = {"date-parts": [list(map(int, self.day.split("-")))]}
        item["note"] = self.state
        if self.url:
            item["URL"] = self.url
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def key(path: str) -> str:
    """The path of a page as the key of a citation and the name of a file: "statement/a-b.html" is "statement-a-b"."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", path.removesuffix(".html")).strip("-") or "page"


def _tex(text: str) -> str:
    return _SPECIAL_SIGN.sub(lambda found: _SPECIAL.get(found[0], f"\\{found[0]}"), bidi.bare(text))


def snippet(src: str, title: str) -> str:
    """What another page writes to show a figure of ours: a frame that runs nothing and may lead on in a window of its own."""
    about = f'src="{escape(src)}" title="{escape(bidi.bare(title))}"'
    return f'<iframe {about} width="100%" height="480" loading="lazy" sandbox="allow-popups" style="border:0"></iframe>\n'
