"""What a page declares of itself: title, author, publisher, day of publication, language, address, each with where it says so.

Nothing is guessed: no date from the text or a footer, no publisher from a host name, no author from a byline. Where a page
contradicts itself, in JSON-LD against its meta elements, both values are handed on and whoever adds the source decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from kg import edtf, ids
from kg.evidence.kept import Proposal
from kg.evidence.page import Page
from kg.model import fields

_METAS: Final = (
    ("title", ("citation_title", "og:title")),
    ("author", ("citation_author",)),
    ("publisher", ("citation_publisher", "citation_journal_title", "og:site_name")),
    (
        "date",
        ("citation_publication_date", "citation_online_date", "citation_date", "article:published_time", "og:published_time"),
    ),
    ("lang", ("citation_language",)),
    ("url", ("og:url",)),
)
_ARTICLE: Final = re.compile(
    r"(?:article|report|posting|blogpost|webpage|document|creativework|review|legislation)\Z", re.IGNORECASE
)
_LEAST: Final = re.compile(r"(?:webpage|creativework)\Z", re.IGNORECASE)
"""Types that a page has beside that of the article in it."""
_DAY: Final = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d/-])")
_LANGUAGE: Final = re.compile(fields.LANGUAGE)
_MOST: Final = 1_000
"""The parts of JSON-LD that are looked at."""
_SAVED: Final = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_SINGLE: Final = re.compile(r"Page saved with SingleFile.*?url:\s*(https?://\S+)", re.DOTALL)
_SINGLE_DATE: Final = re.compile(r"saved date:\s*\w{3} (\w{3}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{2})(\d{2})")
_MONTHS: Final = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


def proposals(page: Page) -> tuple[Proposal, ...]:
    """The values that the page declares, the most specific origin first, each value of a field once."""
    found: dict[tuple[str, str], Proposal] = {}
    host = _host(page)
    for proposal in (*_json_ld(page), *_of_metas(page), *_of_elements(page)):
        value = _value(proposal.field, proposal.value, host)
        if value and not (proposal.origin == "title element" and any(one.field == "title" for one in found.values())):
            found.setdefault((proposal.field, ids.skeleton(value) or value), Proposal(proposal.field, value, proposal.origin))
    return tuple(found.values())


def saved(page: Page) -> tuple[str, str]:
    """The address from which a browser or SingleFile saved the page, and when, as its first comments say, or nothing."""
    for comment in page.comments:
        address = _SINGLE.search(comment) or _SAVED.search(comment)
        if address and ids.url_fault(address[1]) is None:
            when = _SINGLE_DATE.search(comment)
            if when and when[1] in _MONTHS:
                moment = f"{when[3]}-{_MONTHS[when[1]]:02}-{when[2]}T{when[4]}{when[5]}:{when[6]}".replace("+00:00", "Z")
                return address[1], moment if isinstance(edtf.parse(moment), edtf.Date) else ""
            return address[1], ""
    return "", ""


def _value(field: str, value: str, host: str) -> str:
    """The value as a source may have it, empty where it cannot."""
    words = " ".join(value.split())
    match field:
        case "date":
            return _day(words)
        case "lang":
            tag = words.replace("_", "-")
            return tag if _LANGUAGE.match(tag) else ""
        case "url":
            return words if ids.url_fault(words) is None else ""
        case "publisher" | "author":
            is_address = "://" in words or ids.skeleton(words) in {host, ids.skeleton(host)}
            return "" if is_address or len(words) > 200 else words
        case _:
            return words if len(words) <= 500 else ""


def _day(text: str) -> str:
    """The day, month or year that is printed at the beginning, as EDTF; without time and zone, the day is as printed."""
    found = _DAY.match(text)
    if not found:
        return ""
    written = "-".join(part if i == 0 else f"{int(part):02}" for i, part in enumerate(found.groups()) if part)
    return written if isinstance(edtf.parse(written), edtf.Date) and "1400" < written < "2200" else ""


def _host(page: Page) -> str:
    """The name of the host that the page says it comes from, as a skeleton."""
    address = page.canonical or next((value for key, value in page.metas if key == "og:url"), "") or saved(page)[0]
    try:
        return ids.skeleton((urlsplit(address).hostname or "").removeprefix("www."))
    except ValueError:
        return ""


def _of_metas(page: Page) -> Iterator[Proposal]:
    for field, names in _METAS:
        for name in names:
            yield from (Proposal(field, value, name) for key, value in page.metas if key == name)


def _of_elements(page: Page) -> Iterator[Proposal]:
    yield Proposal("title", page.title, "title element")
    yield Proposal("lang", page.lang, "lang of the html element")
    yield Proposal("url", page.canonical, "canonical link")


def _json_ld(page: Page) -> Iterator[Proposal]:
    """What JSON-LD says of the one article that the page is; nothing where it describes several."""
    nodes = list(_nodes(page.json_ld))
    articles = [node for node in nodes if _is(node, _ARTICLE)]
    telling = [node for node in articles if not all(map(_LEAST.search, _types(node)))] or articles
    if len(telling) != 1:
        return
    named = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str)}
    (article,) = telling
    yield from (Proposal("title", value, f"JSON-LD {key}") for key in ("headline", "name") for value in _texts(article.get(key)))
    yield from (Proposal("author", name, "JSON-LD author") for name in _names(article.get("author"), named))
    yield from (Proposal("publisher", name, "JSON-LD publisher") for name in _names(article.get("publisher"), named))
    yield from (Proposal("date", value, "JSON-LD datePublished") for value in _texts(article.get("datePublished")))
    yield from (Proposal("lang", value, "JSON-LD inLanguage") for value in _texts(article.get("inLanguage")))


def _nodes(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of each script, and those in its `@graph`: not what is nested in them, which is about something else."""
    left = _MOST
    for script in scripts:
        try:
            whole = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for top in whole if isinstance(whole, list) else [whole]:
            graph = top.get("@graph") if isinstance(top, dict) else None
            for node in graph if isinstance(graph, list) else [top]:
                left -= 1
                if isinstance(node, dict) and left >= 0:
                    yield node


def _types(node: dict[str, Any]) -> list[str]:
    return _texts(node.get("@type"))


def _is(node: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(type_) for type_ in _types(node))


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one.strip()]


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of people or organisations, which may be given as text, as objects, or by their ids."""
    for one in (value if isinstance(value, list) else [value])[:50]:
        node = named.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        yield from _texts(node.get("name") if isinstance(node, dict) else node)
