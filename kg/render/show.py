"""One record with everything that belongs to it, as indented text: for a statement its evidence and the tree of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg import edtf
from kg.corpus.affiliation import roles_on
from kg.corpus.capacity import named
from kg.corpus.corpus import Corpus
from kg.corpus.labels import act_word, capacities, fate, label, marked, name, names, source_label, their, title
from kg.corpus.resolution import Resolved
from kg.corpus.silence import WORDS, settled, silence
from kg.corpus.stance_words import WORDS as HOLDINGS
from kg.corpus.stance_words import holding
from kg.corpus.translated import translation
from kg.model.acts import ACTS, OUTCOMES
from kg.model.parts import Report
from kg.model.records import Record, Statement
from kg.render.escape import printable
from kg.render.remaining import remaining
from kg.render.show_records import INDENT, body, fields, mentioned

_DEEPEST: Final = 24
"""Levels of answers that are indented: an indent that grew with a chain of any length would make the text its square."""
_WORDED = frozenset(
    (
        "act speaker jointly for to date occasion utterance says allegation stance outcome verdict against toward certainty "
        "answers may_answer may_be conflicts_with no_answer_as_of withdrawn reports"
    ).split()
)
"""The fields for which there are words below; the others are listed by their names."""


def show(corpus: Corpus, record: Record) -> str:
    """What is known of `record`, ready to print."""
    mark = corpus.mark(record.id)
    head = (label(corpus, record), f"{record.kind} {record.id}  {mark.file}:{mark.line}", "")
    lines = [*head, *_body(corpus, record)]
    return "".join(f"{printable(line).rstrip()}\n" for line in lines)


def _body(corpus: Corpus, record: Record) -> Iterator[str]:
    if isinstance(record, Statement):
        resolved = corpus.resolved.get(record.id)
        yield from _statement(corpus, resolved) if resolved else _withdrawn(corpus, record)
    else:
        yield from body(corpus, record)
    if record.note:
        yield from ("", *fields((("note", record.note),)))


def _statement(corpus: Corpus, resolved: Resolved) -> Iterator[str]:
    statement = resolved.statement
    yield from fields(
        (
            ("when", _when(resolved)),
            *(("speaker", _speaker(corpus, id_, resolved)) for id_ in resolved.speakers),
            ("jointly", "in one utterance" if resolved.is_joint and len(resolved.speakers) > 1 else None),
            ("for", names(corpus, resolved.spoken_for) if resolved.spoken_for != resolved.speakers else None),
            ("side", names(corpus, resolved.sides) if resolved.sides else None),
            ("reported by", f"{names(corpus, resolved.tellers)}, and known from nobody else" if resolved.tellers else None),
            ("utterance", "disputed: its alleged speaker denies having said it" if resolved.is_contested else None),
            ("to", names(corpus, resolved.to) if resolved.to else None),
            ("act", f"{statement.act}: {ACTS[statement.act].meaning}"),
            ("against", _against(corpus, resolved) if resolved.against else None),
            ("about", names(corpus, statement.toward) if statement.toward else None),
            ("outcome", f"{statement.outcome}: {OUTCOMES[statement.outcome][1]}" if statement.outcome else None),
            ("verdict", f"“{statement.verdict}”" if statement.verdict else None),
            *(_stance(corpus, resolved, id_) for id_ in resolved.allegations),
            ("certainty", resolved.certainty),
            ("says", statement.says),
            *_links(corpus, resolved),
            *remaining(corpus, statement, _WORDED),
        )
    )
    yield from ("", "Evidence")
    for report in statement.reports:
        yield from _report(corpus, report)
    yield from _answers(corpus, resolved)


def _against(corpus: Corpus, resolved: Resolved) -> str:
    """Whom an accusation is against, and in which capacity, where the claims say so."""
    return capacities(corpus, dict.fromkeys(named(resolved.statement, corpus.allegations, resolved.allegations)))


def _stance(corpus: Corpus, resolved: Resolved, id_: str) -> tuple[str, str]:
    """What the statement holds of an allegation; what only others say that it holds is given as that."""
    found = corpus.allegations.get(id_)
    text = f"“{found.text}” ({id_})" if found else id_
    does, do = HOLDINGS[holding(resolved, id_)]
    if resolved.act == "finds":
        return "finds on", text
    if resolved.is_attributed or resolved.is_contested:
        return "is said to", f"{do} {text}"
    return does, text


def _links(corpus: Corpus, resolved: Resolved) -> Iterator[tuple[str, str | None]]:
    """The statements to which it is joined, and what the record knows of an answer to it."""
    statement = resolved.statement
    linked = (
        ("answers", resolved.answers),
        ("goes on about", resolved.follows),
        ("supports", resolved.supports),
        ("revises", resolved.revises),
        ("reviews", resolved.reviews),
        ("reviewed by", corpus.reviewed_by.get(resolved.id, ())),
        ("may answer", statement.may_answer),
        ("may be", statement.may_be),
    )
    for field, ids in linked:
        yield from ((field, mentioned(corpus, id_)) for id_ in ids)
    yield from (("conflicts", f"with {mentioned(corpus, id_)}") for id_ in statement.conflicts_with)
    yield "occasion", statement.occasion
    yield from (("later", f"{fate(corpus, later)} ({later.by})") for later in corpus.aftermath.get(resolved.id, ()))
    found = silence(corpus, resolved.id)
    if not resolved.is_contested and (resolved.act == "accuses" or found != "not looked for"):
        looked = statement.no_answer_as_of
        yield "answer", f"{WORDS[found]}{f', as of {edtf.words(looked)}' if looked and found == 'none found' else ''}"
        for stage in settled(corpus, resolved.id):
            yield "settled", f"{edtf.words(stage.date)}, without a finding{f' ({stage.statement})' if stage.statement else ''}"


def _when(resolved: Resolved) -> str:
    if resolved.date.known:
        return edtf.words(resolved.date)
    bounds = [f"{resolved.earliest} at the earliest"] if resolved.earliest else []
    bounds += [f"{resolved.latest} at the latest"] if resolved.latest else []
    return ", ".join(("unknown", *bounds))


def _speaker(corpus: Corpus, id_: str, resolved: Resolved) -> str:
    actor = corpus.actors.get(id_)
    held = [role.position for role in roles_on(actor, resolved.span)] if actor else []
    return ", ".join((name(corpus, id_), *held))


def _report(corpus: Corpus, report: Report) -> Iterator[str]:
    source = corpus.sources.get(report.source)
    where = source_label(corpus, source) if source else report.source
    yield f"{INDENT}{', '.join(filter(None, (where, report.at)))}"
    if source and source.url:
        yield f"{INDENT * 2}{source.url}{f' (found gone {edtf.words(source.dead)})' if source.dead else ''}"
    yield from (f"{INDENT * 2}{quote}" for quote in _quotes(corpus, report))
    differing = [("says there", report.says), ("dated there", edtf.words(report.date) if report.date else None)]
    differing += [("put there", report.certainty), ("named there", report.named)]
    differing += [("via", ", ".join(_link(corpus, id_) for id_ in report.via)), ("taken from", report.taken_from)]
    yield from (f"{INDENT * 2}{field}: {value}" for field, value in differing if value)


def _quotes(corpus: Corpus, report: Report) -> Iterator[str]:
    """The quotes, each that is not in the speaker's words marked as a translation."""
    translated = translation(corpus, report)
    yield from (f"“{quote}”{f' ({translated})' if translated else ''}" for quote in report.quote)


def _link(corpus: Corpus, id_: str) -> str:
    record = corpus.get(id_)
    return label(corpus, record) if record else id_


def _answers(corpus: Corpus, resolved: Resolved) -> Iterator[str]:
    """The tree of answers; what could not be an answer of an answer of itself is shown once."""
    replies, perhaps = _replies(corpus, resolved.id), corpus.maybe_answered_by.get(resolved.id, ())
    if not replies and not perhaps:
        return
    yield from ("", "Answers")
    seen = {resolved.id}
    stack = [(1, id_, resolved.id) for id_ in reversed(replies)]
    while stack:
        depth, id_, to = stack.pop()
        yield from _answer(corpus, corpus.resolved[id_], depth, to)
        if id_ not in seen:
            seen.add(id_)
            stack += [(depth + 1, inner, id_) for inner in reversed(_replies(corpus, id_))]
    for id_ in perhaps:
        yield f"{INDENT}perhaps  {mentioned(corpus, id_)}"


def _replies(corpus: Corpus, id_: str) -> tuple[str, ...]:
    indexes = (corpus.answered_by, corpus.followed_by, corpus.supported_by, corpus.revised_by)
    return corpus.in_time(reply for index in indexes for reply in index.get(id_, ()))


def _answer(corpus: Corpus, resolved: Resolved, depth: int, to: str) -> Iterator[str]:
    """An answer below the statement `to`; what is deeper than `_DEEPEST` is not indented further, and names that statement."""
    pad = INDENT * min(depth, _DEEPEST)
    below = f", below {to}" if depth > _DEEPEST else ""
    if resolved.is_attributed or resolved.is_contested:
        said = title(corpus, resolved)
    else:
        target = f" {names(corpus, resolved.against)}" if resolved.against else ""
        said = f"{names(corpus, resolved.speakers)} {act_word(corpus, resolved)}{target}"
    own = f" {their(corpus, resolved.speakers)} own earlier words" if resolved.follows and not resolved.answers else ""
    counter = " in turn" if resolved.counters else own
    when = f", {edtf.words(resolved.date)}" if resolved.date.known else ""
    yield f"{pad}{said}{counter}{when}{marked(corpus, resolved.id)}  ({resolved.id}{below})"
    if resolved.statement.says:
        yield f"{pad}{INDENT}{resolved.statement.says}"
    for report in resolved.statement.reports:
        yield from (f"{pad}{INDENT}{quote}" for quote in _quotes(corpus, report))


def _withdrawn(corpus: Corpus, statement: Statement) -> Iterator[str]:
    taken_back = statement.withdrawn
    if taken_back is not None:
        source = corpus.sources.get(taken_back.source or "")
        yield f"{INDENT}Withdrawn on {edtf.words(taken_back.date)}: {taken_back.reason}"
        yield from fields((("source", source_label(corpus, source) if source else None),))
