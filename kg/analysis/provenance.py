"""Where the words of a statement come from: who draws on whom, by `taken_from`, `via` and `relies_on`, and who recorded them.

A source whose author heard the words recorded them; a teller, who is not an outlet and is of another side, is only
somebody on whose word they are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.analysis.houses import publisher
from kg.analysis.reprints import reprints, room
from kg.corpus import affiliation
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved, is_firsthand
from kg.model.parts import Report
from kg.model.records import Source


@dataclass
class Provenance:
    """The links of one statement's reports, from each node to those that it draws on.

    Nodes are ids of sources, outlets and statements. `firsthand` recorded the words, `ending` names no other for its account,
    `tellers` are those on whose word it is. `is_cut` says that not every source on the way is among the nodes.
    """

    corpus: Corpus
    resolved: Resolved
    links: dict[str, dict[str, None]] = field(default_factory=dict)
    firsthand: set[str] = field(default_factory=set)
    ending: set[str] = field(default_factory=set)
    tellers: frozenset[str] = frozenset()
    is_cut: bool = False

    def __post_init__(self) -> None:
        for report in self.resolved.statement.reports:
            self._follow(report)
        self._reprints()
        self._articles()
        self._prune()
        self.ending |= {node for node, onward in self.links.items() if not onward}
        heard = {*self.resolved.speakers, *self.resolved.spoken_for, *self.resolved.to}
        self.tellers = frozenset(tellers(self.corpus, self.resolved))
        self.firsthand |= (self.links.keys() & heard) - self.tellers

    def _follow(self, report: Report) -> None:
        source = self.corpus.sources.get(report.source)
        self.links.setdefault(report.source, {})
        if is_firsthand(report, source, self.resolved):
            self.firsthand.add(report.source)
            self.ending.add(report.source)
            return
        own = publisher(self.corpus, source) if source else None  # a paper that credits itself names nobody else
        onward = [id_ for id_ in (report.taken_from, *report.via) if id_ is not None and id_ != own]
        for node, next_ in zip([report.source, *onward], onward, strict=False):
            self.links.setdefault(node, {})[next_] = None
            self.links.setdefault(next_, {})
        if not onward and not (source and source.relies_on):
            self.ending.add(report.source)

    def _reprints(self) -> None:
        """A whole reprint draws on what it reprints, which may be one too.

        What lies further away than there is room for draws at once on the ends that are known for it.
        """
        todo = list(self.links)
        most = len(todo) + room(self.corpus)
        for at, id_ in enumerate(todo):
            source = self.corpus.sources.get(id_)
            if source is None or id_ in self.firsthand or not source.relies_on:
                continue
            onward: Iterable[str] = source.relies_on
            if at >= most and id_ not in (known := reprints(self.corpus)).odd:
                onward = known.ends(id_)
                self.is_cut = True
            for whole in onward:
                if whole not in self.links:
                    todo.append(whole)
                    self.links[whole] = {}
                self.links[id_][whole] = None

    def _articles(self) -> None:
        """To credit an outlet is to draw on what that outlet printed of the statement, where that is in the record."""
        if all(id_ in self.corpus.sources for id_ in self.links):
            return  # no outlet is credited
        for id_, source in self._sources():
            outlet = publisher(self.corpus, source)
            if outlet in self.links and outlet != id_:
                self.links[outlet][id_] = None

    def _prune(self) -> None:
        """Who recorded the words draws on nobody, and nobody counts whom no report leads to."""
        todo = [report.source for report in self.resolved.statement.reports]
        kept: dict[str, dict[str, None]] = {}
        for id_ in todo:
            if id_ not in kept:
                kept[id_] = {} if id_ in self.firsthand else self.links[id_]
                todo += kept[id_]
        self.links = kept
        self.ending &= kept.keys()
        self.firsthand &= kept.keys()

    def _sources(self) -> Iterator[tuple[str, Source]]:
        return ((id_, self.corpus.sources[id_]) for id_ in sorted(self.links) if id_ in self.corpus.sources)


def tellers(corpus: Corpus, resolved: Resolved) -> tuple[str, ...]:
    """The actors in the chains of its reports on whose word it is: no outlet, and of another side than the speaker."""
    own = {*resolved.speakers, *resolved.spoken_for, *resolved.sides}
    found: dict[str, None] = {}
    for link in dict.fromkeys(link for report in resolved.statement.reports for link in report.via):
        if link in corpus.actors:
            whom = affiliation.spoken_for(corpus.actors, (link,), (), resolved.span)
            outlets = all(corpus.actors[id_].type == "media" for id_ in whom or (link,) if id_ in corpus.actors)
            sides = affiliation.sides(corpus.actors, whom, resolved.span)
            if not outlets and not own.intersection((link, *whom, *sides)):
                found[link] = None
    return tuple(found)


def reported_alike(corpus: Corpus, resolved: Resolved) -> tuple[object, ...]:
    """What the links of a statement depend on: two statements for which this is equal have the same links and ends."""
    reports = tuple((r.source, r.taken_from, r.via, r.firsthand) for r in resolved.statement.reports)
    return ("provenance", reports, resolved.speakers, resolved.spoken_for, resolved.to, tellers(corpus, resolved))
