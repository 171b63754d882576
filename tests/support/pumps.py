"""The pump affair: two companies and courts, a retraction, a correction, a joint charge, words told by others, translations."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from kg.check import check
from kg.corpus.corpus import Corpus

CLAIMS: Final = """\
dataset: {title: The pump affair, base: "https://example.org/pump/", license: CC0-1.0, curators: [A curator]}
topics: {water: {label: Water}}
actors:
  acme: {name: Acme Pumps, type: company}
  acme-old: {name: Old Acme, type: company, from: 1950, to: ../2019}
  rival: {name: Rival Valves, type: company, succeeds: acme-old, aliases: [{name: Rivalis, lang: ru, from: 2001, to: 2010}]}
  ceo: {name: Ida Falk, type: person, roles: [{position: Chief executive, of: acme, from: 2020}]}
  press: {name: Acme's press desk, type: group, part_of: acme}
  boss: {name: Max Orlo, type: person, roles: [{position: Chief executive, of: rival, from: 2020}]}
  court: {name: High Court, type: court}
  appeal: {name: Court of Appeal, type: court}
  elm: {name: Elm, type: organization, side: true}
  ash: {name: Ash, type: organization, side: true}
  engineer: {name: Eva Lund, type: person}
  gazette: {name: The Gazette, type: media}
sources:
  paper: {title: A day in court, publisher: gazette, url: "https://example.org/p", date: 2024-12-01, lang: en}
  russian: {title: Pumps of the world, url: "https://example.org/r", date: 2024-12-02, lang: en, translated_from: ru,
            dead: 2025-01-01, rests_on: paper}
allegations:
  dump: {text: Acme dumps waste., accused: acme, topic: water}
  spy: {text: Rival spies on Acme., accused: rival}
  leak: {text: The pump leaks., concerns: acme, topic: water}
statements:
  s1: {act: accuses, speaker: boss, date: 2024-01-01, allegation: dump, says: Named a date.,
       reports: [{source: paper, quote: they dump it at night}]}
  s2: {act: denies, speaker: ceo, date: 2024-01-02, answers: s1, reports: [{source: russian, quote: not a drop}]}
  s3: {act: accuses, speaker: press, date: 2024-01-03, answers: s1, allegation: spy, reports: [{source: paper}]}
  s4: {act: retracts, speaker: press, date: 2024-02-03, answers: s3, says: Withdrew it., reports: [{source: paper}]}
  f1: {act: finds, speaker: court, date: 2024-05-01, allegation: dump, outcome: upheld, verdict: proven,
       says: Held that waste was dumped., reports: [{source: paper}]}
  f2: {act: finds, speaker: appeal, date: 2024-09-01, allegation: dump, outcome: not-upheld, answers: f1,
       reports: [{source: paper}]}
  j: {act: accuses, speaker: [elm, ash], jointly: true, date: 2024-02-10, allegation: dump, reports: [{source: paper}]}
  r1: {act: accuses, speaker: ceo, date: 2024-03-05, allegation: spy, says: Blamed Rival at a dinner.,
       reports: [{source: paper, via: engineer}]}
  r2: {act: denies, speaker: ceo, date: 2024-03-20, answers: r1, says: Said that no such thing was said.,
       reports: [{source: paper}]}
  r3: {act: accuses, speaker: boss, date: 2024-04, allegation: leak, against: acme,
       reports: [{source: paper, via: engineer, translated: true, translator: Bo Kern, quote: it leaks like a sieve}]}
  c1: {act: asserts, speaker: engineer, date: 2024-04-01/2024-05, allegation: leak, says: Measured a leak.,
       reports: [{source: paper}]}
  c2: {act: corrects, speaker: engineer, date: 2024-06-01, answers: c1, stance: disputes, says: Had read the wrong gauge.,
       reports: [{source: paper}]}
  g: {act: accuses, speaker: gazette, date: 2024-07, allegation: dump, no_answer_as_of: 2024-08-01,
       reports: [{source: paper}]}
  e: {act: settles, speaker: [acme, rival], date: 2024-11-01, allegation: spy, says: Both bear their costs.,
       reports: [{source: paper}]}
  x: {act: apologizes, speaker: ceo, to: elm, date: 2024-11-02, says: Was sorry for the smell., reports: [{source: paper}]}
"""


@cache
def corpus() -> Corpus:
    """The data set, which has no fault."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pumps.yaml").write_text(CLAIMS, encoding="utf-8")
        checked = check(Path(folder))
    assert checked.diagnostics == ()
    return checked.corpus
