"""The types of values in claim files: text, ids, dates, web addresses, lists that may be written as one value.

Every scalar arrives as the text that was written; each type says what it may be and turns it into what the graph needs.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from kg import edtf, ids

MAX_QUOTE_WORDS: Final = 25
MAX_TEXT: Final = 65_536
"""The characters that one text may have at most: far more than anybody reads, far less than would slow a page down."""
# Language, script, region and one variant (RFC 5646): what every engine takes as the tag of a literal.
LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))?$"
DIGEST: Final = r"^[0-9a-f]{64}$"


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error for pydantic to collect, which `faults` turns into a `Fault` with this code."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _listed(value: Any) -> Any:
    """A value written once or as a list, as a list."""
    return filled(value) if isinstance(value, list) else [value]


def filled(value: Any) -> Any:
    """A list, refused where it is empty."""
    if value == []:
        raise fault("K109", "the list is empty", "leave the field out")
    return value


def _listed_or_none(value: Any) -> Any:
    """Like `_listed`, but `[]` is allowed and means nobody."""
    return value if isinstance(value, list) else [value]


def _distinct(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(value) > 1 and len(set(value)) < len(value):
        twice = next(v for i, v in enumerate(value) if v in value[:i])
        raise fault("K111", f"'{twice}' is listed twice", "keep one of them")
    return value


def _date(value: Any) -> edtf.Date:
    if isinstance(value, edtf.Date):
        return value
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and ".." in value[0]:
        value = f"[{value[0]}]"  # a range in brackets, which YAML reads as a list unless it is quoted
    if not isinstance(value, str):
        raise fault("K104", "expected a date", "write it as text, such as 2017-04-24")
    date = edtf.parse(value)
    if isinstance(date, edtf.BadDate):
        hint = f"did you mean {date.suggestion}?" if date.suggestion else "write it as 2017-04-24, 2017-04, 2017 or unknown"
        raise fault("K106", f"'{value}' is not a date: {date.reason}", hint)
    return date


def _known_date(value: Any) -> edtf.Date:
    date = _date(value)
    if not date.known:
        raise fault("K106", "'unknown' says nothing here", "leave the field out")
    return date


def _url(value: Any) -> str:
    if not isinstance(value, str):
        raise fault("K104", "expected a web address", "write it as text")
    if reason := ids.url_fault(value):
        raise fault("K107", f"'{value}' is not a web address we can link to: {reason}", "write it as https://example.org/page")
    return value


def _base(value: Any) -> str:
    url = _url(value)
    if not url.endswith(("/", "#")):
        raise fault("K107", f"the base '{url}' ends in neither '/' nor '#'", f"did you mean '{url}/'?")
    return url


def _quote(value: Any) -> str:
    if not isinstance(value, str):
        raise fault("K104", "expected the words of a quote", "write them as text")
    if len(value) > MAX_TEXT:
        raise fault("K110", f"the quote has {len(value):,} characters", f"keep the {MAX_QUOTE_WORDS} words or fewer that matter")
    words = len(value.split())
    if words > MAX_QUOTE_WORDS:
        raise fault("K110", f"the quote has {words} words", f"keep the {MAX_QUOTE_WORDS} words or fewer that matter")
    return value


def _true(value: Any) -> bool:
    if not isinstance(value, str):
        raise fault("K104", "expected true or false", "write true")
    if value not in {"true", "false"}:
        raise fault("K104", f"'{value}' is neither true nor false", "write true")
    return value == "true"


def _count(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value, re.ASCII):
        return int(value)
    raise fault("K104", f"'{value}' is not a count" if isinstance(value, str) else "expected a count", "write digits only")


_LIST = (BeforeValidator(_listed), AfterValidator(_distinct))

Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Texts = Annotated[tuple[Text, ...], *_LIST]
Id = Annotated[str, Field(pattern=ids.PATTERN, max_length=ids.MAX_LENGTH)]
Ids = Annotated[tuple[Id, ...], *_LIST]
IdsOrNobody = Annotated[tuple[Id, ...], BeforeValidator(_listed_or_none), AfterValidator(_distinct)]
Date = Annotated[edtf.Date, PlainValidator(_date)]
KnownDate = Annotated[edtf.Date, PlainValidator(_known_date)]
Url = Annotated[str, PlainValidator(_url)]
Urls = Annotated[tuple[Url, ...], *_LIST]
Base = Annotated[str, PlainValidator(_base)]
Quotes = Annotated[tuple[Annotated[str, PlainValidator(_quote)], ...], *_LIST]
Truth = Annotated[bool, PlainValidator(_true)]
Count = Annotated[int, PlainValidator(_count)]
Language = Annotated[str, Field(pattern=LANGUAGE)]
Digest = Annotated[str, Field(pattern=DIGEST)]
