"""The list of all pages for search engines, in the protocol of sitemaps.org; only where the address of the site is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from kg.rdf.terms import RECORD_KINDS
from kg.site.frame import File, Site

MOST: Final = 50_000
"""The most addresses that the protocol allows in one file; of more there is a list of lists."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(site: Site, paths: Sequence[str], most: int = MOST) -> Iterator[File]:
    """The pages at `paths`, the day of the last change beside those of records where it is known."""
    if not site.base_url:
        return
    parts = [paths[start : start + most] for start in range(0, len(paths), most)]
    if len(parts) == 1:
        yield "sitemap.xml", _list(site, parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = "".join(f"<sitemap><loc>{escape(site.base_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n".encode()
    for name, part in zip(names, parts, strict=True):
        yield name, _list(site, part)


def _list(site: Site, paths: Sequence[str]) -> bytes:
    listed = "".join(f"<url><loc>{escape(site.base_url + path)}</loc>{_changed(site, path)}</url>\n" for path in paths)
    return f"{_HEAD}<urlset {_SPACE}>\n{listed}</urlset>\n".encode()


def _changed(site: Site, path: str) -> str:
    kind, _, rest = path.partition("/")
    found = site.known.recorded.get(rest.removesuffix(".html")) if kind in RECORD_KINDS else None
    return f"<lastmod>{found.last.day}</lastmod>" if found else ""
