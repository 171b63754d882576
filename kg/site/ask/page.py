"""The page on which readers ask: the named queries as questions in plain words, with forms, and an editor for any other.

They are answered in the page, by an engine in a worker. Without an engine, or without scripts, the page shows each query and the
command that asks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model.acts import ACTS
from kg.query import NamedQuery, ParameterKind, named, prefixes
from kg.rdf.terms import RECORD_KINDS
from kg.site import policy, template
from kg.site.addresses import asset, overview
from kg.site.frame import POLICY, Entry, File, Site
from kg.web import link

ENTRIES = (Entry("ask"),)
ALLOWED: Final = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:")
"""The policy of this page: what every page may, the worker that the page makes itself, and WebAssembly in it."""
STYLE: Final = "ask.css"
ENGINE: Final = asset("engine.js")
GRAPH: Final = asset("graph.js")
_EXAMPLE: Final = (
    "SELECT ?speaker ?act ?date ?says\nWHERE {\n  ?statement kg:speaker ?speaker ; kg:act ?act .\n"
    "  OPTIONAL { ?statement kg:date ?date }\n  OPTIONAL { ?statement kg:says ?says }\n}\nORDER BY ?date ?speaker\nLIMIT 20"
)


GROUPS: Final = {
    "accusations": "who-accused-whom accusations-against between-sides by-side mutual-accusations first-to-say findings",
    "answers": "answers-to unanswered answered-by-whom answer-delays counter-accusations free-denials concessions",
    "positions": "on-both-sides changed-positions hedged-and-flat taken-back conflicting-statements scope-mismatches",
    "sources": "by-source quotes single-report attributed relayed copied source-disagreements perhaps-the-same",
    "time": "timeline surely-said-by possibly-said-by",
}
"""The named queries in the order in which a reader may want them."""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a question: its name, what it takes, and what it narrows to, in the words of the query."""

    name: str
    label: str
    kind: ParameterKind
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: as a question in plain words, what it answers in full, its fields, its text, and a command that asks it."""

    name: str
    words: str
    meaning: str
    fields: tuple[Field, ...]
    text: str
    command: str


def pages(site: Site) -> Iterator[File]:
    """The page, its style, and its scripts where there is an engine."""
    title = site.words("nav.ask")
    known = named()
    yield site.page(
        overview("ask"),
        "ask.html.j2",
        title=title,
        summary=site.words("ask.intro"),
        allows=ALLOWED if site.engine else POLICY,
        groups=tuple((key, tuple(_question(site, known[name]) for name in names.split())) for key, names in GROUPS.items()),
        acts=tuple((act, site.words.term("act", act)) for act in ACTS),
        example=_EXAMPLE,
        data=policy.data(_data(site)) if site.engine else "",
        style=asset(STYLE),
        script=asset("ask.js"),
    )
    yield asset(STYLE), policy.inline(template.text(STYLE)).encode()
    if site.engine:
        yield asset("ask.js"), policy.inline(link.script("ask.js")).encode()
        yield ENGINE, site.engine.asset()


def _question(site: Site, query: NamedQuery) -> Question:
    fields = tuple(Field(one.name, site.words(f"ask.field.{one.name}"), one.kind, one.meaning) for one in query.parameters)
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    return Question(query.name, site.words(f"ask.question.{query.name}"), query.meaning, fields, body, query.example)


def _data(site: Site) -> dict[str, object]:
    """What the script needs: where records are, the prefixes that need no declaration, and words."""
    said = ("loading", "stopped", "failed", "none", "cut", "yes", "no", "unknown", "several", "csv", "json", "nt")
    return {
        "base": site.corpus.base,
        "kinds": RECORD_KINDS,
        "prefixes": prefixes(site.corpus.base),
        "engine": ENGINE,
        "graph": GRAPH,
        "lang": site.words.lang,
        "alleged": site.words("allegation.is_alleged"),
        "words": {key: site.words.texts[f"ask.say.{key}"] for key in said}
        | {key: site.words.texts[f"ask.rows.{key}"] for key in ("one", "other")},
    }
