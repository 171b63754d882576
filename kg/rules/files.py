"""Rules of files (K001 to K005, K017, K019): pages without a check, for what is found while files are read."""

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

        A link could lead out of the data set, to a file that nobody meant to publish, and reading a pipe could block forever. So
        only regular files are opened, and links are never followed.

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

        With one ending there is one way to list the files of a data set. A file with another ending would be skipped silently,
        and its claims lost.

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

        A name has 1 to 100 of the characters A-Z a-z 0-9 . _ - and no trailing dot, is not a device name on Windows (con, aux,
        nul and so on), and differs from others in its folder by more than case. So a data set can be checked out anywhere, and
        no name can forge a line of the output.

        FAIL:
            claims/two words.yaml, or claims/Russia.yaml next to claims/russia.yaml.

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

        Nobody can review more in one file, and the limits stop a file that was crafted to exhaust memory.

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

        The claims hold names in many scripts, and a guess at another encoding would corrupt them.

        FAIL:
            claims/actors.yaml was saved as Latin-1, and holds the byte E9 for é.

        PASS:
            claims/actors.yaml was saved as UTF-8, and holds the bytes C3 A9 for é.
        """,
        example="words",
    ),
    Rule(
        "K017",
        "unreadable",
        Severity.ERROR,
        """A file that cannot be read.

        If it were skipped silently, a part of the data set would look like the whole.

        FAIL:
            claims/actors.yaml may not be read by this user.

        PASS:
            claims/actors.yaml may be read.
        """,
        example="words",
    ),
    Rule(
        "K019",
        "newer-format",
        Severity.ERROR,
        """A data set whose `format` is newer than this version of `kg`.

        This version cannot know what a later format means, so it reports nothing else about the claims: they need a newer `kg`.
        Claims without `format` are in format 1.

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
"""The pages of the rules of files."""
