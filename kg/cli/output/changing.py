"""A change of a claim file by a command: made to the claims as they are, under their lock, and written only if they stay good."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.input.claims import refuse_newer
from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, plural, put_words, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.claimfile.insert import Added, Refused


def change(root: Path, make: Callable[[Checked], tuple[str, Added | Refused]]) -> tuple[str, str]:
    """Where the change is, as `file:line`, and the warnings that are new with it.

    `make` says of the checked claims which file changes, and to what. It is asked again where an editor was faster.
    """
    from kg.check import check
    from kg.claimfile.insert import Refused
    from kg.entry.adding import new_faults
    from kg.lock import locked
    from kg.render import diagnostics as render
    from kg.write import TRIES, ChangedError, edit

    with writing(f"to '{root}'"), locked(root):
        for _ in range(TRIES):
            with suppress(ChangedError):
                before = check(root)
                refuse_newer(before.diagnostics)
                shown, result = make(before)
                if isinstance(result, Refused):
                    fail(f"'{shown}': {result.reason}")
                after = check(root, {shown: result.data})
                found = new_faults(before, after)
                errors = [d for d in found if d.severity == "error"]
                if errors:
                    put_words(render.text(errors, after.texts))
                    say(f"kg: nothing was written: {plural(len(errors), 'error')}")
                    raise typer.Exit(1)
                edit(shown, before.texts.get(shown), result.data)
                return f"{shown}:{result.line}", render.text(found, after.texts)
    return fail(f"another program keeps changing the claims in '{root}': nothing was written")
