"""A settlement of an allegation is no answer to a charge, and no report leaves out that there was one."""

from __future__ import annotations

from pathlib import Path

import forked
import pytest
from conftest import Claims

from kg.corpus.silence import settled, silence

RECORD = """actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  corp: {name: Corp, type: company}
sources:
  daily: {title: The Daily, date: 2021-09-01, url: "https://example.org/daily"}
allegations:
  fraud: {text: Corp cheats., accused: [corp, borea]STEP}
statements:
  charge: {act: accuses, speaker: alba, allegation: fraud, against: corp, date: 2021-03-05, says: S., reports: [{source: daily}]}
  other: {act: asserts, speaker: alba, date: 2021-03-05, says: S., reports: [{source: daily}]}
  end: {act: settles, speaker: [alba, corp], ABOUT, date: 2021-04-05, says: Paid., reports: [{source: daily}]}
"""
BY_CORP = ", status: [{step: settled, by: alba, of: corp, date: 2021-05, source: daily}]"


@pytest.mark.parametrize(
    ("about", "step", "known", "stages"),
    [
        ("allegation: fraud", "", "not looked for", ["end"]),
        ("answers: charge, allegation: fraud", "", "answered", []),
        ("allegation: fraud", BY_CORP.replace("2021-05", "2021-04-05"), "not looked for", ["end"]),  # the step is the settlement
        ("answers: other", BY_CORP, "not looked for", [None]),
        ("answers: other", BY_CORP.replace("of: corp", "of: borea"), "not looked for", []),  # another of those accused
        ("answers: other", BY_CORP.replace("2021-05", "2020"), "not looked for", []),  # before the charge was made
        ("answers: other", "", "not looked for", []),
    ],
)
def test_what_was_settled(claims: Claims, about: str, step: str, known: str, stages: list[str | None]) -> None:
    loaded = claims(RECORD.replace("ABOUT", about).replace("STEP", step))
    assert loaded.diagnostics == []
    assert silence(loaded.corpus, "charge") == known
    assert [stage.statement for stage in settled(loaded.corpus, "charge")] == stages
    assert settled(loaded.corpus, "other") == ()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("who",), "1 of those that are not answered was settled, without a finding (kg findings)"),
        (("answers",), "1 of those that are not answered was settled, without a finding (kg findings)"),
        (("show", "charge"), "  settled       2021-04-05, without a finding (end)"),
        (("map", "-o", "map.html"), "Answer: not looked for. Settled without a finding: 5 April 2021."),
    ],
)
def test_every_report_says_so(tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(RECORD.replace("ABOUT", "allegation: fraud").replace("STEP", ""), "utf-8")
    ran = forked.run(*command, cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert said in (tmp_path / "map.html").read_text("utf-8") if command[0] == "map" else ran.out
