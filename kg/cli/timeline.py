"""`kg timeline`: the accusations and their answers along time."""

from __future__ import annotations

from kg.cli.input.choice import From, Maybe, To, Topic, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.input.texts import quotes
from kg.cli.output.files import Output, check_output
from kg.cli.output.page import Open, PageFormat, format_and_file, put_page


def timeline(
    output: Output = None,
    *,
    form: PageFormat = None,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    open_: Open = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Draw accusations and answers as a timeline, with a lane for each side: timeline.html, one page that works offline."""
    from kg.site.timeline.page import timeline_page, timeline_svg

    form, file = format_and_file(form, output, "timeline")
    check_output(root, file)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = period(claims, topic, from_, to, maybe=maybe)
    if form == "html":
        content = timeline_page(claims, title=claims.title, wanted=wanted, quotes=quotes(claims, None if demo else root))
    else:
        content = timeline_svg(claims, title=claims.title, wanted=wanted)
    put_page(file, content, open_=open_)
