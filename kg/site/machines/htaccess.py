"""How Apache leads from the IRI of a record to its page or its data, in a `.htaccess` for the site or for w3id.org.

An IRI names a record and no document, so the answer is 303. Addresses that a record had before lead where its own leads; those of
withdrawn statements are gone. Targets are whole addresses, so that the file serves at the site as well as at the permanent
address; it is written only where the address of the site is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from kg.rdf.terms import RECORD_KINDS
from kg.site.frame import File, Site
from kg.site.machines.exports import MEDIA

NAME: Final = ".htaccess"
_ID: Final = "[a-z0-9-]+"
_PREFERRED: Final = (
    ("ttl", r"(^|,)\s*text/turtle\s*(,|$|;\s*q=1)"),
    ("jsonld", r"(^|,)\s*application/ld\+json\s*(,|$|;\s*q=1)"),
    ("html", r"(^|,)\s*(text/html|application/xhtml\+xml)\s*(,|$|;\s*q=1)"),
    ("ttl", r"text/turtle\s*;\s*q=0\.\d*[1-9]"),
    ("jsonld", r"application/ld\+json\s*;\s*q=0\.\d*[1-9]"),
)
"""What is sent for which header, the first that fits: first what is asked for without reserve, then what is accepted too."""


def htaccess(site: Site) -> Iterator[File]:
    """The file, if it can be written."""
    if site.base_url:
        yield NAME, "\n".join((*_lines(site), "")).encode()


def _lines(site: Site) -> Iterator[str]:
    yield "# Written by kg site: leads from the addresses of records to their pages and their data. For the folder of the site"
    yield f"# on a server that runs Apache, and for the folder behind {site.corpus.base} at w3id.org."
    yield "Options -MultiViews"
    yield "AddDefaultCharset UTF-8"
    yield from (f"AddType {media} .{ending}" for ending, media in MEDIA.items())
    gone = [s.id for s in site.corpus.statements.values() if s.withdrawn is not None]
    if gone:
        words, link = escape(site.words("gone.withdrawn")), escape(f"{site.base_url}corrections.html#withdrawn")
        yield f"ErrorDocument 410 '<!DOCTYPE html><meta charset=utf-8><p>{words}: <a href={link}>{link}</a>'"
    yield "RewriteEngine On"
    yield from (f"RewriteRule ^statement/{re.escape(id_)}$ - [G,L]" for id_ in sorted(gone))
    yield from (f"RewriteRule ^{kind}/{re.escape(old)}$ {kind}/{new}" for kind, old, new in _former(site))
    kinds = "|".join(RECORD_KINDS)
    target = f"{_substituted(site.base_url)}$1/$2"
    for ending, accepted in _PREFERRED:
        yield f'RewriteCond %{{HTTP:Accept}} "{accepted}" [NC]'
        yield f"RewriteRule ^({kinds})/({_ID})$ {target}.{ending} [R=303,L]"
    yield f"RewriteRule ^({kinds})/({_ID})$ {target}.html [R=303,L]"
    yield f"RewriteRule ^dataset$ {_substituted(site.base_url)}data.html [R=303,L]"
    yield f"RewriteRule ^$ {_substituted(site.base_url)}index.html [R=303,L]"
    yield "<IfModule mod_headers.c>"
    yield 'Header always merge Vary Accept "expr=%{REQUEST_STATUS} == 303"'
    yield "</IfModule>"


def _former(site: Site) -> Iterator[tuple[str, str, str]]:
    """The former ids of records with what they are called now."""
    corpus = site.corpus
    found = (one for one in corpus.whole() if one.kind in RECORD_KINDS)
    yield from sorted((one.kind, old, one.id) for one in found for old in one.was if old not in corpus.kinds)


def _substituted(url: str) -> str:
    """An address as it is written in a substitution, where percent and dollar signs stand for other things."""
    return url.replace("\\", "\\\\").replace("%", "\\%").replace("$", "\\$")
