"""The definitions of single values in the JSON Schema: text, ids, dates, web addresses, counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from kg import ids
from kg.model import fields
from kg.model.words import SELF

Schema: TypeAlias = dict[str, Any]

RESERVED: Final = (SELF, "dataset")
"""Reserved words: they have a meaning where an id is allowed, so they cannot be ids."""

_YEAR: Final = r"(?!0000)[0-9]{4}"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = rf"(?:{_MONTH}-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)"  # 29 February in any year
_SINGLE: Final = rf"(?:{_YEAR}(?:-(?:{_DAY}|{_MONTH}(?:-XX)?|XX(?:-XX)?))?|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]XXX)[~?%]?"
_TIME: Final = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
_RANGE: Final = rf"{_SINGLE}\.\.(?:{_SINGLE})?|\.\.{_SINGLE}"
_INTERVAL: Final = rf"{_SINGLE}/(?:{_SINGLE}|\.\.)|\.\./{_SINGLE}|\[(?:{_RANGE})\]"
_DATE: Final = rf"{_SINGLE}|{_YEAR}-{_DAY}T{_TIME}|{_INTERVAL}"
_CHARACTERS: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
_URL: Final = (
    r"^https?://(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
    rf"(?:[/?]{_CHARACTERS})?(?:#{_CHARACTERS})?$"
)

_ID: Final = "This is not an id: lower-case letters, digits and hyphens, such as otto-brand (kg check finds one by its name)."
_ADDRESS: Final = "This is not a web address: write it as https://example.org/page (kg check says more)."
_WORDS: Final = f"A quote has 1 to {fields.MAX_QUOTE_WORDS} words: split a longer one, or retell it in 'says'."
_LANGUAGE: Final = "This is not the tag of a language: write it as en, fa or zh-Hant."


def ref(name: str) -> Schema:
    """A reference to a definition of the schema."""
    return {"$ref": f"#/definitions/{name}"}


def _date(pattern: str, forms: str) -> Schema:
    """A date: one pattern, so that an editor that is not content with one says how dates are written, and offers no other."""
    return {
        "type": ["string", "integer", "array"],
        "minimum": 1,
        "maximum": 9999,
        "items": {"type": "string", "pattern": f"^(?:{_RANGE})$"},
        "minItems": 1,
        "maxItems": 1,
        **_pattern(f"^(?:{pattern})$", f"This is not a date: write it as {forms} (kg check says more)."),
    }


def _pattern(pattern: str, message: str) -> Schema:
    """What text has to look like, and what an editor says of other text, which would show the pattern."""
    return {"pattern": pattern, "patternErrorMessage": message}


def offers(values: Iterable[str]) -> Schema:
    """What an editor completes: as snippets, for examples are offered once more as lists and fill every hover."""
    found = [{"label": value, "body": value} for value in values]
    return {"defaultSnippets": found} if found else {}


def values() -> dict[str, Schema]:
    """The kinds of value that are not references, by name."""
    return {
        "text": {"type": ["string", "number"], "pattern": r"\S", "maxLength": fields.MAX_TEXT},
        "id": {"type": ["string", "number"], "maxLength": ids.MAX_LENGTH, "minimum": 0} | _pattern(ids.PATTERN, _ID),
        "new-id": {"allOf": [ref("id"), {"not": {"enum": list(RESERVED)}}]},
        "known-date": _date(_DATE, "2017-04-24, 2017-04 or 2017"),
        "date": _date(f"unknown|{_DATE}", "2017-04-24, 2017-04, 2017 or unknown") | offers(["unknown"]),
        "url": {"type": "string", "maxLength": ids.MAX_URL} | _pattern(_URL, _ADDRESS),
        "base": {"allOf": [ref("url"), {"pattern": "[/#]$"}]},
        "quote": {"type": ["string", "number"]} | _pattern(rf"^\s*(?:\S+\s+){{0,{fields.MAX_QUOTE_WORDS - 1}}}\S+\s*$", _WORDS),
        "truth": {"type": ["boolean", "string"], "pattern": "^(?:true|false)$"},
        "count": {"type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999, "pattern": "^[0-9]{1,9}$"},
        "format": {"type": ["integer", "string"], "minimum": 1, "maximum": 999_999_999, "pattern": "^[1-9][0-9]{0,8}$"},
        "language": {"type": "string"} | _pattern(fields.LANGUAGE, _LANGUAGE),
        "digest": {"type": ["string", "number"], "pattern": fields.DIGEST},
        "media-type": {"type": "string", "pattern": fields.MEDIA_TYPE},
        "code": {"type": "string", "pattern": fields.CODE},
    }
