"""Makes text from claim files safe to print: what could steer a terminal or reorder a line is shown as an escape."""

from __future__ import annotations

import re
from typing import Final

FORMULA: Final = frozenset("=+-@\t\r\n|%＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula or a command."""

# C0 with line breaks and tab, DEL, C1, separators, bidirectional controls, zero-width joiners' unseen kin, lone surrogates.
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    r"""`text` on one line, with every control character and bidirectional override shown as `\x1b` or `\u202e`."""
    return _UNSEEN.sub(_escape, text)


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip(" ")[:1] in FORMULA and text.strip(" ") else text


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if found.group() in "\n\t":
        return " "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def for_xml(text: str) -> str:
    """The text with U+FFFD in the place of each character that no XML document can hold (XML 1.0, section 2.2)."""
    return _NOT_XML.sub("\ufffd", text)
