"""Addresses: the ids of records and the URLs of documents, and the nearest match to a misspelt one.

Ids become parts of IRIs and are never reused, so their form is narrow. URLs end up as links in pages that strangers open, so
only plain web addresses pass.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from kg.letters import normal, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable

PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_LENGTH: Final = 80
MAX_URL: Final = 8_000  # what every server and browser must take (RFC 9110, section 4.1)

_ID: Final = re.compile(PATTERN[:-1] + r"\Z")
_URL: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"  # scheme
    r"(//[^/?#\s\\]*)?"  # authority, looked at apart
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"  # path and query (RFC 3986)
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\Z"  # fragment
)
_PLAIN_URL: Final = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\Z"
)
"""An address that needs no second look: it has no fault."""
_HOST: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?\Z")

# Letters of other scripts that look like a Latin one: enough to catch a name typed, or forged, with a mixed keyboard.
# After the intra-script part of Unicode's confusables (UTS 39), which is far larger.
_LOOKALIKES: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u051b\u0501\u0261\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u0131"
    "\u0432\u043d\u043a\u043c\u0442\u0433"
    "\u03b2\u03b5\u03b6\u03b7\u03bc\u03c4\u03c5\u03c7",
    "aeopcyxisjhqdgaopvikiBHKMTrBEZHMTYX".lower(),
)
_CAPITALS: Final = str.maketrans({"\u039d": "n"})
"""A capital that looks like another Latin letter than its small form does."""

_SPELT_OUT: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Latin letters that are not one with a sign added."""


_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What comes along when an address is copied, and nobody sees."""

_ARABIC: Final = str.maketrans(
    {
        **dict.fromkeys("\u0649\u064a\u06cc\u06d2\u0626", "\u064a"),  # yeh: Arabic, without dots, Farsi, Urdu, with hamza
        **dict.fromkeys("\u0643\u06a9\u06aa", "\u0643"),  # kaf
        **dict.fromkeys("\u0647\u0629\u06c0\u06c1\u06d5\u06be", "\u0647"),  # heh, and the teh that is written as one
        **dict.fromkeys("\u0627\u0622\u0623\u0625\u0671", "\u0627"),  # alef
        **dict.fromkeys("\u0648\u0624", "\u0648"),  # waw
        "\u0640": None,  # tatweel only stretches a word
        "\u0621": None,  # a lone hamza is often left out
    }
)
"""Letters of Arabic, Persian, Dari, Pashto and Urdu that one name is written with by different keyboards."""

LETTERS: Final = {
    chr(letter): chr(alike) if isinstance(alike, int) else alike or ""
    for table in (_ARABIC, _SPELT_OUT, _LOOKALIKES)
    for letter, alike in table.items()
    if alike != letter
}
"""What `skeleton` takes each letter for, once it is taken apart and small; see also `kg.corpus.folded`."""
_LETTERS: Final = str.maketrans(LETTERS)


_READ_TWO_WAYS: Final = frozenset("\u00df\u03c2\u200c\u200d")
"""Letters of a host that older and newer rules of international names read as different hosts."""


def is_id(text: str) -> bool:
    """Whether `text` has the form of a record's id."""
    return len(text) <= MAX_LENGTH and _ID.match(text) is not None


def slug(text: str) -> str:
    """The id that `text` would make; empty where it holds no Latin letter and no digit.

    Letters lose their accents. Letters of another script that look Latin are taken for what they look like in a word that holds
    Latin ones too, and for nothing of ours elsewhere.
    """
    plain = normal("NFKD", text.lower().translate(_SPELT_OUT))
    words = "".join(c if c.isascii() and c.isalnum() else "" if unicodedata.combining(c) else c for c in plain)
    words = re.sub(r"\w+", lambda word: word[0].translate(_LOOKALIKES) if re.search("[a-z]", word[0]) else word[0], words)
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in words)
    return "-".join(letters.split())[:MAX_LENGTH].strip("-")


def foreign(text: str) -> str:
    """What to say of the first character of `text` that is not ASCII; empty where all are."""
    found = next((c for c in text if not c.isascii()), None)
    return "" if found is None else f": it holds U+{ord(found):04X}" + (f" ({found})" if found.isprintable() else "")


def url_fault(text: str) -> str | None:
    """What is wrong with `text` as a web address, or None where nothing is: only http and https, a host, no user name."""
    if len(text) <= MAX_URL and _PLAIN_URL.match(text):
        return None
    scheme, colon, _ = text.partition("://")
    if not colon or scheme not in {"http", "https"}:
        return "it does not start with http:// or https://"
    if len(text) > MAX_URL:
        return f"it is longer than {MAX_URL:,} characters"
    if not _URL.match(text):
        return "it holds a character that a web address cannot" + foreign(text).replace(": it holds", ",", 1)
    try:
        host = urlsplit(text).netloc
    except ValueError:
        return "it cannot be read as a web address"
    if "@" in host:
        return "it holds a user name"
    if _HOST.match(re.sub(r"(?<=\w)\.(?=:|\Z)", "", host)) and not _HOST.match(host):
        return "its host ends in a dot"
    if not _HOST.match(host):
        return "it names no host" if not host else "its host is not one in plain letters (write an international name as xn--…)"
    return None


def closest(text: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `text` most likely misspells, or None where none is near."""
    near = difflib.get_close_matches(text, sorted(candidates), n=1, cutoff=0.6)
    return near[0] if near else None


def suggest(text: str, candidates: Iterable[str]) -> str:
    """A hint that names the nearest candidate, empty where none is near."""
    near = closest(text, candidates)
    return f"did you mean '{near}'?" if near else ""


def web_addresses(text: str) -> tuple[str, ...]:
    """The web addresses that stand beside each other in `text`, where there are several; an address may hold another."""
    found = tuple(one.strip("<>()[],;") for one in re.split(r"[\s,;|]+(?=[<(]?https?://)|\s+", text) if "://" in one)
    return found if len(found) > 1 and all(url_fault(one) is None for one in found) else ()


def web_address(text: str) -> str:
    """The web address that `text` was most likely meant to be; empty if that is not clear."""
    bare = unquoted(_UNSEEN.sub("", text)).strip().removeprefix("<").removesuffix(">")
    if linked := re.fullmatch(r"\[[^\]]*\]\((\S+)\)", bare):  # a link in Markdown
        bare = linked[1]
    if doi := re.fullmatch(r"(?:doi: ?)?(10\.\d{4,9}/\S+)", bare, re.ASCII | re.IGNORECASE):
        bare = f"https://doi.org/{doi[1]}"
    if re.match(r"(?:www\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\.?(?:[/?#]|\Z)", bare):
        bare = f"https://{bare}"
    meant = quote(
        _plain_host(re.sub(r"\A(?i:ht{1,3}p(s?))(?::/*|//)", lambda found: f"http{found[1].lower()}://", bare)),
        safe="%:/?#[]@!$&'()*+,;=~",
        errors="replace",
    )
    return meant if meant != text and url_fault(meant) is None else ""


def _plain_host(address: str) -> str:
    """An address whose host is written in plain letters and without a last dot, where that is clear."""
    found = re.match(r"https?://([^/?#:@\[\]]+)", address)
    if found is None:
        return address
    host = found[1].removesuffix(".")
    if not host.isascii() and not set(host) & _READ_TWO_WAYS:
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return address
    return address[: found.start(1)] + host + address[found.end(1) :]


def skeleton(name: str) -> str:
    """The letters of `name` as they look, without case, accents, spacing, and what differs by script or keyboard alone.

    Letters that are not a letter with a diacritic are spelt out: `ø` is `o`, `æ` is `ae`.
    """
    if name.isascii() and name.isalnum():  # as most words are
        return name.lower()
    folded = normal("NFKD", name).translate(_CAPITALS).casefold()
    if not folded.isascii():
        folded = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in folded.translate(_LETTERS))
    return "".join(c for c in folded if c.isalnum())
