"""The sources of a statement: each source's account, with its quotes, its place, and what it prints that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.analysis.origins import Origins
from kg.corpus.corpus import Corpus
from kg.corpus.labels import name, names
from kg.corpus.translated import translation
from kg.model.parts import Report
from kg.model.records import Source
from kg.site.dates import in_words

CERTAINTIES: Final = {
    "asserted": "stated outright",
    "probable": "put as probable",
    "possible": "put as possible",
    "implied": "implied, not said outright",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's account: its words, whether they are a translation, where they are, and what it prints that differs."""

    quotes: tuple[str, ...]
    lang: str | None
    source: str
    date: str
    url: str | None
    archived: str | None
    translated: str
    details: tuple[str, ...]
    differs: tuple[str, ...]


def evidence(corpus: Corpus, report: Report, check: str = "") -> Evidence:
    """One report as a reader follows it; `check` is what became of its quotes."""
    source = corpus.sources.get(report.source)
    return Evidence(
        quotes=report.quote,
        lang=report.lang or (source.lang if source else None),
        source=_cited(corpus, source) if source else report.source,
        date=in_words(source.date) if source and source.date else "undated",
        url=source.url if source else None,
        archived=source.archived if source else None,
        translated=translation(corpus, report) if report.quote else "",
        details=(*_details(corpus, report), *filter(None, (check,))),
        differs=tuple(_differs(report)),
    )


def basis(found: Origins) -> str:
    """On how much a statement rests: the first-hand origins of its reports, and how many other ends their chains have.

    An origin that no source calls first-hand is never counted as independent.
    """
    known = len(found.of_kind("first-hand"))
    unknown = len(found.ends) - known
    missing = f"{unknown}{' or more' if found.is_cut else ''} unknown"
    counted = f"{known}, and {missing}" if known and (unknown or found.is_cut) else f"{known}" if known else "none known"
    only = "; known only through its answer" if found.answers_only else ""
    return f"Independent origins: {counted}, from {_count(found.reports, 'report')}{only}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _cited(corpus: Corpus, source: Source) -> str:
    """Who published it, or who wrote it, and its title."""
    who = name(corpus, source.publisher) if source.publisher else names(corpus, source.author)
    title = f"“{source.title}”" if source.title else ""
    return ", ".join(part for part in (who, title) if part) or source.url or source.id


def _details(corpus: Corpus, report: Report) -> Iterator[str]:
    """Where in the source, through whom, and whether the source is still there."""
    if report.at:
        yield report.at
    if report.via:
        yield f"via {', '.join(_through(corpus, id_) for id_ in report.via)}"
    if report.taken_from:
        yield f"taken from {_through(corpus, report.taken_from)}"
    source = corpus.sources.get(report.source)
    if source and source.dead:
        yield f"address found gone on {in_words(source.dead)}"
    if source and source.rests_on:
        yield f"rests on {', '.join(_through(corpus, id_) for id_ in source.rests_on)}"
    if report.firsthand:
        yield "recorded first-hand"


def _differs(report: Report) -> Iterator[str]:
    """What the source prints that differs from the statement."""
    if report.named:
        yield f"names the speaker as {report.named}"
    if report.date:
        yield f"dates it {in_words(report.date)}"
    if report.certainty:
        yield CERTAINTIES[report.certainty]
    if report.says:
        yield f"in its account: {report.says}"


def _through(corpus: Corpus, id_: str) -> str:
    """A link in the chain between source and speaker: an outlet, a source, or a statement."""
    if (source := corpus.sources.get(id_)) is not None:
        return _cited(corpus, source)
    if (resolved := corpus.resolved.get(id_)) is not None:
        return f"what {names(corpus, resolved.speakers)} said in answer"
    return name(corpus, id_)
