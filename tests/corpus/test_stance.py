"""Stances against what a chain of answers means: parity, a definition read off statement by statement, and any order of files."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.stance import Stances, answering_order, stances
from kg.model.acts import ACTS, OPPOSITE, OUTCOMES
from kg.model.records import Allegation, Statement

ROOTS: Final = ("accuses", "asserts", "denies", "rebuts", "concedes", "promises", "declines", "finds")
REPLIES: Final = ("denies", "rebuts", "concedes", "corroborates", "qualifies", "declines", "retracts", "corrects", "accuses")
FALSE: Final = {"denies", "rebuts"}
TRUE: Final = {"accuses", "asserts", "concedes", "warns", "demands", "praises", "announces"}


def derived(said: list[Statement], tree: dict[str, Allegation] | None = None) -> dict[str, Stances]:
    statements = {one.id: one for one in said}
    about: dict[str, tuple[str, ...]] = {}
    for id_ in answering_order(statements):
        taken = [a for to in statements[id_].answers for a in about.get(to, ())] if ACTS[statements[id_].act].inherits else []
        about[id_] = statements[id_].allegation or tuple(dict.fromkeys(taken))
    return stances(statements, tree or {}, lambda one: about.get(one.id, one.allegation), lambda _, __: False)


def statement(number: int, act: str, answers: tuple[str, ...] = (), about: tuple[str, ...] = ()) -> Statement:
    outcome = "upheld" if act == "finds" else None
    return Statement(id=f"s{number}", act=act, answers=answers, allegation=about, outcome=outcome)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["denies", "rebuts", "concedes", "corroborates"]), max_size=40))
def test_along_a_chain_it_is_the_parity_of_the_denials(acts: list[str]) -> None:
    said = [statement(0, "accuses", about=("theft",))]
    said += [statement(n, act, (f"s{n - 1}",)) for n, act in enumerate(acts, 1)]
    found = derived(said)
    for n, one in enumerate(said):
        denials = sum(act in FALSE for act in acts[:n])
        assert found[one.id].held == {"theft": "disputes" if denials % 2 else "affirms"}


@st.composite
def exchanges(draw: st.DrawFn) -> list[Statement]:
    """Statements of which each answers some of those before it, on up to three allegations."""
    said: list[Statement] = []
    for n in range(draw(st.integers(1, 14))):
        answers = tuple(sorted(draw(st.sets(st.sampled_from([one.id for one in said]), max_size=3)))) if said else ()
        act = draw(st.sampled_from(REPLIES if answers else ROOTS))
        about = tuple(sorted(draw(st.sets(st.sampled_from(["theft", "lie", "fire"]), min_size=not answers, max_size=2))))
        said.append(statement(n, act, answers, about))
    return said


def meant(said: list[Statement]) -> dict[str, dict[str, str]]:
    """What each statement holds, as the format's page says it, without the composition that is tested."""
    known: dict[str, dict[str, str]] = {}
    about: dict[str, set[str]] = {}
    for one in said:
        taken = {a for to in one.answers for a in about[to]} if ACTS[one.act].inherits else set()
        about[one.id] = set(one.allegation) or taken
        known[one.id] = {}
        for allegation in about[one.id]:
            stance = "neither"
            if one.act == "finds":
                stance = OUTCOMES["upheld"][0]
            elif one.act in TRUE and (not one.answers or one.act != "concedes"):
                stance = "affirms"
            elif one.act in FALSE and not one.answers:
                stance = "disputes"
            elif one.act in FALSE | {"concedes", "corroborates"}:
                targets = [known[to] for to in one.answers]
                if one.act in {"rebuts", "concedes"} and not one.allegation:  # it may meet only a part
                    targets = [target for target in targets if len(target) < 2]
                theirs = {target[allegation] for target in targets if allegation in target}
                if len(theirs) == 1:
                    stance = theirs.pop()
                    stance = {"affirms": "disputes", "disputes": "affirms"}[stance] if one.act in FALSE else stance
            if stance != "neither":
                known[one.id][allegation] = stance
    return known


@given(exchanges())
def test_in_any_exchange_it_is_what_the_format_says(said: list[Statement]) -> None:
    assert {id_: dict(found.held) for id_, found in derived(said).items()} == meant(said)


@given(exchanges(), st.randoms())
def test_the_order_of_the_records_does_not_matter(said: list[Statement], random: object) -> None:
    shuffled = [*said]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert derived(shuffled) == derived(said)


@given(exchanges())
def test_to_deny_twice_is_to_affirm(said: list[Statement]) -> None:
    """A denial of a denial of any statement holds what the statement held, on every allegation that it held something of."""
    for one in said:
        once = statement(100, "denies", (one.id,))
        found = derived([*said, once, statement(101, "denies", ("s100",))])
        assert found["s101"].held == found[one.id].held
        assert {a: OPPOSITE[held] for a, held in found["s100"].held.items()} == found[one.id].held


@given(exchanges())
def test_nothing_is_held_without_a_chain_to_somebody_who_said_it(said: list[Statement]) -> None:
    statements = {one.id: one for one in said}
    for id_, found in derived(said).items():
        for allegation in found.held:
            todo, names = [id_], set()
            while todo:
                one = statements[todo.pop()]
                names |= set(one.allegation)
                todo += one.answers
            assert allegation in names


def test_a_kin_allegation_is_taken_only_where_nothing_is_held_on_it_itself() -> None:
    tree = {"wide": Allegation(id="wide", text="W"), "narrow": Allegation(id="narrow", text="N", broader=("wide",))}
    wide, narrow = statement(0, "accuses", about=("wide",)), statement(1, "denies", about=("narrow",))
    assert derived([wide, statement(2, "denies", ("s0",), ("narrow",))], tree)["s2"].held == {"narrow": "disputes"}
    both = derived([wide, narrow, statement(2, "denies", ("s0", "s1"), ("narrow",))], tree)["s2"]
    assert (both.held, both.both) == ({"narrow": "affirms"}, ())
    other = {**tree, "other": Allegation(id="other", text="O")}
    assert derived([wide, statement(2, "denies", ("s0",), ("other",))], other)["s2"].held == {}


def test_a_chain_of_any_length_ends() -> None:
    said = [statement(0, "accuses", about=("theft",)), *(statement(n, "denies", (f"s{n - 1}",)) for n in range(1, 50_000))]
    assert derived(said)["s49999"].held == {"theft": "disputes"}
