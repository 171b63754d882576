"""`kg suggest`: the sentences of a source that report speech, to read; and candidates of other programs, judged by it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus, folder
from kg.cli.input.texts import Texts, text_of
from kg.cli.output.terminal import fail, plural, put, put_words, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.claimfile.insert import Added, Refused
    from kg.corpus.corpus import Corpus
    from kg.evidence import kept
    from kg.evidence.suggest import Suggestion


def suggest(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The id of the source.")],
    *,
    candidates: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Candidates in JSON, from any program, to take as drafts.")
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Write the sentences into a claim file as drafts.")] = False,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The claim file to write the drafts into.")] = None,
    sources: Texts = None,
    form: Annotated[
        Literal["text", "json", "editor"], typer.Option("--format", help="editor: file:line:column and the sentence.")
    ] = "text",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Mark the sentences of a source that report what somebody said, with the words that give it away and the actors named.

    The list is for you to read: no speaker, act or allegation is filled in. With --from, candidates from another program
    become drafts if the evidence contains their quote letter for letter; all others are refused, and counted by reason.
    """
    from kg.evidence.suggest import language_of, suggestions
    from kg.render import suggest as shown

    claims = corpus(root, demo=False, allow_errors=True)
    if source not in claims.sources:
        fail(f"unknown source '{source}'")
    found, place = text_of(claims, source, root, sources)
    if candidates is not None:
        _take(claims, source, found, candidates, root, file)
        return
    marked = suggestions(found.body, language_of(claims.sources[source].lang), claims)
    if drafts:
        _write(claims, source, found, marked, root, file)
        return
    match form:
        case "json":
            put(shown.as_json(source, marked))
        case "editor":
            put_words(shown.as_list(place, found.body, marked))
        case "text":
            put_words(shown.as_text(marked))
    say(f"{plural(len(marked), 'sentence')} of '{source}' to look at")


def _take(claims: Corpus, source: str, found: kept.Texts, path: Path, root: Path, file: Path | None) -> None:
    """Write the candidates that are good as drafts, and say of all others why they are not."""
    from kg.evidence import store
    from kg.evidence.candidates import judged, read
    from kg.evidence.kept import Refused

    data = store.load(path)
    listed = data if isinstance(data, Refused) else read(data)
    if isinstance(listed, Refused):
        fail(f"'{path}': {listed.reason}")
    every = list(judged(listed, source, found, claims))
    for one in every:
        if one.refused:
            say(f"candidate {one.number} was refused: {one.refused}")
    good = [dict(one.fields) for one in every if not one.refused]
    _put(source, good, root, file)
    say(f"took {plural(len(good), 'candidate')} of {len(every):,}")
    for reason, count in Counter(one.refused for one in every if one.refused).most_common():
        say(f"refused {count:,}: {reason}")


def _write(claims: Corpus, source: str, found: kept.Texts, marked: tuple[Suggestion, ...], root: Path, file: Path | None) -> None:
    """Write the sentences that are neither cited nor drafted as drafts."""
    from kg.evidence.coverage import coverage

    texts = {one.sentence.text for one in marked}
    left = sorted(coverage(claims, claims.sources[source], found.body).left, key=lambda one: one.sentence.start)
    made = [
        {"source": source, "at": f"paragraph {one.sentence.paragraph}", "text": one.sentence.text}
        for one in left
        if one.sentence.text in texts
    ]
    _put(source, made, root, file)
    say(f"wrote {plural(len(made), 'draft')}; already cited, drafted or set aside: {len(marked) - len(made):,}")


def _put(source: str, drafts: list[dict[str, Any]], root: Path, file: Path | None) -> None:
    """Put drafts into their claim file, all or none."""
    from kg.claimfile.insert import Added, Refused, added, new_id
    from kg.cli.output.changing import change
    from kg.entry.adding import file_for

    if not drafts:
        return
    folder(root, demo=False)

    def made(claims: Checked) -> tuple[str, Added | Refused]:
        shown = file_for(claims, "draft", root, file)
        if isinstance(shown, Refused):
            fail(shown.reason)
        data, line = claims.texts.get(shown, b""), 0
        taken = set(claims.corpus.kinds)
        for fields in drafts:
            name = new_id(f"{source}-draft", taken)
            taken.add(name)
            result = added(data, "drafts", name, fields)
            if isinstance(result, Refused):
                return shown, result
            data, line = result.data, line or result.line
        return shown, Added(data, line)

    place, _ = change(root, made)
    put(f"{place}\n")
