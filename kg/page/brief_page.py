"""The brief as one HTML page that needs no network, and as Markdown; every number leads to the ids of its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import source_label, statement_label
from kg.page.brief import Cell, Figure, Section, counted, sections
from kg.page.policy import inline, policy
from kg.render.escape import printable
from kg.render.table import markdown_text

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 1px solid #ddd; padding-top: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #eee; }
details summary { cursor: pointer; color: #1f5f8b; } details a { display: block; font-size: 12px; }
figure { margin: 1rem 0; overflow-x: auto; }
dt { margin-top: .9rem; font-weight: 600; } dt small { font-weight: 400; color: #666; } dd { margin: 0 0 0 1rem; }
dt:target, tr:target { background: #fff3c4; } p.note { color: #555; }
"""
_NOTICE: Final = (
    "This describes a record: what was said, by whom, in which source. Nothing here says what is true. An accusation without an "
    "answer is not proven, and the record holds only what its curators found."
)

_HELP: Final = "A blue number opens the statements that it counts; each leads to its words and sources."


def html(corpus: Corpus, title: str) -> str:
    """The brief as a page; the statements behind its numbers stand at its end, with their words and sources."""
    found = sections(corpus)
    style = inline(_STYLE)
    body = "\n".join(_section(section) for section in found)
    statements = "\n".join(_statement(corpus, id_) for id_ in sorted(counted(found)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy((), (style,)))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}: a brief</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{_safe(title)}: a brief</h1>\n"
        f'<p>{_NOTICE}</p>\n<p class="note">{_HELP}</p>\n'
        f"{body}\n<h2>Statements</h2>\n<dl>\n{statements}\n</dl>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    text = "\n".join(f"<p>{_safe(line)}</p>" for line in section.text)
    plot = f"\n<figure>\n{section.plot}</figure>" if section.plot else ""
    head = "".join(f"<th>{_safe(column)}</th>" for column in section.columns)
    starts = [f'<tr id="{anchor}">' for anchor in section.anchors] or ["<tr>"] * len(section.rows)
    cells = ["".join(f"<td>{_cell(cell)}</td>" for cell in row) for row in section.rows]
    rows = "\n".join(f"{start}{row}</tr>" for start, row in zip(starts, cells, strict=True))
    return f"<h2>{_safe(section.title)}</h2>\n{text}{plot}\n<table>\n<tr>{head}</tr>\n{rows}\n</table>"


def _cell(cell: Cell) -> str:
    if not isinstance(cell, Figure):
        return _safe(cell)
    if not cell.ids:
        return _safe(cell.text)
    links = "".join(f'<a href="#{id_}">{id_}</a>' for id_ in dict.fromkeys(cell.ids))
    return f"<details><summary>{_safe(cell.text)}</summary>{links}</details>"


def _statement(corpus: Corpus, id_: str) -> str:
    resolved = corpus.resolved[id_]
    lines = [_safe(resolved.statement.says)] if resolved.statement.says else []
    for report in resolved.statement.reports:
        source = corpus.sources.get(report.source)
        called = _safe(source_label(corpus, source) if source else report.source)
        lines.append(f'<a href="{escape(source.url)}" rel="noreferrer">{called}</a>' if source and source.url else called)
    body = "".join(f"<dd>{line}</dd>" for line in lines)
    return f'<dt id="{id_}">{_safe(statement_label(corpus, resolved))} <small>{id_}</small></dt>{body}'


def _safe(text: str) -> str:
    return escape(printable(text))


def markdown(corpus: Corpus, title: str) -> str:
    """The brief as Markdown without the plots; a footnote under each number holds the ids of its statements."""
    notes: list[str] = []
    lines = [f"# {markdown_text(title)}: a brief", "", _NOTICE, ""]
    for section in sections(corpus):
        lines += [f"## {markdown_text(section.title)}", ""]
        lines += [part for line in section.text for part in (markdown_text(line), "")]
        lines += [*_rows(section, notes), ""]
    lines += [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    return "".join(f"{line}\n" for line in lines)


def _rows(section: Section, notes: list[str]) -> Iterator[str]:
    yield _row(map(markdown_text, section.columns))
    yield "|" + " --- |" * len(section.columns)
    for row in section.rows:
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
