"""The pieces of HTML that pages have by the thousand: links, facts, lines of lists, and how to cite a page.

They are put together here and not by templates, which take several times as long for so many small pieces. Every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kg.site.addresses import Link, glossary
from kg.site.words import Words

if TYPE_CHECKING:
    from kg.site.listing import Part, Row

_KEPT: Final = 1 << 15
"""The lines that are kept as HTML, since most are on several pages."""
_OUT: Final = ' rel="noopener noreferrer nofollow"'


class Html:
    """Pieces of HTML in the words of one language."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lang_en = Markup("" if words.lang == "en" else ' lang="en"')  # noqa: S704 - ours
        """What marks sentences that are always English, since they are made of the record."""
        self._alleged = f'<span class="tag">{escape(words("allegation.is_alleged"))}</span> '
        self.row = lru_cache(_KEPT)(self._row)
        """The line of a statement in a list of a page that is so deep below the site's folder as `root` says."""

    def link(self, link: Link) -> Markup:
        """A link, or its text alone; an allegation says that it is one."""
        return Markup(self._link(link))  # noqa: S704 - escaped

    def inline(self, links: Iterable[Link]) -> Markup:
        """Links with commas between them."""
        return Markup(", ".join(map(self._link, links)))  # noqa: S704 - escaped

    def facts(self, pairs: Iterable[tuple[str, Sequence[Link]]], family: str) -> Markup:
        """Facts in short as a list; nothing where there are none."""
        listed = "".join(self.fact(f"{family}.{key}", links) for key, links in pairs)
        return Markup(f'<dl class="facts">{listed}</dl>' if listed else "")  # noqa: S704 - escaped

    def fact(self, key: str, links: Iterable[Link]) -> Markup:
        """One fact: the word under `key`, and the values."""
        values = "".join(f"<span>{self._link(link)}</span>" for link in links)
        return Markup(f"<div><dt>{escape(self.words(key))}</dt><dd>{values}</dd></div>")  # noqa: S704 - escaped

    def marks(self, found: Iterable[str]) -> Markup:
        """What became of a statement, as marks."""
        return Markup("".join(f' <span class="mark">{escape(mark)}</span>' for mark in found))  # noqa: S704 - escaped

    def time(self, day: str | None, when: str) -> Markup:
        """A date in words, which machines can read too where it is plain."""
        said = escape(when)
        return Markup(f'<time datetime="{escape(day)}">{said}</time>' if day else said)  # noqa: S704 - escaped

    def act(self, act: str, word: str, root: str, *, is_pale: bool = False) -> Markup:
        """A mark that says what a statement does, leading to what the word means; the page of the statement repeats the link."""
        told = " attributed" if is_pale else ""
        at = escape(glossary(root, "act", act))
        return Markup(  # noqa: S704 - escaped
            f'<a class="act {escape(act)}{told}" href="{at}" tabindex="-1">{escape(word)}</a>'
        )

    def rows(self, found: Iterable[Row], root: str, start: int = 1) -> Markup:
        """A list of statements, counted from `start`."""
        first = f' start="{start}"' if start != 1 else ""
        lines = "".join(self.row(row, root) for row in found)
        return Markup(f'<ol class="rows"{first}>\n{lines}</ol>')  # noqa: S704 - escaped

    def _row(self, row: Row, root: str) -> str:
        says = f'<p dir="auto">{escape(row.says)}</p>' if row.says else ""
        pale = ' class="pale"' if row.is_pale else ""
        return (
            f'<li{pale}><span class="when">{self.time(row.day, row.when)}</span>'
            f'{self.act(row.act, row.act_word, root, is_pale=row.is_pale)}<div class="line">'
            f'<a href="{root}statement/{escape(row.id)}.html"{self.lang_en}><bdi>{escape(row.title)}</bdi></a>'
            f"{self.marks(row.marks)}{says}</div></li>\n"
        )

    def part(self, part: Part, root: str, stem: str, first: str) -> Markup:
        """One page of a list of statements under its heading; `stem` and `first` as of `pager`."""
        note = f'<p class="aside">{escape(part.note)}</p>' if part.note else ""
        number = escape(self.words.number(part.total))
        return Markup(  # noqa: S704 - escaped
            f'<section class="part" id="{escape(part.key)}">\n'
            f'<h2>{escape(part.heading)} <span class="number">{number}</span></h2>'
            f"{note}{self.rows(part.rows, root, part.start)}{self.pager(part.number, part.pages, root, stem, first)}</section>\n"
        )

    def pager(self, number: int, pages: int, root: str, stem: str, first: str) -> Markup:
        """Where a list goes on: `stem` is the path of its pages without number, `first` that of its first page."""
        if pages <= 1:
            return Markup("")
        w = self.words
        back = first if number == 2 else f"{stem}-{number - 1}.html"
        before = f'<a rel="prev" href="{escape(root + back)}">{escape(w("list.before"))}</a>' if number > 1 else ""
        after = f'<a rel="next" href="{escape(root + stem)}-{number + 1}.html">{escape(w("list.after"))}</a>'
        place = escape(w("list.of", number=w.number(number), pages=w.number(pages)))
        return Markup(  # noqa: S704 - escaped
            f'<nav class="pager" aria-label="{escape(w("list.pages"))}">{before}<span>{place}</span>'
            f"{after if number < pages else ''}</nav>"
        )

    def _link(self, link: Link) -> str:
        text = f"<bdi>{escape(link.text)}</bdi>"
        if link.href:
            text = f'<a href="{escape(link.href)}"{_OUT if link.href.startswith("http") else ""}>{text}</a>'
        more = f' <span class="more">{escape(link.more)}</span>' if link.more else ""
        return f"{self._alleged if link.is_alleged else ''}{text}{more}"
