"""A small invented quarrel for pages: charges with an answer that is answered, one without, dates of all kinds, two topics."""

from __future__ import annotations

import dataclasses

from made import made

from kg.corpus.corpus import Corpus
from kg.model.parts import Report
from kg.model.records import Actor, Allegation, Dataset, Source, Statement, Topic


def corpus() -> Corpus:
    """Alba and Borva: the mayor accuses the port, the port denies, the mayor rebuts; others accuse and are not answered."""
    actors = {
        "alba": made(Actor, "alba", name="Alba", type="state"),
        "borva": made(Actor, "borva", name="Borva", type="state"),
        "mayor": made(Actor, "mayor", name="The mayor", type="person", roles=[{"position": "Mayor of Alba", "of": "alba"}]),
        "port": made(Actor, "port", name="The port", type="organization", part_of="borva"),
        "gazette": made(Actor, "gazette", name="The Gazette", type="media"),
        "sailors": made(Actor, "sailors", name="Some sailors (unnamed)", type="group"),
    }
    topics = {
        "tolls": made(Topic, "tolls", label="Tolls"),
        "rope": made(Topic, "rope", label="Rope", broader="tolls"),
        "fog": made(Topic, "fog", label="Fog"),
    }
    allegations = {
        "x": made(Allegation, "x", text="The port takes double tolls.", accused="port", topic="rope"),
        "y": made(Allegation, "y", text="Borva hides the fog.", accused="borva", topic="fog"),
    }
    sources = {
        "s": made(Source, "s", title="A day at the harbour", publisher="gazette", url="https://example.org/s", date="2019")
    }
    first = made(Report, source="s", at="page 1", quote=["double tolls"], named="the mayor's office", date="2016")
    plain = made(Report, source="s", at="page 2")
    statements = {
        "charge": made(
            Statement,
            "charge",
            act="accuses",
            speaker="mayor",
            date="2016-05-03",
            allegation="x",
            says="Named a sum.",
            certainty="possible",
        ),
        "denial": made(
            Statement, "denial", act="denies", speaker="port", date="2016-06", answers="charge", says="Called it a tale."
        ),
        "rebuttal": made(
            Statement, "rebuttal", act="rebuts", speaker="mayor", date="2016-07", answers="denial", says="Showed the bills."
        ),
        "counter": made(
            Statement,
            "counter",
            act="accuses",
            speaker="port",
            date="2016-06",
            answers="charge",
            against="alba",
            says="Spoke of Alba's rope.",
        ),
        "other": made(
            Statement, "other", act="accuses", speaker="gazette", date="2018/2019", allegation="y", says="Wrote of the fog."
        ),
        "late": made(
            Statement, "late", act="accuses", speaker="sailors", date="unknown", against="port", says="Complained of the rope."
        ),
        "alone": made(Statement, "alone", act="denies", speaker="borva", date="2019-02", allegation="y", says="Saw no fog."),
    }
    return Corpus(
        actors=actors,
        sources=sources,
        topics=topics,
        allegations=allegations,
        statements={id_: dataclasses.replace(s, reports=(first if id_ == "charge" else plain,)) for id_, s in statements.items()},
        dataset=made(Dataset, title="A quarrel", curators=["A curator"], license="CC0"),
    )
