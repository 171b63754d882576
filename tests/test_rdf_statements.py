"""Statements and reports in the graph: links, sides, days, derived edges, withdrawals. Worked out by hand."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, Final

import harbour
import pytest
from harbour import pairs, triples, values, written
from made import made

from kg import vocab
from kg.model.records import Statement
from kg.rdf import statements
from kg.terms import Names

# ---- Statements ----


def test_support_and_revision_are_written_instead_of_answers() -> None:
    answers = {
        ("denial", "charge"),
        ("counter", "charge"),
        ("rebuttal", "charge"),
        ("rejoinder", "denial"),
        ("rejoinder", "rebuttal"),
        ("concession", "charge"),
        ("qualification", "denial"),
        ("no-comment", "charge"),
        ("countercounter", "counter"),
        ("aside", "remark"),
    }
    assert pairs("kg:answers") == answers
    assert pairs("kg:answeredBy") == {(charge, answer) for answer, charge in answers}
    assert pairs("kg:supports") == {("support", "charge")}
    assert pairs("kg:revises") == {("correction", "charge"), ("retraction", "charge")}


def test_uncertain_links_are_written_and_symmetric_ones_both_ways() -> None:
    assert pairs("kg:mayAnswer") == {("recount", "remark")}
    assert pairs("kg:mayBe") == {("recount", "hearsay"), ("hearsay", "recount")}
    assert pairs("kg:conflictsWith") == {("count", "recount"), ("recount", "count")}
    assert pairs("kg:occasion") == {("counter", "denial")}


def test_a_denial_disputes_what_was_put_forward_and_a_rebuttal_of_a_denial_does_not() -> None:
    assert pairs("kg:disputes") == {
        ("denial", "permits-sold"),
        ("rebuttal", "harbour-rotten"),  # the wider allegation covers the charge
        ("flat-denial", "harbour-rotten"),  # without `answers`
    }
    assert ("rejoinder", "denial") in pairs("kg:answers")


def test_statements_take_over_allegations_and_topics() -> None:
    about = pairs("kg:allegation")
    assert {a for s, a in about if s == "denial"} == {"permits-sold"}
    assert {a for s, a in about if s == "support"} == {"permits-sold"}
    assert {a for s, a in about if s == "rejoinder"} == {"permits-sold", "harbour-rotten"}
    assert {s for s, _ in about} & {"qualification", "no-comment", "retraction", "correction"} == set()
    topics = pairs("kg:topic")
    assert {t for s, t in topics if s == "denial"} == {"permits"}
    assert {t for s, t in topics if s == "remark"} == {"harbour", "permits"}


def test_for_whom_and_whose_side() -> None:
    behalf, side = pairs("kg:onBehalfOf"), pairs("kg:side")
    assert {(s, a) for s, a in behalf if s in {"charge", "denial", "counter", "rejoinder", "count", "rebuttal", "remark"}} == {
        ("charge", "south"),
        ("denial", "ministry"),
        ("counter", "ministry"),  # as on the occasion
        ("rejoinder", "league"),
        ("rebuttal", "ministry"),  # by the minister's role; `count` is in a personal capacity
    }
    assert {
        (s, a) for s, a in side if s in {"charge", "denial", "counter", "no-comment", "count", "aside", "countercounter"}
    } == {
        ("charge", "south"),
        ("denial", "north"),
        ("counter", "north"),
        ("no-comment", "north"),  # the police left the militia in 2004
        ("countercounter", "south"),  # the radio is an organ
    }
    assert {(s, a) for s, a in pairs("kg:to")} == {("charge", "league"), ("charge", "herald"), ("demand", "ministry")}


def test_who_accused_whom_is_written_of_speakers_and_of_sides() -> None:
    assert pairs("kg:against") == {
        ("charge", "ministry"),
        ("charge", "minister"),
        ("counter", "envoy"),
        ("countercounter", "ministry"),
        ("through-denial", "north"),
        ("undecided", "police"),
        ("remark", "militia"),
        ("remark", "police"),
        ("aside", "professor"),
    }
    assert pairs("kg:accuses") == {
        ("envoy", "ministry"),
        ("envoy", "minister"),
        ("ministry", "envoy"),
        ("radio", "ministry"),
        ("south", "north"),
        ("militia", "police"),
        ("professor", "militia"),
        ("professor", "police"),
        ("herald", "professor"),
    }
    assert pairs("kg:accusedSide") == {
        ("charge", "north"),
        ("counter", "south"),
        ("counter", "league"),  # the envoy served both, and the allegation does not say for whom
        ("countercounter", "north"),
        ("through-denial", "north"),
        ("undecided", "north"),
        ("remark", "militia"),
        ("remark", "north"),
    }
    assert pairs("kg:sideAccuses") == {("south", "north"), ("north", "south"), ("north", "league"), ("militia", "north")}


def test_an_accusation_that_was_retracted_keeps_its_edge() -> None:
    assert ("retraction", "charge") in pairs("kg:revises")
    assert ("envoy", "ministry") in pairs("kg:accuses")


def test_days_between_what_was_said_and_what_was_answered() -> None:
    least, most = values("kg:daysMin"), values("kg:daysMax")
    assert {id_: (int(least[id_]), int(most[id_])) for id_ in least | most} == {
        "denial": (1, 2),  # 3 May after 1 or 2 May
        "counter": (1, 2),
        "rebuttal": (0, 30),  # some day of May, and no answer comes before what it answers
        "rejoinder": (15, 45),  # 15 June after 3 May and after some day of May
        "concession": (30, 60),  # June after 1 or 2 May
        "qualification": (59, 89),  # July after 3 May
        "no-comment": (2, 3),
        "countercounter": (7, 7),
        "aside": (2, 2),  # 2 January after 31 December
    }


def test_days_are_what_the_calendar_says() -> None:
    first, last = values("kg:earliest"), values("kg:latest")
    for answer, charge in pairs("kg:answers") - {("rejoinder", "denial"), ("rejoinder", "rebuttal")}:
        a1, a2, c1, c2 = (datetime.date.fromisoformat(d[id_]) for id_ in (answer, charge) for d in (first, last))
        assert int(values("kg:daysMin")[answer]) == max(0, (a1 - c2).days)
        assert int(values("kg:daysMax")[answer]) == (a2 - c1).days


def test_the_first_and_last_day_are_written_where_they_are_known() -> None:
    first, last = values("kg:earliest"), values("kg:latest")
    found = {
        id_: (first.get(id_), last.get(id_)) for id_ in ("through-denial", "undecided", "grumble", "recount", "hearsay", "remark")
    }
    assert found == {
        "through-denial": (None, "2013-12-31"),  # known only through a denial of 2013
        "undecided": ("2013-01-01", "2013-03-05"),  # as its reports print it
        "grumble": ("2010-01-01", "2019-12-31"),
        "recount": (None, "2011-05-09"),
        "hearsay": ("2011-05-20", None),
        "remark": ("2010-12-31", "2010-12-31"),
    }
    dates = {s.partition("/")[2]: o for s, p, o in triples() if p == "kg:date"}
    suffix = f'"^^<{vocab.EDTF}>'
    assert dates["charge"] == f'"[2011-05-01..2011-05-02]{suffix}'
    assert dates["recount"] == f'"[..2011-05-09]{suffix}'
    assert dates["grumble"] == f'"201X{suffix}'
    assert {"through-denial", "undecided"} & set(dates) == set()


def test_an_act_without_certainty_has_none_and_every_other_has_one() -> None:
    found = values("kg:certainty")
    certain = {id_: value for id_, value in found.items() if "/" not in id_}
    everything = {s.partition("/")[2] for s, p, o in triples() if p == vocab.RDF_TYPE and o == "kg:Statement"}
    assert everything - set(certain) == {"no-comment", "retraction"}
    assert (certain["charge"], certain["demand"], certain["denial"]) == ("probable", "implied", "asserted")


# ---- Reports ----


def test_a_second_report_of_a_source_is_numbered_and_a_source_that_bears_the_number_gives_way() -> None:
    prefix = "statement/charge/report/"
    reports = {o.removeprefix(prefix) for s, p, o in triples() if p == "kg:report" and s == "statement/charge"}
    assert reports == {"herald-may", "herald-may-2", "herald-may-2-2"}
    sources = {s.removeprefix(prefix): o for s, p, o in triples() if p == "kg:source" and s.startswith(prefix)}
    assert sources == {
        "herald-may": "source/herald-may",
        "herald-may-2": "source/herald-may",
        "herald-may-2-2": "source/herald-may-2",
    }


@pytest.mark.parametrize(
    ("sources", "steps"),
    [
        ("a a a", "a a-2 a-3"),
        ("a a a-2", "a a-2 a-2-2"),
        ("a-2 a a a", "a-2 a a-3 a-4"),
        ("a-2 a-2 a a-2-2", "a-2 a-2-2 a a-2-2-2"),
    ],
)
def test_every_report_has_an_address_of_its_own(sources: str, steps: str) -> None:
    reports = [{"source": source} for source in sources.split()]
    record = made(Statement, "one", act="asserts", reports=reports)
    found = list(statements.report_iris(Names("https://e.example/"), record))
    assert [iri for iri, _ in found] == [f"<https://e.example/statement/one/report/{step}>" for step in steps.split()]
    assert [report.source for _, report in found] == sources.split()


def test_quotes_bear_the_language_of_their_report_or_else_of_its_source_in_small_letters() -> None:
    quotes = {(s.rpartition("/")[2], o) for s, p, o in triples() if p == "kg:quote"}
    assert quotes == {
        ("herald-may", '"for sale"@en-gb'),
        ("herald-may", '"prices [are] printed"@en-gb'),
        ("herald-may-2", '"به فروش"@fa'),
    }
    languages = {(s.rpartition("/")[2], o) for s, p, o in triples() if p == vocab.DCTERMS_LANGUAGE}
    assert languages == {("herald-may", '"en-gb"'), ("court", '"de"'), ("herald-may-2", '"fa"')}


def test_firsthand_is_written_where_said_or_where_the_speaker_or_who_was_told_published_it() -> None:
    firsthand = values("kg:firsthand")
    assert firsthand == {
        "charge/report/herald-may": "false",
        "charge/report/herald-may-2": "true",  # the paper was told
        "charge/report/herald-may-2-2": "true",
        "denial/report/minutes": "true",
        "counter/report/minutes": "true",  # the ministry's own minutes
    }


# ---- Withdrawn statements ----


def test_a_withdrawn_statement_leaves_its_address_and_the_reason() -> None:
    iri = "statement/wrong"
    assert {t for t in triples() if any(term == iri or term.startswith(f"{iri}/") for term in t)} == {
        (iri, vocab.RDF_TYPE, "kg:WithdrawnStatement"),
        (iri, vocab.RDFS_LABEL, '"Withdrawn statement wrong"'),
        (iri, "kg:withdrawn", f'"2026-01-02"^^<{vocab.EDTF}>'),
        (iri, "kg:withdrawnBecause", r'"The article names \"another\" speaker."'),
        (iri, "kg:source", "source/court"),
    }


LINKS: Final = ("answers", "may_answer", "may_be", "conflicts_with")


def test_a_withdrawn_statement_leaves_nothing_behind_elsewhere() -> None:
    def purged(record: Statement) -> Statement:
        links: Any = {field: tuple(id_ for id_ in getattr(record, field) if id_ != "wrong") for field in LINKS}
        reports = tuple(dataclasses.replace(r, via=tuple(id_ for id_ in r.via if id_ != "wrong")) for r in record.reports)
        occasion = None if record.occasion == "wrong" else record.occasion
        return dataclasses.replace(record, reports=reports, occasion=occasion, **links)

    corpus = harbour.corpus()
    never = {id_: purged(record) for id_, record in corpus.statements.items() if id_ != "wrong"}
    named = [id_ for id_, record in never.items() if record != corpus.statements[id_]]
    assert named == ["through-denial", "count", "recount", "hearsay"]
    left = triples() - written(dataclasses.replace(corpus, statements=never))
    assert {s for s, _, _ in left} == {"statement/wrong"}


def test_a_withdrawn_statement_makes_no_edge_though_the_same_words_would() -> None:
    assert ("bystander", "envoy") not in pairs("kg:accuses")
    corpus = harbour.corpus()
    back = {**corpus.statements, "wrong": dataclasses.replace(corpus.statements["wrong"], withdrawn=None)}
    assert ("actor/bystander", "kg:accuses", "actor/envoy") in written(dataclasses.replace(corpus, statements=back))
