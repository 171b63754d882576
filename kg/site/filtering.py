"""What every interactive page filters by and says of itself: the choices of its filters, and the facts that its scripts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kg.corpus import folded
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.silence import WORDS
from kg.model.acts import ACTS, ANSWERS
from kg.site import recorded
from kg.site.dates import day_in_words
from kg.site.evidence import CERTAINTIES
from kg.site.facts import MARKS, SILENCES
from kg.site.said import SIDE

_INDENTED: Final = 12
"""How far a topic below others is set in, in its list; further in, nothing of its name would be seen."""
EVERYTHING: Final = "all statements"


def options(corpus: Corpus, order: Iterable[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The choices that the filters of a page offer: only what some of its statements have."""
    accuses = [n for n, id_ in enumerate(order) if corpus.resolved[id_].act == "accuses"]
    silent = {facts["silence"][n] for n in accuses}
    return {
        "topics": [(id_, "\u2003" * min(depth, _INDENTED) + label) for id_, label, depth in facts["topic"]],
        "sides": facts["side"],
        "certainties": [(id_, text) for n, (id_, text) in enumerate(CERTAINTIES.items()) if n in facts["certainty"]],
        "silences": [(str(n), text) for n, text in enumerate(SILENCES.values()) if n in silent],
        "undated": len(facts["dated"]) - sum(facts["dated"]),
    }


def data(
    corpus: Corpus, facts: Mapping[str, Any], *, what: str, lead: str, notice: str, chosen: str, kinds: Sequence[str]
) -> dict[str, Any]:
    """What the scripts of every page read: `what` it draws, which statements in words, and the button that leads to it."""
    last = recorded.last(corpus)
    return {
        "what": what,
        "lead": lead,
        "notice": notice,
        "chosen": chosen,
        "shown": chosen or EVERYTHING,
        "record": recorded.words(corpus),
        "day": last.text if last else "",
        "kinds": list(kinds),
        "silences": list(WORDS.values()),
        "certainties": list(CERTAINTIES),
        "marks": list(MARKS),
        "answering": [act for act in ACTS if act in ANSWERS],
        "letters": folded.table(),
        "former": _former(corpus),
        "side": SIDE,
        "statements": facts,
    }


def _former(corpus: Corpus) -> dict[str, str]:
    """The present id for each that an actor, a statement or a topic had before, so that old links lead on."""
    kinds = {"actor", "statement", "topic"}
    return {old: new for old, new in sorted(corpus.former.items()) if corpus.kinds.get(new) in kinds and old not in corpus.kinds}


def caption(corpus: Corpus, count: int, notice: str, chosen: str) -> str:
    """What a picture shows, how far the record goes, and whose the allegations are; the scripts say the same of their filters."""
    shown = chosen or EVERYTHING
    counted = f"{shown[:1].upper()}{shown[1:]}: {count:,} statement{'' if count == 1 else 's'}."
    return " ".join(filter(None, (counted, recorded.words(corpus), notice)))


def in_words(corpus: Corpus, wanted: Filter | None) -> str:
    """A filter by topic and period in words; empty where it admits everything."""
    if wanted is None:
        return ""
    topic = f"topic {corpus.topics[wanted.topic].label}" if wanted.topic is not None else ""
    bounds = (("from", wanted.within.earliest), ("until", wanted.within.latest))
    period = " ".join(f"{word} {day_in_words(day)}" for word, day in bounds if day is not None)
    surely = "surely or perhaps" if wanted.maybe else "surely"
    return "; ".join(filter(None, (topic, f"said {period}, {surely}" if period else "")))
