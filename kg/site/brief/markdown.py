"""The brief as Markdown without the plots; a footnote under each number holds the ids of its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.analysis.audit import Evidence
from kg.corpus.corpus import Corpus
from kg.render.table import markdown_signs
from kg.site import bidi, recorded
from kg.site.brief.html import NOTICE
from kg.site.brief.section import Cell, Figure, Section
from kg.site.brief.sections import sections


def markdown(corpus: Corpus, title: str, evidence: Evidence | None = None) -> str:
    """The brief in GitHub's Markdown, with its footnotes at the end."""
    corpus, title = bidi.isolated(corpus), bidi.isolate(title)
    notes: list[str] = []
    about = " ".join(filter(None, ("All statements of the record.", recorded.words(corpus))))
    lines = [f"# {_text(title)}: a brief", "", NOTICE, "", about, ""]
    for section in sections(corpus, evidence):
        lines += [f"## {_text(section.title)}", ""]
        lines += [part for line in section.notes for part in (_text(line), "")]
        lines += [*_rows(section, notes), "", f"More: `{section.command}`", ""]
    lines += [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    return "".join(f"{line}\n" for line in lines)


def _rows(section: Section, notes: list[str]) -> Iterator[str]:
    yield _row(map(_text, section.columns))
    yield "|" + " --- |" * len(section.columns)
    for row in section.shown:
        yield _row(_noted(cell, notes) for cell in row)


def _noted(cell: Cell, notes: list[str]) -> str:
    if not isinstance(cell, Figure):
        return _text(cell)
    if not cell.ids:
        return _text(cell.text)
    notes.append(", ".join(dict.fromkeys(cell.ids)))
    return f"{_text(cell.text)}[^{len(notes)}]"


def _text(text: str) -> str:
    """The text on one line, with nothing in it that Markdown reads; what is written from the right stays set apart."""
    return markdown_signs(bidi.printable(text))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
