"""The records below `examples/`: without faults, formatted, and using what a record of one dispute alone never used."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import forked
import pytest
from places import REPOSITORY

from kg.corpus.corpus import Corpus
from kg.load import load

EXAMPLES: Final = REPOSITORY / "examples"
RECORDS: Final = sorted(path.parent for path in EXAMPLES.glob("*/claims"))
VOLKSWAGEN: Final = EXAMPLES / "volkswagen-diesel"


@pytest.fixture(scope="module")
def volkswagen() -> Corpus:
    found = load(VOLKSWAGEN / "claims")
    assert found.diagnostics == []
    return found.corpus


def test_there_is_a_second_record() -> None:
    assert VOLKSWAGEN in RECORDS


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)
@pytest.mark.parametrize("command", ["check --strict", "fmt --check"])
def test_it_has_no_faults_and_is_formatted(record: Path, command: str) -> None:
    ran = forked.kg(*command.split(), cwd=record)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr


def test_it_is_as_large_and_as_mixed_as_it_says(volkswagen: Corpus) -> None:
    assert len(volkswagen.statements) >= 180
    assert len(volkswagen.sources) >= 60
    quoted = Counter(
        volkswagen.sources[report.source].lang
        for statement in volkswagen.statements.values()
        for report in statement.reports
        if report.quote and report.source in volkswagen.sources
    )
    assert {"de", "en", "fr", "es", "it", "ko", "ja"} <= quoted.keys()


def test_it_uses_what_a_dispute_of_states_never_did(volkswagen: Corpus) -> None:
    acts = Counter(statement.act for statement in volkswagen.statements.values())
    assert {"finds", "settles", "apologizes", "retracts", "corrects", "concedes"} <= acts.keys()
    assert {statement.outcome for statement in volkswagen.statements.values() if statement.act == "finds"} >= {
        "upheld",
        "not-upheld",
    }
    forces = {stage.force for stages in volkswagen.status.values() for stage in stages}
    assert {"overturned", "ended"} <= forces
    assert any(later for later in volkswagen.aftermath.values())


def test_no_finding_is_an_accusation(volkswagen: Corpus) -> None:
    findings = {id_ for id_, statement in volkswagen.statements.items() if statement.act == "finds"}
    assert findings
    assert not [id_ for id_ in findings if volkswagen.resolved[id_].against]
