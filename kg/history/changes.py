"""Finds what a change of the claims touches, and checks that every id remains the permanent address of its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Mark, Severity, a


@dataclass(frozen=True, slots=True)
class CheckedState:
    """The claims at one time, checked: records, what is wrong with them, and the files' bytes by their path below `root`.

    `unread` are the files that could not be read, or not to their end.
    """

    root: str
    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, bytes]
    unread: frozenset[str] = frozenset()

    def below(self, file: str) -> str:
        """The path of a file from the root on."""
        return file.removeprefix(f"{self.root}/")

    def files(self) -> dict[str, bytes]:
        """The bytes of each file, with line ends as git keeps them, by its path from the root on."""
        return {self.below(file): text.replace(b"\r\n", b"\n") for file, text in self.texts.items()}


def touched(before: CheckedState, now: CheckedState) -> tuple[Diagnostic, ...]:
    """The diagnostics of `now` that the change has to do with.

    Those are: every one that was not there before, wherever it is; of the others, those of a record that was changed, and
    those of a changed file where no record can be compared.
    """
    known = {_fault(before, d) for d in before.diagnostics}
    old, new = before.files(), now.files()
    files = {file for file in new if new[file] != old.get(file)}

    def concerns(d: Diagnostic) -> bool:
        if _fault(now, d) not in known:
            return True
        was, is_ = (state.corpus.get(d.record[1]) if d.record else None for state in (before, now))
        return was != is_ if was and is_ else now.below(d.mark.file) in files

    return tuple(d for d in now.diagnostics if concerns(d))


def _fault(state: CheckedState, diagnostic: Diagnostic) -> tuple[object, ...]:
    """What makes a fault the same as one before: all but its line."""
    return (state.below(diagnostic.mark.file), diagnostic.code, diagnostic.record, diagnostic.message)


def broken_ids(before: CheckedState, now: CheckedState) -> Iterator[Diagnostic]:
    """K209 for each id that now means another record than before, K210 for each that nothing leads from any more.

    While a file cannot be read whole, nothing is called gone: it may be there.
    """
    yield from (found for found in _broken(before, now) if found.code != "K210" or not now.unread)


def _broken(before: CheckedState, now: CheckedState) -> Iterator[Diagnostic]:
    kinds, former = now.corpus.kinds, now.corpus.former
    for id_, kind in before.corpus.kinds.items():
        if kind == "draft":  # coded or dropped since: nothing could refer to it
            continue
        if id_ in kinds and kinds[id_] != kind:
            yield _reused(now.corpus, id_, f"was the id of {a(kind)} before, and is that of {a(kinds[id_])} now")
        elif not {id_} & (kinds.keys() | former.keys() | now.corpus.unread):
            yield _gone(before, now, id_, id_, f"the {kind} '{id_}' is gone")
    for id_, owner in before.corpus.former.items():
        present = owner if owner in kinds else former.get(owner)
        if id_ in kinds and id_ not in before.corpus.kinds:
            if former.get(owner) != id_:  # otherwise the record has its first id again
                yield _reused(now.corpus, id_, f"was an id of '{owner}' before")
        elif present and not {id_} & (kinds.keys() | former.keys() | now.corpus.unread):
            yield _gone(before, now, present, id_, f"'{id_}' is no longer listed among the former ids of '{present}'")


def _reused(corpus: Corpus, id_: str, message: str) -> Diagnostic:
    hint = "an id is never reused: give the new record another id"
    return Diagnostic(corpus.mark(id_), "K209", Severity.ERROR, f"'{id_}' {message}", hint, record=(corpus.kinds[id_], id_))


def _gone(before: CheckedState, now: CheckedState, owner: str, id_: str, message: str) -> Diagnostic:
    """The warning is placed at the record or, if that is gone, at the start of the file in which it was."""
    hint = f"list '{id_}' under 'was' of the record that it is now; a statement that was wrong stays, with 'withdrawn'"
    kind = now.corpus.kinds.get(owner)
    mark = now.corpus.mark(owner) if kind else Mark(f"{now.root}/{before.below(before.corpus.mark(owner).file)}")
    return Diagnostic(mark, "K210", Severity.WARNING, message, hint, record=(kind, owner) if kind else None)


def merged(*groups: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All diagnostics of `groups`, in the order of the files."""
    return tuple(sorted((d for group in groups for d in group), key=lambda d: d.order))
