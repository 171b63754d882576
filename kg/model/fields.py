"""The types of values in claim files: text, ids, dates, web addresses, lists that may be written as one value.

Every scalar arrives as the text that was written. Each type is a Python type annotated with a `Reader`, which validates the
text and converts it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Annotated, Any, Final, TypeAlias

from kg import edtf, ids
from kg.letters import is_blank, unquoted
from kg.model import addresses, dates, misnomers
from kg.model.wrong import Fault, Wrong, bad_id, expected, not_a, wrong

FORMAT: Final = 1
"""The newest format of claim files that this version reads."""
MAX_QUOTE_WORDS: Final = 25
MAX_TEXT: Final = 65_536
"""The maximum length of one text, in characters: more than anybody reads, and too little to slow a page down."""
_SHOWN: Final = 4
"""How many characters of an invisible text a message names."""
# Language, script, region and one variant (RFC 5646): what every engine takes as the tag of a literal.
LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))?$"
DIGEST: Final = r"^[0-9a-f]{64}$"
CODE: Final = r"^K[0-9]{3}$"
MEDIA_TYPE: Final = r"^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$"

Reader: TypeAlias = Callable[[Any, str], Any]
"""Converts a value as written, given the name of its field, to the value to keep; raises `Wrong`."""


def _text(value: Any, field: str) -> str:
    if type(value) is not str:
        raise not_a("text", value, field)
    if not value:
        raise wrong("K109", f"'{field}' has no value", "leave it out: what is missing stays missing")
    if is_blank(value):
        shown = " ".join(f"U+{ord(character):04X}" for character in value[:_SHOWN])
        raise wrong("K109", f"'{field}' has no visible characters, only {shown}", "write readable text, or leave the field out")
    if len(value) > MAX_TEXT:
        message = f"'{field}' has {len(value):,} characters, more than {MAX_TEXT:,}"
        raise wrong("K104", message, "shorten it; the source has the full text")
    return value


def _id(value: Any, field: str) -> str:
    if type(value) is not str:
        raise not_a("text", value, field)
    return _one(value)[0]


@lru_cache(maxsize=1 << 16)
def _one(value: str) -> tuple[str, ...]:
    """A list of one id. Most ids are named often; those that name one share the text and the list."""
    if not ids.is_id(value):
        raise Wrong((bad_id(value),))
    return (value,)


def ids_of(value: Any, field: str) -> tuple[str, ...]:
    """One id or several."""
    if type(value) is not str:
        return _id_list(value, field)
    try:
        return _one(value)
    except Wrong as error:
        faults = [fault.under(0) for fault in error.faults]
        parts = re.split(r"\s*[,;]\s*", value)
        if len(parts) > 1 and all(map(ids.is_id, parts)):
            faults = [dataclasses.replace(fault, hint=f"write several as a list: [{', '.join(parts)}]") for fault in faults]
        raise Wrong(faults) from None


def one_of(words: Sequence[str], code: str = "K104") -> Reader:
    """The reader of a closed list of words."""
    allowed = {word: word for word in words}  # so that all records share the same text

    def read(value: Any, field: str) -> str:
        if type(value) is not str:
            raise not_a("text", value, field)
        known = allowed.get(value)
        if known is None:
            bare = unquoted(value)
            hint = misnomers.word(field, bare) or ids.suggest(bare, words) or f"one of {', '.join(words)}"
            raise wrong(code, f"unknown {field} '{value}'", hint)
        return known

    return read


def _matching(pattern: str, what: str, hint: str) -> Reader:
    """The reader of text of one form."""
    matches = re.compile(pattern[:-1] + r"\Z", re.ASCII).match

    def read(value: Any, field: str) -> str:
        if not matches(_text(value, field)):
            raise wrong("K104", f"'{value}' is not {what}", hint)
        return str(value)

    return read


def several(item: Reader, *, distinct: bool = True, single: bool = True) -> Reader:
    """The reader of a list of one or more; a `single` value may be written without the list."""

    def read(value: Any, field: str) -> tuple[Any, ...]:
        if type(value) is not list:
            if not single or value is None:
                raise not_a("a list", value, field, "write each item on its own line, after '- ', followed by its fields")
            value = [value]
        if not value:
            raise wrong("K109", "the list is empty", "leave the field out")
        return _all(value, item, field, distinct=distinct)

    return read


def _all(values: list[Any], item: Reader, field: str, *, distinct: bool) -> tuple[Any, ...]:
    """Every value, read. Where some are wrong, the others remain if they are valid without them."""
    faults: list[Fault] = []
    found: list[Any] = []
    sound = True
    for i, value in enumerate(values):
        try:
            found.append(item(value, field))
        except Wrong as error:
            sound = False
            faults += [fault.under(i) for fault in error.faults]
            found += error.remains
    duplicate = _first_duplicate(found) if distinct and len(found) > 1 else None
    if not sound:
        raise Wrong(faults, [tuple(found)] if duplicate is None and found else [])
    if duplicate is not None:
        written = values[found.index(duplicate)]
        shown = (
            f"'{written}'" if isinstance(written, str) else f"an entry of '{field}'"
        )  # parts are equal when all their fields are
        raise wrong("K111", f"{shown} is listed twice", "keep one of them")
    return tuple(found)


def _first_duplicate(values: list[Any]) -> Any:
    """The first value that is listed twice, if any."""
    seen: set[Any] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None


def _quote(value: Any, _: str) -> str:
    if type(value) is not str:
        raise expected(value, "the words of a quote", "write them as text")
    if len(value) > MAX_TEXT:
        raise wrong("K110", f"the quote has {len(value):,} characters", f"keep the {MAX_QUOTE_WORDS} words or fewer that matter")
    if is_blank(value):
        raise wrong("K109", "the quote has no visible characters", "quote the words, or leave the quote out")
    if value.count(" ") < MAX_QUOTE_WORDS and value.isprintable():  # as nearly all: no other space is printable
        return value
    words = len(value.split())
    if words > MAX_QUOTE_WORDS:
        raise wrong("K110", f"the quote has {words} words", f"keep the {MAX_QUOTE_WORDS} words or fewer that matter")
    return value


def _true(value: Any, _: str) -> bool:
    if type(value) is not str:
        raise expected(value, "true or false", "write true")
    if value not in {"true", "false"}:
        raise wrong("K104", f"'{value}' is neither true nor false", "write true")
    return value == "true"


def _count(value: Any, _: str) -> int:
    if type(value) is not str:
        raise expected(value, "a count", "write digits only")
    if not re.fullmatch(r"[0-9]{1,9}", value, re.ASCII):
        raise wrong("K104", f"'{value}' is not a count", "write digits only")
    return int(value)


def _format(value: Any, field: str) -> int:
    """The number of a format. `kg.reading` refuses a number that this version does not support."""
    if type(value) is not str:
        raise not_a("a number", value, field)
    if not re.fullmatch(r"[1-9][0-9]{0,8}", value, re.ASCII):
        raise wrong("K104", f"'{value}' is not the number of a format", f"write {FORMAT}, or leave it out")
    return int(value)


def counts(words: Iterable[str] | None = None) -> Reader:
    """The reader of a mapping to counts, from acts where `words` lists them, else from ids."""
    known = None if words is None else tuple(words)

    def read(value: Any, field: str) -> dict[str, int]:
        if type(value) is not dict:
            raise not_a("a mapping", value, field)
        faults: list[Fault] = []
        found = {}
        for name, written in value.items():
            if known is None and not ids.is_id(name):
                faults.append(bad_id(name, path=(name,), at_key=True))
            elif known is not None and name not in known:
                hint = misnomers.word("act", name) or ids.suggest(name, known) or f"one of {', '.join(known)}"
                faults.append(Fault((name,), "K108", f"unknown act '{name}'", hint, at_key=True))
            try:
                found[name] = _count(written, field)
            except Wrong as error:
                faults += [fault.under(name) for fault in error.faults]
        if len(found) < len(value) or faults:
            raise Wrong(faults, [{name: n for name, n in found.items() if not any(name in fault.path for fault in faults)}])
        return found

    return read


_id_list: Final[Callable[[Any, str], tuple[str, ...]]] = several(_id)

Text = Annotated[str, _text]
Texts = Annotated[tuple[str, ...], several(_text)]
Id = Annotated[str, _id]
Ids = Annotated[tuple[str, ...], ids_of]
Date = Annotated[edtf.Date, dates.read]
KnownDate = Annotated[edtf.Date, dates.read_known]
Url = Annotated[str, addresses.read]
Urls = Annotated[tuple[str, ...], several(addresses.read)]
Base = Annotated[str, addresses.read_base]
Quotes = Annotated[tuple[str, ...], several(_quote)]
Truth = Annotated[bool, _true]
Count = Annotated[int, _count]
Format = Annotated[int, _format]
Language = Annotated[str, _matching(LANGUAGE, "a language tag", "write it as en, fa or zh-hant")]
Digest = Annotated[str, _matching(DIGEST, "a SHA-256", "write its 64 hexadecimal digits, in lower case")]
MediaType = Annotated[str, _matching(MEDIA_TYPE, "a media type", "write it in lower case, as text/html")]
Code = Annotated[str, _matching(CODE, "the code of a rule", "write it as K205")]
