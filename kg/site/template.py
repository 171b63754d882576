"""What all interactive pages have in common: the files of `kg.web` put into one closed HTML document.

The policy is made from what the page holds. The modules of our script are linked into one text, and nothing of them is global.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import jinja2
from markupsafe import Markup

from kg import ids
from kg.site import looks, policy
from kg.site.navigation import Navigation
from kg.web import link

DARK: Final = "dark.css"
"""The colours for dark screens: a style of its own, which the page's switch turns on and off by its media."""


def document(
    name: str, *, libraries: Sequence[str] = (), script: str, styles: Sequence[str], site: Navigation | None = None, **values: Any
) -> str:
    """The page that the template makes of `values`.

    `libraries` are texts of scripts by others; `script` names the module of `kg.web` that starts the page, and `styles` files
    there. The template extends `document.html.j2` and puts `scripts` where they are to run.
    `site` is the site that the page is part of, if it is.
    """
    ours = policy.inline(link.script(script))
    light, dark = policy.inline("".join((looks.style(), *map(text, styles)))), policy.inline(text(DARK) + looks.dark_style())
    ordered = (*map(policy.inline, libraries), ours)
    page = _environment().get_template(name)
    return page.render(policy=policy.policy(ordered, (light, dark)), light=light, dark=dark, scripts=ordered, site=site, **values)


@cache
def page(name: str) -> jinja2.Template:
    """A template of a page of the site, compiled once."""
    return _shared().get_template(name)


def fragment(name: str, **values: Any) -> Markup:
    """What a template makes of `values`, to be put into other pages as it is."""
    return Markup(page(name).render(**values))  # noqa: S704 - the template has escaped its values


@cache
def _shared() -> jinja2.Environment:
    return _environment()


def text(name: str) -> str:
    """A file of `kg.web`."""
    return link.text(name)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(text),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.filters |= {"is_link": _is_link, "outline": looks.outline, "css": _css, "json": _json}
    return environment


def _css(term: str) -> str:
    """A term of a vocabulary as the name of a class."""
    return term.replace(" ", "-")


def _json(value: Any) -> Markup:
    """A value as the text of a script element that holds data."""
    return Markup(policy.data(value))  # noqa: S704 - no sign in it is one of HTML


def _is_link(url: str | None) -> bool:
    """Whether the page may link to it: an http or https address that the claim format accepts."""
    return url is not None and ids.url_fault(url) is None
