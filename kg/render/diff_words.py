"""A change of one record in words: which field, what it held, what it holds now, by names and not by ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.labels import is_plural, label, name, names, source_label, statement_label
from kg.corpus.stance_words import does
from kg.edtf import Date
from kg.history.diff import Diff
from kg.history.written import Edit, Written
from kg.ids import is_id
from kg.model.part import Field, Part, fields_of
from kg.model.parts import Evidence, SetAside
from kg.model.records import Actor, Allegation, Record, Source, Statement

_NAMES: Final = {
    "accused": "accuses",
    "as": "in the capacity of",
    "against": "is against",
    "for": "speaks for",
    "to": "said to",
    "toward": "is about",
    "says": "what it says",
    "allegation": "on the allegation",
    "stance": "holds of its allegation",
    "evidence": "kept copy",
    "set_aside": "sentence that needs no record",
    "translated_from": "translated from",
    "rests_on": "depends on",
    "same_as": "the same elsewhere",
    "close_match": "much the same elsewhere",
    "may_answer": "perhaps answers",
    "may_be": "is perhaps the same as",
    "at": "place",
    "via": "through",
    "firsthand": "recorded first-hand",
    "relies_on": "reprints",
    "lang": "language",
    "url": "address",
    "broader": "a case of",
    "reports": "report",
    "roles": "role",
    "aliases": "other name",
    "kind": "kind of document",
    "no_answer_as_of": "no answer found as of",
    "was": "former ids",
}
"""Fields whose names in files are not what a reader would call them."""
_BOUNDS: Final = {"start": "since", "end": "until"}


def field_name(written: str, field: Field | None = None) -> str:
    """A field as a reader would call it; the bounds of a span are not whom somebody speaks to."""
    if field is not None and field.attribute in _BOUNDS:
        return _BOUNDS[field.attribute]
    return _NAMES.get(written, written.replace("_", " "))


def called(diff: Diff, id_: str, *, quoted: bool = False) -> str:
    """A record by kind, name and id, as it is now or, where it is gone, as it was; in a sentence, a statement is `quoted`."""
    corpus, record = _found(diff, id_)
    if record is None:
        return id_
    match record:
        case Statement():
            resolved = corpus.resolved.get(id_)
            if resolved is None:
                return f"{'withdrawn ' if record.withdrawn else ''}statement {id_}"
            words = statement_label(corpus, resolved)
            return f"the statement “{words}” ({id_})" if quoted else f"{words} ({id_})"
        case Allegation():
            return f"allegation “{record.text}” ({id_})"
        case Actor():
            return f"{record.name} ({id_})"
        case Source():
            return f"source {source_label(corpus, record)} ({id_})"
        case _:
            return f"{record.kind} {label(corpus, record)} ({id_})" if record.kind != "dataset" else "the data set"


def _found(diff: Diff, id_: str) -> tuple[Corpus, Record | None]:
    for corpus in (diff.claims, diff.base):
        record = corpus.get(id_) or (corpus.dataset if corpus.dataset and corpus.dataset.id == id_ else None)
        if record is not None:
            return corpus, record
    merged = next((one.before for one in diff.written if one.id == id_), None)
    return diff.base, merged


def described(diff: Diff, one: Written) -> Iterator[str]:
    """What a change did with a record, a sentence each."""
    if one.formerly:
        yield f"its id was {one.formerly}"
    if one.moved:
        yield f"moved from {one.moved[0]} to {one.moved[1]}"
    if one.how == "new" and one.after is not None:
        yield from _new(diff.claims, one.after)
    for edit in one.edits:
        yield _edit(diff, one, edit)
    if one.is_harder:
        is_worded = all(edit.turn == "reworded" for edit in one.edits if edit.turn or edit.field in {"accused", "against"})
        says = "the wording changed" if is_worded else "it now says more, or says it more firmly"
        yield f"{says}, and no report or quote {'' if is_worded else 'changed '}with it"


def _new(corpus: Corpus, record: Record) -> Iterator[str]:
    """What a new record says, as far as its name does not."""
    match record:
        case Statement():
            resolved = corpus.resolved.get(record.id)
            if resolved is not None:
                said = resolved.is_attributed or resolved.is_contested
                for about in resolved.allegations:
                    if about in corpus.allegations:
                        doing = "said by others alone, on" if said else does(resolved, about)
                        yield f"{doing} “{corpus.allegations[about].text}”"
            if record.says:
                yield f"what it says: {record.says}"
            for report in record.reports:
                source = corpus.sources.get(report.source)
                where = source_label(corpus, source) if source else report.source
                yield f"reported in {where}{': ' if report.quote else ''}{', '.join(f'“{quote}”' for quote in report.quote)}"
        case Allegation():
            yield f"accuses {names(corpus, record.accused)}" if record.accused else "accuses nobody by name"
        case Actor():
            yield record.type.replace("-", " ")
            yield from (f"role: {role.position}, {names(corpus, role.of)}" for role in record.roles)
        case Source():
            yield from filter(None, (record.url,))
        case _:
            return


def _edit(diff: Diff, one: Written, edit: Edit) -> str:
    owner = one.after or one.before
    known = fields_of(type(edit.within)) if edit.within is not None else fields_of(type(owner)) if owner is not None else {}
    written = edit.inner or edit.field
    field = known[written]
    what = field_name(written, field)
    if edit.within is not None:
        what = f"{field_name(edit.field)} {_part(diff.claims, edit.within, brief=True)}, {what}"
    now = [value_words(diff.claims, value, field) for value in edit.gained]
    was = [value_words(diff.base, value, field) for value in edit.lost]
    if now == was:  # the name of an actor in print, and the actor
        now, was = (
            [_apart(*each) for each in zip(now, edit.gained, strict=True)],
            [_apart(*each) for each in zip(was, edit.lost, strict=True)],
        )
    turn = f" ({edit.turn})" if edit.turn and edit.turn != "answered" else ""
    if edit.several:
        also = "now also " if _has_others(one, edit) else "now " if was else ""
        parts = [f"{also}{', '.join(now)}"] if now else []
        parts += [f"no longer {', '.join(was)}"] if was else []
        return f"{what}: {'; '.join(parts) or 'changed'}{turn}"
    if now and was:
        return f"{what}: {now[0]}; before: {was[0]}{turn}"
    return f"{what}: {now[0]}{turn}" if now else f"{what}: no longer given; before: {was[0] if was else ''}{turn}"


def _apart(words: str, value: Any) -> str:
    """A value in the same words as another one: with its id, or as what is printed."""
    return f"{words} ({value})" if isinstance(value, str) and is_id(value) else f"“{words}” as printed"


def _has_others(one: Written, edit: Edit) -> bool:
    """Whether the field holds more than what is new in it."""
    owner = one.after if edit.within is None else edit.within
    if owner is None:
        return False
    values = getattr(owner, fields_of(type(owner))[edit.inner or edit.field].attribute)
    return isinstance(values, tuple) and len(values) > len(edit.gained)


def value_words(corpus: Corpus, value: Any, field: Field) -> str:
    """A value in words, records by their names."""
    if isinstance(value, Part):
        return _part(corpus, value)
    if isinstance(value, Date):
        return edtf.words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.refers and isinstance(value, str):
        return _referred(corpus, value)
    text = str(value)
    return f"“{text}”" if " " in text else text


def _referred(corpus: Corpus, id_: str) -> str:
    record = corpus.get(id_)
    match record:
        case None:
            return id_
        case Allegation():
            return f"“{record.text}”"
        case Statement():
            resolved = corpus.resolved.get(id_)
            return f"{statement_label(corpus, resolved)} ({id_})" if resolved else id_
        case Actor():
            return name(corpus, id_)
        case _:
            return label(corpus, record)


def _part(corpus: Corpus, part: Part, *, brief: bool = False) -> str:
    """A part by its fields, those that it cannot do without first; in brief by these alone."""
    if isinstance(part, Evidence):
        return f"{part.media}, {part.size:,} bytes, of {edtf.words(part.retrieved)} (SHA-256 {part.sha256[:12]}…)"
    if isinstance(part, SetAside):
        return f"“{part.words}” ({part.why})"
    found = []
    for written, field in sorted(fields_of(type(part)).items(), key=lambda one: not one[1].required):
        value = getattr(part, field.attribute)
        if not value or (brief and not field.required):
            continue
        if value is True:
            found.append(field_name(written, field))
            continue
        shown = ", ".join(value_words(corpus, one, field) for one in (value if isinstance(value, tuple) else (value,)))
        found.append(shown if field.required else f"{field_name(written, field)} {shown}")
    return ", ".join(found)


def are(corpus: Corpus, ids: Iterable[str]) -> str:
    """The verb after these names."""
    return "are" if is_plural(corpus, tuple(ids)) else "is"
