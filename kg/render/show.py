"""One record with all that hangs on it, as indented text: for a statement its evidence and the tree of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import edtf
from kg.corpus.affiliation import roles_on
from kg.corpus.corpus import Corpus
from kg.corpus.labels import act_word, label, name, names, source_label, statement_label
from kg.corpus.resolution import Resolved
from kg.model.acts import ACTS
from kg.model.records import Actor, Allegation, PartOf, Record, Report, Role, Source, Statement, Topic
from kg.render.escape import printable

_COLUMN = 11
_INDENT = "  "


def show(corpus: Corpus, record: Record) -> str:
    """What is known of `record`, ready to print."""
    mark = corpus.mark(record.id)
    head = (label(corpus, record), f"{record.kind} {record.id}  {mark.file}:{mark.line}", "")
    lines = [*head, *_body(corpus, record)]
    return "".join(f"{printable(line).rstrip()}\n" for line in lines)


def _body(corpus: Corpus, record: Record) -> Iterator[str]:
    match record:
        case Statement():
            resolved = corpus.resolved.get(record.id)
            yield from _statement(corpus, resolved) if resolved else _withdrawn(corpus, record)
        case Actor():
            yield from _actor(corpus, record)
        case Source():
            yield from _source(corpus, record)
        case Allegation():
            yield from _allegation(corpus, record)
        case Topic():
            yield from _fields((("broader", record.broader), ("codes", ", ".join(record.notation))))
            yield from _list(corpus, "Statements", (r.id for r in corpus.resolved.values() if record.id in r.topics))
    if record.note:
        yield from ("", *_fields((("note", record.note),)))


def _fields(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for field, value in pairs:
        if value:
            yield f"{_INDENT}{field:<{_COLUMN}}{value}"


def _statement(corpus: Corpus, resolved: Resolved) -> Iterator[str]:
    statement = resolved.statement
    yield from _fields(
        (
            ("when", _when(resolved)),
            *(("speaker", _speaker(corpus, id_, resolved)) for id_ in resolved.speakers),
            ("for", names(corpus, resolved.spoken_for) if resolved.spoken_for != resolved.speakers else None),
            ("side", names(corpus, resolved.sides) if resolved.sides else None),
            ("to", names(corpus, resolved.to) if resolved.to else None),
            ("act", f"{statement.act}: {ACTS[statement.act].meaning}"),
            ("against", names(corpus, resolved.against) if resolved.against else None),
            ("about", names(corpus, statement.toward) if statement.toward else None),
            *(("alleged", f"that {_allegation_text(corpus, id_)}") for id_ in resolved.allegations),
            *(("disputes", id_) for id_ in resolved.disputes),
            ("certainty", resolved.certainty),
            ("says", statement.says),
            *(("answers", _short(corpus, id_)) for id_ in resolved.answers),
            *(("supports", _short(corpus, id_)) for id_ in resolved.supports),
            *(("revises", _short(corpus, id_)) for id_ in resolved.revises),
            *(("may answer", _short(corpus, id_)) for id_ in statement.may_answer),
            *(("may be", _short(corpus, id_)) for id_ in statement.may_be),
            *(("conflicts", f"with {_short(corpus, id_)}") for id_ in statement.conflicts_with),
            ("occasion", statement.occasion),
        )
    )
    yield from ("", "Evidence")
    for report in statement.reports:
        yield from _report(corpus, report)
    yield from _answers(corpus, resolved)


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


def _allegation_text(corpus: Corpus, id_: str) -> str:
    found = corpus.allegations.get(id_)
    return f"“{found.text}” ({id_})" if found else id_


def _short(corpus: Corpus, id_: str) -> str:
    resolved = corpus.resolved.get(id_)
    return f"{statement_label(corpus, resolved)} ({id_})" if resolved else id_


def _report(corpus: Corpus, report: Report) -> Iterator[str]:
    source = corpus.sources.get(report.source)
    where = source_label(corpus, source) if source else report.source
    yield f"{_INDENT}{', '.join(filter(None, (where, report.at)))}"
    if source and source.url:
        yield f"{_INDENT * 2}{source.url}"
    for quote in report.quote:
        yield f"{_INDENT * 2}“{quote}”"
    told = [("says there", report.says), ("dated there", edtf.words(report.date) if report.date else None)]
    told += [("put there", report.certainty), ("named there", report.named)]
    told += [("via", ", ".join(_link(corpus, id_) for id_ in report.via)), ("taken from", report.taken_from)]
    yield from (f"{_INDENT * 2}{field}: {value}" for field, value in told if value)


def _link(corpus: Corpus, id_: str) -> str:
    record = corpus.get(id_)
    return label(corpus, record) if record else id_


def _answers(corpus: Corpus, resolved: Resolved) -> Iterator[str]:
    """The tree of answers; what could not be an answer of an answer of itself is shown once."""
    yield ""
    if not any(index.get(resolved.id) for index in (corpus.answered_by, corpus.supported_by, corpus.revised_by)):
        looked = resolved.statement.no_answer_as_of
        yield f"No answer found as of {edtf.words(looked)}" if looked else "No answer recorded"
    else:
        yield "Answers"
        seen = {resolved.id}
        stack = [(1, id_) for id_ in reversed(_replies(corpus, resolved.id))]
        while stack:
            depth, id_ = stack.pop()
            yield from _answer(corpus, corpus.resolved[id_], depth)
            if id_ not in seen:
                seen.add(id_)
                stack += [(depth + 1, inner) for inner in reversed(_replies(corpus, id_))]
    for id_ in corpus.maybe_answered_by.get(resolved.id, ()):
        yield f"{_INDENT}perhaps  {_short(corpus, id_)}"


def _replies(corpus: Corpus, id_: str) -> tuple[str, ...]:
    indexes = (corpus.answered_by, corpus.supported_by, corpus.revised_by)
    return corpus.in_time(reply for index in indexes for reply in index.get(id_, ()))


def _answer(corpus: Corpus, resolved: Resolved, depth: int) -> Iterator[str]:
    pad = _INDENT * depth
    counter = " in turn" if resolved.counters else ""
    target = f" {names(corpus, resolved.against)}" if resolved.against else ""
    when = f", {edtf.words(resolved.date)}" if resolved.date.known else ""
    yield f"{pad}{names(corpus, resolved.speakers)} {act_word(corpus, resolved)}{target}{counter}{when}  ({resolved.id})"
    if resolved.statement.says:
        yield f"{pad}{_INDENT}{resolved.statement.says}"
    for report in resolved.statement.reports:
        for quote in report.quote:
            yield f"{pad}{_INDENT}“{quote}”"


def _withdrawn(corpus: Corpus, statement: Statement) -> Iterator[str]:
    taken_back = statement.withdrawn
    if taken_back is not None:
        source = corpus.sources.get(taken_back.source or "")
        yield f"{_INDENT}Withdrawn on {edtf.words(taken_back.date)}: {taken_back.reason}"
        yield from _fields((("source", source_label(corpus, source) if source else None),))


def _actor(corpus: Corpus, actor: Actor) -> Iterator[str]:
    yield from _fields(
        (
            ("type", actor.type),
            ("also", ", ".join(str(alias) for alias in actor.aliases)),
            *(("part of", f"{name(corpus, part.of)}{_span(part)}") for part in actor.part_of),
            *(("role", f"{r.position}, {names(corpus, r.of)}{_span(r)}") for r in actor.roles),
        )
    )
    yield from _list(corpus, "Said", (r.id for r in corpus.resolved.values() if actor.id in r.speakers))
    yield from _list(corpus, "Accused by", (r.id for r in corpus.resolved.values() if actor.id in r.against))


def _span(span: PartOf | Role) -> str:
    first, last = (edtf.words(day) if day else "" for day in (span.start, span.end))
    return f" ({first}–{last})" if first or last else ""


def _source(corpus: Corpus, source: Source) -> Iterator[str]:
    yield from _fields(
        (("url", source.url), ("archived", source.archived), ("kind", source.source_kind), ("language", source.lang))
    )
    reported = (s.id for s in corpus.stated.values() if any(report.source == source.id for report in s.reports))
    yield from _list(corpus, "Reports", reported)


def _allegation(corpus: Corpus, allegation: Allegation) -> Iterator[str]:
    yield from _fields(
        (
            ("accused", names(corpus, allegation.accused) if allegation.accused else None),
            ("concerns", names(corpus, allegation.concerns) if allegation.concerns else None),
            *(("part of", _allegation_text(corpus, id_)) for id_ in allegation.broader),
            *(("status", f"{step.step}, {edtf.words(step.date)} ({step.source})") for step in allegation.status),
        )
    )
    about = [r for r in corpus.resolved.values() if allegation.id in r.allegations]
    affirm = [r.id for r in about if allegation.id in r.affirms]
    dispute = [r.id for r in about if allegation.id in r.disputes]
    yield from _list(corpus, "Put forward by", affirm)
    yield from _list(corpus, "Disputed by", dispute)
    yield from _list(corpus, "Spoken of by", (r.id for r in about if r.id not in {*affirm, *dispute}))


def _list(corpus: Corpus, title: str, ids: Iterable[str]) -> Iterator[str]:
    found = corpus.in_time(ids)
    if found:
        yield from ("", title)
        yield from (f"{_INDENT}{_short(corpus, id_)}" for id_ in found)
