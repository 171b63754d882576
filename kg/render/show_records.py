"""What `kg show` prints of actors, sources, topics and allegations: their fields, and the statements that belong to each.

A list never says more of a statement than it is: what only others report is listed apart, and so are findings, which are not
accusations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import edtf
from kg.corpus.affiliation import ALWAYS
from kg.corpus.corpus import Corpus
from kg.corpus.labels import capacities, label, name, names, source_label, statement_label
from kg.corpus.resolution import Resolved
from kg.corpus.stance_words import PARTICIPLES, holding
from kg.corpus.status_words import stage_words
from kg.corpus.translated import language
from kg.edtf import Date
from kg.model.parts import Alias, PartOf, Role
from kg.model.records import Actor, Allegation, Draft, Record, Source, Topic
from kg.render.remaining import remaining

INDENT = "  "
_COLUMN = 14
_ACTOR = frozenset("name type lang aliases side from to succeeds part_of roles".split())
_SOURCE = frozenset("title publisher url author date archived dead kind lang translated_from rests_on".split())
_ALLEGATION = frozenset("text accused concerns broader rests_on status".split())
"""The fields for which there are words below; the others are listed by their names."""


def body(corpus: Corpus, record: Record) -> Iterator[str]:
    """The lines of a record other than a statement."""
    match record:
        case Actor():
            yield from _actor(corpus, record)
        case Source():
            yield from _source(corpus, record)
        case Allegation():
            yield from _allegation(corpus, record)
        case Topic():
            yield from fields((("broader", record.broader), ("codes", ", ".join(record.notation))))
            yield from fields(remaining(corpus, record, ("label", "broader", "notation")))
            yield from _list(corpus, "Statements", (r.id for r in corpus.resolved.values() if record.id in r.topics))
        case Draft():
            yield from _draft(corpus, record)
        case _:
            return


def _draft(corpus: Corpus, draft: Draft) -> Iterator[str]:
    """The passage, where it is, and whatever else somebody has noted of it so far."""
    source = corpus.sources.get(draft.source)
    yield from fields(
        (
            ("source", source_label(corpus, source) if source else draft.source),
            ("at", draft.at),
            *(("quote", f"“{quote}”") for quote in draft.quote),
            ("text", draft.text),
            ("act", draft.act),
            ("speaker", names(corpus, draft.speaker) if draft.speaker else None),
            ("when", edtf.words(draft.date) if draft.date else None),
            ("says", draft.says),
            ("about", ", ".join(draft.allegation)),
            ("answers", ", ".join(draft.answers)),
        )
    )
    yield from ("", f"{INDENT}A draft: not coded yet, and counted nowhere.")


def fields(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """A line for each field that has a value."""
    for field, value in pairs:
        if value:
            yield f"{INDENT}{field:<{_COLUMN}}{value}"


def mentioned(corpus: Corpus, id_: str) -> str:
    """A statement in a few words, with its marks and its id."""
    resolved = corpus.resolved.get(id_)
    return f"{statement_label(corpus, resolved)} ({id_})" if resolved else id_


def _list(corpus: Corpus, heading: str, ids: Iterable[str]) -> Iterator[str]:
    found = corpus.in_time(ids)
    if found:
        yield from ("", heading)
        yield from (f"{INDENT}{mentioned(corpus, id_)}" for id_ in found)


def _actor(corpus: Corpus, actor: Actor) -> Iterator[str]:
    sides = corpus.sides_of(actor.id, ALWAYS)
    continuing = (other.id for other in corpus.actors.values() if other.succeeds == actor.id)
    yield from fields(
        (
            ("type", actor.type),
            ("also", ", ".join(_alias(alias) for alias in actor.aliases)),
            ("existed", existence(actor.start, actor.end)),
            ("succeeds", f"{name(corpus, actor.succeeds)} ({actor.succeeds})" if actor.succeeds else None),
            *(("succeeded by", f"{name(corpus, id_)} ({id_})") for id_ in continuing),
            *(("part of", f"{name(corpus, part.of)}{_span(part)}") for part in actor.part_of),
            *(("role", f"{r.position}, {names(corpus, r.of)}{_span(r)}") for r in actor.roles),
            (
                "side",
                "itself a side" if sides == (actor.id,) else names(corpus, sides) if sides else "none: under its own name",
            ),
            *remaining(corpus, actor, _ACTOR),
        )
    )
    resolved = corpus.resolved.values()
    yield from _list(corpus, "Said", (r.id for r in resolved if actor.id in r.speakers and _is_plain(r)))
    yield from _list(
        corpus, "Is said by others to have said", (r.id for r in resolved if actor.id in r.speakers and not _is_plain(r))
    )
    accusing = [r for r in resolved if actor.id in r.against and _is_plain(r)]
    still = [r.id for r in accusing if actor.id in corpus.still_accused(r)]
    yield from _list(corpus, "Accused by", still)
    yield from _list(corpus, "No longer accused by: what was said of it was taken back", {r.id for r in accusing} - {*still})
    yield from _list(
        corpus, "Is said to have been accused by", (r.id for r in resolved if actor.id in r.against and not _is_plain(r))
    )
    stages = [(stage, each) for each in corpus.status.values() for stage in each if actor.id in stage.of]
    if stages:
        yield from ("", "Findings about it")
        yield from (f"{INDENT}{_alleged(corpus, stage.allegation)}: {stage_words(corpus, stage, each)}" for stage, each in stages)


def _is_plain(resolved: Resolved) -> bool:
    """Whether the record takes it that the statement was made."""
    return not (resolved.is_attributed or resolved.is_contested)


def _alias(alias: Alias) -> str:
    """Another name with its language and its time."""
    more = ", ".join(filter(None, (language(alias.lang) if alias.lang else "", _years(alias.start, alias.end))))
    return f"{alias.name} ({more})" if more else alias.name


def existence(start: Date | None, end: Date | None) -> str:
    """From when and until when something existed: "from 1922 until 1991"; a bound known only as a bound is given as one."""
    first, last = (edtf.words(day) if day else "" for day in (start, end))
    since = f"{first.removesuffix(' on')} or later" if first.endswith(" on") else f"from {first}" if first else ""
    until = f"until {last.removeprefix('by ')} at the latest" if last.startswith("by ") else f"until {last}" if last else ""
    return " ".join(filter(None, (since, until)))


def _years(start: Date | None, end: Date | None) -> str:
    first, last = (edtf.words(day) if day else "" for day in (start, end))
    return f"{first}–{last}" if first or last else ""


def _span(span: PartOf | Role) -> str:
    years = _years(span.start, span.end)
    return f" ({years})" if years else ""


def _source(corpus: Corpus, source: Source) -> Iterator[str]:
    yield from fields(
        (
            ("url", source.url),
            ("found gone", edtf.words(source.dead) if source.dead else None),
            ("archived", source.archived),
            ("kind", source.source_kind),
            ("language", source.lang),
            ("translated", f"from {language(source.translated_from)}" if source.translated_from else None),
            *(("rests on", _cited(corpus, id_)) for id_ in source.rests_on),
            *remaining(corpus, source, _SOURCE),
        )
    )
    reported = (s.id for s in corpus.stated.values() if any(report.source == source.id for report in s.reports))
    yield from _list(corpus, "Reports", reported)


def _cited(corpus: Corpus, id_: str) -> str:
    found = corpus.sources.get(id_)
    return f"{label(corpus, found)} ({id_})" if found else id_


def _allegation(corpus: Corpus, allegation: Allegation) -> Iterator[str]:
    yield from fields(
        (
            ("accused", capacities(corpus, allegation.blamed) if allegation.blamed else None),
            ("concerns", names(corpus, allegation.concerns) if allegation.concerns else None),
            *(("part of", _alleged(corpus, id_)) for id_ in allegation.broader),
            *(("rests on", _cited(corpus, id_)) for id_ in allegation.rests_on),
            *remaining(corpus, allegation, _ALLEGATION),
        )
    )
    stages = corpus.status.get(allegation.id, ())
    if stages:
        yield from ("", "Findings")
        for stage in stages:
            recorded = stage.statement or stage.source
            yield f"{INDENT}{stage_words(corpus, stage, stages)}{f' ({recorded})' if recorded else ''}"
    about = [r for r in corpus.resolved.values() if allegation.id in r.allegations and r.act != "finds"]
    others = [r for r in about if not _is_plain(r)]
    plain = [r for r in about if _is_plain(r)]
    for held in PARTICIPLES:
        yield from _list(corpus, f"{held.capitalize()} by", (r.id for r in plain if holding(r, allegation.id) == held))
    for held, words in PARTICIPLES.items():
        yield from _list(corpus, f"Said by others to have {words}", (r.id for r in others if holding(r, allegation.id) == held))


def _alleged(corpus: Corpus, id_: str) -> str:
    found = corpus.allegations.get(id_)
    return f"“{found.text}” ({id_})" if found else id_
