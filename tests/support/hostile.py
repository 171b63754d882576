"""Strings that attack a page, made from parts: each would mark the window, the title or the console if it ran.

The parts are the ways out of an element, an attribute, a script and a style, the elements that can run script, and the schemes
that do.
"""

from __future__ import annotations

from itertools import product
from typing import Final

_WAYS_OUT: Final = (
    "",
    '"',
    "'",
    "-->",
    "]]>",
    "</script>",
    "</style>",
    "</title>",
    "</textarea>",
    "</svg>",
    '"/>',
    "'><",
    "\u2028",
    "--!>",
)
_RUNNING: Final = (
    "<script>RUN</script>",
    "<img src=x onerror=RUN>",
    "<svg onload=RUN>",
    "<iframe srcdoc='<script>parent.RUN</script>'>",
    "<body onpageshow=RUN>",
    "<details open ontoggle=RUN>",
    "<input autofocus onfocus=RUN>",
    "<video><source onerror=RUN></video>",
    "<a href='javascript:RUN'>x</a>",
    "<math><mi xlink:href='javascript:RUN'>x</mi></math>",
    "<object data='data:text/html,<script>RUN</script>'></object>",
    "<style>@import 'https://example.invalid/x.css';*{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
    "<base href='https://example.invalid/'>",
    "<link rel=stylesheet href='https://example.invalid/x.css'>",
)
_BARE: Final = (
    "javascript:RUN",
    "JaVaScRiPt:RUN",
    "java\tscript:RUN",
    "data:text/html,<script>RUN</script>",
    "vbscript:RUN",
    "//example.invalid/x",
    "https://user:word@example.invalid/",
    "{{constructor.constructor('RUN')()}}",
    "${RUN}",
    "#{RUN}",
    "{% for x in y %}{% endfor %}",
    "{{ self }}{# #}",
    "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
    "&lt;script&gt;RUN&lt;/script&gt;",
    "&#x3c;script&#x3e;RUN",
    "%3Cscript%3ERUN%3C/script%3E",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "<b>bold</b> _italic_ *bold* `code`",
    "' onmouseover=RUN x='",
    '" onfocus=RUN autofocus x="',
    "`-RUN-`",
    "';RUN//",
    '\\";RUN//',
    "<!--<script>RUN",
    "<![CDATA[<script>RUN</script>]]>",
    "a\u2028b\u2029c\u0085d",
    "\ufeff\u200b\u200d<script>RUN</script>",
    "<" * 40 + "script>RUN",
    "x" * 90,
    "\u0645\u0631\u062d\u0628\u0627 <img src=x onerror=RUN>",
    "e\u0301" * 20,
    "\U0001f4a3<svg/onload=RUN>",
)
_HARM: Final = ("window.hacked=1", "document.title=`hacked`", "alert(1)", "console.error(`hacked`)")


def strings() -> tuple[str, ...]:
    """All of them, each once, the same each time."""
    parts = [*("".join(pair) for pair in product(_WAYS_OUT, _RUNNING)), *_BARE]
    return tuple(dict.fromkeys(f"{part.replace('RUN', _HARM[i % len(_HARM)])} #{i}" for i, part in enumerate(parts)))
