"""Which diagnostics of a check are reported, by settings, files and change, and the count of those that are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.check import Checked
from kg.diagnostic import Diagnostic, Severity
from kg.reading.folder import UNREADABLE
from kg.render.tally import LeftOut, Tally
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Selected:
    """The diagnostics to report, the texts of the files that they may be in, and the counts of the run.

    `is_unreadable` says that one of the wanted files could not be read at all.
    """

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, bytes]
    tally: Tally
    is_unreadable: bool


def select(checked: Checked, settings: Settings, touched: Sequence[Diagnostic], wanted: Callable[[str], bool]) -> Selected:
    """The diagnostics that settings report, of files that are `wanted`, and among those that a change has `touched`."""
    here = [d for d in touched if wanted(d.mark.file)]
    found = tuple(d for d in here if settings.reports(d.code))
    errors = sum(d.severity is Severity.ERROR for d in found)
    left_out = LeftOut(
        waived=checked.waived,
        elsewhere=len(touched) - len(here),
        unselected=len(here) - len(found),
        untouched=len({*checked.diagnostics} - {*touched}),
        unjudged=len(checked.corpus.flawed),
        unread=len(checked.unread),
    )
    drafts = sum(kind == "draft" for kind in checked.corpus.kinds.values())
    return Selected(
        found,
        {file: text for file, text in checked.texts.items() if wanted(file)},
        Tally(len(checked.corpus.kinds), len(checked.texts), errors, len(found) - errors, left_out, drafts),
        any(d.code == UNREADABLE for d in checked.diagnostics if wanted(d.mark.file)),
    )
