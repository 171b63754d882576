"""The corrections of the record as a table: a row for each thing that was published and is no longer said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.history.corrections import Correction, as_published
from kg.model.part import Field, fields_of
from kg.render.diff_json import plain
from kg.render.diff_words import field_name, value_words
from kg.render.table import Table

COLUMNS = ("day", "what", "kind", "id", "field", "before", "now", "why", "commit")
SHORT = 12


def table(corpus: Corpus, found: Sequence[Correction]) -> Table:
    """A row for each correction, the newest first; what was published before is in words, with the names of today."""
    named = as_published(corpus, found)
    rows = tuple(
        (
            one.day,
            one.what,
            one.record.kind,
            one.id,
            _field(one),
            _before(named, one),
            _now(corpus, one),
            one.why,
            one.by.hash[:SHORT] if one.by else "",
        )
        for one in found
    )
    counted = {what: sum(one.what == what for one in found) for what in ("withdrawn", "corrected", "removed", "renamed")}
    caption = "; ".join(f"{number:,} {what}" for what, number in counted.items() if number)
    return Table(COLUMNS, rows, tuple(_record(named, one) for one in found), (caption or "nothing was corrected",))


def _record(corpus: Corpus, one: Correction) -> Mapping[str, object]:
    """A correction with its values as claim files have them."""
    edit = one.edit
    found = {
        "day": one.day,
        "what": one.what,
        "kind": one.record.kind,
        "id": one.id,
        "former": one.former or None,
        "label": label(corpus, one.record),
        "field": edit.field if edit else None,
        "inner": edit.inner or None if edit else None,
        "before": [plain(value) for value in edit.lost] if edit else None,
        "now": [plain(value) for value in edit.gained] if edit else None,
        "why": one.why or None,
        "date": one.date.text if one.date else None,
        "commit": one.by.hash if one.by else None,
        "author": one.by.author if one.by else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _known(one: Correction) -> tuple[str, Field] | None:
    """The field that an edit is about, and its declaration."""
    edit = one.edit
    if edit is None:
        return None
    written = edit.inner or edit.field
    return written, fields_of(type(edit.within if edit.within is not None else one.record))[written]


def _field(one: Correction) -> str:
    known = _known(one)
    if known is None or one.edit is None:
        return ""
    own = field_name(*known)
    return f"{field_name(one.edit.field)}: {own}" if one.edit.inner else own


def _before(corpus: Corpus, one: Correction) -> str:
    """What was published."""
    known = _known(one)
    if known is None or one.edit is None:
        return one.former or label(corpus, one.record)
    return "; ".join(value_words(corpus, value, known[1]) for value in one.edit.lost)


def _now(corpus: Corpus, one: Correction) -> str:
    known = _known(one)
    if known is None or one.edit is None:
        return one.id if one.former else ""
    return "; ".join(value_words(corpus, value, known[1]) for value in one.edit.gained)
