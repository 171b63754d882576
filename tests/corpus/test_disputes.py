"""Small disputes, each with what is right: who holds what, whose words they are, for whom they count, what became of them.

A dispute is a folder under `disputes/`: `claims`, a whole data set, and `expected.yaml`, complete for every part that it
names: what is not listed there must not be there. A new case is a new folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from charges import accusations
from places import TESTS

from kg.analysis.who import who
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.corpus.counting import count
from kg.corpus.filters import Filter
from kg.corpus.labels import statement_label, title
from kg.corpus.level import accused_at
from kg.corpus.silence import silence
from kg.corpus.stance_words import holding
from kg.load import load
from kg.rdf.graph import ntriples

FOLDER: Final = TESTS / "disputes"
CASES: Final = sorted(path.parent for path in FOLDER.glob("*/expected.yaml"))


def expected(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((case / "expected.yaml").read_text("utf-8"))
    return found


def loaded(case: Path) -> Corpus:
    corpus = load(case / "claims").corpus
    assert corpus.resolved
    return corpus


def stances(corpus: Corpus) -> dict[str, dict[str, str]]:
    return {id_: dict(r.stances.held) for id_, r in corpus.resolved.items() if r.stances.held}


def asked(corpus: Corpus) -> dict[str, list[str]]:
    found = {id_: [*r.stances.both, *r.stances.left_open] for id_, r in corpus.resolved.items()}
    return {id_: about for id_, about in found.items() if about}


def later(corpus: Corpus) -> dict[str, dict[str, str]]:
    return {id_: {one.by: one.fate for one in found} for id_, found in corpus.aftermath.items()}


def holds(corpus: Corpus) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for id_, resolved in corpus.resolved.items():
        for allegation in resolved.allegations:
            found.setdefault(allegation, {})[id_] = holding(resolved, allegation)
    return found


PARTS: Final[dict[str, Callable[[Corpus], Any]]] = {
    "stances": stances,
    "left to say": asked,
    "said by others": lambda corpus: {id_: list(r.tellers) for id_, r in corpus.resolved.items() if r.tellers},
    "contested": lambda corpus: [id_ for id_, r in corpus.resolved.items() if r.is_contested],
    "sides": lambda corpus: {id_: list(r.sides) for id_, r in corpus.resolved.items() if r.sides},
    "accused sides": lambda corpus: {id_: list(r.accused_sides) for id_, r in corpus.resolved.items() if r.accused_sides},
    "accused at side": lambda corpus: {
        id_: list(accused_at(corpus, r, "side")) for id_, r in corpus.resolved.items() if r.against
    },
    "side edges": lambda corpus: sorted(
        " ".join(end.rpartition("/")[2].rstrip(">") for end in line.split(" ")[:3:2])
        for line in ntriples(corpus).decode().splitlines()
        if line.split(" ")[1].endswith("#sideAccuses>")
    ),
    "counters": lambda corpus: {id_: list(r.counters) for id_, r in corpus.resolved.items() if r.counters},
    "reviews": lambda corpus: {id_: list(r.reviews) for id_, r in corpus.resolved.items() if r.reviews},
    "later": later,
    "still accused": lambda corpus: {id_: list(corpus.still_accused(r)) for id_, r in corpus.resolved.items() if r.against},
    "pairs": lambda corpus: sorted([pair.accuser, pair.accused] for pair in who(corpus, "actor", Filter())),
    "edges": lambda corpus: sorted(
        line.split(" ")[2].rpartition("/")[2].rstrip(">")
        for line in ntriples(corpus).decode().splitlines()
        if line.split(" ")[1].endswith("#accuses>")
    ),
    "holds": holds,
    "given up on": lambda corpus: {id_: {one.by: list(one.on) for one in found} for id_, found in corpus.aftermath.items()},
    "given up for": lambda corpus: {
        id_: {one.by: list(one.whose) for one in found if one.whose}
        for id_, found in corpus.aftermath.items()
        if any(one.whose for one in found)
    },
    "contested by": lambda corpus: {id_: list(r.contested) for id_, r in corpus.resolved.items() if r.contested},
    "accusations of": lambda corpus: {id_: list(found) for id_ in corpus.actors if (found := accusations(corpus, by=id_))},
    "follows": lambda corpus: {id_: list(r.follows) for id_, r in corpus.resolved.items() if r.follows},
    "answered": lambda corpus: {id_: list(found) for id_, found in corpus.answered_by.items()},
    "silences": lambda corpus: {id_: silence(corpus, id_) for id_ in accusations(corpus)},
    "joint": lambda corpus: [id_ for id_, r in corpus.resolved.items() if r.is_joint],
    "count": lambda corpus: str(count(corpus, accusations(corpus))),
    "occasions": lambda corpus: str(count(corpus, accusations(corpus), unit="occasion")),
    "labels": lambda corpus: {id_: statement_label(corpus, r) for id_, r in corpus.resolved.items()},
    "titles": lambda corpus: {id_: title(corpus, r) for id_, r in corpus.resolved.items()},
}


def test_there_are_disputes() -> None:
    assert len(CASES) >= 30
    assert {part for case in CASES for part in expected(case)} == {"about", "check", *PARTS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_a_dispute_means_what_it_says(case: Path) -> None:
    wanted, corpus = expected(case), loaded(case)
    found = {part: PARTS[part](corpus) for part in wanted if part in PARTS}
    for part in {"titles", "labels"} & wanted.keys():
        found[part] = {id_: text for id_, text in found[part].items() if id_ in wanted[part]}
    assert found == {part: value for part, value in wanted.items() if part in PARTS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_check_says_of_it(case: Path) -> None:
    found = [
        f"{d.code} {d.record[1] if d.record else ''}".strip() for d in check(case / "claims").diagnostics if d.code != "K205"
    ]
    assert sorted(found) == sorted(expected(case).get("check", []))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_nobody_holds_what_the_chain_does_not_give(case: Path) -> None:
    for resolved in loaded(case).resolved.values():
        assert not {*resolved.affirms} & {*resolved.disputes}
        assert {*resolved.affirms, *resolved.disputes} <= {*resolved.allegations}
        assert not (resolved.is_attributed and (resolved.affirms or resolved.disputes))
