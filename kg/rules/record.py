"""Rules about a single record (K1xx): pages without a check, for what the model finds while it reads the record."""

from __future__ import annotations

from typing import Final

from kg.diagnostic import Severity
from kg.rules.rule import Rule

RECORD: Final = (
    Rule(
        "K101",
        "unknown-field",
        Severity.ERROR,
        """A field that records of this kind do not have.

        The content of a misspelt field would be lost silently.

        FAIL:
            actors:
              alba: {nam: Alba, type: state}

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K102",
        "missing-field",
        Severity.ERROR,
        """A record without a field that it, or its act, requires.

        The tables of the format list the required fields. Nothing is filled in by a guess.

        FAIL:
            actors:
              alba: {name: Alba}

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K103",
        "field-not-of-this-act",
        Severity.ERROR,
        """A field that statements with this act cannot have.

        Only an accusation is `against` someone. Praise, a promise, a warning, a demand or an announcement is `toward` someone.

        FAIL:
            actors:
              alba: {name: Alba, type: state}
              borea: {name: Borea, type: state}
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
            statements:
              praise:
                act: praises
                speaker: alba
                against: borea
                date: 2021
                says: Thanked Borea for its help.
                reports: [{source: daily}]

        PASS:
            actors:
              alba: {name: Alba, type: state}
              borea: {name: Borea, type: state}
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
            statements:
              praise:
                act: praises
                speaker: alba
                toward: borea
                date: 2021
                says: Thanked Borea for its help.
                reports: [{source: daily}]
        """,
    ),
    Rule(
        "K104",
        "wrong-value",
        Severity.ERROR,
        """A value that its field does not accept: a list instead of text, a word outside its closed list, a count with letters.

        Every field has a type, so that values can be compared and counted.

        FAIL:
            sources:
              daily: {title: The Daily, kind: newspaper, url: "https://example.org/daily"}

        PASS:
            sources:
              daily: {title: The Daily, kind: article, url: "https://example.org/daily"}
        """,
    ),
    Rule(
        "K105",
        "bad-id",
        Severity.ERROR,
        """An id that is not lower-case letters and digits in groups joined by single hyphens, at most 80 characters.

        An id becomes part of a permanent web address.

        FAIL:
            actors:
              New_Alba: {name: New Alba, type: state}

        PASS:
            actors:
              new-alba: {name: New Alba, type: state}
        """,
    ),
    Rule(
        "K106",
        "bad-date",
        Severity.ERROR,
        """A date that is not EDTF, or that does not exist.

        Dates are written 2017-04-24, 2017-04 or 2017, never more precise than what is known: 2017-04~ is approximate, 2016/2017
        is some day from 2016 to 2017, and the date of a statement is `unknown` if nothing is known.

        FAIL:
            sources:
              daily: {title: The Daily, date: 2017-02-30, url: "https://example.org/daily"}

        PASS:
            sources:
              daily: {title: The Daily, date: 2017-02-28, url: "https://example.org/daily"}
        """,
    ),
    Rule(
        "K107",
        "bad-url",
        Severity.ERROR,
        """An address that is not a plain http or https URL, or that contains a user name.

        Addresses become links in pages that strangers open.

        FAIL:
            sources:
              daily: {title: The Daily, url: "ftp://example.org/daily"}

        PASS:
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
        """,
    ),
    Rule(
        "K108",
        "unknown-act-or-type",
        Severity.ERROR,
        """An act, or a type of actor, that is not in the list.

        The lists are closed, so that counts by different coders can be compared.

        FAIL:
            actors:
              alba: {name: Alba, type: country}

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K109",
        "empty-value",
        Severity.ERROR,
        """A field without a value, `null`, an empty text or an empty list.

        Leave out a field that has no value. Only `against: []` has a meaning: nobody is named.

        FAIL:
            actors:
              alba: {name: Alba, type: state, note: }

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K110",
        "quote-too-long",
        Severity.ERROR,
        """A quote of more than 25 words.

        A quote proves the words that matter. Longer passages are protected by copyright; paraphrase them in `says`.

        FAIL:
            actors:
              alba: {name: Alba, type: state}
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
            statements:
              pledge:
                act: promises
                speaker: alba
                date: 2021
                says: Promised to leave.
                reports:
                  - source: daily
                    quote: >-
                      we shall leave and we shall leave soon and when we leave we shall leave nothing behind us
                      but the roads that we built and the wells that we dug

        PASS:
            actors:
              alba: {name: Alba, type: state}
            sources:
              daily: {title: The Daily, url: "https://example.org/daily"}
            statements:
              pledge:
                act: promises
                speaker: alba
                date: 2021
                says: Promised to leave, with nothing left but roads and wells.
                reports:
                  - source: daily
                    quote: we shall leave and we shall leave soon
        """,
    ),
    Rule(
        "K111",
        "listed-twice",
        Severity.ERROR,
        """A duplicate value in a list.

        The second one adds nothing, and most likely another value was meant.

        FAIL:
            actors:
              alba: {name: Alba, type: state, aliases: [Republic of Alba, Republic of Alba]}

        PASS:
            actors:
              alba: {name: Alba, type: state, aliases: [Republic of Alba]}
        """,
    ),
    Rule(
        "K112",
        "ends-before-it-starts",
        Severity.ERROR,
        """An actor, an alias, a role or a part whose `to` is before its `from`.

        No date falls within such a period, so statements would lose their side.

        FAIL:
            actors:
              alba: {name: Alba, type: state}
              ann-reed:
                name: Ann Reed
                type: person
                roles: [{position: Minister, of: alba, from: 2019, to: 2015}]

        PASS:
            actors:
              alba: {name: Alba, type: state}
              ann-reed:
                name: Ann Reed
                type: person
                roles: [{position: Minister, of: alba, from: 2015, to: 2019}]
        """,
    ),
)
"""The pages of K101 to K112."""
