"""Statements and reports in the graph: links, sides, days, derived edges, withdrawals. Worked out by hand."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from typing import Any, Final

import harbour
import pytest
from harbour import pairs, triples, values, written
from made import made

from kg.model.records import Draft, Statement
from kg.rdf import statements, vocab
from kg.rdf.terms import Names

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
        ("never-said", "overheard"),
        ("denial-of-backing", "backing"),
        ("narrow", "blame"),
    }
    assert pairs("kg:answers") == answers
    assert pairs("kg:answeredBy") == {(charge, answer) for answer, charge in answers}
    assert pairs("kg:supports") == {("support", "charge"), ("backing", "denial")}
    assert pairs("kg:revises") == {
        ("correction", "charge"),
        ("retraction", "charge"),
        ("half-back", "blame"),
        ("second-thoughts", "blame"),
        ("third-thoughts", "second-thoughts"),
    }
    assert pairs("kg:reviews") == {("appeal", "judgment")}


def test_uncertain_links_are_written_and_symmetric_ones_both_ways() -> None:
    assert pairs("kg:mayAnswer") == {("recount", "remark")}
    assert pairs("kg:mayBe") == {("recount", "hearsay"), ("hearsay", "recount")}
    assert pairs("kg:conflictsWith") == {("count", "recount"), ("recount", "count")}
    assert pairs("kg:occasion") == {("counter", "denial")}


def test_stance_is_composed_along_answers() -> None:
    assert pairs("kg:disputes") == {
        ("denial", "permits-sold"),
        ("rebuttal", "harbour-rotten"),  # the wider allegation covers the charge
        ("flat-denial", "harbour-rotten"),  # without `answers`
        ("backing", "permits-sold"),  # backs a denial
        ("no-dumping", "works-dump"),
        ("second-thoughts", "harbour-rotten"),
        ("narrow", "permits-sold"),  # a case of what the charge is about
    }
    assert pairs("kg:affirms") == {
        ("charge", "permits-sold"),
        ("counter", "envoy-spies"),
        ("rejoinder", "permits-sold"),  # rebuts a denial and a rebuttal
        ("rejoinder", "harbour-rotten"),
        ("concession", "permits-sold"),
        ("support", "permits-sold"),
        ("denial-of-backing", "permits-sold"),  # denies what backed a denial
        ("judgment", "works-dump"),
        ("appeal", "works-dump"),  # upheld in part
        ("dumping", "works-dump"),
        ("blame", "envoy-spies"),
        ("blame", "harbour-rotten"),
        ("third-thoughts", "harbour-rotten"),
        ("correction", "permits-sold"),
    }


def test_what_is_known_on_the_word_of_others_is_marked_and_holds_nothing() -> None:
    assert set(values("kg:attributed").items()) == {("through-denial", "true"), ("overheard", "true")}
    assert pairs("kg:attributedBy") == {("through-denial", "north"), ("overheard", "envoy")}
    assert set(values("kg:contested").items()) == {("overheard", "true"), ("whisper", "true")}
    assert {s for s, _ in pairs("kg:affirms") | pairs("kg:disputes")} & {"through-denial", "overheard"} == set()
    assert {s for s, _ in pairs("kg:allegation")} >= {"through-denial"}


def test_what_its_speaker_made_of_it_later_is_marked() -> None:
    assert pairs("kg:retractedBy") == {("charge", "retraction")}
    assert pairs("kg:retractedInPartBy") == {("blame", "half-back")}
    assert pairs("kg:correctedBy") == {
        ("charge", "correction"),
        ("blame", "second-thoughts"),
        ("second-thoughts", "third-thoughts"),
    }
    assert pairs("kg:givenUpBy") == {("no-dumping", "dumping")}


def test_findings_settlements_and_joint_statements() -> None:
    assert values("kg:outcome") == {"judgment": "upheld", "appeal": "partly-upheld"}
    assert values("kg:verdict") == {"appeal": "varied"}
    assert set(values("kg:jointly")) == {"settlement", "joint"}
    steps = {o: s for s, p, o in triples() if p == "kg:step" and s.startswith("allegation/works-dump/")}
    assert set(steps) == {'"charged"', '"convicted"', '"quashed"'}
    about = {(s.partition("/status/")[2].partition("-")[0], p, o) for s, p, o in triples() if s in steps.values()}
    assert {(s, o) for s, p, o in about if p == "kg:by"} == {
        ("charged", "actor/north"),
        ("convicted", "actor/high-court"),
        ("quashed", "actor/appeal-court"),
    }
    assert {(s, o) for s, p, o in about if p == "kg:of"} == {("quashed", "actor/minister")}
    assert {(s, o) for s, p, o in about if p == "kg:finding"} == {("convicted", "statement/judgment")}


def test_statements_take_over_allegations_and_topics() -> None:
    about = pairs("kg:allegation")
    assert {a for s, a in about if s == "denial"} == {"permits-sold"}
    assert {a for s, a in about if s == "support"} == {"permits-sold"}
    assert {a for s, a in about if s == "rejoinder"} == {"permits-sold", "harbour-rotten"}
    assert {s for s, _ in about} & {"qualification", "no-comment"} == set()
    assert {a for s, a in about if s in {"retraction", "correction"}} == {"permits-sold"}
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
    assert {(s, a) for s, a in pairs("kg:to")} == {
        ("charge", "league"),
        ("charge", "herald"),
        ("demand", "ministry"),
        ("overheard", "envoy"),
        ("apology", "dockers"),
    }


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
        ("joint", "works"),
        ("blame", "south"),
        ("overheard", "board"),
        ("whisper", "militia"),
    }
    assert pairs("kg:accuses") == {
        ("ministry", "envoy"),
        ("radio", "ministry"),
        ("militia", "police"),
        ("professor", "militia"),
        ("professor", "police"),
        ("herald", "professor"),
        ("south", "works"),
        ("league", "works"),
        ("board", "south"),
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
        ("joint", "works"),
        ("blame", "south"),
        ("overheard", "board"),
        ("whisper", "militia"),
    }
    assert pairs("kg:sideAccuses") == {
        ("south", "north"),  # by the radio
        ("north", "south"),
        ("north", "league"),
        ("militia", "north"),
        ("south", "works"),
        ("league", "works"),
        ("board", "south"),
    }


UNOWNED: Final = {
    "retracted": "charge",
    "attributed": "through-denial",
    "attributed and contested": "overheard",
    "contested": "whisper",
}


@pytest.mark.parametrize("why", UNOWNED)
def test_nobody_accuses_by_what_they_took_back_or_others_say_they_said(why: str) -> None:
    id_ = UNOWNED[why]
    corpus = harbour.corpus()
    without = written(dataclasses.replace(corpus, statements={i: s for i, s in corpus.statements.items() if i != id_}))
    edges = {"kg:accuses", "kg:sideAccuses"}
    assert {t for t in triples() if t[1] in edges} <= {t for t in without if t[1] in edges}
    assert corpus.resolved[id_].against
    assert {a for s, a in pairs("kg:against") if s == id_} == {*corpus.resolved[id_].against}


def test_an_accusation_that_was_retracted_in_part_keeps_its_edge() -> None:
    assert ("half-back", "blame") in pairs("kg:revises")
    assert ("board", "south") in pairs("kg:accuses")


def test_a_finding_carries_no_edge_and_is_against_nobody() -> None:
    findings = {s.partition("/")[2] for s, p, o in triples() if p == vocab.RDF_TYPE and o == "kg:Finding"}
    assert findings == {"judgment", "appeal"}
    for relation in ("kg:against", "kg:accusedSide", "kg:answers", "kg:answeredBy"):
        assert {s for s, _ in pairs(relation)} & findings == set()
    assert {s for s, _ in pairs("kg:accuses") | pairs("kg:sideAccuses")} & {"high-court", "appeal-court"} == set()


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
        "never-said": (1, 59),  # some day of March after some day of February
        "denial-of-backing": (1, 1),
        "narrow": (2, 2),
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
    without = {"no-comment", "retraction", "half-back", "judgment", "appeal", "settlement", "apology"}
    assert everything - set(certain) == without
    assert (certain["charge"], certain["demand"], certain["denial"]) == ("probable", "implied", "asserted")


# ---- Reports ----


def test_several_reports_of_a_source_are_told_apart_by_what_they_hold() -> None:
    prefix = "statement/charge/report/"
    reports = {o.removeprefix(prefix) for s, p, o in triples() if p == "kg:report" and s == "statement/charge"}
    several = {report for report in reports if report.startswith("herald-may/at-")}
    assert (len(several), reports - several) == (2, {"herald-may-2"})
    sources = {s.removeprefix(prefix): o for s, p, o in triples() if p == "kg:source" and s.startswith(prefix)}
    assert sources == {"herald-may-2": "source/herald-may-2"} | dict.fromkeys(several, "source/herald-may")


@pytest.mark.parametrize("sources", ["a b c", "a a b", "a a a-2", "a-2 a a a", "a-2 a-2 a a-2-2"])
def test_every_report_has_an_address_of_its_own_wherever_it_is_listed(sources: str) -> None:
    reports = [{"source": source, "at": f"page {n}"} for n, source in enumerate(sources.split())]
    found = [
        {report.at: iri for iri, report in statements.report_iris(Names("https://e.example/"), record)}
        for order in itertools.permutations(reports)
        for record in [made(Statement, "one", act="asserts", reports=list(order))]
    ]
    assert len(set(found[0].values())) == len(reports)
    assert all(addresses == found[0] for addresses in found)


def test_reports_that_differ_only_in_the_rest_are_told_apart_by_it() -> None:
    reports = [{"source": "a", "says": "So."}, {"source": "a", "says": "Not so."}]
    found = [
        {report.says: iri for iri, report in statements.report_iris(Names("https://e.example/"), record)}
        for order in (reports, reports[::-1])
        for record in [made(Statement, "one", reports=order)]
    ]
    assert len(set(found[0].values())) == 2
    assert found[0] == found[1]


def test_quotes_bear_the_language_of_their_report_or_else_of_its_source_in_small_letters() -> None:
    assert {o for _, p, o in triples() if p == "kg:quote"} == {
        '"for sale"@en-gb',
        '"prices [are] printed"@en-gb',
        '"به فروش"@fa',
        '"they did it"@en',
    }
    languages = {(s.partition("/")[0], o) for s, p, o in triples() if p == vocab.expanded("dcterms:language")}
    assert languages == {("source", '"en-gb"'), ("source", '"de"'), ("source", '"en"'), ("statement", '"fa"')}


def test_quotes_of_a_translated_source_or_report_are_marked() -> None:
    assert set(values("kg:translated")) == {"overheard/report/leaflet", "never-said/report/leaflet"}
    assert values("kg:translatorName") == {"overheard/report/leaflet": "A. Translator"}
    assert pairs("kg:translator") == {("never-said/report/leaflet", "league")}


def test_firsthand_is_written_where_said_or_where_the_speaker_or_who_was_told_published_it() -> None:
    firsthand = values("kg:firsthand")
    places = {s.partition("/")[2]: o for s, p, o in triples() if p == "kg:locator" and s.startswith("statement/charge/")}
    ((first, _),) = places.items()
    (second,) = {id_ for id_ in firsthand if id_.startswith("charge/report/herald-may/")} - {first}
    assert firsthand == {
        first: "false",
        second: "true",  # the paper was told
        "charge/report/herald-may-2": "true",
        "denial/report/minutes": "true",
        "counter/report/minutes": "true",  # the ministry's own minutes
    }


# ---- Drafts ----


def test_a_draft_is_not_in_the_graph() -> None:
    corpus = harbour.corpus()
    draft = made(Draft, "passage", source="court", act="accuses", speaker="envoy", allegation="permits-sold", text="Blamed them.")
    assert written(dataclasses.replace(corpus, drafts={"passage": draft})) == triples()


# ---- Withdrawn statements ----


def test_a_withdrawn_statement_leaves_its_address_and_the_reason() -> None:
    iri = "statement/wrong"
    assert {t for t in triples() if any(term == iri or term.startswith(f"{iri}/") for term in t)} == {
        (iri, vocab.RDF_TYPE, "kg:WithdrawnStatement"),
        (iri, vocab.RDFS_LABEL, '"Withdrawn statement wrong"'),
        (iri, "kg:withdrawn", f'"2026-01-02"^^<{vocab.EDTF}>'),
        (iri, "kg:withdrawnBecause", r'"The article names \"another\" speaker."'),
        (iri, "kg:source", "source/court"),
        ("statement/wrong-1", vocab.DCTERMS_IS_REPLACED_BY, iri),
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
    assert {s for s, _, _ in left} == {"statement/wrong", "statement/wrong-1"}


def test_a_withdrawn_statement_makes_no_edge_though_the_same_words_would() -> None:
    assert ("bystander", "envoy") not in pairs("kg:accuses")
    corpus = harbour.corpus()
    back = {**corpus.statements, "wrong": dataclasses.replace(corpus.statements["wrong"], withdrawn=None)}
    assert ("actor/bystander", "kg:accuses", "actor/envoy") in written(dataclasses.replace(corpus, statements=back))
