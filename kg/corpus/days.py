"""The days on which each statement can have been said: those of its date, bounded by what reports it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping

from kg.corpus.affiliation import Span
from kg.edtf import UNKNOWN, Date
from kg.model.records import Source, Statement


class Days:
    """Finds the days of statements, each once; one instance serves one corpus."""

    def __init__(self, sources: Mapping[str, Source], statements: Mapping[str, Statement]) -> None:
        self._statements = statements
        self._spans: dict[str, Span] = {}
        self._printed = {id_: source.date.latest for id_, source in sources.items() if source.date is not None}

    def date(self, statement: Statement) -> Date:
        """The statement's date or its occasion's; `unknown` where neither has one."""
        occasion = self._statements.get(statement.occasion or "", statement)
        return statement.date or occasion.date or UNKNOWN

    def span(self, statement: Statement) -> Span:
        """The first and last day on which it can have been said; a loop of statements bounds nothing."""
        found = self._spans.get(statement.id)
        if found is None:
            for id_ in _in_order(statement.id, self._spans, self._passed_on):
                self._spans[id_] = self._bounded(self._statements[id_])
            found = self._spans[statement.id]
        return found

    def _bounded(self, statement: Statement) -> Span:
        """The days of its date, bounded by its reports.

        An unknown date spans those that its reports print. No statement is later than a source that reports it, or than a
        statement through which alone it is known; a bound that would contradict its own date is left to the rules.
        """
        date = self.date(statement)
        earliest, latest = date.earliest, date.latest
        if not date.known:
            printed = [report.date for report in statement.reports if report.date is not None]
            if printed and all(d.earliest for d in printed):
                earliest = min(d.earliest for d in printed if d.earliest)
            if printed and all(d.latest for d in printed):
                latest = max(d.latest for d in printed if d.latest)
        for report in statement.reports:
            for id_ in (
                (report.source, *report.via) if report.taken_from is None else (report.source, report.taken_from, *report.via)
            ):
                bound = self._printed.get(id_)
                if bound is None and id_ in self._spans:
                    bound = self._spans[id_].latest
                if bound is not None and (latest is None or bound < latest) and (earliest is None or bound >= earliest):
                    latest = bound
        return Span(earliest, latest)

    def _passed_on(self, id_: str) -> list[str]:
        """The statements through which a statement is known."""
        return [link for report in self._statements[id_].reports for link in report.via if link in self._statements]


def _in_order(start: str, done: Container[str], links: Callable[[str], list[str]]) -> Iterator[str]:
    """`start` and all it leads to that is not `done`, each after what it leads to, for the caller to do.

    No recursion, since a chain of answers may be of any length. A loop is cut where it closes.
    """
    if start in done:
        return
    if not links(start):
        yield start
        return
    todo, opened = [start], set[str]()
    while todo:
        id_ = todo[-1]
        if id_ not in done and id_ not in opened:
            opened.add(id_)
            todo += [link for link in links(id_) if link not in opened]
            continue
        todo.pop()
        if id_ not in done:
            yield id_
