"""One record of every kind with every field that it may have, as the reader hands it on. All of it is invented."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from kg.model.records import Actor, Allegation, Dataset, Draft, RecordBase, Source, Statement, Topic

Raw: TypeAlias = dict[str, Any]

ACTOR: Final[Raw] = {
    "name": "Rudolf Rassendyll",
    "type": "person",
    "lang": "de",
    "aliases": ["The Play-Actor", {"name": "R. R.", "lang": "fr", "from": "2016", "to": "2017"}],
    "side": "false",
    "from": "1990",
    "to": "../2050",
    "succeeds": "rudolf-the-elder",
    "roles": [
        {"position": "Envoy", "of": ["ruritania", "strelsau"], "from": "2016-03", "to": "2018~"},
        {"position": "Guest", "of": "x"},
    ],
    "same_as": "https://example.org/rudolf",
    "was": ["rudolf", "play-actor"],
    "note": "Invented.",
    "allow": [{"code": "K205", "why": "Used by the next dossier."}],
}
UNIT: Final[Raw] = {
    **{key: value for key, value in ACTOR.items() if key != "roles"},
    "name": "The Blue Guards",
    "type": "organization",
    "part_of": [{"of": "elphberg-house", "from": "2017", "to": "2018-03"}],
}
"""An actor that is no person, and so has parts where a person has roles."""
SOURCE: Final[Raw] = {
    "title": "A meeting at Zenda",
    "publisher": "Strelsau Gazette",
    "url": "https://example.org/gazette/1?a=b#c",
    "author": ["Fritz von Tarlenheim", "anna-holf"],
    "date": "2017-04-25",
    "archived": "https://example.org/archive/1",
    "lang": "de-AT",
    "kind": "press-release",
    "dead": "2025-01-02",
    "translated_from": "ru",
    "relies_on": "gazette-2017",
    "rests_on": "zenda-papers",
    "sha256": "0123456789abcdef" * 4,
    "retrieved": "2024-01-02",
    "evidence": [
        {"sha256": "ab" * 32, "media": "application/pdf", "size": "0", "retrieved": "2024-01-02"},
        {
            "sha256": "cd" * 32,
            "media": "text/html",
            "size": "12345",
            "retrieved": "2024-01-03T10:00:00Z",
            "extractor": "trafilatura 2.3.1",
        },
    ],
    "set_aside": [{"words": "The minister said that", "why": "It repeats what paragraph 2 has."}],
}
TOPIC: Final[Raw] = {
    "label": "Arms",
    "broader": "trade",
    "notation": ["cameo:112", "x"],
    "close_match": ["https://example.org/t"],
}
ALLEGATION: Final[Raw] = {
    "text": "Ruritania arms the hill bands.",
    "accused": [{"who": "ruritania", "as": "hill-bands"}, {"who": "zenda", "as": ["self"]}],
    "concerns": ["hill-bands", "glottenberg"],
    "topic": ["arms", "bands"],
    "broader": "ruritania-backs-bands",
    "rests_on": ["zenda-papers", "gazette"],
    "period": "2016/2017",
    "status": [
        {"step": "under-inquiry", "date": "2017", "source": "gazette"},
        {
            "step": "dismissed",
            "date": "2018",
            "source": "gazette",
            "by": "high-court",
            "of": "ruritania",
            "statement": "judgment",
        },
    ],
}
REPORT: Final[Raw] = {
    "source": "gazette",
    "at": "paragraph 2",
    "quote": ["mules, not rifles", "[sic]"],
    "lang": "de",
    "translated": "true",
    "translator": "anna-holf",
    "via": ["strelsau-radio", "gazette-2017"],
    "taken_from": "gazette-2016",
    "firsthand": "false",
    "named": "the envoy",
    "date": "2017-04",
    "says": "Arms were sent.",
    "certainty": "implied",
}
STATEMENT: Final[Raw] = {
    "act": "accuses",
    "speaker": ["rudolf-rassendyll", "fritz"],
    "jointly": "true",
    "for": "self",
    "to": "glottenberg",
    "date": "2017-04-24~",
    "occasion": "zenda-2017",
    "utterance": "disputed",
    "says": "Arms were sent.",
    "allegation": "ruritania-arms-bands",
    "against": ["ruritania"],
    "topic": "arms",
    "certainty": "probable",
    "answers": "a",
    "may_answer": ["b", "c"],
    "may_be": "d",
    "conflicts_with": "e",
    "no_answer_as_of": "2018",
    "withdrawn": {"date": "2019", "reason": "Misread.", "source": "gazette"},
    "reports": [REPORT, {"source": "x"}],
}
FINDING: Final[Raw] = {
    "act": "finds",
    "speaker": "high-court",
    "date": "2018",
    "allegation": "ruritania-arms-bands",
    "outcome": "not-upheld",
    "verdict": "not proven",
    "answers": "first-judgment",
    "reports": [{"source": "gazette"}],
}
CORRECTION: Final[Raw] = {
    "act": "corrects",
    "speaker": "fritz",
    "date": "2018",
    "answers": "a",
    "stance": "neither",
    "reports": [{"source": "gazette"}],
}
DRAFT: Final[Raw] = {
    "source": "gazette",
    "at": "page 3",
    "quote": ["not one of our men"],
    "text": "The envoy denied something.",
    **{key: value for key, value in STATEMENT.items() if key != "against"},
    "act": "denies",
    "against": "nobody-yet",
    "toward": "nobody-yet",
    "stance": "neither",
    "outcome": "upheld",
    "verdict": "proven",
}
DATASET: Final[Raw] = {
    "format": "1",
    "description": "Who blamed whom for the fire.",
    "version": "2.1",
    "title": "Ruritania",
    "base": "https://example.org/ruritania/",
    "license": "CC-BY-4.0",
    "curators": ["A", "B"],
    "expect": {
        "actors": "1", "sources": "2", "topics": "3", "allegations": "4", "statements": "5", "reports": "006",
        "by_act": {"accuses": "1", "denies": "0"},
        "by_source": {"gazette": "2"}, "by_side": {"ruritania": "3"}, "by_topic": {"arms": "4"},
    },
}  # fmt: skip
FULL: Final[list[tuple[type[RecordBase], Raw]]] = [
    (Actor, ACTOR),
    (Actor, UNIT),
    (Source, SOURCE),
    (Topic, TOPIC),
    (Allegation, ALLEGATION),
    (Statement, STATEMENT),
    (Statement, FINDING),
    (Statement, CORRECTION),
    (Draft, DRAFT),
    (Dataset, DATASET),
]
