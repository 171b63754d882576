"""What every page of a site has around its own: head, header, navigation, footer, and how to cite it.

A page is a view, plain values worked out from the corpus, put into a template. Its policy allows what is in the folder `assets`
and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

from markupsafe import Markup

from kg.corpus.belonging import Belonging, belonging
from kg.corpus.corpus import Corpus
from kg.rdf.records import licence
from kg.site import addresses, looks, policy, recorded, template
from kg.site.addresses import Link, Links
from kg.site.analyses import Analyses
from kg.site.ask.engine import Engine
from kg.site.checked import Checked
from kg.site.edition import Edition
from kg.site.first_recorded import Recorded
from kg.site.listing import Rows
from kg.site.markup import Html
from kg.site.words import Words

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
)
"""The policy of a page that has no script or style of its own."""
STYLES: Final = ("type.css", "theme.css", "statement.css", "site.css", "site_figures.css", "site_overviews.css")

File = tuple[str, bytes]
"""A file of the site: its path below the folder, and what is in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An overview in the navigation: its name is its path without the ending, and `nav.NAME` of the words is its title."""

    name: str
    in_nav: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the claims beside what their files hold.

    `recorded` are by id the changes that recorded a record; `checks` what became of the quotes of reports.
    """

    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    checks: Checked = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """What all pages of one site share."""

    corpus: Corpus
    words: Words
    edition: Edition
    entries: tuple[Entry, ...]
    folder: str = ""
    base_url: str = ""
    known: Known = field(default_factory=Known)
    engine: Engine | None = None

    @cached_property
    def index(self) -> Belonging:
        """Which statements belong to which record."""
        return belonging(self.corpus)

    @cached_property
    def rows(self) -> Rows:
        """The lines that mention statements."""
        return Rows(self.corpus, self.words)

    @cached_property
    def analyses(self) -> Analyses:
        """What analyses answer for all records at once."""
        return Analyses(self.corpus)

    def links(self, path: str) -> Links:
        """The links from the page at `path`."""
        return Links(self.corpus, addresses.root(path))

    def has(self, overview: str) -> bool:
        """Whether the site has this overview."""
        return any(entry.name == overview for entry in self.entries)

    @cached_property
    def html(self) -> Html:
        """The pieces of HTML that pages have by the thousand."""
        return Html(self.words)

    @cached_property
    def footer(self) -> Callable[[str], Markup]:
        """The foot of every page that is so deep below the site's folder as `root` says."""

        @cache
        def made(root: str) -> Markup:
            return template.fragment("site_footer.html.j2", site=self, w=self.words, root=root)

        return made

    def header(self, path: str, root: str) -> Markup:
        """The head of the page at `path`, in which its own entry is marked."""
        current = path.removesuffix(".html")
        return self._headers(current if self.has(current) else "", root)

    @cached_property
    def _headers(self) -> Callable[[str, str], Markup]:
        @cache
        def made(current: str, root: str) -> Markup:
            return template.fragment("site_header.html.j2", site=self, w=self.words, current=current, root=root)

        return made

    @cached_property
    def licence(self) -> Link | None:
        """The licence of the claims, with its page where it is known."""
        given = self.corpus.dataset.license if self.corpus.dataset else None
        return Link(given, licence(given) or "") if given else None

    @cached_property
    def state(self) -> str:
        """Which state of the record it is, in words."""
        if self.edition.commit:
            return self.words("frame.as_of", commit=self.edition.short, day=self.words.day(self.edition.day))
        return self.words("frame.as_held", digest=self.edition.short)

    @cached_property
    def day(self) -> str:
        """The day of the claims: that of their commit, else the last that the record holds; empty where there is none."""
        if self.edition.day:
            return self.edition.day
        last = recorded.last(self.corpus)
        return last.earliest.isoformat() if last is not None and last.earliest else ""

    def file(self, id_: str) -> str:
        """The claim file and the line of a record, below the folder of claims."""
        mark = self.corpus.mark(id_)
        return f"{str(mark.file).removeprefix(f'{self.folder}/')}:{mark.line}"

    def history(self, id_: str) -> str:
        """Since when a record is part of the claims, and since when it is as it is now; empty where that is not known."""
        found = self.known.recorded.get(id_)
        if found is None:
            return ""
        first, last = self.words.day(found.first.day), self.words.day(found.last.day)
        if found.first == found.last:
            return self.words("about.since", day=first, commit=found.first.hash[:10])
        return self.words("about.changed", day=first, last=last, commit=found.last.hash[:10])

    def page(
        self,
        path: str,
        name: str,
        *,
        title: str,
        summary: str = "",
        record: tuple[str, str] | None = None,
        feed: str = "",
        allows: str = POLICY,
        **values: Any,
    ) -> File:
        """The page at `path` that the template `name` makes of `values`.

        `title` is what it is called, `summary` a sentence for search engines and cards, `record` the kind and the id of the
        record that it is about, `feed` the path of the feed that follows it, `allows` its policy.
        """
        kind, id_ = record or ("", "")
        shown = template.page(name).render(
            site=self,
            w=self.words,
            h=self.html,
            root=addresses.root(path),
            path=path,
            title=title,
            summary=summary,
            policy=allows,
            feed=feed if self.day else "",
            kind=kind,
            id=id_,
            iri=f"{self.corpus.base}{kind}/{id_}" if record else "",
            **values,
        )
        return path, shown.encode()

    def citation(self, title: str, path: str, iri: str) -> str:
        """How to cite a page: whose record, what, in which state, where."""
        dataset = self.corpus.dataset
        by = f"{', '.join(dataset.curators)}: " if dataset and dataset.curators else ""
        where = f"{self.base_url}{path}" if self.base_url else iri
        return f"{by}{title.rstrip('.')}. {self.corpus.title}. {self.state}{f' {where}' if where else ''}"


def assets() -> Iterator[File]:
    """The styles that all pages share, in light and in dark colours."""
    light = "".join((looks.style(), *map(template.text, STYLES)))
    yield addresses.asset("site.css"), policy.inline(light).encode()
    yield addresses.asset("dark.css"), policy.inline(template.text(template.DARK) + looks.dark_style()).encode()
