"""Rules of changes (K6xx): what a reviewer should look at, though each state is right on its own.

Their faults are found by `kg.history`, which compares the claims with an earlier commit. They are about one change and gone with
it, so that no record waives them.
"""

from __future__ import annotations

from typing import Final

from kg.diagnostic import Severity
from kg.rules.rule import Rule

EVIDENCE_CHANGED: Final = Rule(
    "K601",
    "evidence-changed",
    Severity.WARNING,
    """An address or a quote of a record that was there before has changed, found by `kg check --changed-since`.

    What somebody is quoted as saying, and where, is what all else rests on: look it up in the source before the change is taken.
    A new report, a new quote beside an old one, and a source that only gained an archived copy are not reported.

    FAIL:
        Before, a report quotes “We have no proof.” Now it quotes “We have proof.”

    PASS:
        The report is as it was, and a second one has the other words, from the source that prints them.
    """,
    example="words",
    is_passing=True,
)
"""The page of K601."""

NEWLY_ACCUSED: Final = Rule(
    "K602",
    "newly-accused",
    Severity.WARNING,
    """A person whom no statement accused before is accused now, found by `kg check --changed-since`.

    A person named in a charge for the first time may be harmed by it. Look whether the source names them, or whether the change
    of an allegation or of `against` does; a record that names living people says in its policy when it does.

    FAIL:
        Before, three ministers accuse a company. Now its allegation lists the company's director as accused too.

    PASS:
        The director is among `concerns`, as the ministers did not name them.
    """,
    example="words",
    is_passing=True,
)
"""The page of K602."""

HARDENED: Final = Rule(
    "K603",
    "hardened",
    Severity.WARNING,
    """A statement says more, or more firmly, than before, and no report of it has changed, found by `kg check --changed-since`.

    Its act became an accusation, its certainty rose, or it accuses somebody else, while what the sources print is recorded as
    before. Where the coding was wrong the change is right; where it was right, somebody is made to say what they did not.

    FAIL:
        Before, the `certainty` of a charge is `implied`. Now it is `asserted`, on the same reports.

    PASS:
        With the new `certainty` comes a report whose quote is as firm.
    """,
    example="words",
    is_passing=True,
)
"""The page of K603."""

ACCUSED_CHANGED: Final = Rule(
    "K604",
    "accused-changed",
    Severity.WARNING,
    """The accused of an allegation have changed, found by `kg check --changed-since`.

    Everybody who put the allegation forward accuses them from now on, or no longer does, unless their statements say `against`.
    `kg diff` lists them. An allegation against somebody else is best a new one.

    FAIL:
        Before, an allegation has `accused: alba`. Now it has `accused: [alba, borea]`.

    PASS:
        A second allegation accuses Borea, and only who said so is recorded with it.
    """,
    example="words",
    is_passing=True,
)
"""The page of K604."""
