"""A rule: a permanent code, a page of documentation, and the check that finds its faults.

A page is one text: a summary line, the reason for the rule, and two examples under `FAIL:` and `PASS:`. For a rule with a check
it is the docstring of a function. Tests run the examples, `kg rule` prints the page, `docs/rules/` is made from it.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity

Check: TypeAlias = Callable[[Corpus], Iterator[Diagnostic]]
"""A pure function from the records to what is wrong with them, in no order that matters."""

Example: TypeAlias = Literal["claim file", "words"]
"""How a page shows its examples: each a whole data set in one claim file or, where the fault lies in what no claim file can
show (its name, its kind, its bytes), described in words."""

_EXAMPLES: Final = ("\nFAIL:\n", "\nPASS:\n")


@dataclass(frozen=True, slots=True)
class Page:
    """The documentation of a rule, taken apart; `fail` and `passes` without their indentation."""

    summary: str
    why: str
    fail: str
    passes: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `text` is its page; `check` finds its faults, perhaps among others, and is None if reading finds them.

    `is_passing` says that a fault is about one change of the claims, so that it is gone with the next and no record waives it.
    """

    code: str
    name: str
    severity: Severity
    text: str
    check: Check | None = None
    example: Example = "claim file"
    is_passing: bool = False

    @property
    def page(self) -> Page:
        """The page, taken apart."""
        return parse(self.text)

    @property
    def summary(self) -> str:
        """What the rule finds, in one line."""
        return self.page.summary

    @property
    def why(self) -> str:
        """Why the rule is there, and where it stays silent."""
        return self.page.why

    @property
    def fail(self) -> str:
        """An example that breaks the rule: YAML, or words where `example` says so."""
        return self.page.fail

    @property
    def passes(self) -> str:
        """The same example, fixed."""
        return self.page.passes


def parse(text: str) -> Page:
    """The parts of a rule's page; a part that is not there is empty."""
    about, _, examples = inspect.cleandoc(text).partition(_EXAMPLES[0])
    fail, _, passes = examples.partition(_EXAMPLES[1])
    summary, _, why = about.partition("\n")
    return Page(summary.strip(), why.strip(), _block(fail), _block(passes))


def _block(text: str) -> str:
    """An indented block, dedented, with one line break at its end."""
    return textwrap.dedent(text).strip("\n") + "\n" if text.strip() else ""


def checked(
    code: str,
    severity: Severity,
    check: Check,
    page: Callable[..., object] | None = None,
    example: Example = "claim file",
) -> Rule:
    """Build the rule that `check` enforces, with the name and the docstring of `page`.

    `page` is `check` itself, unless one check enforces several rules, each documented by its own function. Without docstrings
    (`python -OO`) the page is empty.
    """
    function = page or check
    return Rule(code, function.__name__.replace("_", "-"), severity, function.__doc__ or "", check, example)
