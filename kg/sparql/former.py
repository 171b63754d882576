"""Follows the ids that records had before: what a query asks for by an old id is asked of the record as it is called now."""

from __future__ import annotations

from typing import Final

from kg.corpus.corpus import Corpus
from kg.rdf import vocab
from kg.rdf.terms import RECORD_KINDS
from kg.sparql.answer import Failure
from kg.sparql.lexer import guarded
from kg.sparql.places import Place, places

_OF_FORMER: Final = frozenset(
    ("dcterms:isReplacedBy", "kg:formerId", f"<{vocab.DCTERMS_IS_REPLACED_BY}>", f"<{vocab.expanded('kg:formerId')}>")
)
"""What a query asks of old ids themselves, which then stay as they are."""


def followed(text: str, corpus: Corpus) -> tuple[str, tuple[str, ...]]:
    """The query with each former id replaced by the present one, and a line on each; unchanged if there is none."""
    query = guarded(text) if corpus.former else Failure("")
    if isinstance(query, Failure):
        return text, ()
    seen = places(query)
    if any(place.token.text in _OF_FORMER for place in seen):
        return text, ()
    own = {place.token.text[:-1] for place in seen if place.follows("PREFIX")}
    notes: dict[str, None] = {}
    for place in reversed(seen):
        present = _present(place, corpus, own)
        if present:
            token = place.token
            query = f"{query[: token.at]}{present}{query[token.at + len(token.text) :]}"
            notes[f"'{token.text.strip('<>')}' is '{present.strip('<>')}' now, which is asked for"] = None
    return (query, tuple(reversed(notes))) if notes else (text, ())


def _present(place: Place, corpus: Corpus, own: set[str]) -> str:
    """How the record is called now that a token names by an id it had before; empty where it names none."""
    text = place.token.text
    if place.token.kind == "name":
        kind, _, old = text.partition(":")
        before, after = f"{kind}:", ""
        if kind in own:
            return ""
    elif place.token.kind == "iri" and text.startswith(f"<{corpus.base}"):
        kind, _, old = text[1 + len(corpus.base) : -1].partition("/")
        before, after = f"<{corpus.base}{kind}/", ">"
    else:
        return ""
    new = corpus.former.get(old, "")
    if not new or old in corpus.kinds or kind not in RECORD_KINDS or corpus.kinds.get(new) != kind:
        return ""
    return f"{before}{new}{after}"
