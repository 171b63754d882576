"""Rules of findings and settlements (K318 to K320): who takes part, and which allegation they are about."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.corpus.scope import scope
from kg.diagnostic import Diagnostic, Severity
from kg.model.parts import StatusStep
from kg.model.records import Allegation


def jointly_alone(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement that says `jointly: true` and has fewer than two speakers.

    `jointly` marks one utterance that several speakers made together. The rule is silent if the speakers come from an occasion
    that cannot be read.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            jointly: true
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: [alba, borea]
            jointly: true
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if resolved.statement.jointly and len(resolved.speakers) == 1:
            message = f"a joint statement needs several speakers, and this one has only '{resolved.speakers[0]}'"
            hint = "list all of them under 'speaker', or leave 'jointly' out"
            mark = corpus.mark(id_, ("jointly",))
            yield Diagnostic(mark, "K318", Severity.ERROR, message, hint, record=("statement", id_))


def settles_alone(corpus: Corpus) -> Iterator[Diagnostic]:
    """A settlement with one speaker.

    A dispute is settled by its parties together, and all of them are speakers. A single speaker who says that something was
    settled `asserts` or `announces` it.

    FAIL:
        actors:
          acme: {name: Acme, type: company}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          settlement: {act: settles, speaker: acme, date: 2021-03, says: Ended the suit., reports: [{source: daily}]}

    PASS:
        actors:
          acme: {name: Acme, type: company}
          rival: {name: Rival, type: company}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          settlement:
            act: settles
            speaker: [acme, rival]
            date: 2021-03
            says: Ended the suit.
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if resolved.act == "settles" and len(resolved.speakers) == 1 and not resolved.statement.jointly:
            message = f"'{resolved.speakers[0]}' cannot settle alone"
            hint = "add the other party under 'speaker'"
            mark = corpus.mark(id_, ("speaker", 0) if resolved.statement.speaker else ("occasion",))
            yield Diagnostic(mark, "K319", Severity.WARNING, message, hint, record=("statement", id_))


def finding_of_another(corpus: Corpus) -> Iterator[Diagnostic]:
    """A step under `status` whose `statement` is about another allegation, or by another body than the step says.

    The status of an allegation is derived from its steps and its findings together: a misplaced finding would decide what was
    never decided. A finding on a wider or a narrower allegation is accepted.

    FAIL:
        actors:
          acme: {name: Acme, type: company}
          high-court: {name: High Court, type: court}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          acme-dumps: {text: Acme dumps waste., concerns: acme}
          acme-spies:
            text: Acme spies.
            concerns: acme
            status: [{step: found, date: 2021-03, source: daily, by: high-court, statement: judgment}]
        statements:
          judgment:
            act: finds
            speaker: high-court
            date: 2021-03
            allegation: acme-dumps
            outcome: upheld
            reports: [{source: daily}]

    PASS:
        actors:
          acme: {name: Acme, type: company}
          high-court: {name: High Court, type: court}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          acme-dumps:
            text: Acme dumps waste.
            concerns: acme
            status: [{step: found, date: 2021-03, source: daily, by: high-court, statement: judgment}]
        statements:
          judgment:
            act: finds
            speaker: high-court
            date: 2021-03
            allegation: acme-dumps
            outcome: upheld
            reports: [{source: daily}]
    """
    for id_, allegation in corpus.allegations.items():
        for i, step in enumerate(allegation.status):
            if (found := _misplaced(corpus, allegation, step)) is not None:
                field, message, hint = found
                mark, related = corpus.mark(id_, ("status", i, field)), (corpus.mark(step.statement or ""),)
                yield Diagnostic(mark, "K320", Severity.WARNING, message, hint, related, ("allegation", id_))


def _misplaced(corpus: Corpus, allegation: Allegation, step: StatusStep) -> tuple[str, str, str] | None:
    """The field of a step that contradicts its statement, with the message and the hint."""
    found = corpus.resolved.get(step.statement or "")
    if found is None:
        return None
    tree = corpus.allegations
    if all(about in tree and scope(tree, about, allegation.id) == "none" for about in found.allegations):
        return (
            "statement",
            f"'{found.id}' is not about '{allegation.id}'",
            "name what was decided of this allegation, or leave it out",
        )
    if step.by is not None and found.speakers and step.by not in {*found.speakers, *found.spoken_for, *found.sides}:
        return "by", f"'{found.id}' is by '{found.speakers[0]}', not by '{step.by}'", "name the same body in both, or remove 'by'"
    return None
