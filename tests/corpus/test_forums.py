"""Proceedings in several places: what one body decides ends and overturns only what is of its own forum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pytest
from conftest import Claims
from hypothesis import given
from hypothesis import strategies as st
from made import made

from kg.corpus.affiliation import ALWAYS, Span
from kg.corpus.corpus import Corpus
from kg.corpus.forums import Forums
from kg.corpus.status_words import status_words
from kg.edtf import Date, parse
from kg.model.records import Actor, Allegation, Statement

WORLD: Final = """\
actors:
  firm: {name: The Firm, type: company}
  chief: {name: Ida Falk, type: person}
  buyers: {name: Buyers (not named), type: group}
  alba: {name: Alba, type: state}
  alban-county: {name: County of Alba, type: state, part_of: alba}
  alban-prosecutor: {name: Prosecutor of Alba, type: organization, part_of: alba}
  alban-regulator: {name: Regulator of Alba, type: organization, part_of: alba}
  alban-court: {name: Court of Alba, type: court, part_of: alba}
  county-court: {name: County Court, type: court, part_of: alban-county}
  borea: {name: Borea, type: state}
  borean-court: {name: Court of Borea, type: court, part_of: borea}
  borean-regulator: {name: Regulator of Borea, type: organization, part_of: borea}
  union: {name: The Union, type: alliance}
  union-court: {name: Court of the Union, type: court, part_of: union}
  league: {name: The League, type: organization, side: true}
  league-panel: {name: Panel, type: organization, part_of: league}
  league-appeals: {name: Appeals, type: organization, part_of: league}
  somewhere: {name: A Court, type: court}
sources:
  daily: {title: The Daily, date: 2040}
allegations:
  fraud:
    text: They cheat.
    accused: [firm, chief]
"""


def stages(claims: Claims, steps: Sequence[str], statements: str = "") -> list[tuple[str, str]]:
    """The word and the force of each stage."""
    written = "".join(f"      - {{{line}, source: daily}}\n" for line in steps)
    more = f"statements:\n{statements}" if statements else ""
    corpus = claims(f"{WORLD}    status:\n{written}{more}").corpus
    return [(stage.word, stage.force) for stage in corpus.status["fraud"]]


INQUIRY: Final = "step: under-inquiry, date: 2020, by: alban-prosecutor"


@pytest.mark.parametrize(
    ("later", "force"),
    [
        ("step: dismissed, date: 2021, by: alban-prosecutor", "ended"),
        ("step: dismissed, date: 2021, by: alban-court", "ended"),
        ("step: acquitted, date: 2021, by: county-court", "ended"),  # a county of the same state
        ("step: convicted, date: 2021, by: alba", "ended"),
        ("step: charged, date: 2021, by: alban-court", "ended"),
        ("step: dismissed, date: 2021, by: borean-court", "in force"),
        ("step: acquitted, date: 2021, by: borea", "in force"),
        ("step: charged, date: 2021, by: borean-regulator", "in force"),
        ("step: found, date: 2021, by: union-court", "in force"),
        ("step: dismissed, date: 2021, by: somewhere", "perhaps ended"),  # nothing says where that court is
        ("step: dismissed, date: 2021", "perhaps ended"),
        ("step: charged, date: 2021", "perhaps ended"),
        ("step: dismissed, date: 2021, by: alban-court, of: chief", "in force"),  # for the firm it goes on
        ("step: settled, date: 2021, by: alban-prosecutor", "ended"),
        ("step: settled, date: 2021, by: alba", "ended"),
        ("step: settled, date: 2021, by: alban-regulator", "in force"),  # another authority of that state
        ("step: settled, date: 2021, by: buyers", "in force"),
        ("step: settled, date: 2021, by: borean-court", "in force"),
        ("step: settled, date: 2021, by: alban-court", "perhaps ended"),  # a court approves, and is no party
        ("step: settled, date: 2021, by: somewhere", "perhaps ended"),
        ("step: settled, date: 2021", "perhaps ended"),
    ],
)
def test_what_ends_an_inquiry(claims: Claims, later: str, force: str) -> None:
    assert stages(claims, [INQUIRY, later])[0] == ("under-inquiry", force)


@pytest.mark.parametrize(
    ("parties", "force"),
    [
        ("alban-prosecutor, firm, chief", "ended"),
        ("alba, firm, chief", "ended"),
        ("alban-prosecutor, firm", "in force"),  # the chief did not settle
        ("alban-prosecutor, buyers", "perhaps ended"),  # with whom is known, and not for whom of the accused
        ("buyers, firm, chief", "in force"),
        ("alban-regulator, firm, chief", "in force"),
        ("borea, firm, chief", "in force"),
    ],
)
def test_a_settlement_ends_the_proceedings_of_its_parties_alone(claims: Claims, parties: str, force: str) -> None:
    text = (
        f"  s: {{act: settles, speaker: [{parties}], date: 2021, allegation: fraud, says: Paid., reports: [{{source: daily}}]}}\n"
    )
    assert stages(claims, [INQUIRY], text) == [("under-inquiry", force), ("settled", "in force")]


@pytest.mark.parametrize(
    ("by", "force"), [("alban-prosecutor", "ended"), ("alban-court", "in force"), ("borean-regulator", "in force")]
)
def test_a_finding_ends_what_its_own_body_began(claims: Claims, by: str, force: str) -> None:
    text = f"  f: {{act: finds, speaker: {by}, date: 2021, allegation: fraud, outcome: rejected, reports: [{{source: daily}}]}}\n"
    assert stages(claims, [INQUIRY], text)[0] == ("under-inquiry", force)


@pytest.mark.parametrize(
    ("later", "force"),
    [
        ("step: dismissed, date: 2021", "ended"),
        ("step: dismissed, date: 2021, by: alban-court", "perhaps ended"),
        ("step: settled, date: 2021, by: buyers", "perhaps ended"),
    ],
)
def test_proceedings_without_a_body_are_perhaps_ended_by_those_that_have_one(claims: Claims, later: str, force: str) -> None:
    assert stages(claims, ["step: charged, date: 2020", later])[0] == ("charged", force)


@pytest.mark.parametrize(
    ("later", "force"),
    [
        ("step: quashed, date: 2022, by: alban-court", "overturned"),
        ("step: acquitted, date: 2022, by: alban-court", "overturned"),
        ("step: quashed, date: 2022, by: county-court", "overturned"),
        ("step: quashed, date: 2022, by: borean-court", "in force"),
        ("step: reversed, date: 2022, by: union-court", "in force"),
        ("step: acquitted, date: 2022, by: borean-court", "in force"),
        ("step: quashed, date: 2022, by: somewhere", "overturned"),  # it can mean no other decision
        ("step: acquitted, date: 2022, by: somewhere", "perhaps overturned"),  # it may be about another trial
    ],
)
def test_what_overturns_a_conviction(claims: Claims, later: str, force: str) -> None:
    assert stages(claims, ["step: convicted, date: 2021, by: alban-court", later])[0] == ("convicted", force)


@pytest.mark.parametrize(
    ("appeal", "forces"),
    [
        (", by: county-court", ["overturned", "in force", "in force"]),
        ("", ["perhaps overturned", "perhaps overturned", "in force"]),
    ],
)
def test_an_appeal_is_about_the_decision_of_its_own_state_though_another_was_later(
    claims: Claims, appeal: str, forces: list[str]
) -> None:
    steps = [
        "step: convicted, date: 2020, by: alban-court",
        "step: convicted, date: 2021, by: borean-court",
        f"step: quashed, date: 2022{appeal}",
    ]
    assert [force for _, force in stages(claims, steps)] == forces


def test_an_appeal_is_about_the_finding_of_its_own_state(claims: Claims) -> None:
    text = "".join(
        f"  {by}-f: {{act: finds, speaker: {by}, date: 2020, allegation: fraud, outcome: upheld, reports: [{{source: daily}}]}}\n"
        for by in ("alban-regulator", "borean-regulator")
    )
    found = stages(claims, ["step: quashed, date: 2022, by: borean-court"], text)
    assert found == [("upheld", "in force"), ("upheld", "overturned"), ("quashed", "in force")]


def test_a_body_without_a_state_is_of_the_forum_of_its_whole(claims: Claims) -> None:
    steps = ["step: under-inquiry, date: 2020, by: league-panel", "step: dismissed, date: 2021, by: league-appeals"]
    assert stages(claims, steps)[0] == ("under-inquiry", "ended")


def test_a_review_that_the_claims_name_joins_two_forums(claims: Claims) -> None:
    steps = ["step: charged, date: 2020, by: alban-prosecutor", "step: dismissed, date: 2022, by: somewhere, statement: appeal"]
    text = (
        "  first: {act: finds, speaker: alban-court, date: 2021, allegation: fraud, outcome: upheld, "
        "reports: [{source: daily}]}\n"
        "  appeal: {act: finds, speaker: somewhere, date: 2022, allegation: fraud, outcome: not-upheld, answers: first, "
        "reports: [{source: daily}]}\n"
    )
    assert stages(claims, steps, text) == [("charged", "ended"), ("upheld", "overturned"), ("dismissed", "in force")]


@pytest.mark.parametrize(
    ("later", "forces"),
    [
        (["quashed, date: 2022"], ["overturned", "overturned", "in force"]),
        (["quashed, date: 2022", "reversed, date: 2023"], ["in force", "in force", "overturned", "in force"]),
        (["quashed, date: 2022, of: chief"], ["in force in part", "in force in part", "in force"]),
    ],
)
def test_a_decision_that_was_confirmed_falls_with_its_confirmation(claims: Claims, later: list[str], forces: list[str]) -> None:
    steps = ["convicted, date: 2020", "upheld, date: 2021", *later]
    assert [force for _, force in stages(claims, [f"step: {step}" for step in steps])] == forces


def test_the_words_say_that_it_is_not_known_whether_proceedings_are_over(claims: Claims) -> None:
    written = f"{WORLD}    status:\n      - {{{INQUIRY}, source: daily}}\n      - {{step: charged, date: 2021, source: daily}}\n"
    assert status_words(claims(written).corpus, "fraud")[0] == "under inquiry, by Prosecutor of Alba, 2020; perhaps ended"


PLACES: Final = {"alba": ("court", "prosecutor"), "borea": ("court", "prosecutor")}
ACTORS: Final = {
    **{state: made(Actor, state, name=state, type="state") for state in PLACES},
    **{
        f"{state}-{body}": made(
            Actor, f"{state}-{body}", name=body, type="court" if body == "court" else "organization", part_of=state
        )
        for state, bodies in PLACES.items()
        for body in bodies
    },
    **{id_: made(Actor, id_, name=id_, type="company") for id_ in ("firm", "rival")},
}
WORDS: Final = (
    *("under-inquiry", "charged", "found", "convicted", "acquitted", "dismissed", "settled", "upheld", "reversed", "quashed"),
)
BODIES: Final = tuple(f"{state}-{body}" for state, bodies in PLACES.items() for body in bodies)
PERSONS: Final = st.sampled_from([[], ["firm"], ["rival"], ["firm", "rival"]])
STEPS: Final = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BODIES), PERSONS), min_size=1, max_size=8)
SAID: Final = st.lists(
    st.tuples(st.sampled_from(["upheld", "not-upheld", "rejected", "settles"]), st.sampled_from(BODIES), st.integers(0, 27)),
    max_size=4,
)


def corpus_of(steps: list[dict[str, Any]], said: list[Statement]) -> Corpus:
    status = {"status": steps} if steps else {}
    record = made(Allegation, "fraud", text="So.", accused=["firm", "rival"], **status)
    return Corpus(actors=ACTORS, allegations={"fraud": record}, statements={one.id: one for one in said})


def drawn(
    steps: list[tuple[str, str, list[str]]], said: list[tuple[str, str, int]]
) -> tuple[list[dict[str, Any]], list[Statement]]:
    """The steps a day apart each, and the findings and settlements among them."""
    written = [
        {"step": word, "by": by, "date": f"2020-02-{n + 1:02}", "source": "daily", **({"of": of} if of else {})}
        for n, (word, by, of) in enumerate(steps)
    ]
    statements = [
        made(Statement, f"s{n}", act="settles", speaker=[by, "firm"], date=f"2020-02-{day + 1:02}", allegation="fraud")
        if outcome == "settles"
        else made(Statement, f"s{n}", act="finds", speaker=by, date=f"2020-02-{day + 1:02}", allegation="fraud", outcome=outcome)
        for n, (outcome, by, day) in enumerate(said)
    ]
    return written, statements


def told(corpus: Corpus) -> dict[str, Any]:
    """What is known of each stage, by its body and day, without its place."""
    found = corpus.status.get("fraud", ())
    names = [f"{stage.by} {stage.date.text} {stage.word} {stage.statement} {stage.of}" for stage in found]
    return {
        key: (stage.force, sorted((names[review.by], review.effect, review.is_certain) for review in stage.reviews))
        for key, stage in zip(names, found, strict=True)
    }


@given(STEPS, SAID)
def test_what_is_decided_in_one_state_is_the_same_without_the_other(
    steps: list[tuple[str, str, list[str]]], said: list[tuple[str, str, int]]
) -> None:
    written, statements = drawn(steps, said)
    whole = told(corpus_of(written, statements))
    apart: dict[str, Any] = {}
    for state in PLACES:
        own = [step for step in written if step["by"].startswith(state)]
        apart |= told(corpus_of(own, [one for one in statements if one.speaker[0].startswith(state)]))
    assert whole == apart


@given(STEPS, SAID, st.randoms(use_true_random=False))
def test_the_order_of_records_decides_nothing(
    steps: list[tuple[str, str, list[str]]], said: list[tuple[str, str, int]], rng: Any
) -> None:
    written, statements = drawn(steps, said)
    one = corpus_of(written, statements)
    actors, turned = list(ACTORS.items()), list(statements)
    rng.shuffle(actors)
    rng.shuffle(turned)
    other = Corpus(actors=dict(actors), allegations=one.allegations, statements={s.id: s for s in turned})
    assert one.status == other.status


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12), st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_forum_of_a_body_is_what_walking_up_finds(wholes: list[tuple[int, int]], states: list[bool]) -> None:
    above = {n: {b for a, b in wholes if a == n and a != b} for n in range(8)}
    actors = {
        f"a{n}": made(
            Actor,
            f"a{n}",
            name=str(n),
            type="state" if states[n] else "organization",
            **({"part_of": [f"a{m}" for m in sorted(above[n])]} if above[n] else {}),
        )
        for n in range(8)
    }
    reached = {n: {n} for n in range(8)}
    for _ in range(8):
        reached = {n: found.union(*(above[m] for m in found)) for n, found in reached.items()}
    forums = Forums(actors)
    for n in range(8):
        ruling = {m for m in reached[n] if states[m]}
        known = ruling or reached[n]
        top = {m for m in known if not known & (reached[m] - {m})} or known
        forum = forums.of((f"a{n}",), ALWAYS)
        assert forum.ids == {f"a{m}" for m in (*top, n)}
        assert forum.is_placed == bool(ruling)
        for m in range(8):
            other = forums.of((f"a{m}",), ALWAYS)
            assert forum.to(other) == other.to(forum)
        assert forum.to(forum) == "same"


def test_a_body_is_of_the_state_to_which_it_belonged_that_day() -> None:
    moved = made(
        Actor,
        "moved",
        name="Moved",
        type="court",
        part_of=[{"of": "alba", "to": "2019-12-31"}, {"of": "borea", "from": "2020-01-01"}],
    )
    forums = Forums({**ACTORS, "moved": moved})
    for year, state in (("2018", "alba"), ("2021", "borea")):
        date = parse(year)
        assert isinstance(date, Date)
        assert forums.of(("moved",), Span(date.earliest, date.latest)).ids == {"moved", state}
