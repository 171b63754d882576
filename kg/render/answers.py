"""The ledger of answers as a table: a statement a row, with who answered it, how, after how many days, and how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.analysis.answers import Entry, Ledger, totals
from kg.corpus.answering import Answer
from kg.corpus.corpus import Corpus
from kg.corpus.labels import statement_label
from kg.corpus.silence import WORDS
from kg.render.counts import as_json, five, of_settled, period
from kg.render.table import Cell, Table

_SCOPES = ("whole", "part", "none")


def table(corpus: Corpus, found: Ledger, *, unanswered: bool = False) -> Table:
    """The entries as rows, or only the accusations without a sure answer; the records add the allegations and the totals."""
    entries = [e for e in found.entries if not unanswered or (e.accuses and e.status != "answered")]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _title(corpus, entry),
            entry.id,
            status(entry),
            _acts(entry),
            entry.number if entry.number.number.most or entry.retracted else None,
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
    perhaps = {entry.id for entry in found.entries if entry.lies == "perhaps"}
    records: tuple[Mapping[str, object], ...] = (
        *(_record(corpus, entry) for entry in entries),
        *(
            {"kind": "allegation", "id": d.id, "free_standing": list(d.whole), "free_standing_in_part": list(d.part)}
            for d in found.disputed.values()
            if d.id in shown
        ),
        {
            "kind": "totals",
            "id": None,
            **{what.replace(" ", "_"): as_json(n, ids, perhaps) for what, (n, ids) in totals(corpus, found).items()},
            "more": list(found.more),
        },
    )
    return Table(columns, rows, records, caption(corpus, found), frozenset({"answers"}))


def caption(corpus: Corpus, found: Ledger) -> tuple[str, ...]:
    """What the ledger comes to: the accusations in statements and occasions, and how many of them under each of the five."""
    counted = {what: number for what, (number, _) in totals(corpus, found).items()}
    return (
        f"{counted['accusations'].of(' of accusation')}, on {counted['occasions']}",
        f"of these, {five({name: counted[name] for name in WORDS})}",
        f"answered by the accused or for them: {counted['by the accused'].bare}",
        *of_settled(corpus, (entry.id for entry in found.entries if entry.accuses)),
        *period(found.more, [entry.id for entry in found.entries if entry.lies == "perhaps"]),
    )


def status(entry: Entry) -> str:
    """Which of the five holds, in words, with whose answer it is and the day up to which somebody looked."""
    if entry.status == "answered":
        return f"{WORDS['answered']} by {'the accused' if entry.by_the_accused else 'others'}"
    if entry.status == "none found":
        return f"{WORDS['none found']} as of {entry.none_found_as_of}"
    return WORDS[entry.status]


def _title(corpus: Corpus, entry: Entry) -> str:
    return statement_label(corpus, corpus.resolved[entry.id]) + (" (may lie in the period)" if entry.lies == "perhaps" else "")


def _record(corpus: Corpus, entry: Entry) -> dict[str, object]:
    return {
        "kind": "statement",
        "id": entry.id,
        "accusation": entry.accuses,
        "retracted": corpus.is_retracted(entry.id),
        "in_period": entry.lies,
        "answered": entry.status,
        "by": ("the accused" if entry.by_the_accused else "others") if entry.status == "answered" else None,
        "answers": [
            {"id": a.id, "act": a.act, "by": a.by, "days": list(a.days) if a.days else None, "meets": a.meets}
            for a in entry.answers
        ],
        "perhaps": list(entry.perhaps),
        "retracted_answers": list(entry.retracted),
        "number": {"least": entry.number.number.least, "most": entry.number.number.most},
        "free_standing": {"whole": entry.through[0], "part": entry.through[1], "see": list(entry.allegations)},
        "none_found_as_of": entry.none_found_as_of,
    }


def _acts(entry: Entry) -> str:
    counts = Counter(answer.act for answer in entry.answers)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(act if n == 1 else f"{act} {n}" for act, n in ordered)


def _days(answers: Iterable[Answer]) -> str:
    """The days to the first answer, as an interval if the dates are not exact."""
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
