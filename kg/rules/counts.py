"""Rules of the counts that a data set expects (K306): a merge that loses records fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.model.records import SECTIONS, Dataset, Statement

_KINDS: Final = {section: cls.kind for section, cls in SECTIONS.items()}


def too_few(corpus: Corpus) -> Iterator[Diagnostic]:
    """A count under `expect` that the data set does not reach.

    `expect` holds lower bounds: records of each kind, reports, and statements by act, by the source that reports them, by
    side and by topic (named or taken over from the allegation, not counting narrower topics). Withdrawn statements do not
    count. Records with faults count as whatever they may be, so that a fault is not reported again as a loss.

    FAIL:
        dataset:
          title: Alba
          base: https://example.org/alba/
          expect: {statements: 2}
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily}
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
          daily: {title: The Daily}
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
    present = _present(corpus)
    for section in SECTIONS:
        yield from _compare(corpus, "expect", {section: getattr(expect, section)}, present, 0)
    lost = present["statements"] - len(corpus.stated)
    if not lost:
        yield from _compare(corpus, "expect", {"reports": expect.reports}, _reports(corpus), 0)
    for field, found in (
        ("by_act", _by_act(corpus)),
        ("by_source", _by_source(corpus)),
        ("by_side", _by_side(corpus)),
        ("by_topic", _by_topic(corpus)),
    ):
        yield from _compare(corpus, field, getattr(expect, field), found, lost)
