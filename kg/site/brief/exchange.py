"""The first half of the brief: what the record holds, who accused whom, what was answered, when, and how soon."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Final

from kg.analysis.answers import Entry, Ledger
from kg.analysis.stats import stats
from kg.analysis.who import Pair
from kg.analysis.windows import Windows
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, name, statement_label
from kg.corpus.level import accused_at
from kg.corpus.silence import WORDS, silence
from kg.model.acts import family
from kg.site.brief import plots
from kg.site.brief.plots import Column, Mark
from kg.site.brief.section import Figure, Row, Section, figure

SHOWN: Final = 12
"""How many accusers and how many accused the matrix shows."""

_DELAYS: Final = (("same day", 0), ("1 day", 1), ("2 days", 2), ("3–7 days", 7), ("8–30 days", 30), ("31–365 days", 365))


def record(corpus: Corpus) -> Section:
    """How many statements there are by act and by side."""
    rows: tuple[Row, ...] = tuple(
        (
            t.by,
            name(corpus, t.id) if t.id else "(no side)",
            *(figure(corpus, ids) for ids in (t.statements, t.accusations, t.answers)),
        )
        for t in stats(corpus)
        if t.by in {"act", "side"}
    )
    text = ("Statements by act and by the side they speak for. A statement under two sides counts under each.",)
    columns = ("by", "name", "statements", "accusations", "answers")
    return Section("record", "What the record holds", text, columns, rows, "kg stats")


def who(corpus: Corpus, pairs: tuple[Pair, ...]) -> Section:
    """The matrix of who accused whom, between sides."""
    made: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for pair in pairs:
        made[pair.accuser] += pair.number.number.most
        met[pair.accused] += pair.number.number.most
    accusers, accused = (sorted(w, key=lambda side: (-w[side], side))[:SHOWN] for w in (made, met))
    drawn = {(a, b) for a in accusers for b in accused}
    pairs = tuple(sorted(pairs, key=lambda p: (p.accuser, p.accused) not in drawn))  # a field leads to a row that is shown
    rank = {(p.accuser, p.accused): n for n, p in enumerate(pairs)}
    fields = {
        (row, column): (pairs[rank[a, b]].number.number, anchor(pairs[rank[a, b]]))
        for row, a in enumerate(accusers)
        for column, b in enumerate(accused)
        if (a, b) in rank and pairs[rank[a, b]].number.number.most
    }
    rows = tuple(
        (name(corpus, p.accuser), name(corpus, p.accused), figure(corpus, p.accusations), figure(corpus, p.answers))
        for p in pairs
    )
    text = ("Accusations between sides, and the answers to them. A speaker without a side is listed under its own name.",)
    legend = (
        "Accusers down, accused across; of both those with most. A range goes from what is sure to what may be.",
        "It leads to its row in the table, which has all pairs.",
    )
    plot = plots.matrix([name(corpus, side) for side in accusers], [name(corpus, side) for side in accused], fields)
    columns = ("accuser", "accused", "accusations", "answers to them")
    return Section("who", "Who accused whom", text, columns, rows, "kg who --level side", plot, legend, tuple(map(anchor, pairs)))


def anchor(pair: Pair) -> str:
    """The anchor of a pair's row; no id of a record holds two hyphens together."""
    return f"pair--{pair.accuser}--{pair.accused}"


def answers(corpus: Corpus, found: Ledger) -> Section:
    """The accusations against each side by whether and by whom they were answered."""
    by: dict[str, list[Entry]] = {}
    for entry in found.entries:
        if entry.accuses:
            resolved = corpus.resolved[entry.id]
            for side in accused_at(corpus, resolved, "side") or ("",):
                by.setdefault(side, []).append(entry)
    rows: list[Row] = []
    for side, entries in sorted(by.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        figures = (figure(corpus, (e.id for e in entries if e.status == status)) for status in WORDS)
        theirs = figure(corpus, (e.id for e in entries if e.by_the_accused))
        rows.append((name(corpus, side) if side else "(nobody named)", figure(corpus, (e.id for e in entries)), *figures, theirs))
    text = (
        "Statements that accuse each side, by whether the record holds an answer. A side is whom an accused counts for.",
        "“Not looked for” means that nobody searched. “Denied elsewhere” is a denial of what is alleged that answers nobody.",
    )
    columns = ("accused", "accusations", *WORDS.values(), "answered by the accused")
    return Section("answers", "What was answered", text, columns, tuple(rows), "kg answers")


def when(corpus: Corpus) -> Section:
    """The timeline of accusations and answers, a column a quarter."""
    said: dict[tuple[int, int], tuple[list[Mark], list[Mark]]] = {}
    left_out: tuple[list[str], list[str]] = ([], [])
    for resolved in corpus.resolved.values():
        accuses, answers_ = resolved.act == "accuses", family(resolved.act) == "answer"
        if (accuses or answers_) and not resolved.is_contested:
            first, last = _quarter(resolved.earliest), _quarter(resolved.latest)
            if first is None or first != last or resolved.date.qualified:
                left_out[answers_].append(resolved.id)
                continue
            open_ = accuses and silence(corpus, resolved.id) != "answered"
            mark = Mark(resolved.id, statement_label(corpus, resolved), hollow=open_)
            said.setdefault(first, ([], []))[answers_].append(mark)
    quarters = _quarters(min(said), max(said)) if said else []
    columns = []
    for year, quarter in quarters:
        column = Column(str(year) if quarter == 1 else "", f"when--{year}-{quarter}", f"{year} Q{quarter}")
        columns.append((column, *said.get((year, quarter), ([], []))))
    legend = (
        "A square is a statement, a column a quarter of a year: accusations above, answers below.",
        "Filled accusations have an answer on record, outlined ones none. What is in the last row of the table is not drawn.",
    )
    text = ("An accusation that answers counts as an accusation. The last row has those whose quarter is not certain.",)
    dated = [(f"{year} Q{quarter}", said[year, quarter]) for year, quarter in sorted(said)]
    rows: list[Row] = [(called, *(figure(corpus, (mark.id for mark in marks)) for marks in both)) for called, both in dated]
    rows.append(("not certain", *(figure(corpus, ids) for ids in left_out)))
    anchors = (*(f"when--{year}-{quarter}" for year, quarter in sorted(said)), "when--not-certain")
    columns_ = ("quarter", "accusations", "answers")
    return Section(
        "when",
        "When",
        text,
        columns_,
        tuple(rows),
        "kg network --by quarter",
        plots.timeline(columns),
        legend,
        anchors,
        whole=True,
    )


def _quarter(day: datetime.date | None) -> tuple[int, int] | None:
    return (day.year, (day.month + 2) // 3) if day else None


def _quarters(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = (4 * year + quarter - 1 for year, quarter in (first, last))
    return [(n // 4, n % 4 + 1) for n in range(start, end + 1)]


def years(corpus: Corpus, found: Windows) -> Section:
    """The accusations of each year as ranges, with what surely rose or fell."""
    rows: tuple[Row, ...] = tuple(
        (
            window.name,
            Figure(window.whole.count.bare, (*window.whole.surely, *window.whole.perhaps)),
            window.whole.change or "",
            *(
                Figure(str(many), (*window.whole.surely, *window.whole.perhaps))
                for many in (window.accusers, window.accused, window.mutual)
            ),
            ", ".join(name(corpus, side) for side in window.most_accused),
        )
        for window in found.windows
    )
    text = (
        "Accusations in statements, between sides. A range goes from what surely falls into the year to what may.",
        "“More” and “fewer” hold for every reading of the dates, “perhaps” only for statements surely of one year.",
    )
    columns = ("year", "accusations", "since the year before", "accusers", "accused", "mutual pairs", "most accused")
    return Section("years", "Year by year", text, columns, rows, "kg network --by year --level side")


def delays(corpus: Corpus, found: Ledger) -> Section:
    """How many days lie between an accusation and its answers."""
    names = [*(text for text, _ in _DELAYS), "longer", "not certain"]
    marks: dict[str, list[Mark]] = {text: [] for text in names}
    for entry in found.entries:
        if entry.accuses:
            for answer in entry.answers:
                title = f"{statement_label(corpus, corpus.resolved[answer.id])}: to {entry.id}"
                marks[_bin(answer.days)].append(Mark(answer.id, title))
    rows = tuple((text, Figure(f"{len(marks[text]):,}", tuple(mark.id for mark in marks[text]))) for text in names)
    anchors = tuple(f"soon--{n}" for n in range(len(names)))
    columns = [(Column(text, anchor_, text), marks[text]) for text, anchor_ in zip(names, anchors, strict=True)]
    text = (
        "Days from an accusation to each answer to it; an answer to several counts for each.",
        "“Not certain” are those whose dates allow more than one row.",
    )
    return Section(
        "soon",
        "How soon",
        text,
        ("delay", "answers"),
        rows,
        "kg answers",
        plots.columns(columns),
        ("A square is one answer.",),
        anchors,
        whole=True,
    )


def exchanges(corpus: Corpus, found: Ledger) -> Section:
    """Every accusation that was surely answered beside each of its answers, in the order of time, those without a date last."""
    entries = {entry.id: entry for entry in found.entries if entry.accuses and entry.answers}
    rows: list[Row] = []
    for id_ in sorted(corpus.in_time(entries), key=lambda id_: corpus.resolved[id_].earliest is None):
        resolved = corpus.resolved[id_]
        charge = Figure(statement_label(corpus, resolved), (id_,))
        alleged = "; ".join(label(corpus, corpus.allegations[a]) for a in resolved.allegations if a in corpus.allegations)
        for answer in entries[id_].answers:
            said = Figure(statement_label(corpus, corpus.resolved[answer.id]), (answer.id,))
            days = Figure(_span(answer.days), (id_, answer.id)) if answer.days else "unknown"
            rows.append((charge, alleged, said, answer.act, days, answer.meets or ""))
    text = (
        "What was said and what came back. An accusation with several answers has a row for each.",
        "Days are a range where the dates are; “whole” and “part” say how much of the charge the answer is about.",
    )
    columns = ("accusation", "what is alleged", "answer", "how", "days", "meets")
    return Section("exchanges", "Accusation and answer", text, columns, tuple(rows), "kg answers")


def _span(days: tuple[int, int]) -> str:
    return f"{days[0]:,}" if days[0] == days[1] else f"{days[0]:,}–{days[1]:,}"


def _bin(days: tuple[int, int] | None) -> str:
    if days is None:
        return "not certain"
    ends = [next((text for text, most in _DELAYS if day <= most), "longer") for day in days]
    return ends[0] if ends[0] == ends[1] else "not certain"
