"""Standing: an exchange by hand, and every promised change tried out on the record."""

from __future__ import annotations

import datetime
import itertools
import json
import random

import harbour
import pytest
import written
from places import REPOSITORY

from kg.analysis import standing as module
from kg.analysis.attacks import framework, labelled
from kg.analysis.grounded import Label
from kg.analysis.standing import WORDS, Change, Standing, exchange, standing
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.render.standing import NOTICE, because, table, words
from kg.render.table import render

HEAD = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ida: {name: Ida Falk, type: person}
  max: {name: Max Orth, type: person}
  eve: {name: Eve Mohn, type: person}
sources:
  daily: {title: The Daily}
allegations:
  robs: {text: Ruritania robs ships., accused: ruritania}
  tolls: {text: Ruritania takes secret tolls., accused: ruritania, broader: robs}
  spies: {text: Ruritania spies., accused: ruritania}
statements:
"""


def read(*lines: str) -> Corpus:
    rows = []
    for line in lines:
        id_, act, rest = (*line.split(" ", 2), "")[:3]
        given = {} if "speaker" in rest else {"speaker": "ida" if act in {"accuses", "retracts", "corrects"} else "ruritania"}
        given |= {} if "date" in rest or "occasion" in rest else {"date": "unknown"}
        given |= {} if "reports" in rest else {"reports": "[{source: daily}]"}
        rows.append(f"  {id_}: {{act: {act}, {rest}{''.join(f', {name}: {value}' for name, value in given.items())}}}\n")
    return written.corpus(HEAD + "".join(rows))


FINDING = "f finds allegation: robs, outcome: upheld, speaker: max, date: 2030"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ("decided", ())),
        (["no denies answers: f, date: 2031"], ("decided", ())),
        (["g finds answers: f, allegation: robs, outcome: upheld, speaker: ida, date: 2031"], ("confirmed", ("g",))),
        (["g finds answers: f, allegation: robs, outcome: rejected, speaker: ida, date: 2031"], ("overturned", ("g",))),
        (["r retracts answers: f, speaker: max, date: 2031"], ("retracted", ("r",))),
    ],
)
def test_a_finding_changes_by_review_and_never_by_what_those_concerned_say(
    lines: list[str], expected: tuple[str, tuple[str, ...]]
) -> None:
    corpus = read(FINDING, *lines)
    found = one(corpus, "f")
    assert (found.why, found.by) == expected
    assert found.change is None
    assert "rebuttal" not in render(table(corpus, [found], everything=True), "plain", None)


def test_a_reason_against_a_decision_is_word_against_word_and_none_is_promised_to_do_more() -> None:
    corpus = read(FINDING, "no denies answers: f, date: 2031", "because rebuts answers: f, date: 2031")
    assert labels(corpus) == dict.fromkeys(("f", "no", "because"), "undecided")
    assert because(one(corpus, "no")) == because(one(corpus, "because")) == "word against word: f"
    assert {one(corpus, id_).change for id_ in ("f", "no", "because")} == {None}


def test_no_rebuttal_of_a_decision_is_promised_where_not_every_answer_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEARCHED", 1)
    found = one(read(FINDING, "no denies answers: f, date: 2031"), "no")
    assert (found.searched, found.change) == (False, None)


@pytest.mark.parametrize(
    ("rebuttal", "charge"),
    [
        ("speaker: ruritania", "undecided"),
        ("speaker: eve, for: ruritania", "undecided"),
        ("speaker: [ruritania, max], jointly: true", "out"),
        ("speaker: eve", "out"),
    ],
)
def test_an_answer_for_some_of_the_accused_leaves_the_charge_against_the_others(rebuttal: str, charge: str) -> None:
    corpus = read("charge accuses allegation: robs, against: [ruritania, max]", f"no rebuts answers: charge, {rebuttal}")
    assert labels(corpus)["charge"] == charge


def labels(corpus: Corpus) -> dict[str, Label | None]:
    return {found.id: found.label for found in standing(corpus, Filter())}


def one(corpus: Corpus, id_: str) -> Standing:
    return next(found for found in standing(corpus, Filter()) if found.id == id_)


MIN, MAX = datetime.date.min, datetime.date.max
CHARGE = "charge accuses allegation: robs"


def test_a_denial_is_word_against_word() -> None:
    corpus = read(CHARGE, "denial denies answers: charge")
    assert labels(corpus) == {"charge": "undecided", "denial": "undecided"}
    assert because(one(corpus, "charge")) == "word against word: denial"
    assert one(corpus, "charge").change == Change("rebuts", "denial", "in")


def test_a_rebuttal_puts_out_and_reinstates() -> None:
    corpus = read(CHARGE, "rebuttal rebuts answers: charge", "again rebuts answers: rebuttal", "denial denies answers: again")
    assert labels(corpus) == dict.fromkeys(("charge", "rebuttal", "again", "denial"), "undecided")
    assert because(one(corpus, "charge")) == "what speaks against it is itself disputed: rebuttal"
    assert one(corpus, "charge").change == Change("rebuts", "rebuttal", "in")


def test_out_and_in_by_way_of_others() -> None:
    corpus = read(CHARGE, "rebuttal rebuts answers: charge", "denial denies answers: charge")
    assert labels(corpus) == {"charge": "out", "rebuttal": "in", "denial": "in"}
    assert because(one(corpus, "charge")) == "answered, no reply on record: rebuttal"
    assert because(one(corpus, "denial")) == "what speaks against it is answered, no reply on record: charge"
    assert because(one(corpus, "rebuttal")) == "not answered here"
    assert one(corpus, "charge").change == Change("rebuts", "rebuttal", "undecided")
    assert one(corpus, "rebuttal").change == Change("denies", "rebuttal", "undecided")


def test_a_retraction_puts_out_the_speakers_own_words() -> None:
    corpus = read(CHARGE, "denial denies answers: charge", "back retracts answers: charge")
    assert labels(corpus) == {"charge": "out", "denial": "in", "back": "in"}
    assert because(one(corpus, "charge")) == "retracted by its speaker: back"
    assert one(corpus, "charge").change is None
    assert because(one(corpus, "denial")) == "what speaks against it was taken back by its speaker: charge"
    assert [row[5] for row in table(corpus, standing(corpus, Filter())).rows] == [
        "only its speaker",
        "a denial of it",
        "a denial of it",
    ]


def test_a_retraction_that_was_retracted_retracts_nothing() -> None:
    corpus = read(CHARGE, "back retracts answers: charge", "again retracts answers: back")
    assert labels(corpus) == {"charge": "in", "back": "out", "again": "in"}
    assert because(one(corpus, "charge")) == "not answered here"


def test_a_retraction_in_part_leaves_the_rest_standing() -> None:
    corpus = read("charge accuses allegation: [robs, spies]", "back retracts answers: charge, allegation: spies")
    assert labels(corpus) == {"charge": "in", "back": "in"}
    assert because(one(corpus, "charge")) == "taken back in part by its speaker: back"
    rest = "rest retracts answers: charge, allegation: robs"
    corpus = read("charge accuses allegation: [robs, spies]", "back retracts answers: charge, allegation: spies", rest)
    assert labels(corpus)["charge"] == "out"
    assert because(one(corpus, "charge")) == "retracted by its speaker: back, rest"


def test_what_is_left_of_both_is_what_speaks_against_each_other() -> None:
    lines = ("charge accuses allegation: [robs, spies]", "denial denies answers: charge")
    corpus = read(*lines, "back retracts answers: charge, allegation: spies")
    assert because(one(corpus, "charge")) == "word against word: denial"
    only = "rebuttal rebuts answers: charge, allegation: robs"
    assert because(one(read(lines[0], only), "charge")) == "word against word: rebuttal"
    assert because(one(read(lines[0], only, "back retracts answers: charge, allegation: spies"), "charge")) == (
        "answered, no reply on record: rebuttal"
    )
    both = (
        "back retracts answers: charge, allegation: spies, date: '2032'",
        "grants concedes answers: charge, allegation: robs, date: '2032'",
    )
    corpus = read(lines[0], "denial denies answers: charge, date: '2031'", *both)
    assert framework(corpus).attacks == {}
    assert because(one(corpus, "charge")) == "taken back in part by its speaker: back"
    assert because(one(corpus, "denial")) == "taken back in part by its speaker: grants"


def test_a_correction_puts_out_unless_it_holds_to_what_was_said() -> None:
    for stance, label, why in (
        ("", "out", "corrected by its speaker: fix"),
        (", stance: disputes", "out", "corrected by its speaker: fix"),
        (", stance: affirms", "in", "corrected by its speaker, who holds to it: fix"),
    ):
        corpus = read(CHARGE, f"fix corrects answers: charge{stance}")
        assert (one(corpus, "charge").label, because(one(corpus, "charge"))) == (label, why)


def test_what_others_say_of_a_confession_does_not_restore_the_denial() -> None:
    corpus = read(
        CHARGE,
        "denial denies answers: charge, date: '2031-01-02'",
        "confession concedes answers: charge, date: '2031-02-02'",
        "protest denies answers: confession, speaker: max",
    )
    assert labels(corpus) == {"charge": "in", "denial": "out", "confession": "undecided", "protest": "undecided"}
    assert because(one(corpus, "denial")) == "given up by its speaker: confession"
    assert because(one(corpus, "charge")) == "what speaks against it was taken back by its speaker: denial"


def test_to_deny_and_to_grant_on_one_occasion_gives_nothing_up() -> None:
    for grants in ("occasion: denial", "date: '2031-01-02'", "date: unknown"):
        corpus = read(CHARGE, "denial denies answers: charge, date: '2031-01-02'", f"grant concedes answers: charge, {grants}")
        assert because(one(corpus, "denial")) == "word against word: charge", grants


def test_one_of_two_speakers_does_not_take_back_for_the_other() -> None:
    both = "denial denies answers: charge, speaker: [ruritania, max], date: '2031'"
    corpus = read(CHARGE, both, "confession concedes answers: charge, speaker: max, date: '2032'")
    assert because(one(corpus, "denial")) == "word against word: charge"
    corpus = read(CHARGE, both, "back retracts answers: denial, speaker: max, date: '2032'")
    assert because(one(corpus, "denial")) == "word against word: charge"
    assert [later.fate for later in corpus.aftermath["denial"]] == ["retracted in part"]
    corpus = read(CHARGE, both, "confession concedes answers: charge, speaker: [max, ruritania], date: '2032'")
    assert because(one(corpus, "denial")) == "given up by its speaker: confession"


def test_a_denial_is_given_up_by_the_first_concession_that_surely_came_later() -> None:
    dated = [f"c{year} concedes answers: charge, date: '{year}'" for year in (2034, 2033, 2032, 2031)]
    corpus = read(CHARGE, "denial denies answers: charge, date: '2032'", *dated)
    assert because(one(corpus, "denial")) == "given up by its speaker: c2033"


def test_to_concede_a_rebuttal_gives_the_charge_up_whatever_the_dates() -> None:
    corpus = read(CHARGE, "rebuttal rebuts answers: charge", "yields concedes answers: rebuttal, speaker: ida")
    assert because(one(corpus, "charge")) == "given up by its speaker: yields"


def test_nobody_wins_or_loses_on_the_word_of_a_third_party() -> None:
    told = "reports: [{source: daily, via: max}]"
    corpus = read(f"charge accuses allegation: robs, {told}", "denial denies answers: charge")
    assert labels(corpus) == {"charge": None, "denial": "in"}
    assert words(one(corpus, "charge")) == "known only on the word of others"
    assert words(one(corpus, "denial")) == "not answered here"
    assert one(corpus, "charge").change is None
    corpus = read(CHARGE, f"denial denies answers: charge, {told}", f"back retracts answers: charge, {told}")
    assert labels(corpus) == {"charge": "in", "denial": None, "back": None}
    assert words(one(corpus, "charge")) == "perhaps answered"
    assert len(table(corpus, standing(corpus, Filter())).rows) == 0


def test_an_utterance_that_its_speaker_denies_takes_no_part() -> None:
    corpus = read(f"{CHARGE}, utterance: disputed", "never denies answers: charge, speaker: ida", "denial denies answers: charge")
    assert labels(corpus) == {"charge": None, "never": "in", "denial": "in"}
    assert words(one(corpus, "charge")) == "its alleged speaker denies having said it"


def test_a_rebuttal_that_leaves_open_what_it_meets_is_word_against_word() -> None:
    corpus = read("charge accuses allegation: [robs, spies]", "part rebuts answers: charge")
    assert labels(corpus) == {"charge": "undecided", "part": "undecided"}


def test_a_denial_that_holds_the_same_or_nothing_attacks_nothing() -> None:
    for stance in ("affirms", "neither"):
        corpus = read(CHARGE, f"odd denies answers: charge, stance: {stance}")
        assert framework(corpus).attacks == {}
        assert because(one(corpus, "charge")) == "answered, and not contradicted: odd"


def test_who_corrects_a_part_to_the_contrary_does_not_hold_to_it() -> None:
    corpus = read("charge accuses allegation: [robs, tolls]", "fix corrects answers: charge, allegation: tolls, stance: disputes")
    assert because(one(corpus, "charge")) == "taken back in part by its speaker: fix"


def test_silence_is_named_and_is_no_victory() -> None:
    assert because(one(read(CHARGE), "charge")) == "not answered here"
    assert because(one(read(f"{CHARGE}, no_answer_as_of: '2032'"), "charge")) == "not answered here: looked for but not found"
    corpus = read(CHARGE, "free denies allegation: robs")
    assert because(one(corpus, "charge")) == "denied elsewhere (only the allegation)"
    corpus = read(CHARGE, "maybe asserts may_answer: charge, says: So.")
    assert because(one(corpus, "charge")) == "perhaps answered: maybe"
    assert not any(word in text for text in WORDS.values() for word in ("in the", " won", " wins", "undecided", "out"))


def test_the_page_on_methods_explains_every_word_and_no_other() -> None:
    page = (REPOSITORY / "docs" / "methods.md").read_text("utf-8")
    rows = page.partition("| standing | meaning |\n| --- | --- |\n")[2].partition("\n\n")[0].splitlines()
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == list(WORDS.values())


def test_an_exchange_is_what_attacks_join_and_what_is_named() -> None:
    lines = ("denial denies answers: charge", "again rebuts answers: denial, speaker: ida", "no declines answers: charge")
    corpus = read(CHARGE, *lines, "other accuses allegation: spies", "backed corroborates answers: charge, speaker: max")
    assert exchange(corpus, "charge") == {"charge", "denial", "again", "no", "backed"}
    assert exchange(corpus, "again") == {"charge", "denial", "again"}
    assert exchange(corpus, "no") == {"charge", "no"}
    assert exchange(corpus, "other") == {"other"}


def test_a_record_in_which_nothing_speaks_against_anything_says_so() -> None:
    corpus = read(CHARGE)
    shown = render(table(corpus, standing(corpus, Filter())), "table", None)
    assert "No answer on record contradicts the 1 statement, and no speaker took one back (--all)" in shown


@pytest.mark.parametrize("act", ["concedes", "qualifies", "declines", "corroborates", "asserts", "accuses"])
def test_nothing_else_attacks(act: str) -> None:
    corpus = read(CHARGE, f"other {act} answers: charge, allegation: robs")
    assert framework(corpus).attacks == {}
    assert labels(corpus) == {"charge": "in", "other": "in"}
    assert one(corpus, "charge").support == (("other",) if act == "corroborates" else ())


def test_a_rebuttal_in_part_is_word_against_word() -> None:
    corpus = read(CHARGE, "part rebuts answers: charge, allegation: tolls")
    assert labels(corpus) == {"charge": "undecided", "part": "undecided"}


def test_an_answer_about_something_else_attacks_nothing() -> None:
    assert framework(read(CHARGE, "aside denies answers: charge, allegation: spies")).attacks == {}


def test_free_standing_denials_attack_nothing() -> None:
    assert framework(read(CHARGE, "free denies allegation: robs")).attacks == {}


def test_where_no_single_answer_helps_none_is_promised() -> None:
    corpus = read(CHARGE, "one denies answers: charge", "two denies answers: charge")
    assert one(corpus, "charge").change is None
    assert one(corpus, "charge").searched
    assert one(corpus, "one").change == Change("rebuts", "charge", "in")


def random_exchange(rng: random.Random, most: int = 7) -> list[str]:
    """Answers of all kinds by two speakers to each other, some taken back, some told by a third."""
    lines = [CHARGE]
    for n in range(rng.randint(1, most)):
        act = rng.choice(("denies", "rebuts", "rebuts", "denies", "concedes", "retracts"))
        answered = rng.sample([line.split()[0] for line in lines], min(len(lines), rng.randint(1, 2)))
        told = ", reports: [{source: daily, via: max}]" if rng.random() < 0.1 else ""
        more = (
            f"speaker: {rng.choice(('ida', 'ruritania'))}, date: '{rng.choice(('unknown', '2031', '2031-03', '2032', '2031~'))}'"
        )
        lines.append(f"s{n} {act} answers: [{', '.join(answered)}], {more}{told}")
    return lines


@pytest.mark.parametrize("seed", range(120))
def test_every_change_comes_true_and_none_is_missed(seed: int) -> None:
    corpus = read(*random_exchange(random.Random(seed)))  # noqa: S311 - not for secrets
    frame = framework(corpus)
    rank = {"out": 0, "undecided": 1, "in": 2}
    for found in standing(corpus, Filter()):
        if found.label is None or found.id in frame.taken_back:
            assert found.change is None
            continue
        after = {b: frame.labels({"new": [b]})[0][found.id] for b in frame.arguments}
        best = max(after.values(), key=rank.__getitem__)
        if found.label == "in":
            assert found.change == Change("denies", found.id, "undecided")
            mutual = {"new": [found.id], found.id: [*frame.attacks.get(found.id, ()), "new"]}
            assert labelled((*frame.arguments, "new"), {**frame.attacks, **mutual}, frame.taken_back)[0][found.id] == "undecided"
            assert frame.labels({"new": [found.id]})[0][found.id] == "out"
        elif found.change is None:
            assert rank[best] <= rank[found.label]
        else:
            assert after[found.change.answers] == found.change.becomes == best
            assert rank[found.change.becomes] > rank[found.label]


def met(resolved: Resolved) -> tuple[str, ...]:
    """The statements of others and of its own speaker that it says something to."""
    return (*resolved.answers, *resolved.follows)


def attacks_by_the_page(corpus: Corpus) -> tuple[set[tuple[str, str]], set[str]]:
    """Who attacks whom, and what was taken back whole, as the page on methods says it, for statements on one allegation."""
    alive = {id_: r for id_, r in corpus.resolved.items() if not r.is_attributed}
    retracted: set[str] = set()
    for id_ in reversed(list(alive)):  # each answers only what stands before it in the file
        if alive[id_].act == "retracts" and id_ not in retracted:
            retracted |= {target for target in alive[id_].revises if target in corpus.resolved}
    pairs, gone = set(), {id_ for id_ in retracted if id_ in alive}
    for id_, resolved in alive.items():
        for target in resolved.statement.answers:
            if target not in alive:
                continue
            mine, theirs = (corpus.resolved[x].stances for x in (id_, target))
            left_open = bool(mine.both or mine.left_open) or not (mine.held and theirs.held)
            if resolved.act in {"denies", "rebuts"}:
                pairs.add((id_, target))
                if resolved.act == "denies" or left_open:
                    pairs.add((target, id_))
        if resolved.act == "concedes" and id_ not in retracted:
            for target, other in alive.items():
                opposite = {*resolved.stances.held.values(), *other.stances.held.values()} == {"affirms", "disputes"}
                reached = {x for a in met(resolved) for x in (a, *met(corpus.resolved[a]))}
                sure = not resolved.date.qualified and not other.date.qualified and other.latest and resolved.earliest
                after = target in reached or (sure and (other.latest or MAX) < (resolved.earliest or MIN))
                if opposite and other.act != "concedes" and other.speakers == resolved.speakers and after:
                    gone.add(target)
    return pairs, gone


@pytest.mark.parametrize("seed", range(150))
def test_labels_of_an_exchange_are_those_of_all_labellings_tried(seed: int) -> None:
    corpus = read(*random_exchange(random.Random(seed), most=5))  # noqa: S311 - not for secrets
    pairs, gone = attacks_by_the_page(corpus)
    names = [id_ for id_, r in corpus.resolved.items() if not r.is_attributed]
    fitting = []
    for tried in itertools.product(("in", "out", "undecided"), repeat=len(names)):
        given = dict(zip(names, tried, strict=True))
        against = {x: {given[a] for a, b in pairs if b == x and a not in gone} for x in names}
        right = {x: "out" if x in gone or "in" in against[x] else "in" if against[x] <= {"out"} else "undecided" for x in names}
        if right == given:
            fitting.append(given)
    wanted = max(fitting, key=lambda each: list(each.values()).count("undecided"))
    assert {id_: label for id_, label in labels(corpus).items() if label is not None} == wanted


def test_a_large_exchange_is_not_searched_but_a_last_attacker_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEARCHED", 2)
    corpus = read(CHARGE, "denial denies answers: charge", "rebuttal rebuts answers: denial", "two denies answers: rebuttal")
    charge = one(corpus, "charge")
    assert (charge.searched, charge.change) == (False, Change("rebuts", "denial", "in"))
    denial = one(corpus, "denial")
    assert (denial.label, denial.searched, denial.change) == ("undecided", False, None)


def test_the_shipped_claims_are_labelled_and_told_as_standing() -> None:
    corpus = harbour.shipped()
    found = standing(corpus, Filter())
    assert len(found) == len(corpus.resolved)
    shown = table(corpus, found)
    assert shown.caption[0] == NOTICE
    assert len(table(corpus, found, everything=True).rows) == len(found) > len(shown.rows) > 20
    records = json.loads(render(shown, "json", None))
    assert {r["id"]: r["words"] for r in records} == {row[1]: row[2] for row in shown.rows}
    assert {r["standing"] for r in records} == {"undecided", None}  # nobody's last word decides an exchange of the record
    assert {r["words"] for r in records} <= set(WORDS.values())
    told = {id_ for id_, r in corpus.resolved.items() if r.is_attributed or r.is_contested}
    assert {s.id for s in found if s.label is None} == told
    assert [s.id for s in standing(corpus, Filter(topic="moscow-talks"))] == [
        id_ for id_, r in corpus.resolved.items() if Filter(topic="moscow-talks").admits(corpus, r)
    ]
