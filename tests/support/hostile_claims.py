"""Claims in which every field of text of every kind of record holds a string that attacks, past every check of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from kg.corpus.corpus import Corpus
from kg.edtf import Date, parse
from kg.model.parts import Accused, Alias, PartOf, Report, Role, Waiver, Withdrawal
from kg.model.records import Actor, Allegation, Dataset, RecordBase, Source, Statement, Topic

_Part = TypeVar("_Part")
FIELDS: Final = (
    "actor.name actor.aliases actor.note actor.same_as actor.roles.position actor.allow.why "
    "source.title source.publisher source.author source.url source.archived source.lang source.note "
    "topic.label topic.notation topic.close_match allegation.text allegation.note "
    "statement.says statement.note statement.speaker statement.withdrawn.reason "
    "report.at report.quote report.named report.says report.lang report.via "
    "dataset.title dataset.license dataset.curators dataset.note"
).split()
"""Where each string stands."""


def corpus(strings: Sequence[str]) -> Corpus:
    """An exchange for each string, with two actors, a source, a topic and an allegation of its own."""
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    topics: dict[str, Topic] = {}
    allegations: dict[str, Allegation] = {}
    statements: dict[str, Statement] = {}
    for i, text in enumerate(strings):
        actors |= _records(
            _made(
                Actor,
                f"person-{i}",
                name=text,
                type="person",
                aliases=(Alias(name=text),),
                note=text,
                same_as=(text,),
                roles=(_made(Role, position=text, of=(f"state-{i}",)),),
                allow=(_made(Waiver, code="K401", why=text),),
            ),
            _made(Actor, f"state-{i}", name=f"{text} S", type="state"),
            _made(Actor, f"crowd-{i}", name=f"{text} (unnamed)", type="group", part_of=(_made(PartOf, of=f"state-{i}"),)),
        )
        sources |= _records(
            _made(
                Source,
                f"s-{i}",
                title=text,
                publisher=text,
                author=(text,),
                url=text,
                archived=text,
                lang=text,
                note=text,
                date=_day("2019"),
            )
        )
        topics |= _records(_made(Topic, f"t-{i}", label=text, notation=(text,), close_match=(text,)))
        allegations |= _records(
            _made(Allegation, f"x-{i}", text=text, blamed=(_made(Accused, who=f"state-{i}"),), topic=(f"t-{i}",), note=text)
        )
        report = _made(
            Report, source=f"s-{i}", at=text, quote=(text,), named=text, says=text, lang=text, via=(text,), date=_day("2018")
        )
        said: dict[str, Any] = {"says": text, "note": text, "reports": (report,)}
        charge, denial = f"charge-{i}", f"denial-{i}"
        statements |= _records(
            _made(Statement, charge, act="accuses", speaker=(f"person-{i}",), date=_day("2016"), allegation=(f"x-{i}",), **said),
            _made(Statement, denial, act="denies", speaker=(f"state-{i}",), date=_day("2017"), answers=(charge,), **said),
            _made(
                Statement,
                f"counter-{i}",
                act="accuses",
                speaker=(f"crowd-{i}",),
                date=_day("2017"),
                answers=(denial,),
                blames=(_made(Accused, who=f"person-{i}"),),
                **said,
            ),
            _made(
                Statement,
                f"stray-{i}",
                act="accuses",
                speaker=(text,),
                date=_day("unknown"),
                blames=(_made(Accused, who=f"state-{i}"),),
                **said,
            ),
            _made(
                Statement,
                f"gone-{i}",
                act="accuses",
                speaker=(text,),
                withdrawn=_made(Withdrawal, reason=text, date=_day("2019")),
                **said,
            ),
        )
    dataset = _made(
        Dataset, "dataset", title=" ".join(strings), license=" ".join(strings), curators=tuple(strings), note=strings[0]
    )
    return Corpus(actors, sources, topics, allegations, statements, dataset)


def _made(kind: type[_Part], id_: str = "", **fields: Any) -> _Part:
    """A part with fields that nothing has checked."""
    return kind(**fields, **({"id": id_} if issubclass(kind, RecordBase) else {}))


def _records(*records: Any) -> dict[str, Any]:
    return {record.id: record for record in records}


def _day(text: str) -> Date:
    found = parse(text)
    assert isinstance(found, Date)
    return found
