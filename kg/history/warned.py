"""What a reviewer of a change should look at: K601 to K604, each at the record that was changed or whose words now say more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import capacities, name, names
from kg.diagnostic import Diagnostic, Severity
from kg.history.changes import CheckedState
from kg.history.follows import accusing
from kg.history.states import renamed, successors
from kg.history.written import Edit, Written, compared
from kg.model.parts import Accused
from kg.model.records import Actor, Record, Statement

_CHARGES: Final = frozenset({"act", "certainty", "against"})
_ADDRESSES: Final = frozenset({"url", "archived"})


def warned(before: CheckedState, now: CheckedState) -> Iterator[Diagnostic]:
    """The warnings of the change from one state to the other, in no order that matters."""
    formerly = successors(before.corpus, now.corpus)
    old = renamed(before.corpus, formerly)
    earlier: dict[str, Record] = {record.id: record for record in old.whole()}
    for record in now.corpus.whole():
        was = earlier.get(record.id)
        one = compared((was, ""), (record, "")) if was is not None and was != record else None
        if one is not None:
            yield from _evidence(now.corpus, one)
            yield from _harder(now.corpus, one)
            yield from _accused(now.corpus, old, one)
    yield from _newly_accused(now.corpus, old)


def _evidence(corpus: Corpus, one: Written) -> Iterator[Diagnostic]:
    """K601 for each address or quote that is another one now."""
    for edit in one.edits:
        if edit.lost and edit.field in _ADDRESSES and edit.within is None:
            yield _warning(
                corpus, one, (edit.field,), "K601", f"'{edit.field}' was {edit.lost[0]} before", "look the new address up"
            )
        elif edit.lost and edit.inner == "quote" and edit.field == "reports":
            place = _report(one, edit)
            quoted = "; ".join(f"“{quote}”" for quote in edit.lost)
            yield _warning(
                corpus, one, place, "K601", f"the quote was {quoted} before", "look it up in the source, or run 'kg quotes'"
            )


def _report(one: Written, edit: Edit) -> tuple[str | int, ...]:
    """The place of the quote of a report."""
    reports = one.after.reports if isinstance(one.after, Statement) else ()
    number = next((i for i, report in enumerate(reports) if report is edit.within), None)
    return ("reports",) if number is None else ("reports", number, "quote")


def _harder(corpus: Corpus, one: Written) -> Iterator[Diagnostic]:
    """K603 where a statement is firmer, or against somebody else, and no report of it changed."""
    if one.kind != "statement" or "reports" in one.fields:
        return
    for edit in one.edits:
        if edit.field in _CHARGES and (edit.turn == "hardened" or (edit.field == "against" and edit.gained)):
            was = f", not '{edit.lost[0]}'" if edit.lost and edit.field != "against" else ""
            against = capacities(corpus, (edit.within,)) if isinstance(edit.within, Accused) else names(corpus, edit.gained)
            now = against if edit.field == "against" else f"'{edit.gained[0]}'" if edit.gained else "left out"
            message = f"'{edit.field}' is {now} now{was}, and no report has changed"
            yield _warning(corpus, one, (edit.field,), "K603", message, "say on which report it rests, or undo it")


def _accused(corpus: Corpus, before: Corpus, one: Written) -> Iterator[Diagnostic]:
    """K604 where an allegation accuses others than before."""
    parts: list[str] = []
    for edit in one.edits if one.kind == "allegation" else ():
        if edit.field == "accused" and isinstance(edit.within, Accused):
            parts += [f"now accuses {capacities(corpus, (edit.within,))}"]
        elif edit.field == "accused":
            parts += [f"now accuses {names(corpus, edit.gained)}"] if edit.gained else []
            parts += [f"no longer accuses {names(before, edit.lost)}"] if edit.lost else []
    if not parts:
        return
    hint = "'kg diff' lists the statements that this changes; an allegation against somebody else is best a new one"
    yield _warning(corpus, one, ("accused",), "K604", f"the allegation {' and '.join(parts)}", hint)


def _newly_accused(corpus: Corpus, before: Corpus) -> Iterator[Diagnostic]:
    """K602 for each person whom no statement accused before, at the first statement that does."""
    earlier = accusing(before)
    for id_, statements in accusing(corpus).items():
        actor = corpus.actors.get(id_)
        if isinstance(actor, Actor) and actor.type == "person" and id_ not in earlier:
            first = statements[0]
            more = f", and by {len(statements) - 1:,} more" if len(statements) > 1 else ""
            yield Diagnostic(
                corpus.mark(first),
                "K602",
                Severity.WARNING,
                f"{name(corpus, id_)} is accused here for the first time in the record{more}",
                "look whether the source names them; 'kg diff' says which change does",
                record=("statement", first),
            )


def _warning(corpus: Corpus, one: Written, path: tuple[str | int, ...], code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(corpus.mark(one.id, path), code, Severity.WARNING, message, hint, record=(one.kind, one.id))
