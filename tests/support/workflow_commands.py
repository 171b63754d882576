"""Lines that a workflow of GitHub prints for its runner, read back as the runner reads them."""

from __future__ import annotations

import re


def workflow_command(line: str) -> tuple[str, dict[str, str], str] | None:
    """A line as GitHub's runner reads it: command, properties, data, unescaped as its source does it."""
    found = re.match(r"\s*::([^ :]+)(?: (.*?))?::(.*)\Z", line, re.DOTALL)
    if not found:
        return None

    def plain(text: str, codes: str) -> str:
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            if code in codes:
                text = text.replace(code, character)
        return text

    pairs = (pair.split("=", 1) for pair in (found[2] or "").split(","))
    properties = {name: plain(value, "%0D %0A %3A %2C %25") for name, value in pairs}
    return found[1], properties, plain(found[3], "%0D %0A %25")
