"""A quarrel whose names, titles and words are written from the right, or are long, with dates behind them: for the pages."""

from __future__ import annotations

import dataclasses
from typing import Final

import quarrel
from made import made

from kg.corpus.corpus import Corpus
from kg.model.parts import Report
from kg.model.records import Allegation, Source, Statement

NAMES: Final = {
    "alba": "ایران شمالی",
    "borva": "ממלכת בורבה",
    "mayor": "علی رضایی",
    "port": "הנמל הגדול 7",
    "gazette": "روزنامه بامداد",
    "sailors": "ملوانان (unnamed)",
}
TITLE: Final = "نزاع بندر, 2032"
LONG: Final = "Harbourmastersassociationofthenortherncoastandalltheislandsbehindit"


def corpus() -> Corpus:
    """The invented quarrel in Persian and Hebrew, in the spring of 2032."""
    plain = quarrel.corpus()
    source = made(Source, "s", title="یک روز در بندر", publisher="gazette", url="https://example.org/s", date="2032-09-03")
    allegations = {
        "x": made(Allegation, "x", text="הנמל גובה כפול.", accused="port", topic="rope"),
        "y": made(Allegation, "y", text="بوروا مه را پنهان می‌کند.", accused="borva", topic="fog"),
    }
    report = made(Report, source="s", at="page 3", quote=["עשרים ושלוש"], named="رضایی", date="2032-03-03")
    dates = {
        "charge": "2032-03-03",
        "denial": "2032-03-04",
        "rebuttal": "2032-04-05",
        "counter": "2032-03-06",
        "alone": "2032-05-07",
    }

    def moved(statement: Statement) -> Statement:
        changed = made(Statement, "new", act="accuses", date=dates.get(statement.id, "2032-08/2032-09"))
        says = "גם זה נאמר, 12 פעמים." if statement.act == "denies" else statement.says
        return dataclasses.replace(statement, date=changed.date, says=says, reports=(report,))

    return dataclasses.replace(
        plain,
        actors={id_: dataclasses.replace(actor, name=NAMES[id_]) for id_, actor in plain.actors.items()},
        sources={"s": source},
        allegations=allegations,
        statements={id_: moved(statement) for id_, statement in plain.statements.items()},
    )


def long() -> Corpus:
    """The invented quarrel, in which every name and title is one long word."""
    plain = quarrel.corpus()
    return dataclasses.replace(
        plain,
        actors={id_: dataclasses.replace(actor, name=f"{LONG}{id_}") for id_, actor in plain.actors.items()},
        sources={id_: dataclasses.replace(one, title=LONG * 2) for id_, one in plain.sources.items()},
        allegations={id_: dataclasses.replace(one, text=LONG) for id_, one in plain.allegations.items()},
        topics={id_: dataclasses.replace(one, label=f"{LONG}{id_}") for id_, one in plain.topics.items()},
    )
