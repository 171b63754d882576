"""Two people at work in one repository, whose branches git joins with our driver: ten ways in which lines would clash.

Each is made with real git: what both wrote has to be in the claims, every field of it, and the claims have to be sound.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from repositories import git

from kg.check import check
from kg.model.records import Statement

ACTORS: Final = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  corvia: {name: Corvia, type: state}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
  weekly: {title: The Weekly, url: "https://example.org/weekly"}
"""
SAID: Final = """\
allegations:
  dams: {text: Borea shuts the dams., accused: borea}

statements:
  # as it was reported at once
  charge:
    act: accuses
    speaker: alba
    date: 2021-03-01
    allegation: dams
    says: Said that the dams were shut.
    reports:
      - source: daily
        quote: They shut them.
  denial: {act: denies, speaker: borea, date: 2021-03-03, answers: charge, reports: [{source: daily}]}
"""
NEW: Final = """\
  {id}:
    act: accuses
    speaker: {who}
    date: 2021-02-01
    allegation: dams
    reports:
      - source: weekly
"""
IN_BRACES: Final = "  denial: {act: denies, speaker: borea, date: 2021-03-03, answers: charge, reports: [{source: daily}]}\n"
IN_LINES: Final = """\
  denial:
    act: denies
    speaker: borea
    date: 2021-03-03
    answers: charge
    reports:
      - source: daily
"""


class Repository:
    """A tracker whose claims are merged by the driver, as `kg init` has it and `git config` is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "claims").mkdir()
        git(folder, "init", "-q")
        git(folder, "config", "merge.kg.driver", f"{sys.executable} -m kg merge-file %O %A %B %P")
        (folder / ".gitattributes").write_text("claims/**/*.yaml merge=kg\n")
        (folder / "claims" / "actors.yaml").write_text(ACTORS)
        (folder / "claims" / "said.yaml").write_text(SAID)
        self.commit("first")

    def edit(self, *changes: tuple[str, str], file: str = "said.yaml") -> None:
        path = self.folder / "claims" / file
        text = path.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text)

    def commit(self, subject: str) -> None:
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-qm", subject)

    def apart(self, ours: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...], file: str = "said.yaml") -> None:
        """One change on main, and another on the branch `side` from the commit before it."""
        git(self.folder, "checkout", "-qb", "side")
        self.edit(*theirs, file=file)
        self.commit("theirs")
        git(self.folder, "checkout", "-q", "main")
        self.edit(*ours, file=file)
        self.commit("ours")

    def statement(self, id_: str) -> Statement:
        return self.records()[id_]

    def records(self) -> Mapping[str, Statement]:
        checked = check(self.folder / "claims")
        assert not checked.errors, [d.message for d in checked.diagnostics]
        return checked.corpus.statements


@pytest.fixture
def shared(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def merge(shared: Repository) -> None:
    git(shared.folder, "merge", "-q", "-m", "merge", "side")


def fields_next_to_each_other(shared: Repository) -> dict[str, dict[str, Any]]:
    shared.apart((("speaker: alba", "speaker: [alba, corvia]"),), (("date: 2021-03-01", "date: 2021-03-02"),))
    merge(shared)
    return {"charge": {"speaker": ("alba", "corvia"), "date": "2021-03-02"}}


def fields_in_one_line(shared: Repository) -> dict[str, dict[str, Any]]:
    shared.apart((("date: 2021-03-03", "date: 2021-03-04"),), (("answers: charge", "answers: charge, certainty: probable"),))
    merge(shared)
    return {"denial": {"date": "2021-03-04", "certainty": "probable"}}


def records_added_at_one_place(shared: Repository) -> dict[str, dict[str, Any]]:
    shared.apart(
        (("reports: [{source: daily}]}\n", f"reports: [{{source: daily}}]}}\n{NEW.format(id='second', who='corvia')}"),),
        (("reports: [{source: daily}]}\n", f"reports: [{{source: daily}}]}}\n{NEW.format(id='third', who='borea')}"),),
    )
    merge(shared)
    return {"second": {"speaker": ("corvia",), "date": "2021-02-01"}, "third": {"speaker": ("borea",), "date": "2021-02-01"}}


def reports_added_by_both(shared: Repository) -> dict[str, dict[str, Any]]:
    old = "        quote: They shut them.\n"
    shared.apart(((old, f"{old}      - source: weekly\n"),), ((old, f"{old}        at: page 2\n"),))
    merge(shared)
    found = [(report.source, report.at) for report in shared.statement("charge").reports]
    assert found == [("daily", "page 2"), ("weekly", None)]
    return {}


def references_added_by_both(shared: Repository) -> dict[str, dict[str, Any]]:
    more = f"{SAID}{NEW.format(id='second', who='corvia')}{NEW.format(id='third', who='alba')}"
    shared.edit((SAID, more))
    shared.commit("more")
    shared.apart((("answers: charge", "answers: [charge, second]"),), (("answers: charge", "answers: [charge, third]"),))
    merge(shared)
    return {"denial": {"answers": ("charge", "second", "third")}}


def formatted_while_changed(shared: Repository) -> dict[str, dict[str, Any]]:
    wide = re.sub("^ +", lambda margin: f"  {margin[0]}", SAID, flags=re.MULTILINE)
    shared.apart(((SAID, SAID.replace("2021-03-01", "2021-03-02").replace("03-03", "03-04")),), ((SAID, wide),))
    merge(shared)
    return {"charge": {"date": "2021-03-02"}, "denial": {"date": "2021-03-04"}}


def rewritten_line_by_line(shared: Repository) -> dict[str, dict[str, Any]]:
    shared.apart(((IN_BRACES, IN_LINES),), (("date: 2021-03-03", "date: 2021-03-04"),))
    merge(shared)
    assert "    date: 2021-03-04\n" in (shared.folder / "claims" / "said.yaml").read_text()
    return {"denial": {"date": "2021-03-04", "answers": ("charge",)}}


def rebased(shared: Repository) -> dict[str, dict[str, Any]]:
    shared.apart((("speaker: alba", "speaker: corvia"),), (("date: 2021-03-01", "date: 2021-03-02"),))
    git(shared.folder, "checkout", "-q", "side")
    shared.edit(("They shut them.", "They shut all of them."))
    shared.commit("theirs again")
    git(shared.folder, "rebase", "-q", "main")
    assert shared.statement("charge").reports[0].quote == ("They shut all of them.",)
    return {"charge": {"speaker": ("corvia",), "date": "2021-03-02"}}


def cherry_picked(shared: Repository) -> dict[str, dict[str, Any]]:
    shared.apart((("speaker: alba", "speaker: corvia"),), (("date: 2021-03-01", "date: 2021-03-02"),))
    git(shared.folder, "checkout", "-q", "side")
    shared.edit(("says: Said that", "certainty: probable\n    says: Said that"))
    shared.commit("picked")
    git(shared.folder, "checkout", "-q", "main")
    git(shared.folder, "cherry-pick", "side")
    return {"charge": {"speaker": ("corvia",), "date": "2021-03-01", "certainty": "probable"}}


def comments_and_a_file_that_both_made(shared: Repository) -> dict[str, dict[str, Any]]:
    git(shared.folder, "checkout", "-qb", "side")
    (shared.folder / "claims" / "more.yaml").write_text("# theirs\nstatements:\n" + NEW.format(id="third", who="borea"))
    shared.edit(("# as it was reported at once", "# as it was reported at once\n  # and denied"))
    shared.commit("theirs")
    git(shared.folder, "checkout", "-q", "main")
    (shared.folder / "claims" / "more.yaml").write_text("statements:\n" + NEW.format(id="second", who="corvia"))
    shared.edit(("act: accuses\n", "act: accuses  # in so many words\n"))
    shared.commit("ours")
    merge(shared)
    text = "".join(path.read_text() for path in (shared.folder / "claims").iterdir())
    assert all(words in text for words in ("# theirs", "  # and denied\n", "act: accuses  # in so many words"))
    return {"second": {"speaker": ("corvia",)}, "third": {"speaker": ("borea",)}}


@pytest.mark.parametrize(
    "happens",
    [
        fields_next_to_each_other,
        fields_in_one_line,
        records_added_at_one_place,
        reports_added_by_both,
        references_added_by_both,
        formatted_while_changed,
        rewritten_line_by_line,
        rebased,
        cherry_picked,
        comments_and_a_file_that_both_made,
    ],
)
def test_what_two_people_wrote_is_there_whole(
    shared: Repository, happens: Callable[[Repository], dict[str, dict[str, Any]]]
) -> None:
    expected = happens(shared)
    for id_, fields in expected.items():
        for name, value in fields.items():
            found = getattr(shared.statement(id_), name)
            assert getattr(found, "text", found) == value
    assert set(shared.records()) >= {"charge", "denial"}
    assert git(shared.folder, "status", "--porcelain") == ""


def test_a_real_conflict_is_one_field_and_the_rest_is_merged(shared: Repository) -> None:
    shared.apart(
        (("date: 2021-03-01", "date: 2021-03-02"), ("date: 2021-03-03", "date: 2021-03-05")),
        (("date: 2021-03-01", "date: 2021-03-04"), ("answers: charge", "answers: charge, certainty: probable")),
    )
    with pytest.raises(Exception, match="non-zero"):
        merge(shared)
    text = (shared.folder / "claims" / "said.yaml").read_text()
    both = "<<<<<<< ours\n    date: 2021-03-02\n=======\n    date: 2021-03-04\n>>>>>>> theirs\n"
    merged = SAID.replace("    date: 2021-03-01\n", both).replace("2021-03-03", "2021-03-05")
    assert text == merged.replace("answers: charge", "answers: charge, certainty: probable")
    (fault,) = check(shared.folder / "claims").diagnostics
    assert fault.message == "git left two versions of these lines here"
    assert fault.hint.startswith("keep one of the two values of 'date', and delete the lines")
