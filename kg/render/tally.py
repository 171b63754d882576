"""What a check looked at, what it found, and what it left out: the last line of every run, in words and as numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Diagnostics that are not shown, by the reason, and what could not be checked.

    `waived` by their record; `elsewhere` than in the PATHs; `unselected` by code; `untouched` by the change; `unjudged` are
    records that have a fault of their own, of which the rules of logic conclude nothing; `unread` are files of which all or part
    could not be read.
    """

    waived: int = 0
    elsewhere: int = 0
    unselected: int = 0
    untouched: int = 0
    unjudged: int = 0
    unread: int = 0


_WORDS: Final = {
    "waived": "{} waived",
    "elsewhere": "{} in other files",
    "unselected": "{} of codes that were not selected",
    "untouched": "{} that the change does not touch",
    "unjudged": "rules of logic for {} with faults of {} own",
    "unread": "all or part of {} that could not be read",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one run; `drafts` are those of the records that wait to be coded."""

    records: int
    files: int
    errors: int
    warnings: int
    left_out: LeftOut = field(default=LeftOut())
    drafts: int = 0

    def numbers(self) -> dict[str, object]:
        """The counts by name, for JSON."""
        return asdict(self)

    def words(self) -> str:
        """The counts as one line."""
        found = f"{_plural(self.errors, 'error')}, {_plural(self.warnings, 'warning')}"
        checked = f"checked {_plural(self.records, 'record')} in {_plural(self.files, 'file')}: "
        waiting = f"; {_plural(self.drafts, 'draft')} to be coded" if self.drafts else ""
        return checked + (found if self.errors or self.warnings else "no faults") + waiting + self._left_out()

    def _left_out(self) -> str:
        counts = asdict(self.left_out)
        unjudged = counts["unjudged"]
        shown = {name: f"{count:,}" for name, count in counts.items()}
        shown |= {"unjudged": _plural(unjudged, "record"), "unread": _plural(self.left_out.unread, "file")}
        parts = [_WORDS[name].format(shown[name], "its" if unjudged == 1 else "their") for name, count in counts.items() if count]
        return f"; left out: {', '.join(parts)}" if parts else ""


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
