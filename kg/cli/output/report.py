"""How diagnostics leave the command: in the format asked for, to a file or to standard output, with GitHub's summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from kg.cli.output.files import save, writing
from kg.cli.output.terminal import put, put_words

if TYPE_CHECKING:
    from kg.diagnostic import Diagnostic
    from kg.render.tally import Tally

ReportFormat: TypeAlias = Annotated[
    Literal["text", "concise", "json", "sarif", "github", "gitlab", "junit"],
    typer.Option("--format", help="The format of the diagnostics."),
]
_WORDS = {"text", "concise"}
"""Formats that a person reads in the log of a run."""


def report(
    found: Sequence[Diagnostic], texts: Mapping[str, bytes], tally: Tally, form: str, output: Path | None, *, strict: bool
) -> None:
    """Write the diagnostics; for `github` the step summary too, where the environment names its file."""
    written = _written(found, texts, tally, form, strict=strict, colour=output is None and _is_coloured())
    if form == "github" and os.environ.get("GITHUB_ACTIONS"):
        written = written.replace("##[", "# #[")  # the runner takes it for a command wherever it is in a line
    if output is None:
        (put_words if form in _WORDS else put)(written)
    else:
        save(output, written.encode("utf-8", "backslashreplace"))
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary_file:
        from kg.render.github import summary

        words = summary([_in_repository(d) for d in found], tally.words())
        with (
            writing(f"the summary '{summary_file}'"),
            Path(summary_file).open("a", encoding="utf-8", errors="backslashreplace") as file,
        ):
            file.write(words)


def _written(
    found: Sequence[Diagnostic], texts: Mapping[str, bytes], tally: Tally, form: str, *, strict: bool, colour: bool
) -> str:
    from kg.render import diagnostics

    match form:
        case "sarif":
            from kg.render.sarif import sarif

            return sarif(_in_repository(d) for d in found)
        case "github":
            from kg.render.github import commands

            return commands(_in_repository(d) for d in found)
        case "gitlab":
            from kg.render.gitlab import code_quality

            return code_quality(_in_repository(d) for d in found)
        case "junit":
            from kg.render.junit import junit

            return junit(found, texts, strict=strict)
        case "json":
            return diagnostics.as_json(found, tally)
        case "concise":
            return diagnostics.concise(found)
        case _:
            return diagnostics.text(found, texts, colour=colour)


def _is_coloured() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _in_repository(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its files shown from the root of the repository on, where they lie in one."""
    marks = (diagnostic.mark, *diagnostic.related)
    mark, *related = (replace(mark, file=repository_path(mark.file)) for mark in marks)
    return replace(diagnostic, mark=mark, related=tuple(related))


def repository_path(file: str) -> str:
    """The path of `file` from the nearest folder above the working folder that holds `.git`, or from the working folder."""
    here = Path.cwd()
    top = next((place for place in (here, *here.parents) if (place / ".git").exists()), here)
    path = os.path.normpath(here / file)
    return os.path.relpath(path, top) if Path(path).is_relative_to(top) else file
