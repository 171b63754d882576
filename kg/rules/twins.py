"""The rule of one utterance recorded in two wordings (K324), as when two people read two papers.

Statements with the same quote, or with the same act, day and allegation, are covered by K404 and K405 and not reported twice.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Severity
from kg.rules.sameness import TELLING, entered, folded, folded_words

NEAR: Final = 2
"""Days by which two papers may date one saying apart: the day it was said, printed or read, here or elsewhere."""
LONGEST: Final = 31
"""Days within which a date has to lie to be near another: a month is, a year is not."""
COMPARED: Final = 12
"""Statements of one speaker just before it with which each is compared; the work grows with the statements alone."""
_STEM: Final = 5
"""Letters by which words are compared, so that 'supplies' is 'supplied'."""
_COMMON: Final = frozenset(
    (
        "a about after an and are as at be been but by called did do does for from had has have he her him his in into is it its "
        "no not of on or said say says she so than that the their them there these they this to was were what which who with"
    ).split()
)
"""Words that say nothing of what was said. Other languages have such words too; there two texts only look more alike."""


def said_in_other_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two statements of one speaker on near days that say much the same: in their words, or in those of their allegations.

    Most likely two people recorded one utterance, each in their own words, under another act or another allegation, and it is
    counted twice. Days are near if at most two days lie between them. Texts say much the same if half of their words, or nearly
    all of the shorter one, start with the same letters. A shared quote of two or three words is enough, and so is another act
    about the same allegation with the same stance, in one source on the same or the next day, or the same act at one place of it.
    Statements that contradict, answer or name each other are not reported.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        allegations:
          borea-arms: {text: Borea arms the rebels., accused: borea}
          borea-guns: {text: Borea supplies guns to the rebels., accused: borea}
        statements:
          charge:
            act: accuses
            speaker: alba
            date: 2021-03-05
            allegation: borea-arms
            says: Said that Borea had supplied the rebels with rifles.
            reports: [{source: daily}]
          blame:
            act: accuses
            speaker: alba
            date: 2021-03-06
            allegation: borea-guns
            says: Blamed Borea for supplying rifles to the rebels.
            reports: [{source: weekly}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        allegations:
          borea-arms: {text: Borea arms the rebels., accused: borea}
        statements:
          charge:
            act: accuses
            speaker: alba
            date: 2021-03-05
            allegation: borea-arms
            says: Said that Borea had supplied the rebels with rifles.
            reports:
              - {source: daily}
              - {source: weekly, date: 2021-03-06}
    """
    of: dict[tuple[str, ...], list[tuple[datetime.date, datetime.date, Resolved]]] = {}
    for resolved in corpus.resolved.values():
        first, last = resolved.earliest, resolved.latest
        if resolved.speakers and first and last and not resolved.date.qualified and (last - first).days <= LONGEST:
            of.setdefault(tuple(sorted(resolved.speakers)), []).append((first, last, resolved))
    texts = _Texts(corpus)
    for said in of.values():
        before: deque[tuple[datetime.date, Resolved]] = deque(maxlen=COMPARED)
        for first, last, resolved in sorted(said, key=lambda one: (one[0], one[2].id)) if len(said) > 1 else ():
            near = sorted((other for ended, other in before if (first - ended).days <= NEAR), key=lambda other: other.id)
            for other in near:
                one, two = sorted((resolved, other), key=lambda each: each.id)
                why = "" if _are_apart(one, two) else texts.why(one, two)
                if why:
                    hint = f"if they are one, keep one with both reports; else add 'may_be', or 'allow' of K324, to '{two.id}'"
                    mark, related = corpus.mark(two.id), (corpus.mark(one.id),)
                    yield Diagnostic(mark, "K324", Severity.WARNING, f"'{one.id}' {why}", hint, related, ("statement", two.id))
                    break
            before.append((last, resolved))


def _are_apart(one: Resolved, two: Resolved) -> bool:
    """Whether the record itself says that they are two, or another rule that they are one."""
    for this, that in ((one, two), (two, one)):
        statement = this.statement
        if that.id in {*statement.answers, *statement.may_answer, *statement.may_be, *statement.conflicts_with}:
            return True
    if (one.statement.occasion or one.id) == (two.statement.occasion or two.id):
        return True
    held, other = one.stances.held, two.stances.held
    if any({stance, other.get(id_)} == {"affirms", "disputes"} for id_, stance in held.items()):
        return True
    return entered(one) == entered(two) is not None


class _Texts:
    """The words of statements and allegations, each taken apart once, and only where something is to be compared."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[str, frozenset[str]] = {}
        self._quoted: dict[str, frozenset[tuple[str, str]]] = {}

    def why(self, one: Resolved, two: Resolved) -> str:
        """What the two have in common; empty if they are not alike."""
        left, right = self._quotes(one), self._quotes(two)
        quotes = {quote for _, quote in left} & {quote for _, quote in right} if left and right else set()
        if any(quote.count(" ") >= TELLING - 1 for quote in quotes) or (quotes and left & right):
            return ""  # K404 says so
        if any(" " in quote for quote in quotes):
            return "has the same speaker and quote, on a near day"
        if self._alike(one.statement.says or "", two.statement.says or ""):
            return "has the same speaker and much the same words, on a near day"
        if self._same_allegation(one, two):
            return "has the same speaker and an allegation that says much the same, on a near day"
        return "has the same speaker, allegation and source, on a near day" if _same_place(one, two) else ""

    def _quotes(self, resolved: Resolved) -> frozenset[tuple[str, str]]:
        """What the reports of a statement quote, folded, each with its source."""
        known = self._quoted.get(resolved.id)
        if known is None:
            reports = resolved.statement.reports
            quoted = ((report.source, folded(quote)) for report in reports for quote in report.quote)
            known = self._quoted[resolved.id] = frozenset((source, said) for source, said in quoted if said)
        return known

    def _same_allegation(self, one: Resolved, two: Resolved) -> bool:
        """Whether an allegation of each says much the same as one of the other, and both hold the same of it."""
        known = self._corpus.allegations
        return one.statement.answers == two.statement.answers and any(
            left != right
            and one.stance(left) == two.stance(right) != "neither"
            and left in known
            and right in known
            and known[left].accused == known[right].accused
            and self._alike(known[left].text, known[right].text)
            for left in one.allegations
            if left not in two.allegations
            for right in two.allegations
            if right not in one.allegations
        )

    def _alike(self, text: str, other: str) -> bool:
        left, right = self._words(text), self._words(other)
        both = len(left & right)
        if both < TELLING - 1:
            return False
        return 2 * both >= len(left | right) or (both >= TELLING and 5 * both >= 4 * min(len(left), len(right)))

    def _words(self, text: str) -> frozenset[str]:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = frozenset(word[:_STEM] for word in folded_words(text) if word not in _COMMON)
        return known


def _same_place(one: Resolved, two: Resolved) -> bool:
    """Whether both hold the same of the same, on one day or the next, in one source: by another act, or at one place of it."""
    if not one.allegations or set(one.allegations) != set(two.allegations) or one.statement.answers != two.statement.answers:
        return False
    if any(one.stance(id_) != two.stance(id_) or one.stance(id_) == "neither" for id_ in one.allegations):
        return False
    if one.earliest is None or two.earliest is None or not _is_day(one) or not _is_day(two):
        return False
    if abs((one.earliest - two.earliest).days) > 1:
        return False
    if one.act != two.act:
        return not {report.source for report in one.statement.reports}.isdisjoint(r.source for r in two.statement.reports)
    here, there = ({(report.source, report.at) for report in r.statement.reports if report.at} for r in (one, two))
    return not here.isdisjoint(there)


def _is_day(resolved: Resolved) -> bool:
    return resolved.earliest == resolved.latest
