"""What keeps a page closed: the hashes of its own scripts and styles, and data written so that it cannot become markup.

The policy allows a script or a style only by the hash of its text, and no fetch of any kind.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, Final

_ESCAPES: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def inline(text: str) -> str:
    """Our own script or style as it is in the page, with the line ends that the browser will hash.

    Raises:
        ValueError: the text would end its element or open a comment.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    lowered = unified.lower()
    if any(mark in lowered for mark in ("</script", "</style", "<!--", "\0")):
        raise ValueError("a script or style of ours holds markup")
    return unified


def data(value: Any) -> str:
    """A value as JSON for a script element of type application/json: ASCII only, and no character that HTML reads.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def source(text: str) -> str:
    """The source expression of a policy that allows exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """The Content-Security-Policy of a page with just these scripts and styles, and nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(source(text) for text in scripts)}",
            f"style-src {' '.join(source(text) for text in styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
