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

from kg.analysis.audit import Evidence
from kg.corpus.belonging import Belonging, belonging
from kg.corpus.corpus import Corpus
from kg.rdf.records import licence
from kg.site import addresses, bidi, citing, looks, policy, recorded, template
from kg.site.addresses import Link, Links
from kg.site.analyses import Analyses
from kg.site.ask.engine import Engine
from kg.site.checked import Checked
from kg.site.citing import Cited
from kg.site.claim_file import Repository
from kg.site.edition import Edition
from kg.site.first_recorded import Recorded
from kg.site.listing import Rows
from kg.site.markup import Html
from kg.site.strip import Strip
from kg.site.words import Words
from kg.web import link

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

    `repository` is where the claim files can be read, `related` are the sites of other records. `recorded` are by id the changes
    that recorded a record; `checks` what became of the quotes of reports, and `evidence` what an audit
    looks at.
    """

    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    checks: Checked = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)
    repository: Repository | None = None
    related: tuple[Link, ...] = ()


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

    def file_link(self, id_: str) -> str:
        """The address of that line in the repository; empty where it is not known."""
        if self.known.repository is None:
            return ""
        file, _, line = self.file(id_).rpartition(":")
        return self.known.repository.line(file, int(line))

    def history(self, id_: str) -> str:
        """Since when a record is part of the claims, and since when it is as it is now; empty where that is not known."""
        found = self.known.recorded.get(id_)
        if found is None:
            return ""
        first, last = self.words.day(found.first.day), self.words.day(found.last.day)
        if found.first == found.last:
            return self.words("about.since", day=first, commit=found.first.hash[:10])
        return self.words("about.changed", day=first, last=last, commit=found.last.hash[:10])

    def page(  # noqa: PLR0913 - what a page has is named at each call
        self,
        path: str,
        name: str,
        *,
        title: str,
        summary: str = "",
        record: tuple[str, str] | None = None,
        embed: str = "",
        feed: str = "",
        allows: str = POLICY,
        **values: Any,
    ) -> File:
        """The page at `path` that the template `name` makes of `values`.

        `title` is what it is called, `summary` a sentence for search engines and cards, `record` the kind and the id of the
        record that it is about, `feed` the path of the feed that follows it, `allows` its policy, `embed` the path of its figure
        alone.
        """
        kind, id_ = record or ("", "")
        iri = f"{self.corpus.base}{kind}/{id_}" if record else ""
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
            iri=iri,
            take=self.take(title, path, iri, embed),
            **values,
        )
        return path, shown.encode()

    def figure(self, of: str, heading: str, strip: Strip | None = None, **values: Any) -> File:
        """The figure of the page at `of` alone, at the path of `addresses.embed`: a strip with its words, or a matrix."""
        path = addresses.embed(of)
        defaults = {"is_alleged": False, "matrix": None, "label": "", "above": "", "below": "", "shown": "", "title": heading}
        shown = template.page("figure.html.j2").render(
            site=self,
            w=self.words,
            h=self.html,
            root=addresses.root(path),
            of=of,
            heading=heading,
            strip=strip,
            policy=POLICY,
            **(defaults | values),
        )
        return path, shown.encode()

    def cited(self, title: str, path: str, iri: str = "") -> Cited:
        """How to cite a page: whose record, what, in which state, where."""
        dataset = self.corpus.dataset
        return Cited(
            f"{self.slug}-{citing.key(path)}",
            tuple(dataset.curators) if dataset else (),
            title,
            self.corpus.title,
            self.state,
            self.edition.short,
            self.edition.day,
            f"{self.base_url}{path}" if self.base_url else iri,
        )

    @cached_property
    def slug(self) -> str:
        """A short name of the record for files and citations: the end of its base, such as "russia-taliban"."""
        return citing.key(self.corpus.base.rstrip("/").rpartition("/")[2])

    def take(self, title: str, path: str, iri: str = "", embed: str = "") -> Markup:
        """What a reader can take from a page: its citation, and with `embed`, the path of its figure alone, that figure."""
        cited = self.cited(title, path, iri)
        src = f"{self.base_url}{embed}" if self.base_url else embed
        return template.fragment(
            "site_take.html.j2",
            w=self.words,
            root=addresses.root(path),
            cited=cited,
            file=f"{cited.key}-{self.edition.day or self.edition.short}",
            embed=embed,
            snippet=citing.snippet(src, f"{title} · {self.corpus.title}") if embed else "",
        )


TAKEN: Final = ("copy", "copied", "save", "csv", "json", "svg", "png", "link", "counted", "filter")
"""The words of the script that adds buttons."""


def assets(site: Site) -> Iterator[File]:
    """What all pages share: the styles, in light and in dark colours, and the script with its words."""
    light = "".join((looks.style(), *map(template.text, STYLES)))
    yield addresses.asset("site.css"), policy.inline(light).encode()
    told = {key: site.words(f"take.{key}") for key in TAKEN}
    told |= {"as_of": site.state, "notice": site.words("frame.notice"), "record": bidi.bare(site.corpus.title)}
    yield addresses.asset("take.js"), policy.inline(f"globalThis.kg = {policy.data(told)};\n{link.script('take.js')}").encode()
    yield addresses.asset("dark.css"), policy.inline(template.text(template.DARK) + looks.dark_style()).encode()
