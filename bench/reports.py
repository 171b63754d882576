"""The reports about a whole data set, from the indexes of the corpus and by SPARQL: the questions, their answers, their times.

What is compared is the whole table that a command shows. `kg who`: each pair with its accusations, how many are answered, the
first and the last day, and the answers by act. `kg stats`: every count. `kg answers`: each accusation with each answer, its act,
whose it is, after how many days, how much of the charge it meets, what perhaps answers it, whether somebody looked for an answer,
and the free-standing denials that meet its allegation. Left out on both sides are names, and what SPARQL 1.1 cannot count:
utterances, which are classes of statements that may be the same.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from kg.analysis import answers, stats
from kg.analysis.who import who
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level

Rows: TypeAlias = list[tuple[str | None, ...]]
Ask: TypeAlias = Callable[[str], Rows]
Table: TypeAlias = set[tuple[Any, ...]]

PREFIX: Final = "PREFIX kg: <https://w3id.org/rejoinder/ns#>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
_NO_DAY: Final = {"9999-12-31": None, "0001-01-01": None}
"""What stands for a missing day where the least and the last are sought: a group with one has no least day otherwise."""

_MARKS: Final = "kg:attributed|kg:contested|kg:retractedBy"
_SURE: Final = f"FILTER NOT EXISTS {{ ?answer {_MARKS} ?mark }}"
"""An answer that surely is one."""

# At the level of sides a statement none of whose speakers has a side stands under its speakers.
_ENDS: Final[dict[Level, str]] = {
    "actor": "?charge kg:speaker ?accuser ; kg:against ?accused .",
    "side": """
      { ?charge kg:side ?accuser } UNION { ?charge kg:speaker ?accuser FILTER NOT EXISTS { ?charge kg:side ?side } }
      { ?charge kg:accusedSide ?accused }
      UNION { ?charge kg:against ?accused FILTER NOT EXISTS { ?charge kg:accusedSide ?x } }""",
}

PAIRS: Final = f"""
SELECT ?accuser ?accused (COUNT(DISTINCT ?charge) AS ?accusations) (COUNT(DISTINCT ?met) AS ?answered)
       (MIN(COALESCE(?earliest, "9999-12-31"^^xsd:date)) AS ?first) (MAX(COALESCE(?earliest, "0001-01-01"^^xsd:date)) AS ?last)
WHERE {{
  ?charge a kg:Accusation .
  %s
  OPTIONAL {{ ?charge kg:earliest ?earliest }}
  OPTIONAL {{ ?charge kg:answeredBy ?answer . {_SURE} BIND(?charge AS ?met) }}
}} GROUP BY ?accuser ?accused
"""
PAIRS_BY_ACT: Final = f"""
SELECT ?accuser ?accused ?act (COUNT(DISTINCT ?answer) AS ?answers)
WHERE {{ ?charge a kg:Accusation . %s ?charge kg:answeredBy ?answer . ?answer kg:act ?act {_SURE} }}
GROUP BY ?accuser ?accused ?act
"""

COUNTS: Final = """
SELECT ?key (COUNT(DISTINCT ?statement) AS ?statements) (COUNT(DISTINCT ?charge) AS ?accusations)
       (COUNT(DISTINCT ?reply) AS ?answers)
WHERE {
  ?statement a kg:Statement .
  %s
  OPTIONAL { ?statement a kg:Accusation . BIND(?statement AS ?charge) }
  OPTIONAL {
    { ?statement a kg:Answer } UNION { ?statement kg:answers ?any }
    BIND(?statement AS ?reply)
  }
} GROUP BY ?key
"""
KEYS: Final = {
    "act": "?statement kg:act ?key .",
    "side": "OPTIONAL { ?statement kg:side ?key }",
    "topic": "OPTIONAL { ?statement kg:topic ?key }",
    "source": "OPTIONAL { ?statement kg:report/kg:source ?key }",
}
RECORDS: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?class (COUNT(?record) AS ?records)
WHERE { VALUES ?class { kg:Actor kg:Source skos:Concept kg:Allegation kg:Statement kg:Report } ?record a ?class }
GROUP BY ?class
"""
CLASSES: Final = {"Actor": "actor", "Source": "source", "core#Concept": "topic", "Allegation": "allegation"}

_WHOSE: Final = "kg:speaker|kg:onBehalfOf|kg:side"
ANSWERS: Final = f"""
SELECT ?charge ?answer ?act ?by ?charge_earliest ?charge_latest ?answer_earliest ?answer_latest
WHERE {{
  ?charge a kg:Accusation ; kg:answeredBy ?answer .
  ?answer kg:act ?act .
  {_SURE}
  OPTIONAL {{ ?charge kg:earliest ?charge_earliest }}
  OPTIONAL {{ ?charge kg:latest ?charge_latest }}
  OPTIONAL {{ ?answer kg:earliest ?answer_earliest }}
  OPTIONAL {{ ?answer kg:latest ?answer_latest }}
  BIND(IF(EXISTS {{ ?answer {_WHOSE} ?who . ?charge kg:against|kg:accusedSide ?who }}, "accused",
       IF(EXISTS {{ ?answer {_WHOSE} ?who . ?charge {_WHOSE} ?who }}, "own side", "others")) AS ?by)
}}
"""
MEETS: Final = """
SELECT ?charge ?answer ?meets
WHERE {
  ?charge a kg:Accusation ; kg:answeredBy ?answer .
  FILTER NOT EXISTS { ?answer kg:attributed|kg:contested|kg:retractedBy ?mark }
  ?answer kg:act ?act
  FILTER(?act IN ("denies", "rebuts", "concedes", "qualifies", "declines"))
  FILTER EXISTS { ?charge kg:allegation ?one }
  FILTER EXISTS { ?answer kg:allegation ?other }
  BIND(IF(NOT EXISTS {
         ?charge kg:allegation ?charged FILTER NOT EXISTS { ?answer kg:allegation ?denied . ?charged kg:broader* ?denied }
       }, "whole",
       IF(EXISTS { ?charge kg:allegation ?charged . ?answer kg:allegation ?denied . ?charged kg:broader* ?denied }
       || EXISTS { ?charge kg:allegation ?charged . ?answer kg:allegation ?denied . ?denied kg:broader* ?charged },
       "part", "none")) AS ?meets)
}
"""
UNANSWERED: Final = f"""
SELECT ?charge ?looked
WHERE {{
  ?charge a kg:Accusation FILTER NOT EXISTS {{ ?charge kg:answeredBy ?answer . {_SURE} }}
  OPTIONAL {{ ?charge kg:noAnswerAsOf ?looked }}
}}
"""
PERHAPS: Final = """
SELECT ?charge ?perhaps
WHERE {
  ?charge a kg:Accusation .
  { ?perhaps kg:mayAnswer ?charge FILTER NOT EXISTS { ?perhaps kg:answers ?charge } }
  UNION { ?perhaps kg:answers ?charge ; kg:attributed true }
  FILTER NOT EXISTS { ?perhaps kg:contested|kg:retractedBy ?mark }
}
"""
# Free-standing denials of the allegation or a wider one, or of narrower ones; not the accuser's own, and none surely made before.
_FREE: Final = """
SELECT ?charge ?allegation ?free
WHERE {
  ?charge a kg:Accusation ; kg:allegation ?allegation .
  %s
  ?free kg:disputes ?met .
  FILTER NOT EXISTS { ?free kg:answers|kg:supports|kg:revises ?any }
  FILTER NOT EXISTS { ?free kg:contested|kg:retractedBy ?mark }
  FILTER NOT EXISTS { ?free a kg:Finding }
  OPTIONAL { ?charge kg:earliest ?day FILTER NOT EXISTS { ?charge kg:date ?about FILTER(REGEX(STR(?about), "[~?%%]")) } }
  OPTIONAL { ?free kg:latest ?last FILTER NOT EXISTS { ?free kg:date ?about FILTER(REGEX(STR(?about), "[~?%%]")) } }
  FILTER(!BOUND(?day) || !BOUND(?last) || ?last >= ?day)
  FILTER(EXISTS { ?free kg:speaker ?one FILTER NOT EXISTS { ?charge kg:speaker ?one } }
      || EXISTS { ?charge kg:speaker ?one FILTER NOT EXISTS { ?free kg:speaker ?one } })
}
"""
FREE: Final = {"whole": _FREE % "?allegation kg:broader* ?met .", "part": _FREE % "?met kg:broader+ ?allegation ."}


def asked_who(ask: Ask, level: Level) -> tuple[Rows, ...]:
    """The answers to the questions behind `kg who`."""
    return tuple(ask(PREFIX + question % _ENDS[level]) for question in (PAIRS, PAIRS_BY_ACT))


def asked_stats(ask: Ask) -> tuple[Rows, ...]:
    """The answers to the questions behind `kg stats`."""
    return (*(ask(PREFIX + COUNTS % key) for key in KEYS.values()), ask(PREFIX + RECORDS))


def asked_answers(ask: Ask) -> tuple[Rows, ...]:
    """The answers to the questions behind `kg answers`."""
    return tuple(ask(PREFIX + question) for question in (ANSWERS, MEETS, UNANSWERED, PERHAPS, FREE["whole"], FREE["part"]))


def table_who(found: tuple[Rows, ...]) -> Table:
    """What was asked for `kg who`, as a set of pairs."""
    pairs, by_act = found
    acts: dict[tuple[str, str], set[tuple[str | None, int]]] = defaultdict(set)
    for accuser, accused, act, count in by_act:
        acts[_id(accuser), _id(accused)].add((act, int(count or 0)))
    return {
        (
            _id(a),
            _id(b),
            int(n or 0),
            int(met or 0),
            _NO_DAY.get(first or "", first),
            _NO_DAY.get(last or "", last),
            frozenset(acts[_id(a), _id(b)]),
        )
        for a, b, n, met, first, last in pairs
    }


def table_stats(found: tuple[Rows, ...]) -> Table:
    """What was asked for `kg stats`, as a set of counts; a group without a single statement, as engines may add, is none."""
    *counts, records = found
    rows: Table = {
        (by, key if by == "act" else key and _id(key), *(int(n or 0) for n in numbers))
        for by, groups in zip(KEYS, counts, strict=True)
        for key, *numbers in groups
    }
    rows = {row for row in rows if row[2]}
    return rows | {("record", CLASSES.get(_id(name), _id(name).lower().rpartition("#")[2]), int(n or 0)) for name, n in records}


def table_answers(found: tuple[Rows, ...]) -> Table:
    """What was asked for `kg answers`, as a set of rows, one an answer and one or more an accusation."""
    given, meets, unanswered, perhaps, whole, part = found
    met = {(charge, answer): how for charge, answer, how in meets}
    rows: Table = {("unanswered", _id(charge), looked) for charge, looked in unanswered}
    rows |= {("perhaps", _id(charge), _id(answer)) for charge, answer in perhaps}
    for charge, answer, act, by, *days in given:
        said = "counters" if act == "accuses" and by == "accused" else act
        rows.add(("answer", _id(charge), _id(answer), said, by, _delay(*days), met.get((charge, answer))))
    free: dict[tuple[str | None, str | None], tuple[set[str | None], set[str | None]]] = defaultdict(lambda: (set(), set()))
    for place, found_there in enumerate((whole, part)):
        for charge, allegation, statement in found_there:
            free[charge, allegation][place].add(statement)
    best: dict[str | None, tuple[int, int]] = {}
    for (charge, _), (all_, some) in free.items():
        best[charge] = max(best.get(charge, (0, 0)), (len(all_), len(some - all_)))
    return rows | {("free-standing", _id(charge), *counts) for charge, counts in best.items()}


def own_who(corpus: Corpus, level: Level) -> Table:
    """`kg who`, as a set of pairs."""
    return {
        (
            pair.accuser,
            pair.accused,
            len(pair.accusations),
            pair.answered,
            pair.first and pair.first.isoformat(),
            pair.last and pair.last.isoformat(),
            frozenset(pair.acts.items()),
        )
        for pair in who(corpus, level, Filter())
    }


def own_stats(corpus: Corpus) -> Table:
    """`kg stats`, as a set of counts."""
    rows: Table = {(t.by, t.id, len(t.statements), len(t.accusations), len(t.answers)) for t in stats.stats(corpus)}
    return rows | {("record", kind, count) for kind, count in stats.records(corpus).items() if count}


def own_answers(corpus: Corpus) -> Table:
    """`kg answers`, as a set of rows."""
    rows: Table = set()
    for entry in answers.ledger(corpus, Filter()).entries:
        if entry.accuses:
            rows |= {("answer", entry.id, a.id, a.act, a.by, a.days, a.meets) for a in entry.answers}
            rows |= {("perhaps", entry.id, id_) for id_ in entry.perhaps}
            looked = corpus.stated[entry.id].no_answer_as_of
            rows |= set() if entry.answers else {("unanswered", entry.id, looked and looked.edtf)}
            rows |= {("free-standing", entry.id, *entry.through)} if sum(entry.through) else set()
    return rows


def _id(iri: str | None) -> str:
    """The id of a record, from its IRI."""
    return (iri or "").rpartition("/")[2]


def _delay(
    charge_earliest: str | None, charge_latest: str | None, earliest: str | None, latest: str | None
) -> tuple[int, int] | None:
    """The fewest and the most days from a charge to its answer; None where a day is open, or the answer came before."""
    days = [datetime.date.fromisoformat(day) for day in (charge_earliest, charge_latest, earliest, latest) if day]
    if len(days) < 4 or days[3] < days[0]:
        return None
    return max(0, (days[2] - days[1]).days), (days[3] - days[0]).days


def reader(query: Callable[[str], Iterable[Iterable[Any]]]) -> Ask:
    """An asker that reads every value of every row of an engine."""
    return lambda text: [tuple([None if term is None else term.value for term in row]) for row in query(text)]
