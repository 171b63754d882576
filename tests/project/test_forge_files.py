"""What a forge and a library read of this repository: issue forms, templates, the citation; by schemas that are not ours."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, Final

import editor
import jsonschema
import pytest
from places import REPOSITORY

TEMPLATES: Final = sorted((REPOSITORY / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
PROJECT: Final = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]


def schema(name: str) -> Any:
    """The validator of a schema that check-jsonschema ships."""
    text = (resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


def read(path: Path) -> Any:
    return editor.read(path.read_text("utf-8"))


def test_there_is_a_form_for_each_kind_of_report() -> None:
    assert [path.stem for path in TEMPLATES] == ["1-wrong-attribution", "2-bug", "3-wrong-message"]


def test_nothing_names_an_address_of_the_project() -> None:
    places = [
        *TEMPLATES,
        REPOSITORY / "CITATION.cff",
        REPOSITORY / ".github" / "pull_request_template.md",
        REPOSITORY / "mkdocs.yml",
    ]
    for path in places:
        assert "://" not in path.read_text("utf-8"), path


def test_the_citation_says_what_the_package_says() -> None:
    citation = read(REPOSITORY / "CITATION.cff")
    assert [error.message for error in schema("citation-file-format").iter_errors(citation)] == []
    assert citation["cff-version"] == "1.2.0"
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in PROJECT["authors"]]
    assert set(citation["license"]) == set(re.split(" AND ", PROJECT["license"]))
    assert citation["keywords"] == PROJECT["keywords"]
    assert citation["abstract"] == PROJECT["description"]


def test_the_template_for_pull_requests_names_commands_that_exist() -> None:
    text = (REPOSITORY / ".github" / "pull_request_template.md").read_text("utf-8")
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = re.findall(r"`make (\w+)`", text)
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_forms_are_those_that_the_forge_takes(path: Path) -> None:
    form = read(path)
    assert [error.message for error in schema("github-issue-forms").iter_errors(form)] == []
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 2


def test_the_settings_of_the_forms() -> None:
    settings = read(REPOSITORY / ".github" / "ISSUE_TEMPLATE" / "config.yml")
    assert [error.message for error in schema("github-issue-config").iter_errors(settings)] == []


def test_that_the_schemas_refuse_what_is_wrong() -> None:
    assert list(schema("github-issue-forms").iter_errors({"name": "Bug", "body": []}))
    assert list(schema("citation-file-format").iter_errors({"cff-version": "1.2.0", "title": "x"}))
