"""The worked examples of `docs/architecture.md` do what the page says: each patch is applied to a copy of the tree, and `kg` run.

In a block of `diff` a file starts with `--- path` (`--- /dev/null` and `+++ path` where it is new) and a hunk with `@@`; what it
takes out or keeps has to be in the file exactly once. `KG_UPDATE=1` writes what the commands print into the page.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import Final

import pytest
from places import REPOSITORY

pytestmark = pytest.mark.slow

PAGE: Final = REPOSITORY / "docs" / "architecture.md"
COPIED: Final = ("kg", "claims", "ontology", "docs", "tests")
EXAMPLES: Final = ("Add a field", "Add an act", "Add a rule", "Add a query", "Add an export")
_BLOCK: Final = re.compile(r"^```(\w+)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


def section(heading: str) -> str:
    """The text below a heading of the second level."""
    return PAGE.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def blocks(heading: str, language: str) -> list[str]:
    return [text for name, text in _BLOCK.findall(section(heading)) if name == language]


def patches(heading: str) -> dict[str, list[tuple[str, str]]]:
    """For each file that an example changes, what is replaced by what; a new file replaces nothing."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in blocks(heading, "diff"):
        for part in re.split(r"^--- ", block, flags=re.MULTILINE)[1:]:
            head, *hunks = re.split(r"^@@\n", part, flags=re.MULTILINE)
            name = head.split()[-1]
            for hunk in hunks:
                lines = hunk.splitlines(keepends=True)
                old, new = ("".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
                if old and not any(line.startswith(" ") for line in lines):  # a part of a line
                    old, new = old.rstrip("\n"), new.rstrip("\n")
                found.setdefault(name, []).append((old, new))
    return found


def patched(tree: Path, heading: str) -> None:
    """Apply the patches of an example to a copy of the tree, with what Python compiled of the files that stay as they are."""
    for name in COPIED:
        shutil.copytree(REPOSITORY / name, tree / name, ignore=shutil.ignore_patterns("graphs", "layouts"))
    for name, hunks in patches(heading).items():
        path = tree / name
        text = path.read_text("utf-8") if path.exists() else ""
        for old, new in hunks:
            assert not old or text.count(old) == 1, f"{name}: {text.count(old)} times: {old}"
            text = text.replace(old, new, 1) if old else text + new
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def python(tree: Path, *args: str, cwd: Path, **also: str) -> subprocess.CompletedProcess[str]:
    """Python on the copy."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTEST", "COV"))}
    return subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(tree), "COLUMNS": "100", **also},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )


def kg(tree: Path, *args: str) -> str:
    """What `kg` of the copy prints in the folder that holds the claims of the example."""
    printed = python(tree, "-m", "kg", *args, cwd=tree.parent / "work").stdout
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


@pytest.fixture
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the tree with the patches of an example, and beside it the claims of the example."""
    heading = request.param
    patched(tmp_path / "tree", heading)
    claims = tmp_path / "work" / "claims"
    claims.mkdir(parents=True)
    (text,) = blocks(heading, "yaml")
    (claims / "claims.yaml").write_text(text, "utf-8")
    return tmp_path / "tree"


def shows(tree: Path, heading: str) -> None:
    """The consoles of an example are what the patched `kg` prints."""

    def real(block: re.Match[str]) -> str:
        commands = [line for line in block[2].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{kg(tree, *shlex.split(line)[2:])}" for line in commands) + "```"

    before = section(heading)
    after = re.sub(r"^```(console)\n((?:(?!```).*\n)*)```$", real, before, flags=re.MULTILINE)
    if os.environ.get("KG_UPDATE"):
        PAGE.write_text(PAGE.read_text("utf-8").replace(before, after), "utf-8")
    assert section(heading) == after


def passes(tree: Path, *tests: str, update: bool = False) -> None:
    """These tests pass in the copy; with `update`, once they have written what they compare."""
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(REPOSITORY / name, tree)
    also = {"KG_UPDATE": "1"} if update else {}
    ran = python(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests, cwd=tree, **also)
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert re.search(r"\d+ passed", ran.stdout)


def made(tree: Path) -> str:
    """The format page, with the tables that the copy makes."""
    return (tree / "docs" / "format.md").read_text("utf-8")


@pytest.mark.parametrize("tree", ["Add a field"], indirect=True)
def test_a_field(tree: Path) -> None:
    shows(tree, "Add a field")
    schema = json.loads(kg(tree, "schema"))
    assert "call number" in schema["definitions"]["source"]["properties"]["shelfmark"]["description"]
    kg(tree, "export", "jsonl")
    (row,) = (tree.parent / "work" / "export" / "sources.jsonl").read_text("utf-8").splitlines()
    assert json.loads(row)["shelfmark"] == "MS 17"
    passes(tree, "tests/model/test_format_doc.py", "tests/model/test_model.py", update=True)
    assert "| `shelfmark` | its call number in a library or an archive | text | no |" in (tree / "docs" / "format.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("tree", ["Add an act"], indirect=True)
def test_an_act(tree: Path) -> None:
    shows(tree, "Add an act")
    kg(tree, "build")
    assert kg(tree, "validate", "build/graph.nt").endswith("no faults\n")
    passes(tree, "tests/model/test_format_doc.py", update=True)
    passes(tree, "tests/model/test_acts.py", "tests/corpus/test_titles.py")
    assert "| `invites` | other | asks somebody to come" in made(tree)


@pytest.mark.parametrize("tree", ["Add a rule"], indirect=True)
def test_a_rule(tree: Path) -> None:
    shows(tree, "Add a rule")
    assert "Nobody can say what was printed first." in kg(tree, "rule", "K407")
    passes(tree, "tests/model/test_format_doc.py", "tests/rules/test_rules.py", "-k", "rule_is_named or K407")


@pytest.mark.parametrize("tree", ["Add a query"], indirect=True)
def test_a_query(tree: Path) -> None:
    shows(tree, "Add a query")
    assert "promises" in kg(tree, "query", "--list")


@pytest.mark.parametrize("tree", ["Add an export"], indirect=True)
def test_an_export(tree: Path) -> None:
    kg(tree, "export", "jsonl")
    (expected,) = blocks("Add an export", "json")
    written = (tree.parent / "work" / "export" / "languages.jsonl").read_text("utf-8")
    assert json.loads(written) == json.loads(expected)
    kg(tree, "export", "csv", "-o", "tables")
    package = json.loads((tree.parent / "work" / "tables" / "datapackage.json").read_text("utf-8"))
    assert "languages" in [table["name"] for table in package["resources"]]


def test_the_page_counts_the_files_that_each_example_touches() -> None:
    table = section("What a change touches")
    counted = {link: int(files) for link, files in re.findall(r"^\| \[[^]]+\]\(#([\w-]+)\) \| (\d+) \|", table, re.MULTILINE)}
    assert counted == {heading.lower().replace(" ", "-"): len(patches(heading)) for heading in EXAMPLES}


def test_the_page_and_the_picture_name_every_room() -> None:
    rooms = {path.name for path in (REPOSITORY / "kg").iterdir() if path.is_dir() and not path.name.startswith("_")}
    named = re.findall(r"^\| `(\w+)/` \|", section("The rooms"), re.MULTILINE)
    assert sorted(named) == sorted(rooms)
    picture = (REPOSITORY / "docs" / "images" / "flow.svg").read_text("utf-8")
    assert {room for room in rooms if f"{room}/" not in picture} <= {"queries"}


def test_the_picture_is_fresh() -> None:
    spec = util.spec_from_file_location("flow", REPOSITORY / "docs" / "images" / "flow.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (REPOSITORY / "docs" / "images" / "flow.svg").read_text("utf-8") == module.flow()
