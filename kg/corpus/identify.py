"""Finds records by what people call them: an id, a name, an alias, or words in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.corpus.corpus import Corpus
from kg.corpus.folded import row
from kg.corpus.labels import label, names_of
from kg.corpus.resembling import Resembling
from kg.ids import closest, skeleton
from kg.model.records import Dataset, Draft, Record, Statement


@dataclass(frozen=True, slots=True)
class Unidentified:
    """Why words name no record, or not one alone, in one line."""

    reason: str


def identify(corpus: Corpus, words: str, kinds: tuple[str, ...]) -> str | Unidentified:
    """The id of the one record of `kinds` that `words` names; why not, with the candidates where there are several."""
    found = find(corpus, words, kinds)
    if len(found) == 1:
        return found[0]
    what = kinds[0] if len(kinds) == 1 else "record"
    if found:
        shown = ", ".join(found[:10]) + (f", … ({len(found)}; see kg list)" if len(found) > 10 else "")
        return Unidentified(f"'{words}' may mean several: {shown}")
    near = nearest(corpus, words, kinds)
    if near is None and "actor" in kinds:
        near = next(iter(Resembling(corpus).to(words)), None)
    return Unidentified(f"unknown {what} '{words}'" + (f"; did you mean '{near}'?" if near else ""))


def find(corpus: Corpus, words: str, kinds: Collection[str]) -> tuple[str, ...]:
    """The ids of the records of `kinds` that `words` may mean, best reading first.

    An id, or an id that the record had before, is taken alone; then names and aliases, however they are spelt; then actors
    whose names contain the words, since "lavrov" means the man before it means what he said; then any record in whose id or
    names contain them. They must be there as whole words: a piece of a word is a guess, which `nearest` makes.
    """
    id_ = corpus.former.get(words, words)
    if corpus.kinds.get(id_) in kinds and corpus.get(id_) is not None:
        return (id_,)
    records = [record for record in corpus.whole() if record.kind in kinds and not isinstance(record, Dataset)]
    wanted = skeleton(words)
    if not wanted:
        return ()
    exact = tuple(record.id for record in records if wanted in {skeleton(name) for name in names_of(record)})
    if exact:
        return exact
    whole = row(words)
    actors = tuple(
        record.id for record in records if record.kind == "actor" and any(whole in row(name) for name in names_of(record))
    )
    return actors or tuple(record.id for record in records if any(whole in row(name) for name in (record.id, *names_of(record))))


def nearest(corpus: Corpus, words: str, kinds: Collection[str]) -> str | None:
    """The id or name that `words` most likely misspells, or of which it is a piece."""
    known = {name: name for record in corpus.whole() if record.kind in kinds for name in (record.id, *names_of(record))}
    wanted = skeleton(words)
    return closest(words, known) or next((name for name in known if wanted and wanted in skeleton(name)), None)


def search(corpus: Corpus, words: str, kinds: Collection[str]) -> Iterator[Record]:
    """The records of `kinds` in which each of the `words` begins a word, in names, texts, `says` or quotes.

    Case, accents and forms of letters do not matter.
    """
    wanted = [f" {word}" for word in row(words).split()]
    for record in corpus.whole():
        if record.kind in kinds:
            text = searched(corpus, record)
            if all(word in text for word in wanted):
                yield record


def searched(corpus: Corpus, record: Record) -> str:
    """The words in which a record is searched: of its id, its names, its label, its texts and quotes."""
    return row(" ".join((record.id, *names_of(record), *_text(corpus, record))))


def _text(corpus: Corpus, record: Record) -> Iterator[str]:
    yield label(corpus, record)
    if isinstance(record, Draft):
        yield from (*record.quote, record.text or "", record.says or "", record.note or "")
    if isinstance(record, Statement):
        yield record.says or ""
        for report in record.reports:
            yield report.says or ""
            yield from report.quote
