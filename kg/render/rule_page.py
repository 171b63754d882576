"""The pages of `docs/rules/`: one a rule and an index, in Markdown, made from the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.rules.catalogue import RULES
from kg.rules.rule import Rule

FAMILIES: Final = {
    "K0": "Files and YAML",
    "K1": "One record",
    "K2": "Across records",
    "K3": "Logic and time",
    "K4": "Evidence",
    "K5": "Fair wording",
    "K6": "What a change makes people say",
    "K9": "Waivers",
}
"""The families of rules by the beginning of their codes."""


def pages() -> Iterator[tuple[str, str]]:
    """The name and the text of every page."""
    yield "README.md", index()
    for rule in RULES:
        yield f"{rule.code}.md", page(rule)


def index() -> str:
    """The page that lists all rules by family."""
    lines = [
        "# Rules",
        "",
        "What `kg check` asks of claim files. A code never changes. Errors stop everything that is made from the",
        "claims; warnings do not, and a record can waive one with `allow`. How to choose what is reported is in",
        "[Checking](../checking.md).",
    ]
    for prefix, family in FAMILIES.items():
        lines += ["", f"## {prefix}xx: {family}", "", "| code | | what it finds |", "| --- | --- | --- |"]
        lines += [
            f"| [{rule.code}]({rule.code}.md) | {rule.severity} | {_cell(rule.summary)} |"
            for rule in RULES
            if rule.code.startswith(prefix)
        ]
    return "".join(f"{line}\n" for line in lines)


def page(rule: Rule) -> str:
    """The page of one rule."""
    waived = "" if rule.severity == "error" or rule.is_passing else " It can be waived in the record with `allow`."
    head = (
        f"# {rule.code} {rule.name.replace('-', ' ')}\n\n**{rule.severity.capitalize()}.** {rule.summary}{waived}\n\n{rule.why}\n"
    )
    return f"{head}\n## Fails\n\n{_example(rule, rule.fail)}\n## Passes\n\n{_example(rule, rule.passes)}"


def _example(rule: Rule, text: str) -> str:
    """An example as a block of YAML or, where no claim file can show it, as it is; a fence is longer than any in it."""
    if rule.example == "words":
        return text
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}yaml\n{text}{fence}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
