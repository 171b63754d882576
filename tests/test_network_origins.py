"""Origins: chains followed by hand, and what all chains pass against the paths listed one by one."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterator, Mapping

import harbour
import pytest
from conftest import Claims

from kg.corpus.filters import Filter
from kg.load import Loaded
from kg.network.chains import bottlenecks, circles
from kg.network.origins import Origins, of_allegation, origins, survey
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


def test_nine_reports_two_origins_three_unknown(claims: Claims) -> None:
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
    assert summary(result) == "9 reports, 2 origins, 3 unknown"
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
    assert ends(result) == {"Evening Post": "first-hand", "weekly": "unknown", "wire": "unknown"}
    assert summary(result) == "4 reports, 1 origin, 2 unknown"


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
        "courier": "where did it say so, and on whose word? it is credited, but no article of its own is in the record",
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
    said = {a for r in corpus.resolved.values() if r.act in {"accuses", "asserts", "concedes"} for a in r.allegations}
    assert said <= {one.id for one in found}
    assert [one.reports for one in found] == sorted((one.reports for one in found), reverse=True)
    shown = render_origins.survey(corpus, found)
    assert len(shown.rows) == len(shown.records) == len(found) > 50
    topic = survey(corpus, Filter(topic="arms-supply"))
    assert 0 < len(topic) < len(found)
    assert set(topic) <= set(found)


@pytest.mark.parametrize("seed", range(300))
def test_what_all_chains_pass_equals_all_paths_compared(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    nodes = [f"n{n}" for n in range(rng.randint(1, 7))]
    links = {node: dict.fromkeys(rng.sample(nodes, rng.randint(0, min(2, len(nodes))))) for node in nodes}
    starts = rng.sample(nodes, rng.randint(1, len(nodes)))
    links = reachable(starts, links)
    groups = {node: node for node in links if not links[node] or rng.random() < 0.2}
    for circle in circles(links):
        if not any(set(links[node]) - set(circle) for node in circle) and not groups.keys() & set(circle):
            groups |= dict.fromkeys(circle, circle[0])
    groups |= {node: node for node in links if not set(links[node]) - {node} and node not in groups}
    walks = list(paths(starts, links, groups))
    once = {circle: set(circle) for circle in circles(links)}
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
