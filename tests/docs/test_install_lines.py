"""Every line of the project that installs something is true where it is read: what it names exists, and `kg` is pinned.

The lines are collected from the documentation, the action, the hooks, the templates of `kg init` and the messages of the program.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Final

import pytest
from places import REPOSITORY

from kg.scaffold.repository import EXAMPLE

PLACES: Final = (
    *("*.md", "docs/**/*.md", "claims/*.md", "ontology/*.md", "action.yml", ".pre-commit-*.yaml", "Makefile", ".ci/run"),
    *(
        "kg/scaffold/tooling/*",
        "kg/scaffold/template/**/*.yaml",
        "kg/**/*.py",
        "kg/**/*.j2",
        "kg/**/*.js",
        ".github/**/*",
        ".gitlab*",
    ),
)
PROJECT: Final = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
NODE: Final[dict[str, str]] = json.loads((REPOSITORY / "package.json").read_text("utf-8"))["devDependencies"]
EXTRAS: Final = PROJECT["optional-dependencies"]
NEEDS: Final = {re.split(r"[<>=!\[; ]", need)[0] for need in [*PROJECT["dependencies"], *(n for e in EXTRAS.values() for n in e)]}
_COMMAND: Final = re.compile(
    r"\b(?:pip3?|pipx|uv|conda|npm|brew|apt|apt-get)\b[\"']?\s+(?:tool\s+|pip\s+|-\S+\s+)*(?:install|add)\b[^\n]*"
)
_KEY: Final = re.compile(r"^\s*(?:- )?(?:uses|rev|repo|image):[^\n]*", re.MULTILINE)

Line = tuple[str, str]


def installs(text: str, *, keys: bool = True) -> list[str]:
    """The commands in a text that install something and, with `keys`, the fields of YAML that do."""
    patterns = (_COMMAND, _KEY) if keys else (_COMMAND,)
    return [found[0].strip() for pattern in patterns for found in pattern.finditer(text)]


def lines() -> Iterator[Line]:
    """Each line that installs something, with its file."""
    for place in PLACES:
        for path in sorted(REPOSITORY.glob(place)):
            name = path.relative_to(REPOSITORY).as_posix()
            if path.is_file() and "__pycache__" not in path.parts and not name.startswith("docs/decisions/"):  # also say what not
                yield from ((name, line) for line in installs(path.read_text("utf-8"), keys=path.suffix not in {".py", ".js"}))


LINES: Final = sorted({line for line in lines() if line[0] not in {"kg/scaffold/installs.py", "kg/scaffold/upkeep.py"}})
"""Those of the two modules that read such lines are patterns, and install nothing."""


def is_tested(file: str, line: str) -> bool:
    """Whether it is of the series that our own tests run: a package of npm, or an action of the forge or ours."""
    if npm := re.match(r"npm install ([a-z-]+)@([0-9.]+)", line):
        return NODE.get(npm[1], "").startswith(f"{npm[2]}.")
    if line.startswith("npm install -"):  # all that package.json names
        return file == ".ci/run"
    actions = (
        "checkout@v4|setup-python@v5|upload-artifact@v4|download-artifact@v4|github-script@v7"
        "|configure-pages@v5|upload-pages-artifact@v3|deploy-pages@v4"
    )
    own = line == "- uses: ./" and file == ".github/workflows/claims.yml"
    return own or re.search(rf"uses: actions/({actions})(?: #.*)?$", line) is not None


def is_true(file: str, line: str) -> bool:
    """Whether what a line installs is there: one of the forms that are known, each with what it needs."""
    if (
        EXAMPLE.removeprefix("pip install ") in line or "@install@" in line
    ):  # the reader's own address and commit; what kg init fills in
        return True
    if line.startswith(("- uses:", "uses:", "npm ")):
        return is_tested(file, line)
    if re.match(r"-?\s*(?:repo: local|image: python:3\.\d+)$", line):
        return True
    if extra := re.search(r"pip install --quiet --disable-pip-version-check --editable '\.\[(\w+)\]'", line):
        return extra[1] in EXTRAS
    if re.fullmatch(
        r"(?:pipx|uv tool) install (?:\.|\"git\+ADDRESS@TAG\")(?: +#.*)?", line
    ):  # a clone, or what the reader fills in
        return file == "README.md" and "kg" in PROJECT["scripts"]
    if extra := re.match(r"pipx install '\.\[(\w+)\]'", line):  # in a clone
        return extra[1] in EXTRAS
    if 'pip install "$GITHUB_ACTION_PATH"' in line:
        return file == "action.yml" and PROJECT["name"] == "rejoinder"
    if 'pip install "{needed}"' in line:  # what kg itself was installed from
        return file == "kg/scaffold/repository.py"
    if file == "kg/cli/program/guard.py":  # kg is installed there, and pip adds what it lacks
        return line.startswith("pip install rejoinder")
    if file.startswith(".github/"):
        return re.fullmatch(r"apt-get install -y -qq --no-install-recommends [a-z0-9 -]+", line) is not None
    if several := re.fullmatch(r"pip install ([\w '<.-]+)", line):
        return all(re.split("<", one.strip("'"))[0] in NEEDS for one in several[1].split())
    if extra := re.match(r"pip install 'rejoinder\[(\w+)\]'", line):  # what an installed kg lacks: pip adds only that
        return extra[1] in EXTRAS
    if third := re.search(r"pip install ([a-z-]+)[`)\"']", line):
        return third[1] in NEEDS
    return file in {".ci/run", "Makefile"} and (" rejoinder" not in line or "dist/rejoinder-*.whl" in line)


def test_that_lines_were_found() -> None:
    assert len(LINES) > 15
    files = {file for file, _ in LINES}
    assert {"README.md", "docs/ci.md", "action.yml", "kg/scaffold/tooling/workflow.yml", "Makefile"} <= files


@pytest.mark.parametrize("line", LINES, ids=": ".join)
def test_that_every_install_is_true(line: Line) -> None:
    assert is_true(*line)


@pytest.mark.parametrize(
    "wrong",
    [
        "pip install rejoinder",
        "pip install --upgrade rejoinder",
        "pip install rejoinder==9.9",
        "pipx install rejoinder",
        "pipx install .",  # anywhere but in the readme, which says where
        'pipx install "git+https://example.org/rejoinder@v1"',
        "uv tool install rejoinder",
        "pip install 'rejoinder @ git+https://example.org/rejoinder'",
        "- uses: example/rejoinder@v1",
        "- uses: actions/checkout@main",
        "rev: v9.9",
        "pip install --quiet --disable-pip-version-check --editable '.[gone]'",
        "pip install leftpad`",
    ],
)
def test_that_an_untrue_line_is_seen(wrong: str) -> None:
    assert installs(wrong)
    assert not is_true("docs/ci.md", wrong)


def test_that_the_page_says_what_the_reader_fills_in() -> None:
    page = (REPOSITORY / "docs" / "ci.md").read_text("utf-8")
    assert EXAMPLE in page
    assert "`ADDRESS` and `COMMIT` above are those of the repository that you installed `kg` from" in page
    assert "`kg doctor --repo` prints the line that installs the `kg` in use" in page
