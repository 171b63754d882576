"""Scripts of the pages run by Node, without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

from browsing import leave_out
from places import REPOSITORY


def node(*words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Node run in the checkout."""
    program = shutil.which("node")
    if program is None:
        leave_out("node is missing: apt-get install nodejs")
    return subprocess.run(
        [program, *words], cwd=REPOSITORY, input=given, capture_output=True, text=True, check=False, timeout=600
    )


def evaluated(script: str, given: Any) -> Any:
    """What a script makes of `given`, as JSON, with the modules of the pages at hand."""
    opened = "import { open, DATA } from './tests/web/page.js'; import { readFileSync } from 'node:fs';"
    read = "const given = JSON.parse(readFileSync(0, 'utf8'));"
    found = node("--input-type=module", "-e", f"{opened}{read}{script}", given=json.dumps(given))
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)
