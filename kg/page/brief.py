"""The brief: what the record holds and what its structure shows, in tables and plots, each number with its statements.

The sections are built once and written as HTML or as Markdown. Nothing in them is a verdict on truth.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, name, statement_label
from kg.model.acts import family
from kg.network.answers import Entry, Ledger, ledger, totals
from kg.network.audit import audit
from kg.network.origins import of_allegation
from kg.network.standing import Standing, standing
from kg.network.stats import stats
from kg.network.who import Filter, Pair, who
from kg.page import plots
from kg.page.plots import Mark
from kg.render.standing import because

SHOWN: Final = 12
"""How many sides the matrix shows, and how many allegations the table of origins."""

_DELAYS: Final = (("same day", 0), ("1 day", 1), ("2 days", 2), ("3–7 days", 7), ("8–30 days", 30), ("31–365 days", 365))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a range, with the ids of the statements that it counts."""

    text: str
    ids: tuple[str, ...]


Cell: TypeAlias = str | Figure
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One question: its title, what to know in order to read it, a plot as SVG, and a table; `anchors` name its rows."""

    title: str
    text: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    plot: str = ""
    anchors: tuple[str, ...] = ()


def sections(corpus: Corpus) -> tuple[Section, ...]:
    """The sections of the brief."""
    found = ledger(corpus, Filter())
    return (
        _record(corpus),
        _who(corpus),
        _answers(corpus, found),
        _occasions(corpus, found),
        _time(corpus),
        _delays(corpus, found),
        _origins(corpus),
        _standing(corpus),
        _audit(corpus),
    )


def _record(corpus: Corpus) -> Section:
    rows: tuple[Row, ...] = tuple(
        (
            t.by,
            name(corpus, t.id) if t.id else "(no side)",
            *(Figure(str(len(ids)), ids) for ids in (t.statements, t.accusations, t.answers)),
        )
        for t in stats(corpus)
        if t.by in {"act", "side"}
    )
    text = ("Statements by act and by the side they speak for. A statement under two sides counts under each.",)
    return Section("What the record holds", text, ("by", "name", "statements", "accusations", "answers"), rows)


def _who(corpus: Corpus) -> Section:
    pairs = who(corpus, "side", Filter())
    weight: Counter[str] = Counter()
    for pair in pairs:
        for side in {pair.accuser, pair.accused}:
            weight[side] += len(pair.accusations)
    shown = sorted(weight, key=lambda side: (-weight[side], side))[:SHOWN]
    place = {side: n for n, side in enumerate(shown)}
    drawn = [p for p in pairs if {p.accuser, p.accused} <= place.keys()]
    counts = {(place[p.accuser], place[p.accused]): len(p.accusations) for p in drawn}
    anchors = {(place[p.accuser], place[p.accused]): _anchor(p) for p in drawn}
    rows = tuple(
        (
            name(corpus, p.accuser),
            name(corpus, p.accused),
            Figure(str(len(p.accusations)), p.accusations),
            Figure(str(len(p.answers)), p.answers),
        )
        for p in pairs
    )
    most = f"Accusers down, accused across; the {len(shown)} with most accusations made or met."
    text = (most, "A speaker without a side stands under its own name. All pairs stand in the table.")
    plot = plots.matrix([name(corpus, side) for side in shown], counts, anchors)
    columns = ("accuser", "accused", "accusations", "answers to them")
    return Section("Who accused whom", text, columns, rows, plot, tuple(map(_anchor, pairs)))


def _anchor(pair: Pair) -> str:
    """The anchor of a pair; no id of a record holds two hyphens together."""
    return f"pair--{pair.accuser}--{pair.accused}"


def _answers(corpus: Corpus, found: Ledger) -> Section:
    by: dict[str, list[Entry]] = {}
    for entry in found.entries:
        if entry.accuses:
            for side in corpus.resolved[entry.id].accused_sides or ("",):
                by.setdefault(side, []).append(entry)
    columns = ("by the accused", "by others", "perhaps", "through its allegation", "none found", "not looked for")
    rows: list[Row] = []
    for side, entries in sorted(by.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        ids = {what: tuple(e.id for e in entries if e.status == what) for what in columns}
        all_ = tuple(e.id for e in entries)
        figures = (Figure(str(len(ids[what])), ids[what]) for what in columns)
        rows.append((name(corpus, side) if side else "(no side)", Figure(str(len(all_)), all_), *figures))
    text = (
        "Accusations against each side, by whether the record holds an answer. “Not looked for” is no finding: nobody searched.",
    )
    return Section("What was answered", text, ("accused side", "accusations", *columns), tuple(rows))


def _occasions(corpus: Corpus, found: Ledger) -> Section:
    counted_ = totals(corpus, found)
    text = ("The same in utterances: what was said on one occasion is one. A range stands where the record is not sure.",)
    return Section("Counted in occasions", text, tuple(counted_), (tuple(Figure(str(n), ids) for n, ids in counted_.values()),))


def _time(corpus: Corpus) -> Section:
    said: dict[tuple[int, int], tuple[list[Mark], list[Mark]]] = {}
    left_out = []
    for resolved in corpus.resolved.values():
        accuses, answers = resolved.act == "accuses", family(resolved.act) == "answer"
        if accuses or answers:
            first, last = _quarter(resolved.earliest), _quarter(resolved.latest)
            if first is None or first != last:
                left_out.append(resolved.id)
                continue
            said.setdefault(first, ([], []))[answers].append(Mark(resolved.id, statement_label(corpus, resolved)))
    quarters = _quarters(min(said), max(said)) if said else []
    labels = [str(year) if (year, quarter) == (year, 1) else "" for year, quarter in quarters]
    columns = [said.get(when, ([], [])) for when in quarters]
    text = (
        "A square is a statement, a column a quarter of a year. Accusations that answer count as accusations.",
        "Those whose quarter is not known are not drawn; they are counted below.",
    )
    plot = plots.timeline(labels, [up for up, _ in columns], [down for _, down in columns])
    rows = ((Figure(str(len(left_out)), tuple(left_out)),),)
    return Section("When", text, ("accusations and answers of no known quarter",), rows, plot)


def _quarter(day: datetime.date | None) -> tuple[int, int] | None:
    return (day.year, (day.month + 2) // 3) if day else None


def _quarters(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = (4 * year + quarter - 1 for year, quarter in (first, last))
    return [(n // 4, n % 4 + 1) for n in range(start, end + 1)]


def _delays(corpus: Corpus, found: Ledger) -> Section:
    names = [*(text for text, _ in _DELAYS), "longer", "not certain"]
    marks: dict[str, list[Mark]] = {text: [] for text in names}
    for entry in found.entries:
        if entry.accuses:
            for answer in entry.answers:
                title = f"{statement_label(corpus, corpus.resolved[answer.id])}: to {entry.id}"
                marks[_bin(answer.days)].append(Mark(answer.id, title))
    rows = tuple((text, Figure(str(len(marks[text])), tuple(mark.id for mark in marks[text]))) for text in names)
    text = (
        "Days from an accusation to each answer to it; an answer to several counts for each.",
        "“Not certain” are those whose dates allow more than one column.",
    )
    return Section("How soon", text, ("delay", "answers"), rows, plots.columns(names, list(marks.values())))


def _bin(days: tuple[int, int] | None) -> str:
    if days is None:
        return "not certain"
    ends = [next((text for text, most in _DELAYS if day <= most), "longer") for day in days]
    return ends[0] if ends[0] == ends[1] else "not certain"


def _origins(corpus: Corpus) -> Section:
    charged = dict.fromkeys(
        a for r in corpus.resolved.values() if r.act == "accuses" for a in r.allegations if a in corpus.allegations
    )
    found = sorted((of_allegation(corpus, id_) for id_ in charged), key=lambda o: (-o.reports, o.id))[:SHOWN]
    rows: tuple[Row, ...] = tuple(
        (
            label(corpus, corpus.allegations[o.id]),
            Figure(str(len(o.statements)), o.statements),
            Figure(str(o.reports), o.statements),
            *(
                Figure(str(len(ends)), tuple(dict.fromkeys(c.statement for e in ends for c in e.chains)))
                for ends in (known, unknown)
            ),
        )
        for o in found
        for known in [o.of_kind("first-hand")]
        for unknown in [o.of_kind("unknown", "statement", "loop")]
    )
    text = (
        f"The {len(rows)} allegations with most reports. An origin is a first-hand record at the end of a chain of reports.",
        "An end that nobody calls first-hand is unknown and never counted as independent.",
    )
    return Section("On whose word", text, ("allegation", "statements", "reports", "origins", "unknown ends"), rows)


def _standing(corpus: Corpus) -> Section:
    found = [s for s in standing(corpus, Filter()) if s.label != "in" or s.why != "unattacked"]
    rows = tuple(_stands(corpus, s) for s in sorted(found, key=lambda s: (("out", "in", "undecided").index(s.label), s.id)))
    text = (
        "How the recorded exchange stands, never what is true.",
        "Statements that nothing in the record speaks against are left out: of most of them nobody looked for an answer.",
    )
    return Section("How the exchange stands", text, ("statement", "standing", "because"), rows)


def _stands(corpus: Corpus, found: Standing) -> Row:
    return (Figure(statement_label(corpus, corpus.resolved[found.id]), (found.id,)), found.label, because(found))


def _audit(corpus: Corpus) -> Section:
    rows: tuple[Row, ...] = tuple(
        (
            f.measure,
            name(corpus, f.side) if f.side else "(no side)",
            *(Figure(str(len(units)), tuple(dict.fromkeys(unit.split(" ")[0] for unit in units))) for units in (f.hits, f.units)),
            f"{f.share.value:.0%} ({f.share.low:.0%} to {f.share.high:.0%})",
            f"{100 * f.apart.value:+.0f} points ({100 * f.apart.low:+.0f} to {100 * f.apart.high:+.0f})",
        )
        for f in audit(corpus)
        if f.leans and f.apart is not None
    )
    text = (
        "Where the record treats a side differently from the rest, with 95% intervals.",
        "It is about the curators and their sources, not about the sides; one comparison in twenty leans by chance.",
    )
    return Section("Even hands", text, ("measure", "side", "hits", "of", "share", "apart from the rest"), rows)


def counted(found: Iterable[Section]) -> Iterator[str]:
    """The ids of all statements behind the numbers, each once."""
    ids = (id_ for s in found for row in s.rows for cell in row if isinstance(cell, Figure) for id_ in cell.ids)
    yield from dict.fromkeys(ids)
