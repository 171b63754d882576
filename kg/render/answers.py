"""The ledger of answers as a table: a statement a row, with who answered it, how, after how many days, and how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.corpus.answering import Answer
from kg.corpus.corpus import Corpus
from kg.corpus.labels import statement_label
from kg.network.answers import ANSWERED, Entry, Ledger, totals
from kg.render.table import Table

_SCOPES = ("whole", "part", "none")


def table(corpus: Corpus, found: Ledger, *, unanswered: bool = False) -> Table:
    """The entries as rows, or only the accusations without a sure answer; the records add the allegations and the totals."""
    entries = [e for e in found.entries if not unanswered or (e.accuses and e.status not in ANSWERED)]
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            statement_label(corpus, corpus.resolved[entry.id]),
            entry.id,
            _status(entry),
            _acts(entry.answers),
            str(entry.occasions) if entry.occasions.most else "",
            _days(entry.answers),
            _meets(entry.answers),
            _through(entry),
        )
        for entry in entries
    )
    columns: tuple[str, ...] = ("statement", "id", "answered", "how", "answers", "days", "meets", "free-standing")
    if unanswered:  # nothing sure has an act, days or a scope
        columns = ("statement", "id", "answered", "may answer", "free-standing")
        rows = tuple((*row[:3], ", ".join(entry.perhaps), row[7]) for row, entry in zip(rows, entries, strict=True))
    shown = {allegation for entry in entries for allegation in entry.allegations}
    records: tuple[Mapping[str, object], ...] = (
        *(_record(entry) for entry in entries),
        *(
            {"kind": "allegation", "id": d.id, "free_standing": list(d.whole), "free_standing_in_part": list(d.part)}
            for d in found.disputed.values()
            if d.id in shown
        ),
        {
            "kind": "totals",
            "id": None,
            **{
                what.replace(" ", "_"): {"least": n.least, "most": n.most, "ids": list(ids)}
                for what, (n, ids) in totals(corpus, found).items()
            },
        },
    )
    return Table(columns, rows, records, caption(corpus, found))


def caption(corpus: Corpus, found: Ledger) -> tuple[str, ...]:
    """What the ledger comes to, counted in occasions; then how many records stand without a sure answer, and why."""
    counted = totals(corpus, found)
    charges, answered, theirs = (counted[what][0] for what in ("accusations", "answered", "by the accused"))
    kinds = Counter(entry.status for entry in found.entries if entry.accuses and entry.status not in ANSWERED)
    without = ", ".join(f"{kinds[status]:,} {status}" for status in sorted(kinds, key=lambda s: (-kinds[s], s)))
    lines = [f"{charges} occasions of accusation; {answered} answered, {theirs} by the accused’s side"]
    return (*lines, *([f"records without a sure answer: {without}"] if without else []))


def _record(entry: Entry) -> dict[str, object]:
    return {
        "kind": "statement",
        "id": entry.id,
        "accusation": entry.accuses,
        "answered": entry.status,
        "answers": [
            {"id": a.id, "act": a.act, "by": a.by, "days": list(a.days) if a.days else None, "meets": a.meets}
            for a in entry.answers
        ],
        "perhaps": list(entry.perhaps),
        "occasions": [entry.occasions.least, entry.occasions.most],
        "free_standing": {"whole": entry.through[0], "part": entry.through[1], "see": list(entry.allegations)},
        "none_found_as_of": entry.none_found_as_of,
    }


def _status(entry: Entry) -> str:
    return f"none found as of {entry.none_found_as_of}" if entry.status == "none found" else entry.status


def _acts(answers: Iterable[Answer]) -> str:
    counts = Counter(answer.act for answer in answers)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(act if n == 1 else f"{act} {n}" for act, n in ordered)


def _days(answers: Iterable[Answer]) -> str:
    """The days to the first answer, as an interval where the dates are no days."""
    known = [answer.days for answer in answers if answer.days]
    if not known:
        return ""
    least, most = min(days[0] for days in known), min(days[1] for days in known)
    return str(least) if least == most else f"{least}–{most}"


def _meets(answers: Iterable[Answer]) -> str:
    """The most that one answer meets."""
    found = {answer.meets for answer in answers}
    return next((scope for scope in _SCOPES if scope in found), "")


def _through(entry: Entry) -> str:
    whole, part = entry.through
    return f"{whole} + {part} in part" if part else str(whole or "")
