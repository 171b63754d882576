"""The sections of the brief in the order in which an editor reads them, and the few numbers to begin with."""

from __future__ import annotations

from typing import Final

from kg.analysis.answers import Ledger, ledger, totals
from kg.analysis.audit import Evidence
from kg.analysis.graph import accusations
from kg.analysis.measures import Network, Node, measure
from kg.analysis.origins import Origins, survey
from kg.analysis.sides import sides
from kg.analysis.standing import standing
from kg.analysis.who import Pair, who
from kg.analysis.windows import windows
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.labels import name
from kg.corpus.silence import WORDS
from kg.site.brief import exchange, structure
from kg.site.brief.decided import decided
from kg.site.brief.section import Figure, Row, Section, number

FEW: Final = 3
"""So many are named where the record leaves open which of them accuses most, or is accused most."""


def sections(corpus: Corpus, evidence: Evidence | None = None) -> tuple[Section, ...]:
    """The sections of the brief; without `evidence` the measures that need it are named as not measured."""
    everything = Filter()
    found = ledger(corpus, everything)
    pairs = who(corpus, "side", everything)
    graph = accusations(corpus, level="side")
    network = measure(corpus, graph)
    tied = sides(corpus, "side", everything)
    alleged = survey(corpus, everything)
    return (
        glance(corpus, found, pairs, network, alleged),
        exchange.who(corpus, pairs),
        exchange.when(corpus),
        exchange.years(corpus, windows(corpus, graph, "year")),
        exchange.answers(corpus, found),
        exchange.delays(corpus, found),
        exchange.exchanges(corpus, found),
        decided(corpus),
        structure.origins(corpus, alleged),
        structure.stands(corpus, standing(corpus, everything)),
        structure.centre(corpus, network),
        structure.ties(corpus, tied),
        structure.balance(tied),
        structure.shifts(corpus),
        structure.sources(corpus),
        structure.hands(corpus, evidence or Evidence()),
        exchange.record(corpus),
    )


def glance(corpus: Corpus, found: Ledger, pairs: tuple[Pair, ...], network: Network, alleged: tuple[Origins, ...]) -> Section:
    """What the whole comes to, in a few numbers."""
    counted = {what: Figure(number.bare, ids) for what, (number, ids) in totals(corpus, found).items()}
    between = {(p.accuser, p.accused): p.accusations for p in pairs}
    mutual = tuple(id_ for a, b in network.mutual for pair in ((a, b), (b, a)) for id_ in between[pair])
    known, unknown = ([o for o in alleged if bool(o.of_kind("first-hand")) is first] for first in (True, False))
    rows: list[Row] = [
        ("statements on record", number(corpus.resolved)),
        ("statements that accuse", counted["accusations"]),
        ("occasions of accusation: what was said at once counts once", counted["occasions"]),
        *((f"statements of accusation, {words}", counted[silence]) for silence, words in WORDS.items()),
        ("statements of accusation, answered by the accused or for them", counted["by the accused"]),
        *(
            (f"{what}, in statements: {name(corpus, node.id)}", Figure(node.counts[end].bare, (node.accuses, node.accused)[end]))
            for words, end in (("accuses most", 0), ("most accused", 1))
            for what, node in _most(network.nodes, words, end)
        ),
        ("pairs of sides that accuse each other", Figure(f"{len(network.mutual):,}", mutual)),
        *(
            (f"allegations {what} a first-hand report on record", Figure(f"{len(some):,}", _statements(some)))
            for what, some in (("with", known), ("without", unknown))
        ),
    ]
    text = ("A range means that the record allows more than one reading.",)
    return Section("glance", "At a glance", text, ("what", "how many"), tuple(rows), "kg stats")


def _most(nodes: tuple[Node, ...], words: str, end: int) -> list[tuple[str, Node]]:
    """Who has most of a count, in words: one who surely has, or the few of whom it may be true; nobody where many may."""
    least = max((node.counts[end].number.least for node in nodes), default=0)
    may = [node for node in nodes if node.counts[end].number.most >= max(least, 1)]
    if len(may) > FEW:
        return []
    may.sort(key=lambda node: (-node.counts[end].number.most, -node.counts[end].number.least, node.id))
    return [(words if len(may) == 1 else f"perhaps {words}", node) for node in may]


def _statements(found: list[Origins]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for one in found for id_ in one.statements))
