"""Origins: chains followed by hand, and what all chains pass against the paths listed one by one."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
from collections.abc import Iterator, Mapping

import harbour
import pytest
import written
from conftest import Claims
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.chains import bottlenecks, cycles
from kg.analysis.independence import basis, compared, independent, overall
from kg.analysis.origins import Origins, of_allegation, of_statement, origins, rests_on, survey
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.reading.gatherer import Loaded
from kg.render import origins as render_origins
from kg.render.origins import record, summary, table, to_find_out
from kg.render.table import render

HEAD = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ida-falk: {name: Ida Falk, type: person}
  max-orth: {name: Max Orth, type: person}
  courier: {name: The Courier, type: media}
  wire: {name: Wire, type: media}
sources:
  morning: {title: Morning, publisher: Morning Post}
  evening: {title: Evening, publisher: Evening Post}
  evening-2: {title: Evening again, publisher: Evening Post}
  weekly: {title: Weekly}
  blog: {title: Blog, relies_on: weekly}
  wire-1: {title: Tolls, publisher: wire}
  courier-1: {title: Tolls, publisher: courier}
  diary: {title: Diary, author: ida-falk}
allegations:
  tolls: {text: Ruritania takes tolls., accused: ruritania}
statements:
"""


def loaded(claims: Claims, reports: str, more: str = "") -> Loaded:
    text = f"{HEAD}  charge:\n    act: accuses\n    speaker: ida-falk\n    date: unknown\n    allegation: tolls\n    reports:\n"
    return claims(text + "".join(f"      - {{{line}}}\n" for line in reports.splitlines()) + more)


def found(claims: Claims, reports: str, more: str = "") -> Origins:
    result = origins(loaded(claims, reports, more).corpus, "charge")
    assert result is not None
    return result


def ends(result: Origins) -> dict[str, str]:
    return {end.id: end.kind for end in result.ends}


def test_reports_of_eight_sources_two_origins_three_unknown(claims: Claims) -> None:
    result = found(
        claims,
        "source: morning, firsthand: true\nsource: diary\nsource: evening, via: wire\nsource: evening-2, via: wire\n"
        "source: weekly, taken_from: morning\nsource: blog\nsource: courier-1\nsource: wire-1\nsource: weekly, at: page 2",
    )
    assert ends(result) == {
        "Morning Post": "first-hand",
        "ida-falk": "first-hand",
        "wire": "unknown",
        "courier": "unknown",
        "weekly": "unknown",
    }
    assert summary(result) == "8 reports, 2 origins, 3 unknown"  # two places in the Weekly are one source's word
    (wire,) = [end for end in result.ends if end.id == "wire"]
    assert [chain.path for chain in wire.chains] == [("evening", "wire", "wire-1"), ("evening-2", "wire", "wire-1"), ("wire-1",)]
    (post,) = [end for end in result.ends if end.id == "Morning Post"]
    assert [chain.path for chain in post.chains] == [("morning",), ("weekly", "morning"), ("blog", "weekly", "morning")]


def test_two_articles_of_one_publisher_are_one_end(claims: Claims) -> None:
    result = found(claims, "source: evening\nsource: evening-2, firsthand: true\nsource: weekly")
    assert ends(result) == {"Evening Post": "first-hand", "weekly": "unknown"}
    assert result.through == ()


def test_all_chains_pass_the_one_agency(claims: Claims) -> None:
    result = found(
        claims, "source: morning, via: wire\nsource: evening, via: [courier, wire]\nsource: weekly, taken_from: morning"
    )
    assert ends(result) == {"wire": "unknown"}
    assert result.through == ("wire",)


def test_copied_without_credit_and_credited_onwards_is_one_chain(claims: Claims) -> None:
    result = found(claims, "source: blog, taken_from: evening, via: wire")
    assert {chain.path for end in result.ends for chain in end.chains} == {
        ("blog", "evening", "wire"),
        ("blog", "weekly"),
    }


def test_sources_that_credit_each_other_are_no_origin(claims: Claims) -> None:
    result = found(claims, "source: courier-1, via: wire\nsource: wire-1, via: courier\nsource: weekly, via: courier")
    assert result.loops == (("courier", "courier-1", "wire", "wire-1"),)
    assert ends(result) == {"courier": "loop"}
    assert summary(result) == "3 reports, 0 origins, 1 unknown"


def test_a_circle_with_a_way_out_ends_there(claims: Claims) -> None:
    result = found(claims, "source: courier-1, via: wire\nsource: wire-1, via: courier\nsource: wire-1, taken_from: weekly")
    assert result.loops == (("courier", "courier-1", "wire", "wire-1"),)
    assert ends(result) == {"weekly": "unknown"}
    assert result.through[-1] == "weekly"


def test_known_only_through_its_answer(claims: Claims) -> None:
    more = (
        "  denial:\n    act: denies\n    speaker: ruritania\n    date: unknown\n    answers: charge\n"
        "    reports: [{source: wire-1, firsthand: true}]\n"
    )
    result = found(claims, "source: morning, via: denial\nsource: wire-1, via: denial", more)
    assert (result.only_through, result.answers_only) == (("denial",), True)
    assert ends(result) == {"denial": "statement"}


def test_known_through_a_statement_that_is_no_answer(claims: Claims) -> None:
    more = (
        "  remark:\n    act: asserts\n    speaker: max-orth\n    date: unknown\n    says: So.\n    reports: [{source: weekly}]\n"
    )
    result = found(claims, "source: morning, via: remark", more)
    assert (result.only_through, result.answers_only) == (("remark",), False)


def test_the_speaker_credited_is_first_hand(claims: Claims) -> None:
    assert ends(found(claims, "source: morning, via: ida-falk")) == {"ida-falk": "first-hand"}


def test_who_was_told_the_words_is_first_hand_credited_or_printing_them(claims: Claims) -> None:
    told = "source: morning, via: wire\nsource: courier-1\nsource: wire-1"
    corpus = loaded(claims, told).corpus
    unheard = origins(corpus, "charge")
    assert unheard is not None
    assert ends(unheard) == {"wire": "unknown", "courier": "unknown"}
    charge = dataclasses.replace(corpus.statements["charge"], to=("wire",))
    heard = dataclasses.replace(corpus, statements={"charge": charge})
    result = origins(heard, "charge")
    assert result is not None
    assert ends(result) == {"wire": "first-hand", "courier": "unknown"}


def test_a_paper_that_credits_itself_names_nobody(claims: Claims) -> None:
    result = found(claims, "source: courier-1, via: courier")
    assert (ends(result), result.loops) == ({"courier": "unknown"}, ())


def test_an_allegation_counts_shared_ends_once(claims: Claims) -> None:
    more = (
        "  second:\n    act: accuses\n    speaker: max-orth\n    date: unknown\n    allegation: tolls\n"
        "    reports: [{source: evening-2, firsthand: true}, {source: weekly}]\n"
        "  denial:\n    act: denies\n    speaker: ruritania\n    date: unknown\n    allegation: tolls\n"
        "    reports: [{source: blog}]\n"
    )
    result = origins(loaded(claims, "source: evening\nsource: morning, via: wire", more).corpus, "tolls")
    assert result is not None
    assert result.statements == ("charge", "second")
    assert result.speakers == ("ida-falk", "max-orth")
    assert [(end.id, end.kind) for end in result.ends] == [
        ("Evening Post", "first-hand"),
        ("Evening Post", "unknown"),
        ("weekly", "unknown"),
        ("wire", "unknown"),
    ]
    assert summary(result) == "4 reports, 1 origin, 3 unknown"


def test_withdrawn_and_unknown_ids_have_no_origins(claims: Claims) -> None:
    corpus = loaded(claims, "source: morning", "    withdrawn: {date: 2032, reason: Wrong.}\n").corpus
    assert origins(corpus, "charge") is None
    assert origins(corpus, "nowhere") is None


def test_every_number_comes_with_its_ids(claims: Claims) -> None:
    corpus = loaded(claims, "source: morning, via: wire\nsource: evening, firsthand: true").corpus
    result = origins(corpus, "charge")
    assert result is not None
    shown = table(corpus, result)
    assert json.loads(render(shown, "json", None)) == [json.loads(json.dumps(record(corpus, result)))]
    one = record(corpus, result)
    assert (one["origins"], one["unknown"], one["reports"]) == (1, 1, 2)
    assert render(shown, "table", None).startswith("Ida Falk accuses Ruritania: 2 reports, 1 origin, 1 unknown\n")
    assert "morning ← wire" in render(shown, "markdown", None)


def test_an_end_that_is_no_origin_says_what_to_find_out(claims: Claims) -> None:
    more = (
        "  denial:\n    act: denies\n    speaker: ruritania\n    date: unknown\n    answers: charge\n"
        "    reports: [{source: wire-1, firsthand: true}]\n"
    )
    corpus = loaded(
        claims,
        "source: morning, firsthand: true\nsource: evening\nsource: blog\nsource: evening-2, via: [denial]\n"
        "source: diary, firsthand: false, via: courier",
        more,
    ).corpus
    result = origins(corpus, "charge")
    assert result is not None
    asked = {id_: question for question, ids in to_find_out(corpus, result.ends).items() for id_ in ids}
    assert asked == {
        "evening": "did it record the words itself (firsthand), or from whom has it them (via)?",
        "weekly": "has it the words, and from whom? no report of it is in the record",
        "denial": "is there a report of the words other than by who speaks of them?",
        "courier": "where did it say so, and on whose word? it is credited, but its own article is not in the record",
    }
    one = record(corpus, result)
    assert one["to_find_out"] == [{"question": q, "of": ids} for q, ids in to_find_out(corpus, result.ends).items()]


def test_a_circle_asks_who_was_first(claims: Claims) -> None:
    corpus = loaded(claims, "source: courier-1, via: wire\nsource: wire-1, via: courier").corpus
    result = of_allegation(corpus, "tolls")
    assert to_find_out(corpus, result.ends) == {
        "which of them had the words first, and from whom?": ["courier", "courier-1", "wire", "wire-1"]
    }


def test_the_survey_holds_every_allegation_that_somebody_puts_forward() -> None:
    corpus = harbour.shipped()
    found = survey(corpus, Filter())
    assert {one.id: one for one in found} == {one.id: of_allegation(corpus, one.id) for one in found}
    assert {one.id for one in found} == {a for r in corpus.resolved.values() if not r.is_contested for a in r.affirms}
    for one in found:
        affirmed = {id_: r.act for id_, r in corpus.resolved.items() if one.id in r.affirms}
        assert {*one.statements, *one.retracted} == {id_ for id_, act in affirmed.items() if act != "concedes"}
        assert {*one.conceded} == {id_ for id_, act in affirmed.items() if act == "concedes"}
    assert [one.reports for one in found] == sorted((one.reports for one in found), reverse=True)
    shown = render_origins.survey(corpus, found)
    assert len(shown.rows) == len(shown.records) == len(found) > 50
    topic = survey(corpus, Filter(topic="arms-supply"))
    assert 0 < len(topic) < len(found)
    assert set(topic) <= set(found)


def pooled(corpus: Corpus, id_: str) -> set[tuple[str, bool]]:
    """The ends of an allegation, each with whether it is first-hand, statement by statement."""
    result = of_allegation(corpus, id_)
    alone = [of_statement(corpus, corpus.resolved[statement]) for statement in result.statements]
    return {(end.id, end.kind == "first-hand") for one in alone for end in one.ends}


def test_pooling_makes_no_unknown_end_of_the_shipped_claims_first_hand() -> None:
    corpus = harbour.shipped()
    both = 0
    for one in survey(corpus, Filter()):
        ends_ = {(end.id, end.kind == "first-hand") for end in one.ends}
        assert ends_ == pooled(corpus, one.id)
        both += len(ends_) > len({id_ for id_, _ in ends_})
    assert both > 0


HOUSES = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ida: {name: Ida Falk, type: person}
  max: {name: Max Orth, type: person}
  office: {name: Press Office, type: organization, part_of: ruritania}
  herald: {name: State Herald, type: media, part_of: office}
  radio: {name: State Radio, type: media, part_of: office}
  house: {name: Hofbau Press, type: company}
  morning: {name: Morning Post, type: media, part_of: house, aliases: [The Post]}
  evening: {name: Evening Post, type: media, part_of: {of: house, from: 2030}}
  desk: {name: City desk, type: group, part_of: morning}
sources:
  m: {title: M, publisher: morning, date: 2031}
  d: {title: D, publisher: desk, date: 2031}
  e: {title: E, publisher: evening, date: 2031}
  old: {title: Old, publisher: evening, date: 2020}
  alias: {title: Alias, publisher: THE POST}
  herald-1: {title: H, publisher: herald}
  radio-1: {title: R, publisher: radio}
  wire-1: {title: W, publisher: Wire}
  wire-2: {title: W2, publisher: Wire two, rests_on: ledger}
  copy: {title: Copy, publisher: Copyist, relies_on: wire-1}
  ledger: {title: Ledger}
  leaflet: {title: Leaflet, publisher: Leaflets, rests_on: ledger}
  radio-2: {title: R2, author: radio, publisher: Copyist}
  radio-3: {title: R3, author: State Radio, publisher: Leaflets}
  release: {title: Release, author: office, publisher: Leaflets}
  two: {title: Two, author: [radio, herald], publisher: Leaflets}
  column: {title: Column, author: max, publisher: Leaflets}
  staff: {title: Staff, author: desk, publisher: Leaflets}
allegations:
  tolls: {text: Ruritania takes tolls., accused: ruritania}
  spies: {text: Ruritania spies., accused: ruritania}
  based: {text: Ruritania hides ships., accused: ruritania, rests_on: ledger}
statements:
"""


def in_houses(*lines: str) -> Corpus:
    """Accusations, each given as its id, speaker, allegation and reports."""
    rows = []
    for line in lines:
        id_, speaker, allegation, reports = line.split(" ", 3)
        about = f"speaker: {speaker}, allegation: {allegation}"
        rows.append(f"  {id_}: {{act: accuses, date: unknown, {about}, reports: [{reports}]}}\n")
    return written.corpus(HOUSES + "".join(rows))


@pytest.mark.parametrize(
    ("sources", "houses"),
    [
        ("m e", {"house"}),
        ("m d alias", {"house"}),
        ("m old", {"house", "evening"}),
        ("herald-1 radio-1", {"herald", "radio"}),
        ("m wire-1", {"house", "Wire"}),
        ("radio-1 radio-2 radio-3", {"radio"}),
        ("release", {"office"}),
        ("two column staff", {"Leaflets"}),
    ],
)
def test_publishers_of_one_house_are_one_and_a_state_is_no_house(sources: str, houses: set[str]) -> None:
    corpus = in_houses("s ida tolls " + ", ".join(f"{{source: {source}}}" for source in sources.split()))
    assert {end.id for end in of_statement(corpus, corpus.resolved["s"]).ends} == houses


def test_a_name_that_two_actors_have_is_neither() -> None:
    twice = HOUSES.replace("[The Post]", "[The Post, Evening Post]").replace("THE POST", "Evening Post")
    said = "  s: {act: accuses, speaker: ida, date: unknown, allegation: tolls, reports: [{source: alias}]}\n"
    corpus = written.corpus(twice + said)
    assert [end.id for end in of_statement(corpus, corpus.resolved["s"]).ends] == ["Evening Post"]


def test_a_teller_is_not_a_first_hand_end_even_where_the_words_were_told_to_the_teller() -> None:
    text = HOUSES + "  s: {act: demands, speaker: ida, to: max, date: unknown, says: So., reports: [{source: m, via: max}]}\n"
    corpus = written.corpus(text)
    result = of_statement(corpus, corpus.resolved["s"])
    assert ends(result) == {"max": "teller"}
    shown = render(table(corpus, result), "table", None)
    assert "on the word of Max Orth" in shown
    assert "known only on the word of Max Orth" in shown
    assert summary(result) == "1 report, 0 origins, 1 unknown"


def test_what_is_told_by_others_or_denied_is_put_forward_by_nobody() -> None:
    head = "act: accuses, speaker: ida, allegation: tolls, date: unknown"
    told = f"  s: {{{head}, reports: [{{source: m, via: max}}]}}\n"
    disputed = f"  t: {{{head}, utterance: disputed, reports: [{{source: m}}]}}\n"
    corpus = written.corpus(HOUSES + told + disputed)
    result = of_allegation(corpus, "tolls")
    assert (result.statements, result.speakers) == ((), ())
    assert survey(corpus, Filter()) == ()


def test_only_who_affirms_puts_forward_whatever_the_act() -> None:
    answers = (
        "  no: {act: denies, speaker: ruritania, answers: s, date: unknown, reports: [{source: e}]}\n"
        "  backed: {act: corroborates, speaker: max, answers: no, date: unknown, reports: [{source: e}]}\n"
        "  doubled: {act: denies, speaker: ida, answers: backed, date: unknown, reports: [{source: e}]}\n"
    )
    first = "  s: {act: accuses, speaker: ida, allegation: tolls, date: unknown, reports: [{source: m}]}\n"
    result = of_allegation(written.corpus(HOUSES + first + answers), "tolls")
    assert (result.statements, result.speakers) == (("s", "doubled"), ("ida",))


def test_who_concedes_is_counted_apart_and_each_speaker_named_with_the_act() -> None:
    lines = (
        "  s: {act: accuses, speaker: ida, allegation: tolls, date: '2031', reports: [{source: m, firsthand: true}]}\n"
        "  call: {act: demands, speaker: max, to: ruritania, allegation: tolls, date: '2031', reports: [{source: m}]}\n"
        "  yes: {act: concedes, speaker: ruritania, answers: s, date: '2032', reports: [{source: e, firsthand: true}]}\n"
        "  sorry:\n"
        "    {act: apologizes, speaker: ruritania, to: ida, allegation: tolls, stance: affirms, date: '2033',\n"
        "      reports: [{source: e}]}\n"
        "  more: {act: concedes, speaker: max, allegation: tolls, date: '2034', reports: [{source: e}]}\n"
        "  less: {act: retracts, speaker: max, answers: more, date: '2035', reports: [{source: e}]}\n"
    )
    corpus = written.corpus(HOUSES + lines)
    result = of_allegation(corpus, "tolls")
    assert (result.statements, result.conceded, result.retracted) == (("s", "call"), ("yes", "sorry"), ())
    assert result.reports == 2
    shown = render(table(corpus, result), "table", None)
    assert "put forward in 2 statements by 2 speakers: Ida Falk and Max Orth (demands)" in shown
    assert "conceded in 2 statements by 1 speaker: Ruritania, counted apart" in shown
    assert record(corpus, result)["conceded"] == ["yes", "sorry"]
    assert render_origins.survey(corpus, (result,)).rows[0][2] == "2 · 2 conceded"


def test_a_finding_puts_nothing_forward() -> None:
    found_so = "  s: {act: finds, speaker: max, allegation: tolls, outcome: upheld, date: unknown, reports: [{source: m}]}\n"
    corpus = written.corpus(HOUSES + found_so)
    assert of_allegation(corpus, "tolls").statements == ()
    assert survey(corpus, Filter()) == ()


def test_retracted_statements_are_counted_apart() -> None:
    charge = "act: accuses, allegation: [tolls, spies], date: unknown"
    first = f"  s: {{{charge}, speaker: ida, reports: [{{source: m, firsthand: true}}]}}\n"
    second = f"  t: {{{charge}, speaker: max, reports: [{{source: e}}]}}\n"
    back = "  back: {act: retracts, speaker: ida, answers: s, allegation: spies, date: unknown, reports: [{source: m}]}\n"
    corpus = written.corpus(HOUSES + first + second + back)
    tolls, spies = (of_allegation(corpus, id_) for id_ in ("tolls", "spies"))
    assert (tolls.statements, tolls.retracted) == (("s", "t"), ())
    assert (spies.statements, spies.retracted, spies.reports) == (("t",), ("s",), 1)
    assert [end.kind for end in spies.ends] == ["unknown"]
    assert spies in survey(corpus, Filter())
    assert record(corpus, spies)["taken_back"] == [{"id": "s", "what": "retracted in part", "by": "back"}]
    shown = render(table(corpus, spies), "table", None)
    assert "put forward in 1 statement by 1 speaker: Max Orth · 1 retracted, counted apart" in shown
    assert "s was retracted in part by its speaker: back" in shown
    cells = {row[1]: row[2] for row in render_origins.survey(corpus, survey(corpus, Filter())).rows}
    assert cells == {"tolls": 2, "spies": "1 · 1 retracted"}


def test_what_accounts_rest_on_is_named() -> None:
    corpus = in_houses(
        "s ida tolls {source: leaflet}",
        "t max tolls {source: m}, {source: e, taken_from: leaflet}",
        "u max tolls {source: m}",
        "v ida based {source: m}",
    )
    assert rests_on(corpus, of_allegation(corpus, "tolls")) == {"ledger": ("s", "t")}
    assert rests_on(corpus, of_allegation(corpus, "based")) == {"ledger": ("v",)}
    shown = render(table(corpus, of_allegation(corpus, "tolls")), "table", None)
    assert "rests on “Ledger” (ledger): 2 of 3 statements" in shown


SAID_THERE = (
    "s-m max tolls {source: m, firsthand: true}",
    "t-m ida tolls {source: m, firsthand: true}",
    "s-e ida tolls {source: e, firsthand: true}",
    "s-wire ida spies {source: wire-1, firsthand: true}",
    "same-speaker max spies {source: wire-1, firsthand: true}",
    "open ida spies {source: wire-1}",
    "s-leaflet max tolls {source: leaflet, firsthand: true}",
    "s-wire-2 ida tolls {source: wire-2, firsthand: true}",
    "v ida based {source: old, firsthand: true}",
    "through ruritania tolls {source: old, via: s-wire}",
    "h ida tolls {source: herald-1, firsthand: true}",
    "r ida tolls {source: radio-1, firsthand: true}",
)


@pytest.mark.parametrize(
    ("ids", "answer", "shared"),
    [
        ("s-m s-wire", "yes", ()),
        ("s-m t-m", "no", ("house", "m")),
        ("s-m s-e", "no", ("house",)),
        ("s-m same-speaker", "no", ("max",)),
        ("s-m open", "unknown", ()),
        ("s-leaflet s-wire-2", "no", ("ledger",)),
        ("based s-leaflet", "no", ("ledger",)),
        ("through s-wire", "no", ("Wire", "ida", "s-wire", "wire-1")),
        ("through s-m", "unknown", ()),
        ("copy wire-1", "no", ("Wire", "wire-1")),
        ("m copy", "unknown", ()),
        ("ledger s-m", "unknown", ()),
        ("ledger leaflet", "no", ("ledger",)),
        ("leaflet wire-2", "no", ("ledger",)),
        ("m s-m", "no", ("house", "m")),
        ("herald-1 radio-1", "yes", ()),
    ],
)
def test_independence(ids: str, answer: str, shared: tuple[str, ...]) -> None:
    corpus = in_houses(*SAID_THERE)
    one, other = ids.split()
    (pair,) = independent(corpus, (one, other))
    (turned,) = independent(corpus, (other, one))
    assert (pair.answer, pair.shared) == (answer, shared)
    assert (turned.answer, turned.shared) == (pair.answer, pair.shared)
    shown = render_origins.independence(corpus, (pair,))
    assert shown.caption[0] == f"Independent of each other in this record: {answer}"
    begins = {"yes": f"{one} is first-hand", "no": "both rest on", "unknown": "nothing shared"}
    assert str(shown.rows[0][3]).startswith(begins[answer])


def test_what_is_first_hand_apart_from_what_is_shared_is_named() -> None:
    both = "{source: m, firsthand: true}, {source: wire-1, firsthand: true}"
    third = "u ruritania tolls {source: herald-1}"
    corpus = in_houses(f"s ida tolls {both}", "t max tolls {source: m, firsthand: true}", third)
    (pair,) = independent(corpus, ("s", "t"))
    assert (pair.answer, pair.apart) == ("no", (("Wire",), ()))
    shown = render_origins.independence(corpus, (pair,))
    assert shown.rows[0][3] == "both rest on Hofbau Press, m; s is also first-hand from Wire"
    assert overall(independent(corpus, ("s", "t", "u"))) == "no"
    assert overall(independent(corpus, ("s", "u"))) == "unknown"


REPORTS = st.builds(
    lambda source, extra: f"{{source: {source}{extra}}}",
    st.sampled_from(("m", "d", "e", "old", "alias", "herald-1", "wire-1", "wire-2", "copy", "leaflet")),
    st.sampled_from(
        ("", ", firsthand: true", ", via: radio", ", via: max", ", via: s0", ", taken_from: wire-1", ", via: [morning, ida]")
    ),
)
ABOUT = st.sampled_from(("tolls", "spies", "based"))
SAID = st.tuples(st.sampled_from(("ida", "max")), ABOUT, st.lists(REPORTS, min_size=1, max_size=3))


@given(st.lists(SAID, min_size=2, max_size=4))
@settings(max_examples=60)
def test_pooled_ends_stay_what_they_are_and_independence_is_symmetric(said: list[tuple[str, str, list[str]]]) -> None:
    lines = [f"s{n} {speaker} {about} {', '.join(reports)}" for n, (speaker, about, reports) in enumerate(said)]
    corpus = in_houses(*lines)
    for id_ in corpus.allegations:
        assert {(end.id, end.kind == "first-hand") for end in of_allegation(corpus, id_).ends} == pooled(corpus, id_)
    ids = [*corpus.resolved, *corpus.allegations, *corpus.sources]
    bases = {id_: basis(corpus, id_) for id_ in ids}
    answers = {(one, other): compared(bases[one], bases[other]) for one, other in itertools.permutations(ids, 2)}
    for (one, other), pair in answers.items():
        assert (pair.answer, pair.shared) == (answers[other, one].answer, answers[other, one].shared)
        assert (pair.answer == "no") == bool(pair.shared)
        for id_ in {one, other} & {*corpus.resolved} if pair.answer == "yes" else ():
            assert {end.kind for end in of_statement(corpus, corpus.resolved[id_]).ends} == {"first-hand"}


@pytest.mark.parametrize("seed", range(300))
def test_what_all_chains_pass_equals_all_paths_compared(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    nodes = [f"n{n}" for n in range(rng.randint(1, 7))]
    links = {node: dict.fromkeys(rng.sample(nodes, rng.randint(0, min(2, len(nodes))))) for node in nodes}
    starts = rng.sample(nodes, rng.randint(1, len(nodes)))
    links = reachable(starts, links)
    groups = {node: node for node in links if not links[node] or rng.random() < 0.2}
    for circle in cycles(links):
        if not any(set(links[node]) - set(circle) for node in circle) and not groups.keys() & set(circle):
            groups |= dict.fromkeys(circle, circle[0])
    groups |= {node: node for node in links if not set(links[node]) - {node} and node not in groups}
    walks = list(paths(starts, links, groups))
    once = {circle: set(circle) for circle in cycles(links)}
    through = set.intersection(*({*walk, *(n for c in once.values() if c & {*walk} for n in c)} for walk in walks))
    assert {node for node in bottlenecks(starts, links, groups) if node in links} == through


def reachable(starts: list[str], links: Mapping[str, dict[str, None]]) -> dict[str, dict[str, None]]:
    kept: dict[str, dict[str, None]] = {}
    todo = list(starts)
    while todo:
        node = todo.pop()
        if node not in kept:
            kept[node] = links[node]
            todo += links[node]
    return kept


def paths(starts: list[str], links: Mapping[str, dict[str, None]], groups: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every simple path from a start to an end, one at a time."""
    todo: list[tuple[str, ...]] = [(start,) for start in dict.fromkeys(starts)]
    while todo:
        path = todo.pop()
        if path[-1] in groups:
            yield path
        todo += [(*path, onward) for onward in links[path[-1]] if onward not in path]
