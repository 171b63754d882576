"""The brief as one HTML page that needs no network and no script; every number leads to the ids of its statements."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from kg.analysis.audit import Evidence
from kg.corpus.corpus import Corpus
from kg.corpus.labels import source_label, statement_label
from kg.corpus.translated import translation
from kg.model.parts import Report
from kg.site import bidi, recorded
from kg.site.brief.section import Cell, Figure, Section, counted
from kg.site.brief.sections import sections
from kg.site.checked import Checked, checked
from kg.site.policy import inline, policy
from kg.site.template import text

NOTICE: Final = (
    "This describes a record: what was said, by whom, in which source. Nothing here says what is true. An accusation without an "
    "answer is not proven, and the record holds only what its curators found."
)
LARGE: Final = 20_000_000
"""Bytes beyond which browsers take long to open the page."""
LISTED: Final = (1000, 150, 50, 25, 12)
"""How many ids the page lists behind one number at most: the first of these with which it lists no more than `TOTAL` in all."""
TOTAL: Final = 8000
"""So many links from numbers to statements keep a brief short, and quick to open."""

_SHORT: Final = 32
"""The longest text that never takes a second line."""
_HELP: Final = "A blue number opens the statements that it counts; each leads to its words and sources at the end of the page."


def html(corpus: Corpus, title: str, evidence: Evidence | None = None) -> str:
    """The brief as a page; the statements behind its numbers are listed at its end, with their words and sources."""
    corpus, title = bidi.isolated(corpus), bidi.isolate(title)
    found = sections(corpus, evidence)
    style = inline(text("type.css") + text("brief.css"))
    contents = "".join(f'<li><a href="#s--{s.id}">{_safe(s.title)}</a></li>' for s in found)
    most = _most(found)
    checks = checked(evidence.quotes if evidence else None)
    body = "\n".join(_section(section, most) for section in found)
    statements = "\n".join(_statement(corpus, id_, checks) for id_ in sorted(_linked(found, most)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy((), (style,)))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}: a brief</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1><bdi>{_safe(title)}</bdi>: a brief</h1>\n<p>{NOTICE}</p>\n"
        f'<p class="about">{_about(corpus)}</p>\n<p class="note">{_HELP}</p>\n</header>\n'
        f'<nav aria-label="Sections"><ul>{contents}<li><a href="#s--statements">Statements</a></li></ul></nav>\n<main>\n'
        f'{body}\n<section aria-labelledby="s--statements">\n<h2 id="s--statements">Statements</h2>\n'
        f"<dl>\n{statements}\n</dl>\n</section>\n</main>\n</body>\n</html>\n"
    )


def _about(corpus: Corpus) -> str:
    """What the brief is about, and how far the record goes."""
    return _safe(" ".join(filter(None, ("All statements of the record.", recorded.words(corpus)))))


def _most(found: tuple[Section, ...]) -> int:
    """How many ids are listed behind one number at most."""
    sizes = [len(set(cell.ids)) for s in found for row in s.shown for cell in row if isinstance(cell, Figure)]
    return next((most for most in LISTED if sum(min(size, most) for size in sizes) <= TOTAL), LISTED[-1])


def _linked(found: tuple[Section, ...], most: int) -> set[str]:
    """The ids that some number lists; of numbers with very many, the first."""
    cells = (cell for s in found for row in s.shown for cell in row if isinstance(cell, Figure))
    return {id_ for cell in cells for id_ in _listed(cell, most)} & set(counted(found))


def _listed(figure: Figure, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.ids))[:most]


def _section(section: Section, most: int) -> str:
    text = "\n".join(f"<p>{_safe(line)}</p>" for line in (*section.legend, *section.notes))
    caption = "<figcaption>The table below holds the same numbers.</figcaption>"
    plot = f'\n<figure>\n<div class="plot">\n{section.plot}</div>\n{caption}\n</figure>' if section.plot else ""
    head = "".join(f'<th scope="col">{_safe(column)}</th>' for column in section.columns)
    starts = [f'<tr id="{anchor}">' for anchor in section.anchors] or ["<tr>"] * len(section.rows)
    rows = "\n".join(start + "".join(_cells(row, most)) + "</tr>" for start, row in zip(starts, section.shown, strict=False))
    return (
        f'<section aria-labelledby="s--{section.id}">\n<h2 id="s--{section.id}">{_safe(section.title)}</h2>\n{text}{plot}\n'
        f'<div class="table" tabindex="0" role="group" aria-labelledby="s--{section.id}">\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n"
        f'<p class="note">More: <code>{_safe(section.command)}</code></p>\n</section>'
    )


def _cells(row: tuple[Cell, ...], most: int) -> Iterator[str]:
    for n, cell in enumerate(row):
        tag = '<th scope="row">' if n == 0 else "<td>"
        yield f"{tag}{_cell(cell, most)}</{tag[1:3]}>"


def _cell(cell: Cell, most: int) -> str:
    if not isinstance(cell, Figure):
        return _safe(cell)
    listed = _listed(cell, most)
    if not listed:
        return _safe(cell.text)
    if len(listed) == 1:
        return f'<a href="#{listed[0]}">{_safe(cell.text)}</a>'
    links = "".join(f'<a href="#{id_}">{id_}</a>' for id_ in listed)
    left = len(set(cell.ids)) - len(listed)
    more = f"<p>The first {most}; for the other {left:,} see the command below the table.</p>" if left else ""
    short = ' class="short"' if len(cell.text) <= _SHORT else ""
    return f"<details><summary{short}>{_safe(cell.text)}</summary><div>{links}{more}</div></details>"


def _statement(corpus: Corpus, id_: str, checks: Checked) -> str:
    resolved = corpus.resolved[id_]
    lines = [_safe(resolved.statement.says)] if resolved.statement.says else []
    lines += [_report(corpus, report, checks.get((id_, n), "")) for n, report in enumerate(resolved.statement.reports)]
    body = "".join(f'<dd dir="auto">{line}</dd>' for line in lines)
    return f'<div><dt id="{id_}">{_safe(statement_label(corpus, resolved))} <small>{id_}</small></dt>{body}</div>'


def _report(corpus: Corpus, report: Report, check: str) -> str:
    """The source, where in it, the words it prints, and what became of them when they were checked."""
    source = corpus.sources.get(report.source)
    called = _safe(source_label(corpus, source) if source else report.source)
    cited = f'<a href="{escape(source.url)}" rel="noreferrer">{called}</a>' if source and source.url else called
    place = f", {_safe(report.at)}" if report.at else ""
    translated = f" ({_safe(translation(corpus, report))})" if report.quote and translation(corpus, report) else ""
    return (
        cited
        + place
        + "".join(f' <q dir="auto">{_safe(quote)}</q>' for quote in report.quote)
        + translated
        + (f" ({check})" if check else "")
    )


def _safe(text: str) -> str:
    return escape(bidi.printable(text))
