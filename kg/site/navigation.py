"""The way from a page that is closed in itself, such as the map, to the rest of the site that it is part of."""

from __future__ import annotations

from dataclasses import dataclass

from kg.site.addresses import Link
from kg.site.checked import Checked


@dataclass(frozen=True, slots=True)
class Navigation:
    """The overviews of the site, the one that the page itself is without an address, and what it is called.

    `lang` is the language of these words, `label` what the navigation is called, `page` what the link from a statement to its own
    page says, `checks` what became of the quotes of reports. Addresses are those from the top of the site.
    """

    lang: str
    label: str
    entries: tuple[Link, ...]
    page: str
    checks: Checked
