"""What became of allegations: which decisions there are, which of them still hold, and for whom."""

from __future__ import annotations

import random

import pytest
from conftest import Claims
from made import made

from kg.corpus.corpus import Corpus
from kg.corpus.status_words import status_words
from kg.edtf import Date
from kg.model.records import Allegation

WORLD = """\
actors:
  ida: {name: Ida Falk, type: person}
  ole: {name: Ole Berg, type: person}
  court: {name: Harbour Court, type: court}
  appeal: {name: Court of Appeal, type: court}
  top: {name: Supreme Court, type: court}
  checker: {name: The Checker, type: media}
  firm: {name: The Firm, type: company}
  judge: {name: Ann Reed, type: person, roles: [{position: Presiding judge, of: court}]}
sources:
  daily: {title: The Daily, date: 2040}
"""
THEFT = "allegations:\n  theft:\n    text: They steal.\n    accused: [ida, ole]\n"


def finding(id_: str, by: str, date: str, outcome: str, more: str = "") -> str:
    """A finding on the theft."""
    return (
        f"  {id_}: {{act: finds, speaker: {by}, date: {date}, outcome: {outcome}, {more}"
        f"{'' if 'allegation:' in more else 'allegation: theft, '}reports: [{{source: daily}}]}}\n"
    )


def steps(*lines: str) -> str:
    """The allegation with these steps."""
    return f"{THEFT}    status:\n" + "".join(f"      - {{{line}, source: daily}}\n" for line in lines)


def stages(corpus: Corpus, allegation: str = "theft") -> list[tuple[str, str]]:
    """The word and the force of each stage."""
    return [(stage.word, stage.force) for stage in corpus.status.get(allegation, ())]


def test_what_nobody_decided_has_no_status(claims: Claims) -> None:
    corpus = claims(WORLD + THEFT).corpus
    assert (dict(corpus.status), status_words(corpus, "theft")) == ({}, ())


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("upheld", "found to be so"),
        ("partly-upheld", "found to be so in part"),
        ("not-upheld", "not proven, or dismissed"),
        ("rejected", "found to be untrue"),
    ],
)
def test_a_finding_is_a_stage_with_its_body_day_and_verdict(claims: Claims, outcome: str, words: str) -> None:
    text = finding("f", "court", "2030-02-01", outcome, "verdict: Four Anchors, ")
    corpus = claims(f"{WORLD}{THEFT}statements:\n{text}").corpus
    (stage,) = corpus.status["theft"]
    assert (stage.word, stage.by, stage.of, stage.verdict, stage.statement, stage.force) == (
        outcome,
        ("court",),
        ("ida", "ole"),
        "Four Anchors",
        "f",
        "in force",
    )
    assert status_words(corpus, "theft") == (f"{words} (“Four Anchors”), by Harbour Court, 2030-02-01",)


@pytest.mark.parametrize(
    ("first", "second", "effect", "force"),
    [
        ("upheld", "upheld", "confirmed", "in force"),
        ("upheld", "partly-upheld", "changed", "overturned"),
        ("upheld", "not-upheld", "reversed", "overturned"),
        ("partly-upheld", "rejected", "reversed", "overturned"),
        ("rejected", "upheld", "reversed", "overturned"),
        ("rejected", "not-upheld", "changed", "overturned"),
        ("not-upheld", "not-upheld", "confirmed", "in force"),
    ],
)
def test_a_finding_on_appeal_decides_whether_the_first_holds(
    claims: Claims, first: str, second: str, effect: str, force: str
) -> None:
    text = finding("f", "court", "2030", first) + finding("g", "appeal", "2031", second, "answers: f, ")
    corpus = claims(f"{WORLD}{THEFT}statements:\n{text}").corpus
    one, two = corpus.status["theft"]
    assert [(r.by, r.effect, r.is_certain) for r in one.reviews] == [(1, effect, True)]
    assert (one.force, two.force, two.reviews) == (force, "in force", ())


def test_a_reversal_that_was_reversed_itself_leaves_the_first_decision_in_force(claims: Claims) -> None:
    text = (
        finding("f", "court", "2030", "upheld")
        + finding("g", "appeal", "2031", "rejected", "answers: f, ")
        + finding("h", "top", "2032", "upheld", "answers: g, ")
    )
    corpus = claims(f"{WORLD}{THEFT}statements:\n{text}").corpus
    assert [stage.force for stage in corpus.status["theft"]] == ["in force", "overturned", "in force"]
    assert status_words(corpus, "theft")[0] == (
        "found to be so, by Harbour Court, 2030; reversed by Court of Appeal, 2031, which is no longer in force"
    )


def test_findings_that_review_each_other_overturn_nothing(claims: Claims) -> None:
    text = finding("f", "court", "2030", "upheld", "answers: g, ") + finding("g", "appeal", "2030", "rejected", "answers: f, ")
    corpus = claims(f"{WORLD}{THEFT}statements:\n{text}").corpus
    assert stages(corpus) == [("upheld", "in force"), ("rejected", "in force")]


def test_a_finding_on_a_narrower_allegation_says_nothing_of_the_wider(claims: Claims) -> None:
    narrower = "  rope: {text: They steal rope., accused: ida, broader: theft}\n"
    text = finding("f", "court", "2030", "upheld") + finding("g", "appeal", "2031", "rejected", "allegation: rope, answers: f, ")
    corpus = claims(f"{WORLD}{THEFT}{narrower}statements:\n{text}").corpus
    assert stages(corpus) == [("upheld", "in force")]
    assert stages(corpus, "rope") == [("rejected", "in force")]
    assert corpus.status["theft"][0].elsewhere == ("g",)
    assert status_words(corpus, "theft") == ("found to be so, by Harbour Court, 2030; reviewed on another allegation",)


def test_a_conviction_is_quashed_for_one_of_two(claims: Claims) -> None:
    corpus = claims(
        WORLD
        + steps(
            "step: convicted, date: 2030-01, by: court",
            "step: quashed, date: 2031-05-01, by: appeal, of: ida",
        )
    ).corpus
    first, second = corpus.status["theft"]
    assert (first.force, second.force) == ("in force in part", "in force")
    assert [(r.effect, r.of) for r in first.reviews] == [("quashed", ("ida",))]
    assert status_words(corpus, "theft") == (
        (
            "convicted (Ida Falk and Ole Berg), by Harbour Court, 2030-01; "
            "quashed for Ida Falk by Court of Appeal, 2031-05-01; overturned in part"
        ),
        "an earlier decision quashed (Ida Falk), by Court of Appeal, 2031-05-01",
    )


def test_each_person_has_a_conviction_of_their_own(claims: Claims) -> None:
    corpus = claims(
        WORLD
        + steps(
            "step: convicted, date: 2030, of: ida",
            "step: convicted, date: 2032, of: ole",
            "step: quashed, date: 2033, of: ida",
        )
    ).corpus
    assert stages(corpus) == [("convicted", "overturned"), ("convicted", "in force"), ("quashed", "in force")]


@pytest.mark.parametrize(
    ("words", "forces"),
    [
        (("convicted", "upheld"), ["in force", "in force"]),
        (("convicted", "reversed"), ["overturned", "in force"]),
        (("convicted", "quashed", "reversed"), ["in force", "overturned", "in force"]),
        (("convicted", "quashed", "upheld"), ["overturned", "in force", "in force"]),
        (("convicted", "acquitted"), ["overturned", "in force"]),
        (("acquitted", "convicted"), ["overturned", "in force"]),
        (("under-inquiry", "charged"), ["ended", "in force"]),
        (("under-inquiry", "charged", "dismissed"), ["ended", "ended", "in force"]),
        (("charged", "settled"), ["ended", "in force"]),
        (("dismissed", "under-inquiry"), ["in force", "in force"]),
        (("found", "dismissed"), ["in force", "in force"]),
    ],
)
@pytest.mark.parametrize("is_dated", [True, False])
def test_steps_follow_each_other(claims: Claims, words: tuple[str, ...], forces: list[str], *, is_dated: bool) -> None:
    lines = [f"step: {word}, date: {2030 + n if is_dated else 2030}" for n, word in enumerate(words)]
    assert [stage.force for stage in claims(WORLD + steps(*lines)).corpus.status["theft"]] == forces


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2030", [("convicted", "overturned"), ("quashed", "in force")]),
        ("2030~", [("quashed", "in force"), ("convicted", "in force")]),
    ],
)
def test_a_step_added_late_still_comes_before_what_surely_followed_it(
    claims: Claims, date: str, found: list[tuple[str, str]]
) -> None:
    text = steps("step: quashed, date: 2033", f"step: convicted, date: {date}")
    assert stages(claims(WORLD + text).corpus) == found


@pytest.mark.parametrize(
    ("date", "force"),
    [("2031", "overturned"), ("2030", "perhaps overturned"), ("2031~", "perhaps overturned"), ("2029", "in force")],
)
def test_a_step_reviews_the_only_finding_before_it_for_sure_only_if_it_surely_came_later(
    claims: Claims, date: str, force: str
) -> None:
    text = finding("f", "court", "2030-05", "upheld")
    corpus = claims(f"{WORLD}{steps(f'step: quashed, date: {date}, by: appeal')}statements:\n{text}").corpus
    assert dict(stages(corpus))["upheld"] == force


def test_of_several_findings_none_is_surely_the_one_that_a_step_reviews(claims: Claims) -> None:
    text = (
        finding("f", "court", "2030", "upheld")
        + finding("g", "firm", "2030", "upheld")
        + finding("h", "checker", "2030", "upheld")
    )
    corpus = claims(f"{WORLD}{steps('step: quashed, date: 2031')}statements:\n{text}").corpus
    by = {stage.statement: stage.force for stage in corpus.status["theft"]}
    assert by == {"f": "perhaps overturned", "g": "perhaps overturned", "h": "in force", None: "in force"}


@pytest.mark.parametrize("link", ["statement: f", "by: court"])
def test_a_step_and_the_finding_that_it_repeats_are_one(claims: Claims, link: str) -> None:
    text = finding("f", "court", "2030-05-02", "upheld", "verdict: guilty, ")
    corpus = claims(f"{WORLD}{steps(f'step: convicted, date: 2030-05, of: ida, {link}')}statements:\n{text}").corpus
    (stage,) = corpus.status["theft"]
    assert (stage.word, stage.step, stage.statement, stage.by, stage.of, stage.verdict) == (
        "convicted",
        0,
        "f",
        ("court",),
        ("ida",),
        "guilty",
    )


@pytest.mark.parametrize(
    "line",
    ["convicted, date: 2030-05, by: appeal", "convicted, date: 2031, by: court", "dismissed, date: 2030-05, by: court"],
)
def test_a_step_of_another_body_day_or_end_is_another_stage(claims: Claims, line: str) -> None:
    text = finding("f", "court", "2030-05-02", "upheld")
    assert len(claims(f"{WORLD}{steps(f'step: {line}')}statements:\n{text}").corpus.status["theft"]) == 2


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("2041-03-02, upheld", "2041-03-02, upheld", 1),
        ("2041-03-02, upheld", "2041-03-03, upheld", 2),
        ("2041-03-02, upheld", "2041-03-02, partly-upheld", 2),
        ("2041-03, upheld", "2041-03, upheld", 2),
    ],
)
def test_a_judge_who_tells_the_decision_of_the_court_that_day_makes_no_second_one(
    claims: Claims, first: str, second: str, count: int
) -> None:
    both = [finding(id_, by, *one.split(", ")) for id_, by, one in (("ruling", "court", first), ("told", "judge", second))]
    assert len(stages(claims(f"{WORLD}{THEFT}statements:\n{''.join(both)}").corpus)) == count


def test_what_an_appeal_reviews_stays_a_stage(claims: Claims) -> None:
    both = [finding(id_, by, "2041-03-02", "upheld") for id_, by in (("ruling", "court"), ("told", "judge"))]
    review = finding("on-appeal", "appeal", "2042-01-01", "rejected", "answers: told, ")
    assert len(stages(claims(f"{WORLD}{THEFT}statements:\n{''.join(both)}{review}").corpus)) == 3


@pytest.mark.parametrize(("body", "force"), [("checker", "in force"), ("court", "ended")])
def test_a_finding_ends_the_inquiry_of_its_own_body_alone(claims: Claims, body: str, force: str) -> None:
    inquiry = steps("step: under-inquiry, date: 2029, by: court")
    corpus = claims(f"{WORLD}{inquiry}statements:\n{finding('f', body, '2030', 'rejected')}").corpus
    assert stages(corpus)[0] == ("under-inquiry", force)


@pytest.mark.parametrize(("act", "force"), [("retracts", "retracted"), ("corrects", "corrected")])
def test_a_finding_that_its_body_took_back_is_no_longer_in_force(claims: Claims, act: str, force: str) -> None:
    text = finding("f", "checker", "2030", "rejected")
    later = f"  r: {{act: {act}, speaker: checker, date: 2031, answers: f, says: So., reports: [{{source: daily}}]}}\n"
    assert stages(claims(f"{WORLD}{THEFT}statements:\n{text}{later}").corpus) == [("rejected", force)]


def test_a_finding_known_on_the_word_of_others_says_so(claims: Claims) -> None:
    text = finding("f", "court", "2030", "upheld").replace("{source: daily}", "{source: daily, via: ida}")
    corpus = claims(f"{WORLD}{THEFT}statements:\n{text}").corpus
    assert status_words(corpus, "theft") == ("found to be so, by Harbour Court, as Ida Falk alone says, 2030",)


def test_a_finding_that_its_body_denies_is_none(claims: Claims) -> None:
    text = finding("f", "court", "2030", "upheld", "utterance: disputed, ")
    assert dict(claims(f"{WORLD}{THEFT}statements:\n{text}").corpus.status) == {}


def test_a_finding_and_a_step_that_come_to_the_same_confirm_each_other(claims: Claims) -> None:
    step = steps("step: found, date: 2030, by: checker, statement: f")
    text = finding("f", "checker", "2030", "upheld") + finding("g", "court", "2031", "upheld", "answers: f, ")
    (first, second) = claims(f"{WORLD}{step}statements:\n{text}").corpus.status["theft"]
    assert [(review.effect, review.by) for review in first.reviews] == [("confirmed", 1)]
    assert (first.force, second.force) == ("in force", "in force")


def test_a_settlement_is_a_stage_and_no_decision(claims: Claims) -> None:
    text = (
        "  s: {act: settles, speaker: [ida, firm], date: 2031-02, allegation: theft, says: Nothing is admitted., "
        "reports: [{source: daily}]}\n"
    )
    corpus = claims(f"{WORLD}{THEFT}statements:\n{text}").corpus
    (stage,) = corpus.status["theft"]
    assert (stage.word, stage.by, stage.of, stage.is_decision, stage.holds) == ("settled", ("ida", "firm"), ("ida",), False, True)
    assert status_words(corpus, "theft") == ("settled, without a finding, by Ida Falk and The Firm, 2031-02",)


def test_accusations_and_answers_are_no_stages(claims: Claims) -> None:
    text = (
        "  a: {act: accuses, speaker: firm, date: 2030, allegation: theft, reports: [{source: daily}]}\n"
        "  d: {act: denies, speaker: ida, date: 2030, answers: a, reports: [{source: daily}]}\n"
    )
    assert dict(claims(f"{WORLD}{THEFT}statements:\n{text}").corpus.status) == {}


def test_a_chain_of_appeals_of_any_length_alternates(claims: Claims) -> None:
    outcomes = ["upheld", "rejected"]
    text = "".join(
        finding(f"f{n}", "court", str(2000 + n), outcomes[n % 2], f"answers: f{n - 1}, " if n else "") for n in range(31)
    )
    held = [stage.holds for stage in claims(f"{WORLD}{THEFT}statements:\n{text}").corpus.status["theft"]]
    assert held == [n % 2 == 0 for n in range(31)]


def surely_before(one: Date, other: Date) -> bool:
    """Whether every day that the one may be comes before every day that the other may be."""
    if one.qualified or other.qualified or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest


@pytest.mark.parametrize("seed", range(40))
def test_stages_are_in_an_order_that_no_date_and_no_list_contradicts(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    dates = ["2030", "2030-05", "2030-05-02", "2029/2031", "2031", "2030~", "../2030", "2032/..", "2028", "2033-01"]
    written = [{"step": "charged", "date": rng.choice(dates), "source": f"daily-{n}"} for n in range(rng.randint(1, 7))]
    record = made(Allegation, "theft", text="So.", status=written)
    found = Corpus(allegations={"theft": record}, kinds={"theft": "allegation"}).status["theft"]
    order = [stage.step for stage in found if stage.step is not None]
    assert sorted(order) == list(range(len(written)))
    for place, stage in enumerate(found):
        assert not [other for other in found[place + 1 :] if surely_before(other.date, stage.date)]
    expected: list[int] = []
    left = list(range(len(written)))
    while left:  # the first in the list before which none that is left surely was
        free = [n for n in left if not any(surely_before(record.status[m].date, record.status[n].date) for m in left)]
        expected.append(free[0])
        left.remove(free[0])
    assert order == expected
