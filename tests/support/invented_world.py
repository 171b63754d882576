"""An invented world, in which Ruritania and Glottenberg quarrel over arms for the hill bands, as claim files write it."""

from __future__ import annotations

from typing import Final

WORLD: Final = """
actors:
  ruritania: {name: Ruritania, type: state}
  glottenberg: {name: Glottenberg, type: state}
  pact: {name: The Pact, type: alliance}
  bands: {name: The Hill Bands, type: armed-group, part_of: ruritania}
  office: {name: Foreign Office, type: organization, part_of: ruritania}
  press-desk: {name: Press Desk, type: organization, part_of: office}
  officials: {name: Ruritanian officials, type: group, part_of: ruritania}
  unnamed: {name: An unnamed author, type: group}
  gazette: {name: Strelsau Gazette, type: media}
  herald: {name: State Herald, type: media, part_of: ruritania}
  institute: {name: Zenda Institute, type: organization}
  joint-staff: {name: Joint Staff, type: organization, part_of: [glottenberg, pact]}
  moved:
    name: The Moved Corps
    type: organization
    part_of: [{of: ruritania, to: 2016}, {of: glottenberg, from: 2017}]
  ring-a: {name: Ring A, type: organization, part_of: ring-b}
  ring-b: {name: Ring B, type: organization, part_of: [ring-a, pact]}
  sapt:
    name: Sapt
    type: person
    roles:
      - {position: Spokesman, of: press-desk, from: 2016-03, to: 2017-06}
      - {position: Envoy, of: [joint-staff, pact], from: 2017-06-15}
  flavia: {name: Flavia, type: person, roles: [{position: Minister, of: office}]}
  rupert: {name: Rupert, type: person}
  hentzau: {name: Hentzau, type: person, roles: [{position: Guard, of: glottenberg, to: 2016}]}
sources:
  s-undated: {title: Undated}
  s-2017-05: {title: May, date: 2017-05}
  s-2018: {title: Later, date: 2018}
  s-open: {title: Open, date: 2017/..}
allegations:
  backs: {text: Ruritania backs the bands., accused: ruritania, topic: bands-topic}
  arms: {text: Ruritania arms the bands., accused: [ruritania, bands], broader: backs, topic: [arms-topic, bands-topic]}
  rifles: {text: Ruritania gives the bands rifles., accused: office, broader: arms}
  blame: {text: Glottenberg shifts blame., accused: glottenberg}
topics:
  bands-topic: {label: Bands}
  arms-topic: {label: Arms}
"""

EXCHANGE: Final = """\
  charge: {act: accuses, speaker: glottenberg, date: 2017, allegation: arms}
  bare-charge: {act: accuses, speaker: glottenberg, date: 2017, says: x, against: [bands]}
  nobody: {act: accuses, speaker: glottenberg, date: 2017, allegation: arms, against: []}
  denial: {act: denies, speaker: ruritania, date: 2017, answers: charge}
  rebuttal-of-denial: {act: rebuts, speaker: glottenberg, date: 2017, answers: denial}
  denial-of-rebuttal: {act: denies, speaker: ruritania, date: 2017, answers: rebuttal-of-denial}
  support: {act: corroborates, speaker: pact, date: 2017, answers: charge}
  denial-of-support: {act: denies, speaker: ruritania, date: 2017, answers: support}
  concession: {act: concedes, speaker: ruritania, date: 2017, answers: charge}
  denial-of-concession: {act: denies, speaker: bands, date: 2017, answers: concession}
  qualification: {act: qualifies, speaker: ruritania, date: 2017, answers: charge}
  no-comment: {act: declines, speaker: ruritania, date: 2017, answers: charge}
  own-denial: {act: denies, speaker: ruritania, date: 2017, allegation: arms}
  wider-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, allegation: backs}
  narrower-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, allegation: rifles}
  other-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, allegation: blame}
  mixed-denial: {act: denies, speaker: ruritania, date: 2017, answers: [charge, denial], allegation: [arms, blame]}
  denial-of-bare: {act: denies, speaker: ruritania, date: 2017, answers: bare-charge}
  retraction: {act: retracts, speaker: glottenberg, date: 2018, answers: charge}
  correction: {act: corrects, speaker: glottenberg, date: 2018, answers: charge, allegation: rifles}
  counter: {act: accuses, speaker: flavia, date: 2017, answers: charge, allegation: blame}
  plain-reply: {act: accuses, speaker: pact, date: 2017, answers: charge, allegation: blame}
  promise: {act: promises, speaker: ruritania, date: 2017, says: x, answers: charge}
"""
