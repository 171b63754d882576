"""`kg diff`: what a change of the claims says, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder
from kg.cli.output.files import check_output
from kg.cli.output.page import put_page
from kg.cli.output.terminal import fail, put, put_words, say

if TYPE_CHECKING:
    from kg.history.diff import Diff
    from kg.history.states import State

_Format: TypeAlias = Annotated[Literal["text", "markdown", "json"], typer.Option("--format", help="The format of the output.")]
_Ref: TypeAlias = str | None


def diff(
    old: Annotated[
        _Ref,
        typer.Argument(
            metavar="REF", help="An earlier commit; with it alone, changes since HEAD branched off from it; by default HEAD."
        ),
    ] = None,
    new: Annotated[_Ref, typer.Argument(metavar="REF", help="A later commit, instead of the files as they are.")] = None,
    *,
    form: _Format = "text",
    map_: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Draw a map of the change alone, as HTML or SVG.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with status 1 if anything follows from the change.")
    ] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Report what a change to the claims writes and what follows from it: who now accuses whom, answers, origins, standing.

    Records are compared by id, not line by line. Two commits are compared directly. With a single one, the files are compared
    with the commit at which HEAD branched off from it, as in a pull request.
    """
    from kg.render import diff as words
    from kg.render.diff_json import as_json

    if map_ is not None:
        check_output(root, map_)
    found = _diff(root, old, new)
    if form == "json":
        put(as_json(found))
    else:
        put_words(words.text(found) if form == "text" else words.markdown(found))
    if map_ is not None:
        _draw(found, map_)
    if exit_code and found.follows:
        raise typer.Exit(1)


def _diff(root: Path, old: _Ref, new: _Ref) -> Diff:
    from kg.git import GitError
    from kg.history.diff import diff as compare
    from kg.history.states import of_commit, present, where_parted
    from kg.reading.gatherer import Memo

    place = folder(root, demo=False) if new is None else root
    if not place.is_dir():
        fail(f"folder '{root}' does not exist, so no repository can be found from it")
    memo = Memo()
    try:
        before: State = where_parted(place, old or "HEAD", memo) if new is None else of_commit(place, old or "HEAD", memo)
        after = present(place, memo) if new is None else of_commit(place, new, memo)
    except GitError as error:
        fail(str(error))
    if not before.has_files and not after.has_files:
        fail(f"no claim file under '{root}' in either state")
    return compare(before, after)


def _draw(found: Diff, file: Path) -> None:
    from kg.site.map.choice import Choice, is_drawn
    from kg.site.map.page import map_page
    from kg.site.map.picture import map_svg

    choice = Choice(ids=found.statements, words="what a change touches")
    if not is_drawn(found.claims, choice):
        say(f"kg: '{file}' was not drawn: the change touches no accusation and no answer")
        return
    draw = map_svg if file.suffix == ".svg" else map_page
    put_page(file, draw(found.claims, title=found.claims.title, choice=choice), open_=False)
