"""A small invented quarrel for pages: charges with an answer that is answered, one without, dates of all kinds, two topics."""

from __future__ import annotations

from kg.corpus.corpus import Corpus
from kg.model.records import Actor, Allegation, Dataset, Report, Source, Statement, Topic


def corpus() -> Corpus:
    """Alba and Borva: the mayor accuses the port, the port denies, the mayor rebuts; others accuse and are not answered."""
    actors = {
        "alba": Actor(name="Alba", type="state"),
        "borva": Actor(name="Borva", type="state"),
        "mayor": Actor(name="The mayor", type="person", roles=[{"position": "Mayor of Alba", "of": "alba"}]),
        "port": Actor(name="The port", type="organization", part_of="borva"),
        "gazette": Actor(name="The Gazette", type="media"),
        "sailors": Actor(name="Some sailors (unnamed)", type="group"),
    }
    topics = {
        "tolls": Topic(label="Tolls"),
        "rope": Topic(label="Rope", broader="tolls"),
        "fog": Topic(label="Fog"),
    }
    allegations = {
        "x": Allegation(text="The port takes double tolls.", accused="port", topic="rope"),
        "y": Allegation(text="Borva hides the fog.", accused="borva", topic="fog"),
    }
    sources = {"s": Source(title="A day at the harbour", publisher="gazette", url="https://example.org/s", date="2019")}
    first = Report(source="s", at="page 1", quote=["double tolls"], named="the mayor's office", date="2016")
    plain = Report(source="s", at="page 2")
    statements = {
        "charge": Statement(
            act="accuses", speaker="mayor", date="2016-05-03", allegation="x", says="Named a sum.", certainty="possible"
        ),
        "denial": Statement(act="denies", speaker="port", date="2016-06", answers="charge", says="Called it a tale."),
        "rebuttal": Statement(act="rebuts", speaker="mayor", date="2016-07", answers="denial", says="Showed the bills."),
        "counter": Statement(
            act="accuses", speaker="port", date="2016-06", answers="charge", against="alba", says="Spoke of Alba's rope."
        ),
        "other": Statement(act="accuses", speaker="gazette", date="2018/2019", allegation="y", says="Wrote of the fog."),
        "late": Statement(act="accuses", speaker="sailors", date="unknown", against="port", says="Complained of the rope."),
        "alone": Statement(act="denies", speaker="borva", date="2019-02", allegation="y", says="Saw no fog."),
    }
    return Corpus(
        actors={id_: a.model_copy(update={"id": id_}) for id_, a in actors.items()},
        sources={id_: s.model_copy(update={"id": id_}) for id_, s in sources.items()},
        topics={id_: t.model_copy(update={"id": id_}) for id_, t in topics.items()},
        allegations={id_: a.model_copy(update={"id": id_}) for id_, a in allegations.items()},
        statements={
            id_: s.model_copy(update={"id": id_, "reports": (first if id_ == "charge" else plain,)})
            for id_, s in statements.items()
        },
        dataset=Dataset(title="A quarrel", curators=["A curator"], license="CC0"),
    )
