"""The rule of expected counts (K306): a merge that loses records fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Severity
from kg.model.part import fields_of
from kg.model.parts import Expect
from kg.model.records import SECTIONS, Dataset


def too_few(corpus: Corpus) -> Iterator[Diagnostic]:
    """A count under `expect` that is higher than the data set's.

    `expect` holds lower bounds: records of each kind, reports, and statements by act, by the source that reports them, by
    side and by topic (named or taken over from the allegation, not counting narrower topics). Withdrawn statements do not
    count. While a record has a fault, only the records themselves are counted, so that a fault is not reported again as a
    loss.

    FAIL:
        dataset:
          title: Alba
          base: https://example.org/alba/
          expect: {statements: 2}
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        dataset:
          title: Alba
          base: https://example.org/alba/
          expect: {statements: 1, by_act: {promises: 1}}
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    if corpus.dataset is None or corpus.unread:
        return
    expect = corpus.dataset.expect
    withdrawn = sum(statement.withdrawn is not None for statement in corpus.statements.values())
    present = Counter(corpus.kinds.values())
    present["statement"] -= withdrawn
    for section, cls in SECTIONS.items():
        if section not in fields_of(Expect):  # drafts, which count nowhere
            continue
        yield from _compare(corpus, (section,), getattr(expect, section), present[cls.kind])
    if sum(not isinstance(record, Dataset) for record in corpus.whole()) < len(corpus.kinds):
        return
    yield from _compare(corpus, ("reports",), expect.reports, sum(len(s.reports) for s in corpus.stated.values()))
    for field, tally in (("by_act", _acts), ("by_source", _sources), ("by_side", _sides), ("by_topic", _topics)):
        wanted: Mapping[str, int] = getattr(expect, field)
        found = Counter(key for r in corpus.resolved.values() for key in tally(r)) if wanted else Counter()
        for key, want in wanted.items():
            yield from _compare(corpus, (field, key), want, found[key])


def _compare(corpus: Corpus, key: tuple[str, ...], want: int, found: int) -> Iterator[Diagnostic]:
    if found >= want:
        return
    message = f"'{key[-1]}' should be at least {want:,}, but is {found:,}"
    mark = corpus.mark("dataset", ("expect", *key), key=True)
    hint = "restore what was lost, or lower the number if it was removed on purpose"
    yield Diagnostic(mark, "K306", Severity.ERROR, message, hint, record=("dataset", "dataset"))


def _acts(resolved: Resolved) -> Iterable[str]:
    return (resolved.act,)


def _sources(resolved: Resolved) -> Iterable[str]:
    return {report.source for report in resolved.statement.reports}


def _sides(resolved: Resolved) -> Iterable[str]:
    return resolved.sides


def _topics(resolved: Resolved) -> Iterable[str]:
    return resolved.topics
