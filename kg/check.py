"""Checks a data set: loads it, runs every rule, applies waivers. `kg check` shows the result, and the rest builds on it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.load import load, load_tree
from kg.model.records import Dataset
from kg.model.references import references
from kg.reading.gatherer import Loaded
from kg.rules.catalogue import diagnose, rule

UNUSED_WAIVER = "K901"


@dataclass(frozen=True, slots=True)
class Checked:
    """A data set and all that is wrong with it, in the order of the files.

    `texts` holds each file's bytes; `waived` counts the warnings that their records waive; `unread` are the files and folders of
    which all or part was not read.
    """

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, bytes] = field(repr=False)
    waived: int = 0
    unread: frozenset[str] = frozenset()

    @property
    def errors(self) -> int:
        """How many diagnostics are errors."""
        return sum(d.severity is Severity.ERROR for d in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many diagnostics are warnings."""
        return len(self.diagnostics) - self.errors


def check(root: Path, instead: Mapping[str, bytes] | None = None) -> Checked:
    """The claims under `root`, checked by every rule; `instead` replaces the content of files, as in `load`.

    Raises:
        NotADirectoryError: `root` is not a folder.
    """
    return _checked(load(root, instead))


def check_tree(root: str, files: Mapping[str, bytes]) -> Checked:
    """The same of claim files that are in memory, by their paths from `root` on, such as those of an earlier commit."""
    return _checked(load_tree(root, files))


def _checked(loaded: Loaded) -> Checked:
    found = [*loaded.diagnostics, *diagnose(loaded.corpus)]
    kept = tuple(sorted(_waived(loaded.corpus, found), key=lambda d: d.order))
    waived = len(found) - sum(d.code != UNUSED_WAIVER for d in kept)
    return Checked(loaded.corpus, kept, loaded.texts, waived, loaded.unread)


def _waived(corpus: Corpus, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out the warnings that their record waives, and report unused waivers.

    Errors cannot be waived. While there are errors, no other waiver counts as unused: an error may hide the warning that it is
    for.
    """
    waivers = {(record.id, waiver.code): i for record in corpus.whole() for i, waiver in enumerate(record.allow)}
    needed: set[tuple[str, str]] = set()
    judged = True
    for diagnostic in found:
        judged = judged and diagnostic.severity is not Severity.ERROR
        key = (diagnostic.record[1] if diagnostic.record else "", diagnostic.code)
        if diagnostic.severity is Severity.WARNING and key in waivers:
            needed.add(key)
        else:
            yield diagnostic
    for (id_, code), i in waivers.items():
        about = rule(code)
        message, hint = "", "delete it"
        if about is None:
            message = f"unknown rule {code}"
        elif about.severity is Severity.ERROR:
            message, hint = f"an error cannot be waived: {code}", "delete the waiver and fix the error"
        elif judged and (id_, code) not in needed:
            message = f"unused waiver of {code}"
        if message:
            mark = corpus.mark(id_, ("allow", i))
            yield Diagnostic(mark, UNUSED_WAIVER, Severity.WARNING, message, hint, record=(corpus.kinds.get(id_, "dataset"), id_))


def sound(checked: Checked) -> Corpus:
    """The records without an error, and without one that leans on a record with an error."""
    corpus = checked.corpus
    bad = {d.record[1] for d in checked.diagnostics if d.severity is Severity.ERROR and d.record is not None}
    users: dict[str, list[str]] = defaultdict(list)
    for record in corpus.whole():
        for reference in references(record):
            users[reference.id].append(record.id)
            if corpus.get(reference.id) is None:
                bad.add(record.id)
    todo = sorted(bad)
    while todo:
        for user in users[todo.pop()]:
            if user not in bad:
                bad.add(user)
                todo.append(user)
    dataset = corpus.dataset
    if dataset is not None and dataset.id in bad:
        dataset = Dataset(title=dataset.title, base=dataset.base)
    return dataclasses.replace(
        corpus,
        actors={k: v for k, v in corpus.actors.items() if k not in bad},
        sources={k: v for k, v in corpus.sources.items() if k not in bad},
        topics={k: v for k, v in corpus.topics.items() if k not in bad},
        allegations={k: v for k, v in corpus.allegations.items() if k not in bad},
        statements={k: v for k, v in corpus.statements.items() if k not in bad},
        drafts={k: v for k, v in corpus.drafts.items() if k not in bad},
        dataset=dataset,
        flawed=(),
    )
