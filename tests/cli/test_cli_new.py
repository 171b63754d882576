"""`kg new`: a record from options and from answers on a terminal, and that nothing is written unless the claims stay good."""

from __future__ import annotations

import os
import pty
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import new_tracker
import pytest
from forked import kg
from new_tracker import contents
from places import REPOSITORY

from kg.check import check
from kg.cli.input.questions import ASKED
from kg.cli.new import KINDS
from kg.entry.fields import BY_HAND, fields
from kg.model.part import fields_of
from kg.model.records import SECTIONS

pytestmark = pytest.mark.slow

KG: Final = [sys.executable, "-c", "from kg.cli import main; main()"]


@pytest.fixture(autouse=True)
def tracker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    new_tracker.put(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    return tmp_path


def test_a_statement_from_options(tracker: Path) -> None:
    before = contents(tracker)
    run = kg(
        "new", "statement", "--act", "rebuts", "--speaker", "Ida Falk", "--date", "2032-04", "--answers", "brand-denial-2032-03",
        "--says", "Held up a receipt: two crowns.", "--source", "gazette-2032-03-02", "--quote", "a receipt", "--at", "2",
    )  # fmt: skip
    assert (run.returncode, contents(tracker)) == (1, before), run.stderr
    assert "error K302 '2032-04' is after '2032-03-02'" in run.stdout
    run = kg(
        "new", "statement", "--act", "rebuts", "--speaker", "Ida Falk", "--date", "2032-03", "--answers", "brand-denial-2032-03",
        "--says", "Held up a receipt: two crowns.", "--source", "Notice on the harbour", "--quote", "a receipt", "--at", "2",
    )  # fmt: skip
    assert run.stdout == "claims/harbour-dispute/tolls.yaml:45: ida-falk-rebuts-2032-03\n", run.stderr
    after = contents(tracker)
    old, new = before.pop("claims/harbour-dispute/tolls.yaml"), after.pop("claims/harbour-dispute/tolls.yaml")
    assert after == before
    assert new == old + (
        b"\n  ida-falk-rebuts-2032-03:\n    act: rebuts\n    speaker: ida-falk\n    date: 2032-03\n"
        b'    says: "Held up a receipt: two crowns."\n    answers: brand-denial-2032-03\n    reports:\n'
        b'      - source: grunewald-notice-2032-03-03\n        at: "2"\n        quote: a receipt\n'
    )
    assert check(Path("claims")).errors == 0


def test_a_new_file_and_a_warning(tracker: Path) -> None:
    run = kg(
        "new",
        "actor",
        "alba",
        "--name",
        "Alba",
        "--type",
        "state",
        "--aliases",
        "A",
        "--aliases",
        "B",
        "--file",
        "claims/new/a.yaml",
    )
    assert (run.returncode, run.stdout) == (0, "claims/new/a.yaml:2: alba\n"), run.stderr
    assert (
        tracker / "claims/new/a.yaml"
    ).read_text() == "actors:\n  alba:\n    name: Alba\n    type: state\n    aliases: [A, B]\n"
    assert "warning K205" in run.stderr


def test_the_usual_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for args, name in [
        (["actor", "--name", "Alba", "--type", "state"], "actors/actors.yaml"),
        (["source", "--title", "The Daily"], "sources/sources.yaml"),
        (["topic", "--label", "War"], "topics.yaml"),
    ]:
        run = kg("new", *args, "--root", "empty")
        assert run.stdout.startswith(f"empty/{name}:2: "), run.stderr
    assert kg("new", "allegation", "--text", "So.", "--root", "empty").returncode == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["actor", "--name", "Alba", "--type", "country"], "error K108 unknown type 'country'"),
        (["actor", "--name", "Alba"], "error K102 the actor has no 'type'"),
        (["actor", "ida-falk", "--name", "Alba", "--type", "state"], "the id 'ida-falk' is taken"),
        (["actor", "gazette-2032-03-02", "--name", "Alba", "--type", "state"], "error K203"),
        (["topic", "--label", "War", "--broader", "none-such"], "error K201"),
        (["topic", "--label", "War", "--broader", "None such"], "unknown topic 'None such'"),
        (["topic", "--label", "سلام"], "no id can be made"),
        (["topic", "--label", "War", "--file", "elsewhere.yaml"], "not in the folder of claims"),
        (["topic", "--label", "War", "--file", "claims/../x.yaml"], "not in the folder of claims"),
        (["topic", "--label", "War", "--file", "claims/a.yml"], "not a valid name of a claim file"),
        (["topic", "--label", "War", "--file", "claims/.a.yaml"], "not a valid name of a claim file"),
        (["topic", "--label", "a\x1b[31mb", "--file", "claims/a.yaml"], "the character U+001B is not allowed"),
        (["topic"], "pass them as options"),
    ],
)
def test_what_is_refused(args: list[str], words: str, tracker: Path) -> None:
    before = contents(tracker)
    run = kg("new", *args)
    assert run.returncode in {1, 2}
    assert words in run.stdout + run.stderr
    assert "\x1b[31m" not in run.stdout + run.stderr
    assert contents(tracker) == before


def test_that_older_errors_do_not_stand_in_the_way(tracker: Path) -> None:
    (tracker / "claims/broken.yaml").write_text("actors:\n  x: {name: X}\n")
    run = kg("new", "topic", "--label", "War")
    assert run.returncode == 0, run.stdout
    assert check(Path("claims")).errors == 1


def test_that_every_field_is_an_option_or_written_by_hand() -> None:
    for section, cls in SECTIONS.items():
        kind = section[:-1]
        names = set(fields_of(cls)) - {"was", "allow"}
        assert set(fields(kind)) >= names - BY_HAND
        assert set(ASKED[kind]) <= set(fields(kind))
        assert kind in KINDS


def ask(args: list[str], answers: list[str], cwd: Path) -> tuple[int, str]:
    """Run `kg` on a terminal of its own and answer its questions one by one."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([*KG, *args], stdin=follower, stdout=follower, stderr=follower, cwd=cwd)
    os.close(follower)
    shown, deadline = b"", time.monotonic() + 30
    waiting = list(answers)
    while time.monotonic() < deadline:
        ready, _, _ = select.select([leader], [], [], 0.02)  # a question is written at once
        if ready:
            try:
                got = os.read(leader, 4096)
            except OSError:
                break
            if not got:
                break
            shown += got
        elif process.poll() is not None:
            break
        elif waiting and shown.endswith(b": "):
            os.write(leader, waiting.pop(0).encode() + b"\n")
            shown += b"\n"
    os.close(leader)
    return process.wait(10), shown.decode()


def test_answers_on_a_terminal(tracker: Path) -> None:
    status, shown = ask(["new", "actor"], ["Old Alba", "country", "state", "", "Ruritania"], tracker)
    assert status == 0, shown
    assert "unknown type 'country'; did you mean 'state'?" in shown
    assert "  ruritania: Ruritania" in shown
    assert "person|organization|company|court|state" in shown
    assert (
        (tracker / "claims/actors/actors.yaml")
        .read_text("utf-8")
        .endswith("\n  old-alba:\n    name: Old Alba\n    type: state\n    part_of: ruritania\n")
    )


def test_an_answer_that_will_not_do_is_asked_again(tracker: Path) -> None:
    """Every slip costs one answer: none is lost, and what cannot be left out is insisted on."""
    answers = [
        *("denys", "rejects", "denies"),
        *("", "Rosa", "brand"),
        *("", "yesterday", "5 March 2032", "2032-03-05"),
        *("gazette-2032-03-02", "falk-tolls-2032-03"),
        *("", "Repeated that nothing had been charged."),
        *("sure", "asserted"),
        *("", "Notice on the harbor", "Notice on the harbour"),
        "",
        *("w " * 26, "nothing was charged"),
        *("", "maybe", "false"),
    ]
    status, shown = ask(["new", "statement"], answers, tracker)
    assert status == 1, shown
    for said in (
        "unknown act 'denys'; did you mean 'denies'?",
        "unknown act 'rejects'; did you mean 'denies'?",
        "speaker is required",
        "unknown actor 'Rosa'",
        "otto-brand: Otto Brand",
        "date is required: write 'unknown' if it is not known",
        "did you mean '2032-03-05'?",
        "unknown statement 'gazette-2032-03-02'",
        "source is required",
        "grunewald-notice-2032-03-03: ",
        "the quote has 26 words; keep the 25 words or fewer that matter",
        "unknown certainty 'sure'; did you mean 'asserted'?",
        "'maybe' is neither true nor false",
        "error K302 '2032-03-05' is after '2032-03-03'",
    ):
        assert said in shown, said
    again = shown.splitlines()[-1].removeprefix("to try again with other values: ")
    assert again.startswith("kg new statement --file claims/harbour-dispute/tolls.yaml --act denies --speaker otto-brand")
    words = [word.replace("2032-03-05", "2032-03-03") for word in shlex.split(again)]
    run = kg(*words[1:])
    assert (run.returncode, check(Path("claims")).errors) == (0, 0), run.stdout + run.stderr


def test_whom_a_name_was_taken_for_is_shown() -> None:
    run = kg("new", "allegation", "--text", "Ruritania takes fees.", "--accused", "Ruritania", "--topic", "Trade")
    assert run.stderr.startswith("  ruritania: Ruritania\n  trade: Trade\n")


def test_a_person_is_asked_for_roles_one_field_after_the_other(tracker: Path) -> None:
    answers = ["Anna Holf", "person", "", "Clerk of Tides: the second", "", "Ruritania", "2030-01", "", "Envoy", "ruritania"]
    status, shown = ask(["new", "actor"], [*answers, "yesterday", "2031", "2032", ""], tracker)
    assert status == 0, shown
    assert "part_of (" not in shown
    assert "'of' is required" in shown
    assert "'yesterday' is not a date" in shown
    assert (
        (tracker / "claims/actors/actors.yaml")
        .read_text("utf-8")
        .endswith(
            "\n  anna-holf:\n    name: Anna Holf\n    type: person\n    roles:\n"
            '      - position: "Clerk of Tides: the second"\n        of: ruritania\n        from: 2030-01\n'
            "      - position: Envoy\n        of: ruritania\n        from: 2031\n        to: 2032\n"
        )
    )
    assert check(Path("claims")).errors == 0


def test_roles_as_options(tracker: Path) -> None:
    roles = ["--roles", "Minister; Ruritania; 2030-01", "--roles", "Guest; ruritania"]
    run = kg("new", "actor", "--name", "Anna Holf", "--type", "person", *roles)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (
        (tracker / "claims/actors/actors.yaml")
        .read_text("utf-8")
        .endswith(
            "    roles:\n      - position: Minister\n        of: ruritania\n        from: 2030-01\n"
            "      - position: Guest\n        of: ruritania\n"
        )
    )
    run = kg("new", "actor", "--name", "Anna Elf", "--type", "person", "--roles", "Minister")
    assert run.returncode == 1
    assert "error K102 the role has no 'of'" in run.stdout


def test_that_an_organization_is_asked_whether_it_is_a_side(tracker: Path) -> None:
    status, shown = ask(["new", "actor"], ["Union of Dockers", "organization", "", "", "perhaps", "true"], tracker)
    assert status == 0, shown
    assert "side (whether it is a side" in shown
    assert "[true|false]" in shown
    assert (tracker / "claims/actors/actors.yaml").read_text("utf-8").endswith("type: organization\n    side: true\n")
    for answers in (["Acme", "company", "", ""], ["Ministry of Tides", "organization", "", "ruritania"]):
        status, shown = ask(["new", "actor"], answers, tracker)
        assert (status, "side (" in shown) == (0, False), shown


TWO_SIDES: Final = """\
actors:
  envoy:
    name: The Envoy
    type: person
    roles: [{position: Envoy, of: [ruritania, north-league]}]
  north-league: {name: North League, type: alliance}
  dockers-speaker: {name: Speaker of the Dockers, type: person, roles: [{position: Speaker, of: ruritania, to: 2000}]}
"""


TWO_OFFICES: Final = """\
actors:
  premier:
    name: The Premier
    type: person
    roles: [{position: Premier, of: ruritania}, {position: Member of the board, of: north-league}]
  north-league: {name: North League, type: alliance}
"""


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (["The Premier; North League"], "    accused:\n      - who: premier\n        as: north-league\n"),
        (["premier; self"], "    accused:\n      - who: premier\n        as: self\n"),
        (
            ["Ruritania", "premier; North League, Ruritania"],
            "    accused:\n      - who: ruritania\n      - who: premier\n        as: [north-league, ruritania]\n",
        ),
        (["premier;"], "    accused: premier\n"),
    ],
)
def test_the_capacity_of_the_accused_as_an_option(given: list[str], written: str, tracker: Path) -> None:
    (tracker / "claims/premier.yaml").write_text(TWO_OFFICES)
    options = [word for one in given for word in ("--accused", one)]
    run = kg("new", "allegation", "--text", "The board takes fees.", *options, "--file", "claims/premier.yaml")
    assert run.returncode == 0, run.stdout + run.stderr
    assert (tracker / "claims/premier.yaml").read_text("utf-8").endswith(written)
    assert check(Path("claims")).errors == 0


@pytest.mark.parametrize(
    ("whom", "office", "written"),
    [
        ("The Premier", ["nowhere", "North League"], "      - who: premier\n        as: north-league\n"),
        ("The Premier", [""], "    accused: premier\n"),
        ("Ruritania", [], "    accused: ruritania\n"),
    ],
)
def test_that_the_capacity_is_asked_where_the_positions_leave_it_open(
    whom: str, office: list[str], written: str, tracker: Path
) -> None:
    (tracker / "claims/premier.yaml").write_text(TWO_OFFICES)
    answers = ["The board takes fees.", whom, *office, "", ""]
    status, shown = ask(["new", "allegation", "--file", "claims/premier.yaml"], answers, tracker)
    assert status == 0, shown
    assert ("as, for premier (" in shown) == bool(office)
    assert written in (tracker / "claims/premier.yaml").read_text("utf-8")


@pytest.mark.parametrize(("speaker", "asked"), [("The Envoy", True), ("Speaker of the Dockers", True), ("Ruritania", False)])
def test_that_for_whom_is_asked_where_the_roles_leave_it_open(speaker: str, asked: bool, tracker: Path) -> None:  # noqa: FBT001
    (tracker / "claims/envoy.yaml").write_text(TWO_SIDES)
    whom = ["self"] if asked else []
    answers = [
        "asserts",
        speaker,
        "2032-03-01",
        *whom,
        "",
        "",
        "Said that it rained.",
        "",
        "Notice on the harbour",
        "",
        "",
        "",
        "",
    ]
    status, shown = ask(["new", "statement", "--file", "claims/new.yaml"], answers, tracker)
    assert ("for (on whose behalf" in shown) == asked, shown
    assert status == 0, shown
    assert ("    for: self\n" in (tracker / "claims/new.yaml").read_text()) == asked


def test_that_a_stance_is_asked_where_it_does_not_follow(tracker: Path) -> None:
    answers = ["denies", "Ruritania", "2032-03-03", "falk-tolls-2032-03, brand-denial-2032-03", "", "affirms"]
    rest = ["", "", "Notice on the harbour", "", "", "Otto Brand"]
    status, shown = ask(["new", "statement", "--file", "claims/new.yaml"], [*answers, *rest], tracker)
    assert "stance (what it holds" in shown
    assert "firsthand" not in shown  # it came through somebody
    assert status == 0, shown
    assert "    stance: affirms\n" in (tracker / "claims/new.yaml").read_text()
    status, shown = ask(
        ["new", "statement", "--file", "claims/new.yaml"],
        ["denies", "Ruritania", "2032-03-03", "falk-tolls-2032-03", "", "No.", "", "Notice on the harbour", "", "", "", ""],
        tracker,
    )
    assert (status, "stance (" in shown) == (0, False), shown


def test_a_finding_is_asked_for_its_outcome(tracker: Path) -> None:
    assert kg("new", "actor", "court", "--name", "Harbour Court", "--type", "court").returncode == 0
    allegation = next(iter(check(Path("claims")).corpus.allegations))
    answers = ["finds", "court", "2032-03-02", "", "", allegation, "guilty", "upheld", "Proven", ""]
    status, shown = ask(
        ["new", "statement", "--file", "claims/new.yaml"], [*answers, "Notice on the harbour", "", "", "", "true"], tracker
    )
    assert status == 0, shown
    assert "allegation is required" in shown
    assert "unknown outcome 'guilty'" in shown
    assert "certainty (" not in shown
    written = (tracker / "claims/new.yaml").read_text()
    assert "    outcome: upheld\n    verdict: Proven\n" in written
    assert "        firsthand: true\n" in written


def test_a_draft_names_what_need_not_be_there(tracker: Path) -> None:
    run = kg(
        "new", "draft", "--source", "Notice on the harbour", "--quote", "paid twice", "--speaker", "somebody", "--note", "Who?"
    )
    assert run.stdout == "claims/drafts.yaml:2: paid-twice\n", run.stderr
    assert (tracker / "claims/drafts.yaml").read_text() == (
        "drafts:\n  paid-twice:\n    source: grunewald-notice-2032-03-03\n    quote: paid twice\n    speaker: somebody\n"
        "    note: Who?\n"
    )
    assert kg("check").returncode == 0
    assert "1 draft to be coded" in kg("check").stderr
    run = kg("new", "draft", "--source", "no-such-source", "--quote", "paid twice")
    assert (run.returncode, "error K201" in run.stdout) == (1, True)
    status, shown = ask(["new", "draft"], ["Notice on the harbour", "", "", "", "The mayor spoke.", ""], tracker)
    assert status == 0, shown
    assert "quote or text is required" in shown


def test_that_nothing_is_written_into_claims_of_a_newer_format(tracker: Path) -> None:
    place = tracker / "claims/dataset.yaml"
    place.write_text(place.read_text().replace("format: 1", "format: 2"))
    before = contents(tracker)
    for args in (["new", "topic", "--label", "War"], ["fmt"], ["list", "--allow-errors"], ["stats"]):
        run = kg(*args)
        assert run.returncode in {1, 2}
        assert ("in format 2" in run.stderr) == (args != ["stats"])
    assert kg("check").stdout.count("error K019") == 1
    assert contents(tracker) == before
