"""The timeline of accusations and answers: one HTML page that holds everything it shows and fetches nothing, or the same as SVG.

The drawing is in the page as it is made here, so that it is there without any script; the table below it says the same. What
a script adds is the panel, the search, the filters, and an axis that can be stretched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from kg.analysis.audit import Quote
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.site import bidi, exchanges, filtering, policy, recorded, summary, svg, template
from kg.site.checked import checked
from kg.site.facts import facts
from kg.site.looks import MARKS
from kg.site.navigation import Navigation
from kg.site.said import SIDE
from kg.site.timeline import months
from kg.site.timeline.axis import Axis, axis
from kg.site.timeline.drawing import Drawing, drawing
from kg.site.timeline.lanes import Lane, lanes
from kg.site.timeline.marks import legend, symbol

MOST: Final = 3000
"""Beyond so many statements a month shows how many there are, and no longer each."""

_STYLES: Final = ("type.css", "theme.css", "statement.css", "filters.css", "key.css", "timeline.css")
_WIDTH: Final = 1030.0
_NOTICE: Final = "An allegation is that of whoever makes it: a mark records what was said, not that it is so."


def timeline_page(
    corpus: Corpus,
    *,
    title: str,
    wanted: Filter | None = None,
    quotes: Collection[Quote] | None = None,
    site: Navigation | None = None,
) -> str:
    """The page as HTML: lanes by side along time, a panel, and the same as a table.

    Depends on what is given only: `quotes` are those that were compared with texts of their sources, `site` is the site that the
    page is part of; the texts of its corpus are set apart already. Statements that were withdrawn are not in it.
    """
    if site is None:
        corpus, title = bidi.isolated(corpus), bidi.isolate(title)
    ids = _ids(corpus, wanted)
    chosen = filtering.in_words(corpus, wanted)
    if len(ids) > MOST:
        return _by_month(corpus, ids, title, chosen, site)
    found, drawn = _drawn(corpus, ids, wanted, linked=True)
    marks = [mark for lane in found for mark in lane.marks]
    kinds = {mark.kind for mark in marks}
    answers = {id_: [a for a in _met(corpus.resolved[id_]) if a in ids] for id_ in sorted(ids)}
    shown = exchanges.in_time(corpus, ids)
    drawn_as = {id_: mark.kind for mark in marks for id_ in mark.ids}
    statements = {**facts(corpus, shown), "kind": [drawn_as[id_] for id_ in shown]}
    monthly = months.months(corpus, ids)
    data = {
        **filtering.data(
            corpus,
            statements,
            what="timeline",
            lead="Show on the timeline",
            notice=_NOTICE,
            chosen=chosen,
            kinds=tuple(MARKS),
        ),
        "answers": {id_: over for id_, over in answers.items() if over},
        "months": monthly,
        "opens": {},
    }
    return template.document(
        "timeline.html.j2",
        script="timeline.js",
        site=site,
        styles=_STYLES,
        title=f"{title}: {chosen}" if chosen else title,
        summary=summary.accusations(corpus, ids),
        in_all=_in_all(corpus, ids),
        notice=_NOTICE,
        caption_=filtering.caption(corpus, len(ids), _NOTICE, chosen),
        chosen=filtering.options(corpus, shown, statements),
        side=SIDE,
        drawing=drawn,
        kinds=[(kind, words, symbol(kind)) for kind, words in MARKS.items() if kind in kinds],
        forms=(*legend(marks), *drawn.signs),
        data=policy.data(data),
        record=exchanges.record(corpus, ids, site.checks if site else checked(quotes)),
        counts=None,
        footer=summary.credit(corpus),
    )


def timeline_svg(corpus: Corpus, *, title: str, wanted: Filter | None = None) -> str:
    """The timeline as one SVG document without script, with its legend."""
    corpus, title = bidi.isolated(corpus), bidi.isolate(title)
    ids = _ids(corpus, wanted)
    chosen = filtering.in_words(corpus, wanted)
    title = f"{title}: {chosen}" if chosen else title
    found, drawn = ((), months.drawn(corpus, ids, _WIDTH)) if len(ids) > MOST else _drawn(corpus, ids, wanted, linked=False)
    marks = [mark for lane in found for mark in lane.marks]
    kinds = [(symbol(kind), 18.0, text) for kind, text in MARKS.items() if kind in {mark.kind for mark in marks}]
    forms = [(sample, 44.0, text) for sample, text in (*legend(marks), *drawn.signs)]
    said = f"{summary.accusations(corpus, ids)}; {_in_all(corpus, ids)}."
    words = " ".join(filter(None, (said, recorded.words(corpus), _NOTICE)))
    head, height = svg.heading(title, words, drawn.width)
    below, end = svg.key([kinds, forms], height + drawn.height + 34, drawn.width)
    moved = svg.element("g", "\n".join((*drawn.parts, *drawn.names)), transform=f"translate(0 {height:g})")
    foot = svg.text(0, end + 8, summary.credit(corpus), font_size="11", fill=svg.tones()["soft"])
    box = (-30.0, -30.0, drawn.width + 60, end + 8 + 60)
    called = f"{title}: accusations and answers in time"
    return svg.document([*head, moved, *below, foot], box=box, title=called, description=words)


def _ids(corpus: Corpus, wanted: Filter | None) -> frozenset[str]:
    """What pages show, as far as it is wanted."""
    resolved = corpus.resolved
    return frozenset(id_ for id_ in exchanges.shown(corpus) if wanted is None or wanted.admits(corpus, resolved[id_]))


def _met(resolved: Resolved) -> tuple[str, ...]:
    """What a statement answers, revises or reviews."""
    return (*resolved.answers, *resolved.follows, *resolved.revises, *resolved.reviews)


def _paled(corpus: Corpus, lane: Lane, wanted: Filter | None) -> Lane:
    """The lane with what only may lie in the period known as that."""
    if wanted is None or not wanted.maybe:
        return lane
    marks = (replace(mark, is_sure=wanted.lies(corpus, corpus.resolved[mark.ids[0]]) == "surely") for mark in lane.marks)
    return replace(lane, marks=tuple(marks))


def _drawn(corpus: Corpus, ids: Iterable[str], wanted: Filter | None, *, linked: bool) -> tuple[tuple[Lane, ...], Drawing]:
    found = tuple(_paled(corpus, lane, wanted) for lane in lanes(corpus, ids))
    along = _axis(found)
    return found, drawing(found, along, width=max(along.width, _WIDTH), linked=linked)


def _axis(found: Iterable[Lane]) -> Axis:
    """The axis for the marks: as wide as a screen leaves room for, wider where there are many."""
    marks = [mark for lane in found for mark in lane.marks if mark.form != "undated"]
    days = [day for mark in marks for day in {mark.first, mark.last} if day is not None]
    return axis(days, max(_WIDTH, 86 * len(marks) ** 0.5))


def _by_month(corpus: Corpus, ids: frozenset[str], title: str, chosen: str, site: Navigation | None) -> str:
    """The page of a record too large to show every statement: how many there are in each month, in each lane."""
    drawn = months.drawn(corpus, ids, _WIDTH)
    return template.document(
        "timeline.html.j2",
        script="timeline_zoom.js",
        site=site,
        styles=_STYLES,
        title=f"{title}: {chosen}" if chosen else title,
        summary=summary.accusations(corpus, ids),
        in_all=_in_all(corpus, ids),
        caption_=filtering.caption(corpus, len(ids), _NOTICE, chosen),
        notice=(
            f"Too many to show each: a bar counts the statements of a month, and this page has no filters, no link and no panel. "
            f"Choose with --topic, --from and --to: up to {MOST:,} statements are shown one by one, with all of these. For a "
            "picture of the months write kg timeline -o timeline.svg."
        ),
        side=SIDE,
        drawing=drawn,
        kinds=[],
        forms=(*months.LEGEND, *drawn.signs),
        data=policy.data({}),
        record=None,
        counts=months.counts(corpus, ids),
        footer=summary.credit(corpus),
    )


def _in_all(corpus: Corpus, ids: frozenset[str]) -> str:
    """How many statements there are on the timeline, and how many of them without a date."""
    undated = sum(1 for id_ in ids if not corpus.resolved[id_].date.known)
    without = f", {undated:,} of them undated" if undated else ""
    return f"{summary.counted(len(ids), 'statement')} in all{without}"
