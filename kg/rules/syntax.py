"""Rules of YAML (K006 to K016, K018): pages without a check, for what the reader finds while it reads."""

from __future__ import annotations

from typing import Final

from kg.diagnostic import Severity
from kg.rules.rule import Rule

SYNTAX: Final = (
    Rule(
        "K006",
        "not-yaml",
        Severity.ERROR,
        """Text that cannot be read as YAML.

        Most often the cause is unquoted text that contains a colon and a space, or starts with a character that has a meaning in
        YAML. The part before the fault is still checked; ids after it count as defined.

        FAIL:
            actors:
              alba:
                name: Alba: the republic
                type: state

        PASS:
            actors:
              alba:
                name: "Alba: the republic"
                type: state
        """,
    ),
    Rule(
        "K007",
        "duplicate-key",
        Severity.ERROR,
        """A duplicate key in one mapping.

        YAML readers silently keep one of the values and drop the other. Only the author knows which one was meant.

        FAIL:
            actors:
              alba:
                name: Alba
                type: state
                name: Republic of Alba

        PASS:
            actors:
              alba:
                name: Alba
                type: state
                aliases: [Republic of Alba]
        """,
    ),
    Rule(
        "K008",
        "anchor-or-alias",
        Severity.ERROR,
        """An anchor (`&name`) or an alias (`*name`).

        A value defined elsewhere cannot be reviewed where it is used, and a few lines of aliases can expand to more values than
        fit in memory.

        FAIL:
            actors:
              alba: {name: &name Alba, type: state}
              albans: {name: *name, type: group}

        PASS:
            actors:
              alba: {name: Alba, type: state}
              albans: {name: People of Alba, type: group}
        """,
    ),
    Rule(
        "K009",
        "merge-key",
        Severity.ERROR,
        """A merge key (`<<`).

        It would fill in fields that the record does not show.

        FAIL:
            actors:
              alba:
                <<: {note: A republic.}
                name: Alba
                type: state

        PASS:
            actors:
              alba:
                name: Alba
                type: state
                note: A republic.
        """,
    ),
    Rule(
        "K010",
        "tag",
        Severity.ERROR,
        """A tag (`!name` or `!!name`).

        Every value is text, and its field decides what it means. A tag would make a reader convert it to something else.

        FAIL:
            actors:
              alba: {name: !!str Alba, type: state}

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K011",
        "directive",
        Severity.ERROR,
        """A directive (`%YAML`, `%TAG`).

        A claim file needs no directives, and readers differ in how they interpret them.

        FAIL:
            %YAML 1.1
            ---
            actors:
              alba: {name: Alba, type: state}

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K012",
        "second-document",
        Severity.ERROR,
        """A second YAML document in one file.

        Many tools read the first document only, and would lose the rest.

        FAIL:
            actors:
              alba: {name: Alba, type: state}
            ---
            actors:
              borea: {name: Borea, type: state}

        PASS:
            actors:
              alba: {name: Alba, type: state}
              borea: {name: Borea, type: state}
        """,
    ),
    Rule(
        "K013",
        "forbidden-character",
        Severity.ERROR,
        """A control character or another forbidden character, literal or escaped.

        Control characters can rewrite what a terminal shows, and marks that override the writing direction display text in
        another order than it is stored. Marks and joiners that Arabic, Dari and Pashto need are allowed.

        FAIL:
            actors:
              alba: {name: "Alba\\u202E", type: state}

        PASS:
            actors:
              alba: {name: "Alba\\u200E", type: state}
        """,
    ),
    Rule(
        "K014",
        "unknown-section",
        Severity.ERROR,
        """A section other than actors, sources, topics, allegations, statements and dataset.

        Nothing in it would be read.

        FAIL:
            actor:
              alba: {name: Alba, type: state}

        PASS:
            actors:
              alba: {name: Alba, type: state}
        """,
    ),
    Rule(
        "K015",
        "key-not-text",
        Severity.ERROR,
        """A key that is empty, a list or a mapping.

        Keys are ids and names of fields.

        FAIL:
            actors:
              [alba, borea]: {name: Alba and Borea, type: group}

        PASS:
            actors:
              alba-and-borea: {name: Alba and Borea, type: group}
        """,
    ),
    Rule(
        "K016",
        "not-a-mapping",
        Severity.ERROR,
        """A file that is empty, or whose content is a list or plain text.

        A claim file is a mapping of sections.

        FAIL:
            - alba
            - borea

        PASS:
            actors:
              alba: {name: Alba, type: state}
              borea: {name: Borea, type: state}
        """,
    ),
    Rule(
        "K018",
        "lost-as-comment",
        Severity.ERROR,
        """An unquoted value that is followed by a space, '#' and a word.

        YAML reads the rest of the line as a comment: a hashtag would silently cut off a sentence. A real comment has a space
        after its '#'.

        FAIL:
            actors:
              alba: {name: Alba, type: state}
            sources:
              daily:
                title: Alba answers #TheBorder
                author: alba

        PASS:
            actors:
              alba: {name: Alba, type: state}
            sources:
              daily:
                title: "Alba answers #TheBorder"
                author: alba # the ministry, it says
        """,
    ),
)
"""The pages of the rules of YAML."""
