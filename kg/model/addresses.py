"""Web addresses in claim files: what is accepted, and what somebody who wrote another probably meant."""

from __future__ import annotations

from typing import Any

from kg import ids
from kg.model.wrong import expected, wrong


def read(value: Any, _: str) -> str:
    """A web address, of which anybody may make a link."""
    if type(value) is not str:
        hint = "write one as text; another page is another source" if isinstance(value, list) else "write it as text"
        raise expected(value, "a web address", hint)
    if reason := ids.url_fault(value):
        if several := ids.web_addresses(value):
            hint = f"write one, such as {several[0]}; a kept copy goes in 'archived', another page is another source"
            raise wrong("K107", f"here are {len(several)} web addresses, and the field holds one", hint)
        meant = ids.web_address(value)
        hint = f"did you mean '{meant}'?" if meant else "write it as https://example.org/page"
        raise wrong("K107", f"'{value}' is not a web address we can link to: {reason}", hint)
    return value


def read_base(value: Any, field: str) -> str:
    """A web address that ends so that an id can follow."""
    url = read(value, field)
    if not url.endswith(("/", "#")):
        raise wrong("K107", f"the base '{url}' ends in neither '/' nor '#'", f"did you mean '{url}/'?")
    return url
