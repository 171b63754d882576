"""Rules of waivers (K9xx): a page without a check, for what is found when waivers are compared with diagnostics."""

from __future__ import annotations

from typing import Final

from kg.diagnostic import Severity
from kg.rules.rule import Rule

WAIVERS: Final = (
    Rule(
        "K901",
        "unused-waiver",
        Severity.WARNING,
        """A waiver under `allow` for a warning that its record does not get, or for an error.

        A waiver says that somebody reviewed a warning and accepted it. Once the warning is gone, the waiver would hide the next
        one. Errors cannot be waived.

        FAIL:
            actors:
              alba:
                name: Alba
                type: state
                allow: [{code: K206, why: Two towns share the name.}]
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
            statements:
              pledge:
                act: promises
                speaker: alba
                date: 2021-03
                says: Promised to leave by spring.
                reports: [{source: daily}]

        PASS:
            actors:
              alba: {name: Alba, type: state}
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
            statements:
              pledge:
                act: promises
                speaker: alba
                date: 2021-03
                says: Promised to leave by spring.
                reports: [{source: daily}]
        """,
    ),
)
"""The page of K901."""
