"""Rules of files and of their YAML (K0xx): pages without a check, for what the reader finds while it reads."""

from __future__ import annotations

from typing import Final

from kg.diagnostic import Severity
from kg.rules.rule import Rule

FILES: Final = (
    Rule(
        "K001",
        "not-a-regular-file",
        Severity.ERROR,
        """A claim file that is a link, a folder, a pipe or a device.

        A link could lead out of the data set, to a file that nobody meant to publish, and a pipe would be waited for without
        end. So only regular files are opened, and links are never followed.

        FAIL:
            claims/russia.yaml is a symbolic link to another file.

        PASS:
            claims/russia.yaml is the file itself.
        """,
        example="words",
    ),
    Rule(
        "K002",
        "wrong-ending",
        Severity.ERROR,
        """A file that looks like a claim file and does not end in `.yaml`.

        With one ending there is one way to list the files of a data set. A second one that was passed over in silence would
        lose claims.

        FAIL:
            claims/russia.yml, or claims/russia.YAML.

        PASS:
            claims/russia.yaml
        """,
        example="words",
    ),
    Rule(
        "K003",
        "bad-file-name",
        Severity.ERROR,
        """A file name that not every system can hold or show.

        Names are 1 to 100 of the characters A-Z a-z 0-9 . _ - and two in one folder differ by more than case; none is that of a
        device on Windows (con, aux, nul and the like) or ends in a dot. So a data set can be checked out anywhere, and no name
        forges a line of the output.

        FAIL:
            claims/two words.yaml, or claims/Russia.yaml beside claims/russia.yaml.

        PASS:
            claims/two-words.yaml
        """,
        example="words",
    ),
    Rule(
        "K004",
        "too-large",
        Severity.ERROR,
        """A file over 1 MiB, with over 100,000 values, or with over 20 levels inside each other; or over 100,000 files.

        A person cannot review more in one file, and a file that was made to use up the machine is stopped here.

        FAIL:
            actors:
              alba:
                name: Alba
                type: state
                note: [[[[[[[[[[[[[[[[[[[[[[[[[[too deep]]]]]]]]]]]]]]]]]]]]]]]]]]

        PASS:
            actors:
              alba:
                name: Alba
                type: state
                note: Deep enough.
        """,
    ),
    Rule(
        "K005",
        "not-utf-8",
        Severity.ERROR,
        """A file that is not UTF-8 text.

        Names in many scripts stand side by side here, and a guess at another encoding would change them.

        FAIL:
            claims/actors.yaml was saved as Latin-1, and holds the byte E9 for é.

        PASS:
            claims/actors.yaml was saved as UTF-8, and holds the bytes C3 A9 for é.
        """,
        example="words",
    ),
    Rule(
        "K006",
        "not-yaml",
        Severity.ERROR,
        """Text that cannot be read as YAML.

        Most often a text that holds a colon and a space, or starts with a sign that means something in YAML, needs quotes.
        What stands before the fault is still checked; ids after it count as there.

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
        """A key that stands twice in one mapping.

        YAML readers keep one of the values and drop the other unseen. Which one was meant, only the writer knows.

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

        A value that stands elsewhere cannot be reviewed in its place, and a few lines of aliases can stand for more values
        than a machine can hold.

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

        Every value is text, and its field decides what it means. A tag would have a reader make something else of it.

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

        A claim file needs none, and readers differ in what they make of them.

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
        """A character that has no place in text, written as it is or as an escape.

        Control characters can rewrite what a terminal shows, and marks that override the direction of writing show a text in
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
        """A file that is empty, a list or a mere text.

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
        "K017",
        "unreadable",
        Severity.ERROR,
        """A file that the system does not let us read.

        Passing over it in silence would show a part of the data set as the whole.

        FAIL:
            claims/actors.yaml may not be read by this user.

        PASS:
            claims/actors.yaml may be read.
        """,
        example="words",
    ),
    Rule(
        "K018",
        "lost-as-comment",
        Severity.ERROR,
        """A value without quotes that is followed by a space, '#' and a word.

        YAML takes the rest of the line for a comment: a hashtag in a sentence would cut the sentence without a word. A note has a
        space after its '#'.

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
    Rule(
        "K019",
        "newer-format",
        Severity.ERROR,
        """A data set that says by `format` that it is written for a newer version.

        What a later version of the format means cannot be known, so nothing else about the claims is reported: they need a newer
        `kg`. Claims that do not say their format are of format 1.

        FAIL:
            dataset:
              title: The affairs of Alba
              base: https://example.org/
              format: 99

        PASS:
            dataset:
              title: The affairs of Alba
              base: https://example.org/
              format: 1
        """,
    ),
)
"""The pages of K001 to K019."""
