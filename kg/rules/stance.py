"""Rules of stance (K311 to K314): `stance` is required where it does not follow from the act and the answers, and only there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.demanding import is_about_others
from kg.corpus.resolution import Resolved
from kg.corpus.resolver import Resolver
from kg.corpus.scope import scope
from kg.corpus.stance import composed
from kg.diagnostic import Diagnostic, Mark, Severity, quoted

_CHOICE: Final = "'stance: affirms', 'stance: disputes' or 'stance: neither'"


def answers_both_sides(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement without `stance` that answers statements on both sides of one allegation.

    Someone who denies a charge and its denial at once may mean either. The stance of an answer follows from what it answers; if
    that is on both sides nothing follows, and the statement counts as `neither` until `stance` is given. One stance applies to
    all allegations of a statement: if they differ, make two statements.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
          ceria: {name: Ceria, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: borea-raids, reports: [{source: daily}]}
          denial: {act: denies, speaker: borea, date: 2021-03-06, answers: charge, reports: [{source: daily}]}
          both: {act: denies, speaker: ceria, date: 2021-03-07, answers: [charge, denial], reports: [{source: daily}]}

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
          ceria: {name: Ceria, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: borea-raids, reports: [{source: daily}]}
          denial: {act: denies, speaker: borea, date: 2021-03-06, answers: charge, reports: [{source: daily}]}
          both:
            act: denies
            speaker: ceria
            date: 2021-03-07
            answers: [charge, denial]
            stance: neither
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if not resolved.stances.both:
            continue
        message = f"it answers statements on both sides of {quoted(resolved.stances.both)}"
        hint = f"add its stance: {_CHOICE}"
        if len(resolved.allegations) > 1:
            hint += ", for all of its allegations; if they differ, make two statements"
        related = tuple(corpus.mark(to) for to in resolved.statement.answers if to in corpus.resolved)
        yield Diagnostic(_answers(corpus, id_), "K311", Severity.WARNING, message, hint, related, ("statement", id_))


def part_left_open(corpus: Corpus) -> Iterator[Diagnostic]:
    """A rebuttal or a concession of a statement with several allegations that does not say which of them it is about.

    A reason or an admission seldom covers a whole list of charges: an alibi for the theft does not deny the lie. Until
    `allegation` names some of them, the statement counts as disputing or conceding none.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
          borea-lies: {text: Borea lies about the border., accused: borea}
        statements:
          charge:
            act: accuses
            speaker: alba
            date: 2021-03-05
            allegation: [borea-raids, borea-lies]
            reports: [{source: daily}]
          rebuttal:
            act: rebuts
            speaker: borea
            date: 2021-03-06
            answers: charge
            says: Said that its troops were in barracks.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
          borea-lies: {text: Borea lies about the border., accused: borea}
        statements:
          charge:
            act: accuses
            speaker: alba
            date: 2021-03-05
            allegation: [borea-raids, borea-lies]
            reports: [{source: daily}]
          rebuttal:
            act: rebuts
            speaker: borea
            date: 2021-03-06
            answers: charge
            allegation: borea-raids
            says: Said that its troops were in barracks.
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if not resolved.stances.left_open:
            continue
        message = f"unclear which of these it is about: {quoted(resolved.stances.left_open)}"
        hint = "list under 'allegation' those that it is about"
        related = tuple(corpus.mark(to) for to in resolved.statement.answers if to in corpus.resolved)
        yield Diagnostic(_answers(corpus, id_), "K312", Severity.WARNING, message, hint, related, ("statement", id_))


def correction_without_stance(corpus: Corpus) -> Iterator[Diagnostic]:
    """A correction, without `stance`, of a statement that affirmed or disputed what it is about.

    The corrected statement no longer holds, and the new position does not follow from it: whoever corrects an alibi may confess
    or offer another. The speaker counts as holding `neither` until `stance` is given.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea, concerns: alba}
        statements:
          denial: {act: denies, speaker: borea, date: 2021-03-06, allegation: borea-raids, reports: [{source: daily}]}
          correction:
            act: corrects
            speaker: borea
            date: 2021-03-09
            answers: denial
            says: Said that there had been one patrol.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea, concerns: alba}
        statements:
          denial: {act: denies, speaker: borea, date: 2021-03-06, allegation: borea-raids, reports: [{source: daily}]}
          correction:
            act: corrects
            speaker: borea
            date: 2021-03-09
            answers: denial
            stance: disputes
            says: Said that there had been one patrol.
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if resolved.act != "corrects" or resolved.statement.stance is not None:
            continue
        held = _corrected(corpus, resolved)
        if held:
            message = f"the corrected statement had a stance on {quoted(held)}, and this one has none"
            hint = f"add the speaker's stance now: {_CHOICE}"
            related = tuple(corpus.mark(to) for to in resolved.revises)
            yield Diagnostic(_answers(corpus, id_), "K313", Severity.WARNING, message, hint, related, ("statement", id_))


def needless_stance(corpus: Corpus) -> Iterator[Diagnostic]:
    """A `stance` of a statement that is about no allegation, or that only repeats what follows anyway.

    A written stance replaces the one that follows from act and answers. A redundant one would become wrong when the answers
    change.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: borea-raids, reports: [{source: daily}]}
          denial:
            act: denies
            speaker: borea
            date: 2021-03-06
            answers: charge
            stance: disputes
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: borea-raids, reports: [{source: daily}]}
          denial: {act: denies, speaker: borea, date: 2021-03-06, answers: charge, reports: [{source: daily}]}
    """
    written = {id_: resolved for id_, resolved in corpus.resolved.items() if resolved.statement.stance is not None}
    if not written:
        return
    resolver = Resolver(corpus.actors, corpus.sources, corpus.allegations, corpus.stated)
    for id_, resolved in written.items():
        mark = corpus.mark(id_, ("stance",))
        if not resolved.allegations:
            if any(to not in corpus.resolved for to in resolved.statement.answers):
                continue  # what it is about may be in a record that cannot be read
            message, hint = "a statement about no allegation has no stance", "leave 'stance' out, or add its 'allegation'"
            yield Diagnostic(mark, "K314", Severity.WARNING, message, hint, record=("statement", id_))
        elif _follows(corpus, resolver, resolved):
            message = f"'stance: {resolved.statement.stance}' is redundant: it follows from the act and the answers"
            yield Diagnostic(mark, "K314", Severity.WARNING, message, "leave it out", record=("statement", id_))


def _follows(corpus: Corpus, resolver: Resolver, resolved: Resolved) -> bool:
    """Whether the stance would be the same if it were not written, and no rule would ask for it."""
    statement = resolved.statement
    if resolved.act == "demands" and any(is_about_others(corpus, resolved, about) for about in resolved.allegations):
        return False
    if any(to not in corpus.resolved for to in statement.answers) or (
        resolved.act == "corrects" and _corrected(corpus, resolved)
    ):
        return False
    answered = [corpus.resolved[to] for to in statement.answers]
    targets = [one.stances for one in answered if not resolver.denies_saying(statement, one.statement)]
    derived = composed(dataclasses.replace(statement, stance=None), resolved.allegations, targets, corpus.allegations)
    return not derived.both and not derived.left_open and derived.held == resolved.stances.held


def _corrected(corpus: Corpus, resolved: Resolved) -> list[str]:
    """The allegations on which a statement of the same speaker that it corrects held a stance, of those that it is about."""
    own = {*resolved.speakers, *resolved.spoken_for}
    found: dict[str, None] = {}
    for earlier in (corpus.resolved[to] for to in resolved.revises):
        if own.intersection((*earlier.speakers, *earlier.spoken_for)):
            for held in earlier.stances.held:
                if any(scope(corpus.allegations, about, held) != "none" for about in resolved.allegations):
                    found[held] = None
    return list(found)


def _answers(corpus: Corpus, id_: str) -> Mark:
    return corpus.mark(id_, ("answers", 0))
