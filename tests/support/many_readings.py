"""A small quarrel whose every count has more than one reading: the record for the tests of counts and of who counts for whom."""

from __future__ import annotations

from typing import Final

TEXT: Final = """\
dataset: {title: Two dairies, base: "https://example.org/dairies/"}
actors:
  alba: {name: Alba, type: state}
  borland: {name: Borland, type: state}
  acme: {name: Acme Dairy, type: company}
  rival: {name: Rival Dairy, type: company}
  court: {name: High Court, type: court, part_of: alba}
  watchdog: {name: Milk Inspectorate, type: organization, part_of: alba, side: true}
  institute: {name: Institute of Milk, type: organization, side: false}
  chief: {name: Acme's chief, type: person, roles: [{position: Head, of: acme}]}
  press: {name: Acme press desk, type: group, part_of: acme}
  boss: {name: Rival's boss, type: person, roles: [{position: Head, of: rival}]}
  minister: {name: The Minister, type: person, roles: [{position: Minister, of: alba}]}
  analyst: {name: The Analyst, type: person, roles: [{position: Fellow, of: institute}]}
  singer: {name: The Singer, type: person}
  spokesman: {name: The Singer's spokesman, type: person, roles: [{position: Spokesman, of: singer}]}
  lawyers: {name: Lawyers of the Singer, type: group}
  gazette: {name: The Gazette, type: media}
sources:
  daily: {title: The Daily, publisher: gazette}
topics:
  trade: {label: Trade}
  milk: {label: Milk, broader: trade}
allegations:
  waters: {text: Acme waters its milk., accused: acme, topic: milk}
  river: {text: Acme waters its milk from the river., accused: acme, topic: milk, broader: waters}
  spies: {text: Rival spies on Acme., accused: rival, topic: trade}
  sang: {text: The Singer was paid., accused: singer, topic: trade}
  hides: {text: Alba hides reports., accused: alba, topic: trade}
statements:
  charge: {act: accuses, speaker: boss, date: 2031-01-01, allegation: waters, reports: [{source: daily}]}
  denial: {act: denies, speaker: chief, date: 2031-01-02, answers: charge, reports: [{source: daily}]}
  counter: {act: accuses, speaker: press, date: 2031-01-03, answers: charge, allegation: spies, reports: [{source: daily}]}
  again: {act: accuses, speaker: boss, date: 2031-01, allegation: waters, may_be: [charge], reports: [{source: daily}]}
  third-time: {act: accuses, speaker: boss, date: 2031-01~, allegation: river, may_be: [again], reports: [{source: daily}]}
  heard: {act: accuses, speaker: boss, date: 2031-02, allegation: river, reports: [{source: daily, via: minister}]}
  never:
    {act: accuses, speaker: chief, date: 2031-02, allegation: hides, utterance: disputed, reports: [{source: daily, via: boss}]}
  taken-back: {act: accuses, speaker: boss, date: 2031-03-01, allegation: river, reports: [{source: daily}]}
  back: {act: retracts, speaker: boss, date: 2031-03-09, answers: taken-back, reports: [{source: daily}]}
  joint:
    {act: accuses, speaker: [alba, borland], jointly: true, date: 2031-04-01, allegation: waters, reports: [{source: daily}]}
  several: {act: accuses, speaker: [minister, analyst], date: 2031-04-02, allegation: spies, reports: [{source: daily}]}
  decision: {act: finds, speaker: court, date: 2031-05, allegation: waters, outcome: rejected, reports: [{source: daily}]}
  warning: {act: accuses, speaker: watchdog, date: 2031-05-02, allegation: waters, reports: [{source: daily}]}
  opinion:
    {act: accuses, speaker: analyst, date: 2031-05-03, allegation: hides, no_answer_as_of: 2032, reports: [{source: daily}]}
  blame: {act: accuses, speaker: gazette, date: 2031-06-01, allegation: sang, reports: [{source: daily}]}
  reply: {act: denies, speaker: spokesman, date: 2031-06-02, answers: blame, reports: [{source: daily}]}
  turned:
    {act: accuses, speaker: lawyers, for: singer, date: 2031-06-03, against: gazette, says: Lies., answers: blame,
      reports: [{source: daily}]}
  at-spokesman: {act: accuses, speaker: gazette, date: 2031-06-04, against: spokesman, says: Lies., reports: [{source: daily}]}
  nobody: {act: accuses, speaker: minister, date: unknown, against: [], says: Somebody did it., reports: [{source: daily}]}
  undated: {act: accuses, speaker: rival, date: unknown, allegation: waters, reports: [{source: daily}]}
  maybe: {act: denies, speaker: chief, date: 2031-07, may_answer: [warning], allegation: river, reports: [{source: daily}]}
  told-denial: {act: denies, speaker: press, date: 2031-07, answers: joint, reports: [{source: daily, via: boss}]}
  dropped: {act: denies, speaker: press, date: 2031-07, answers: several, reports: [{source: daily}]}
  drop: {act: retracts, speaker: press, date: 2031-08, answers: dropped, reports: [{source: daily}]}
  no-comment: {act: declines, speaker: minister, date: 2031-08, allegation: hides, reports: [{source: daily}]}
  elsewhere: {act: denies, speaker: acme, date: 2031-09, allegation: waters, reports: [{source: daily}]}
  backing: {act: corroborates, speaker: borland, date: 2031-09, answers: charge, reports: [{source: daily}]}
  peace: {act: settles, speaker: [acme, rival], date: 2032, allegation: waters, says: Settled., reports: [{source: daily}]}
  granted: {act: concedes, speaker: minister, date: 2031-09-02, allegation: hides, reports: [{source: daily}]}
  granted-once: {act: concedes, speaker: rival, date: 2031-09-03, allegation: spies, reports: [{source: daily}]}
  granted-no-more: {act: retracts, speaker: rival, date: 2031-09-04, answers: granted-once, reports: [{source: daily}]}
  call: {act: demands, speaker: singer, to: alba, date: 2031-09-05, allegation: hides, reports: [{source: daily}]}
  goes-on: {act: qualifies, speaker: analyst, date: 2031-05-04, answers: opinion, says: In May., reports: [{source: daily}]}
  perhaps-that: {act: accuses, speaker: boss, date: 2031-03, allegation: river, may_be: [taken-back], reports: [{source: daily}]}
  told-of-two:
    {act: accuses, speaker: [minister, singer], date: 2031-10-01, allegation: spies, reports: [{source: daily, via: boss}]}
  not-i: {act: denies, speaker: minister, date: 2031-10-02, answers: told-of-two, reports: [{source: daily}]}
"""
