"""Ties between sides as a table, or whom they accuse jointly; the caption holds the census of triads and the balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kg.analysis.balance import BALANCED, TRIADS
from kg.analysis.sides import JOINED, Joint, Sides, Tie
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, name, names
from kg.render.counts import as_json, period
from kg.render.table import Cell, Table

SIGNS: Final = {1: "for", -1: "against", 0: "mixed"}
TRIAD_WORDS: Final = {
    "+++": "all three for each other",
    "++-": "two for, one against",
    "+--": "one for, two against",
    "---": "all three against each other",
}
"""The kinds of triads in words."""


def table(corpus: Corpus, found: Sides, *, joint: bool = False) -> Table:
    """The ties, or the pairs with joint targets, as rows; the records hold ties, triads, joint targets and the balance."""
    records = tuple(_records(found))
    if joint:
        cut = (f"only the {JOINED} that accuse most are compared",) if found.accusers > JOINED else ()
        rows = tuple(_joint_row(corpus, pair) for pair in found.joint)
        return Table(("side", "side with it", "joint targets", "accused by both", "on topics"), rows, records, cut)
    ties = sorted(found.ties, key=by_weight)
    shown: tuple[tuple[Cell, ...], ...] = tuple(
        (
            name(corpus, t.one),
            name(corpus, t.other),
            SIGNS[t.sign],
            *t.counts,
        )
        for t in ties
    )
    columns = ("side", "other side", "tie", "accusations", "support and praise")
    return Table(columns, shown, records, tuple(_caption(corpus, found)), frozenset(columns[3:]))


def by_weight(tie: Tie) -> tuple[int, int, str, str]:
    """What puts the ties with most statements first."""
    return -sum(n.number.most for n in tie.counts), -len(tie.against + tie.backing), tie.one, tie.other


def _caption(corpus: Corpus, found: Sides) -> Iterator[str]:
    counts = Counter(kind for _, kind in found.triads)
    even = sum(kind in BALANCED for _, kind in found.triads)
    census = "; ".join(f"{TRIAD_WORDS[kind]} ({kind}): {counts[kind]:,}" for kind in TRIADS)
    yield f"{len(found.triads):,} closed triads, {even:,} of them balanced; {census}"
    if found.camps is None:
        yield "as a whole not balanced: it does not fall into two camps"
    elif found.camps[1]:
        first, second = (names(corpus, sorted(camp)) for camp in found.camps)
        yield f"balanced: {first} against {second}" if len(found.camps[0] | found.camps[1]) < 12 else "balanced: two camps"
    for one, other in found.inside:
        yield f"against each other though joined by support: {name(corpus, one)} and {name(corpus, other)}"
    yield "accusations, support and praise are counted in statements"
    yield from period(found.more, {id_ for tie in found.ties for id_ in tie.perhaps})


def _joint_row(corpus: Corpus, pair: Joint) -> tuple[str | int, ...]:
    topics = sorted({topic for shared, _ in pair.targets.values() for topic in shared})
    labels = ", ".join(label(corpus, corpus.topics[topic]) if topic in corpus.topics else topic for topic in topics)
    return (name(corpus, pair.one), name(corpus, pair.other), len(pair.targets), names(corpus, pair.targets), labels)


def _records(found: Sides) -> Iterator[Mapping[str, object]]:
    yield from (_tie(tie) for tie in found.ties)
    for members, kind in found.triads:
        yield {"kind": "triad", "ids": list(members), "signs": kind, "balanced": kind in BALANCED}
    for pair in found.joint:
        yield {
            "kind": "joint targets",
            "ids": [pair.one, pair.other],
            "targets": [
                {"id": id_, "topics": list(topics), "statements": list(ids)} for id_, (topics, ids) in pair.targets.items()
            ],
        }
    counts = Counter(kind for _, kind in found.triads)
    yield {
        "kind": "balance",
        "id": None,
        "triads": {kind: counts[kind] for kind in TRIADS},
        "camps": [sorted(camp) for camp in found.camps] if found.camps is not None else None,
        "groups": [list(group) for group in found.groups],
        "against_inside_a_group": [list(pair) for pair in found.inside],
        "more": list(found.more),
    }


def _tie(tie: Tie) -> dict[str, object]:
    against, backing = tie.counts
    return {
        "kind": "tie",
        "ids": [tie.one, tie.other],
        "sign": tie.sign,
        "against": as_json(against, tie.against, tie.perhaps),
        "for": as_json(backing, tie.backing, tie.perhaps),
    }
