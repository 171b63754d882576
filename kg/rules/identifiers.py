"""Rules of ids (K203, K208 to K210, K218): an id means one record, now and later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity, a
from kg.model.records import Record, Statement
from kg.rules.rule import Rule

DUPLICATE_ID: Final = Rule(
    "K203",
    "duplicate-id",
    Severity.ERROR,
    """An id that two records share.

    An id is the address of one record in the whole data set, whatever its kind. If two records share it, every reference
    to it is ambiguous, so the second record is ignored. The fault is found while the files are read.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        topics:
          alba: {label: The affairs of Alba}

    PASS:
        actors:
          alba: {name: Alba, type: state}
        topics:
          affairs-of-alba: {label: The affairs of Alba}
    """,
)

ID_REUSED: Final = Rule(
    "K209",
    "id-reused",
    Severity.ERROR,
    """An id that used to belong to another record, found by `kg check --changed-since`, which compares with an earlier commit.

    A saved address of the old record would lead to the new one. An id is not reused, neither for a record of another kind nor
    after it was a former id.

    FAIL:
        Before, 'amber' is a topic. Now it is a source.

    PASS:
        The topic 'amber' stays, and the source is 'amber-2021'.
    """,
    example="words",
)
"""The page of K209."""

ID_GONE: Final = Rule(
    "K210",
    "id-gone",
    Severity.WARNING,
    """An id that no record has any more, neither as its own nor under `was`, found by `kg check --changed-since`.

    Its address is now broken. A record with a new id lists its old one under `was`; a statement that turned out to be wrong
    stays, with `withdrawn`. A record that nobody can have cited yet may be deleted.

    FAIL:
        Before, there is a source 'daily'. Now it is called 'daily-2021', without `was`.

    PASS:
        The source 'daily-2021' has `was: daily`.
    """,
    example="words",
)
"""The page of K210."""


def former_id_in_use(corpus: Corpus) -> Iterator[Diagnostic]:
    """An id under `was` that a record has now, or that two records list.

    An id is never reused, so that a saved address always leads to the same record.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state, was: alba}

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state, was: old-borea}
    """
    first: dict[str, tuple[str, int]] = {}
    for record in sorted(corpus.present(), key=lambda record: record.id):  # independent of where they are written
        for i, old in enumerate(record.was):
            if old in corpus.kinds:
                whose = "its present id" if old == record.id else f"the id of {a(corpus.kinds[old])}"
                message, other = f"the former id '{old}' is {whose}", corpus.mark(old)
            elif old in first:
                id_, at = first[old]
                message, other = f"the former id '{old}' is also listed by '{id_}'", corpus.mark(id_, ("was", at))
            else:
                first[old] = (record.id, i)
                continue
            mark = corpus.mark(record.id, ("was", i))
            hint = "remove it from 'was'"
            yield Diagnostic(mark, "K208", Severity.ERROR, message, hint, (other,), (record.kind, record.id))


_NAMED: Final = re.compile(r"(?<![\w./:-])(?:[`'](?P<marked>[a-z0-9-]+)[`']|(?P<bare>[a-z0-9]+(?:-[a-z0-9]+)+))(?![\w/:-])")
"""What may be the id of a record in a sentence: an id of several parts, or one in quotation marks."""


def former_id_in_note(corpus: Corpus) -> Iterator[Diagnostic]:
    """A note that names a record by an id that it had before.

    Queries and links follow an id that is listed under `was`; whoever reads a note cannot look it up in the files. It holds for
    `note`, the `why` of a waiver and the `reason` of a withdrawal, and for ids of several parts or in quotation marks.

    FAIL:
        actors:
          alba: {name: Alba, type: state, was: kingdom-of-alba}
          borea: {name: Borea, type: state, note: Not to be taken for kingdom-of-alba.}

    PASS:
        actors:
          alba: {name: Alba, type: state, was: kingdom-of-alba}
          borea: {name: Borea, type: state, note: Not to be taken for alba.}
    """
    if not corpus.former:
        return
    for record in corpus.present():
        for path, text in _notes(record):
            for found in _NAMED.finditer(text):
                old = found["marked"] or found["bare"]
                new = corpus.former.get(old)
                if new is not None and old not in corpus.kinds:
                    message = f"'{old}' is the former id of '{new}'"
                    mark, related = corpus.mark(record.id, path), (corpus.mark(new),)
                    yield Diagnostic(mark, "K218", Severity.WARNING, message, f"write '{new}'", related, (record.kind, record.id))


def _notes(record: Record) -> Iterator[tuple[Path, str]]:
    if record.note:
        yield ("note",), record.note
    yield from ((("allow", i, "why"), waiver.why) for i, waiver in enumerate(record.allow))
    if isinstance(record, Statement) and record.withdrawn:
        yield ("withdrawn", "reason"), record.withdrawn.reason
