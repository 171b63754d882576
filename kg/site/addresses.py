"""Where each page is, below the site's folder, and how one page links to another.

A record's page is at the path of its IRI behind the data set's base. Every link is relative, so that the site works from a disk,
on any host and below any path.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg import ids
from kg.corpus.corpus import Corpus
from kg.corpus.labels import capacity, label, name
from kg.model.parts import Accused
from kg.rdf.terms import RECORD_KINDS

KINDS: Final = RECORD_KINDS
"""The kinds of record that have pages."""
FED: Final = ("actor", "allegation", "topic")
"""The kinds of record that have a feed beside their page."""
ROWS: Final = 50
"""The most rows of one list that a page shows; the list goes on in pages of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text with where it leads; a text alone where `href` is empty. `more` is said behind it, in small.

    `is_alleged` where the text is an allegation, which is never given without saying that it is one.
    """

    text: str
    href: str = ""
    more: str = ""
    is_alleged: bool = False


def record(kind: str, id_: str, ending: str = "html") -> str:
    """The path of a record's page, or of its data in another notation."""
    return f"{kind}/{id_}.{ending}"


def continued(kind: str, id_: str, list_: str, number: int) -> str:
    """The path of a further page of one list of a record; the first is the record's own."""
    return record(kind, id_) if number == 1 else f"{kind}/{id_}/{list_}-{number}.html"


def feed(kind: str, id_: str) -> str:
    """The path of the feed of what was said on a record; empty for a kind that has none."""
    return record(kind, id_, "atom") if kind in FED else ""


def pair(one: str, other: str) -> str:
    """The path of the page about what two sides say of each other, whichever is named first."""
    first, second = sorted((one, other))
    return f"pair/{first}/{second}.html"


def overview(name: str, number: int = 1) -> str:
    """The path of an overview, or of a further page of it."""
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def asset(name: str) -> str:
    """The path of a style or script that all pages share."""
    return f"assets/{name}"


def anchor(vocabulary: str, term: str) -> str:
    """The anchor of a term of a closed vocabulary in the glossary."""
    return f"{vocabulary}-{term.replace(' ', '-')}"


def glossary(root: str, vocabulary: str, term: str) -> str:
    """Where the glossary explains a term, from a page that is so deep as `root` says."""
    return f"{root}about.html#{anchor(vocabulary, term)}"


EMBEDDED: Final = "embed/"
"""The folder of figures alone, which are for other pages, and which no list of pages names."""


def embed(path: str) -> str:
    """The path of the figure of a page alone."""
    return f"{EMBEDDED}{path}"


def external(url: str) -> Link:
    """An address elsewhere as a link, where the claim format accepts it; else its text alone."""
    return Link(url, url if ids.url_fault(url) is None else "")


def root(path: str) -> str:
    """What leads from the page at `path` to the folder of the site."""
    return "../" * path.count("/")


@dataclass(frozen=True, slots=True)
class Links:
    """The links from pages that are so deep below the site's folder as `root` says."""

    corpus: Corpus
    root: str

    def to(self, kind: str, id_: str) -> str:
        """The address of a record's page; empty where there is no such record."""
        return f"{self.root}{kind}/{id_}.html" if id_ in getattr(self.corpus, f"{kind}s") else ""

    def actor(self, id_: str, more: str = "") -> Link:
        """An actor by name; what is no actor's id is a name in print."""
        return Link(name(self.corpus, id_), self.to("actor", id_), more)

    def actors(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Several actors."""
        return tuple(self.actor(id_) for id_ in ids)

    def accused(self, blamed: tuple[Accused, ...]) -> tuple[Link, ...]:
        """Those who are accused, each with the capacity in which they are."""
        return tuple(self.actor(one.who, capacity(self.corpus, one).strip()) for one in blamed)

    def allegation(self, id_: str, more: str = "") -> Link:
        """An allegation by its wording, which is always given as alleged."""
        found = self.corpus.allegations.get(id_)
        return Link(found.text if found else id_, self.to("allegation", id_), more, is_alleged=True)

    def of(self, id_: str, more: str = "") -> Link:
        """Any record by its label."""
        kind = next((kind for kind in KINDS if id_ in getattr(self.corpus, f"{kind}s")), "")
        return (
            Link(label(self.corpus, getattr(self.corpus, f"{kind}s")[id_]), self.to(kind, id_), more)
            if kind
            else Link(id_, "", more)
        )
