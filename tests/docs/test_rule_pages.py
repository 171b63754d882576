"""The pages of the rules in `docs/rules/` are those that the rules make. `KG_UPDATE=1` writes them anew."""

from __future__ import annotations

import os
import re

import yaml
from places import REPOSITORY

from kg.render import rule_page
from kg.rules.catalogue import RULES

FOLDER = REPOSITORY / "docs" / "rules"


def test_the_pages_are_fresh() -> None:
    made = dict(rule_page.pages())
    if os.environ.get("KG_UPDATE"):
        FOLDER.mkdir(exist_ok=True)
        for path in FOLDER.glob("*.md"):
            path.unlink()
        for name, text in made.items():
            (FOLDER / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == made


def test_the_index_names_every_rule_once_and_every_family() -> None:
    assert re.findall(r"\| \[(K\d\d\d)\]\(\1\.md\) \|", rule_page.index()) == [rule.code for rule in RULES]
    assert {rule.code[:2] for rule in RULES} == set(rule_page.FAMILIES)


def test_a_page_shows_the_examples_as_they_are() -> None:
    for rule in RULES:
        blocks = re.findall(r"^(`{3,})yaml\n(.*?)^\1\n", rule_page.page(rule), re.MULTILINE | re.DOTALL)
        assert [text for _, text in blocks] == ([rule.fail, rule.passes] if rule.example == "claim file" else []), rule.code
        if rule.code >= "K2":
            assert all(yaml.safe_load(text) for _, text in blocks), rule.code
