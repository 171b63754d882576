"""The fuzz targets hold for some seconds' worth of mutated files, and catch what is planted."""

from __future__ import annotations

import random
from pathlib import Path

import fuzz
import fuzz_targets
import pytest
from refusing import patience
from tally import Counted

from kg.claimfile import formatting

pytestmark = pytest.mark.slow

TIMES = 250


@pytest.mark.parametrize("name", fuzz_targets.TARGETS)
def test_no_mutated_file_breaks_a_target(name: str, counted: Counted) -> None:
    corpus, target = fuzz_targets.seeds(name), fuzz_targets.TARGETS[name]
    random_ = random.Random(7)  # noqa: S311 - the same files in every run
    with patience():
        for data in (*corpus, *(fuzz.mutated(random_, corpus) for _ in range(TIMES))):
            target(data)
    counted(f"fuzz target {name}: {len(corpus) + TIMES:,} inputs, 0 broke it, 0 hangs")


def test_a_planted_fault_is_found_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        fuzz_targets, "formatted", lambda data: formatting.formatted(data) if b"zz" in data else data + b"# more\n"
    )
    assert fuzz.tried("layout", 20, 1) is None
    (kept,) = (tmp_path / ".fuzz").iterdir()
    assert "broken by" in capsys.readouterr().err
    with pytest.raises(AssertionError):
        fuzz_targets.TARGETS["layout"](kept.read_bytes())


def test_a_run_ends_in_its_time() -> None:
    assert fuzz.tried("date", 0.2, 1)
