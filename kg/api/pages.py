"""The pages that commands write, as methods: the map, the timeline, the brief."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from kg.api.checks import Checks
from kg.api.errors import QueryError
from kg.api.page import Page
from kg.api.questions import Day, one_of
from kg.evidence.audited import evidence, quotes
from kg.site.brief import html, markdown
from kg.site.map import choice
from kg.site.map.page import map_page
from kg.site.map.picture import map_svg
from kg.site.timeline.page import timeline_page, timeline_svg


class Pages(Checks):
    """Claims as pages and pictures."""

    def map(self, *, around: str | None = None, topic: str | None = None, form: Literal["html", "svg"] = "html") -> Page:
        """The map as `kg map` draws it: of all, around a statement, an actor, an allegation or a source, or of one topic.

        Raises:
            QueryError: there is nothing to draw, or what is named is not there.
            ValueError: both `around` and `topic` are given, the form is unknown, or a kept copy is not what its record says.
        """
        one_of("form", form, ("html", "svg"))
        if around is not None and topic is not None:
            raise ValueError("around and topic each choose what is drawn: give one of them")
        chosen = None
        if around is not None:
            chosen = choice.around(self.corpus, self._named(around, *choice.KINDS) or "")
        elif topic is not None:
            chosen = choice.on_topic(self.corpus, self._named(topic, "topic") or "")
        if chosen is not None and not choice.is_drawn(self.corpus, chosen):
            raise QueryError("nothing to draw: no accusation and no answer there")
        if form == "svg":
            return Page(map_svg(self.corpus, title=self.corpus.title, choice=chosen), is_picture=True)
        held = quotes(self.corpus, None, self.root)
        return Page(map_page(self.corpus, title=self.corpus.title, choice=chosen, quotes=held))

    def timeline(
        self,
        *,
        form: Literal["html", "svg"] = "html",
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Page:
        """The timeline as `kg timeline` draws it.

        Raises:
            QueryError: an id or a date is unknown or invalid.
            ValueError: the form is unknown, or a kept copy is not what its record says.
        """
        one_of("form", form, ("html", "svg"))
        wanted = self._wanted(topic, from_day, to_day, maybe=maybe)
        if form == "svg":
            return Page(timeline_svg(self.corpus, title=self.corpus.title, wanted=wanted), is_picture=True)
        held = quotes(self.corpus, None, self.root)
        return Page(timeline_page(self.corpus, title=self.corpus.title, wanted=wanted, quotes=held))

    def brief(self, sources: str | os.PathLike[str] | None = None, *, form: Literal["html", "markdown"] = "html") -> Page:
        """The brief as `kg brief` writes it; `sources` is a folder of the sources' texts, and Markdown has no plots.

        Raises:
            NotADirectoryError: the folder does not exist.
            ValueError: a text in it cannot be read, or the form is unknown.
        """
        one_of("form", form, ("html", "markdown"))
        known = evidence(self.corpus, None if sources is None else Path(sources), self.root)
        write = html.html if form == "html" else markdown.markdown
        return Page(write(self.corpus, self.corpus.title, known))
