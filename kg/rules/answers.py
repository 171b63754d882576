"""Rules of statements that refer to others (K304, K305): what can be retracted, corrected and answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Path, Severity, quoted
from kg.model.acts import DISPUTES, FINDINGS, OWN_WORDS, SUPPORTS
from kg.model.records import Statement

_NEEDS_CONTENT: Final = DISPUTES | SUPPORTS | {"concedes", "qualifies"}


def not_own_words(corpus: Corpus) -> Iterator[Diagnostic]:
    """A retraction or correction of a statement by someone else.

    Only the speakers of a statement, and those for whom it was made, can retract or correct it. One speaker in common is enough.
    To contradict someone else is to deny or rebut. The rule is silent if a speaker is not known.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Blamed Borea for the raid.
            reports: [{source: daily}]
          retraction:
            act: retracts
            speaker: borea
            date: 2021-03-09
            answers: charge
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Blamed Borea for the raid.
            reports: [{source: daily}]
          retraction:
            act: retracts
            speaker: alba
            date: 2021-03-09
            answers: charge
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if resolved.act not in OWN_WORDS:
            continue
        for i, earlier in enumerate(resolved.statement.answers):
            other = corpus.resolved.get(earlier)
            if other is None or _may_be_own(corpus, resolved, other):
                continue
            theirs, ours = (quoted(statement.speakers) for statement in (other, resolved))
            message = f"'{earlier}' is by {theirs}, not by {ours} who {resolved.act} it"
            is_by_people = all(corpus.actors[one].type == "person" for one in other.speakers)
            bodies = [one for one in resolved.speakers if is_by_people and corpus.actors[one].type != "person"]
            own = f"add 'for: {bodies[0]}' to '{earlier}' if it was said for it; " if bodies else ""
            hint = f"{own}to contradict someone else is 'act: denies' or 'act: rebuts'"
            mark, related = corpus.mark(id_, ("answers", i)), (corpus.mark(earlier),)
            yield Diagnostic(mark, "K304", Severity.ERROR, message, hint, related, ("statement", id_))


def _may_be_own(corpus: Corpus, later: Resolved, earlier: Resolved) -> bool:
    """Whether a speaker of one is a speaker of the other or spoken for by it, or a speaker of either is not known.

    Those who say in turn, under `for`, for whom they speak are one in that: an office outlasts its holder.
    """
    if not all(speakers and corpus.actors.keys() >= set(speakers) for speakers in (later.speakers, earlier.speakers)):
        return True
    shared = {*later.speakers} & {*earlier.speakers, *earlier.spoken_for} or {*later.spoken_for} & {*earlier.speakers}
    named = {*later.voices} & {*earlier.voices} if later.given and earlier.given else set()
    return bool(shared or named)


def unanswerable(corpus: Corpus) -> Iterator[Diagnostic]:
    """An id under `answers`, or `may_answer`, of a statement that this one cannot answer.

    A statement cannot answer a withdrawn record, or be known only through withdrawn records (`via`). It cannot answer itself, or
    a statement that may be the same one (`may_be`), or be linked to itself by `may_be` or `conflicts_with`. It cannot answer what
    it `conflicts_with`, because that link says that neither answers the other. A refusal to comment has no content that could be
    denied, rebutted, conceded, qualified or corroborated; blaming someone for it is possible. A finding can only answer the
    finding that it reviews. Anything else is accepted, such as a denial of one's own words or an answer to a promise.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge: {act: accuses, speaker: alba, against: borea, date: 2021, says: Blamed Borea., reports: [{source: daily}]}
          no-comment: {act: declines, speaker: borea, date: 2021, answers: charge, reports: [{source: daily}]}
          rebuttal:
            act: rebuts
            speaker: alba
            date: 2021
            answers: no-comment
            says: Said that silence proved nothing.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge: {act: accuses, speaker: alba, against: borea, date: 2021, says: Blamed Borea., reports: [{source: daily}]}
          no-comment: {act: declines, speaker: borea, date: 2021, answers: charge, reports: [{source: daily}]}
          second-charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021
            answers: no-comment
            says: Blamed Borea for its silence.
            reports: [{source: daily}]
    """
    for id_, statement in corpus.stated.items():
        yield from _through_withdrawn(corpus, statement)
        for path, to in _links(statement):
            reason = "is this statement itself" if to == id_ else _obstacle(corpus, statement, to)
            if reason is None:
                continue
            hint = "name another statement, or remove it"
            mark, related = corpus.mark(id_, path), (() if to == id_ else (corpus.mark(to),))
            yield Diagnostic(mark, "K305", Severity.ERROR, f"'{to}' {reason}", hint, related, ("statement", id_))


def _through_withdrawn(corpus: Corpus, statement: Statement) -> Iterator[Diagnostic]:
    """The reports of a statement that have it through withdrawn records alone."""
    gone = {
        link for report in statement.reports for link in report.via if link in corpus.statements and link not in corpus.stated
    }
    for i, report in enumerate(statement.reports) if gone else ():
        if report.via and gone.issuperset(report.via):
            link = report.via[0]
            message, hint = f"'{link}' is withdrawn, so nothing is known through it", "name another channel, or remove it"
            mark, record = corpus.mark(statement.id, ("reports", i, "via", 0)), ("statement", statement.id)
            yield Diagnostic(mark, "K305", Severity.ERROR, message, hint, (corpus.mark(link),), record)


def _links(statement: Statement) -> list[tuple[Path, str]]:
    """What it answers or may answer, and itself wherever else it names itself."""
    found: list[tuple[Path, str]] = [(("answers", i), id_) for i, id_ in enumerate(statement.answers)]
    if statement.may_answer:
        found += [(("may_answer", i), id_) for i, id_ in enumerate(statement.may_answer)]
    if statement.may_be or statement.conflicts_with:
        for field, ids in (("may_be", statement.may_be), ("conflicts_with", statement.conflicts_with)):
            found += [((field, i), id_) for i, id_ in enumerate(ids) if id_ == statement.id]
    return found


def _obstacle(corpus: Corpus, statement: Statement, to: str) -> str | None:
    """Why `statement` cannot answer `to`; None if it can, or if that is not known."""
    other = corpus.statements.get(to)
    if other is None:
        return None
    if other.withdrawn is not None:
        return "is withdrawn"
    if other.act == "declines" and statement.act in _NEEDS_CONTENT:
        return f"declines to comment, so it has no content for a statement that {statement.act}"
    if statement.act in FINDINGS and other.act not in FINDINGS:
        return "is not a finding, so this one cannot review it"
    if to in statement.may_be or statement.id in other.may_be:
        return "is also linked by 'may_be': no utterance answers itself"
    if statement.act not in OWN_WORDS and (to in statement.conflicts_with or statement.id in other.conflicts_with):
        return "is also linked by 'conflicts_with', which means that neither answers the other"
    return None
