"""The brief as Markdown without the plots; a footnote under each number holds the ids of its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.analysis.audit import Evidence
from kg.corpus.corpus import Corpus
from kg.render.table import markdown_text
from kg.site import recorded
from kg.site.brief.html import NOTICE
from kg.site.brief.section import Cell, Figure, Section
from kg.site.brief.sections import sections


def markdown(corpus: Corpus, title: str, evidence: Evidence | None = None) -> str:
    """The brief in GitHub's Markdown, with its footnotes at the end."""
    notes: list[str] = []
    about = " ".join(filter(None, ("All statements of the record.", recorded.words(corpus))))
    lines = [f"# {markdown_text(title)}: a brief", "", NOTICE, "", about, ""]
    for section in sections(corpus, evidence):
        lines += [f"## {markdown_text(section.title)}", ""]
        lines += [part for line in section.notes for part in (markdown_text(line), "")]
        lines += [*_rows(section, notes), "", f"More: `{section.command}`", ""]
    lines += [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    return "".join(f"{line}\n" for line in lines)


def _rows(section: Section, notes: list[str]) -> Iterator[str]:
    yield _row(map(markdown_text, section.columns))
    yield "|" + " --- |" * len(section.columns)
    for row in section.shown:
        yield _row(_noted(cell, notes) for cell in row)


def _noted(cell: Cell, notes: list[str]) -> str:
    if not isinstance(cell, Figure):
        return markdown_text(cell)
    if not cell.ids:
        return markdown_text(cell.text)
    notes.append(", ".join(dict.fromkeys(cell.ids)))
    return f"{markdown_text(cell.text)}[^{len(notes)}]"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
