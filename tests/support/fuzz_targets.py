"""What any bytes must keep to, one function for each reader of strangers' text: it returns, and what it says is so.

`fuzz.py` feeds them for as long as it may; `test_fuzz.py` a little in every run, and sees that they catch what is planted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml
from bad_mutations import seeds as claim_files

from kg import claimfile, edtf
from kg.claimfile.formatting import Unformatted, formatted
from kg.claimfile.insert import Added, added
from kg.claimfile.stream import events
from kg.evidence import quotes
from kg.evidence import transcript as transcript_of
from kg.remote.received import JSON, NTRIPLES, TURTLE, XML, Received
from kg.sparql import lexer
from kg.sparql.answer import Answer, Failure, Term

Target: TypeAlias = Callable[[bytes], None]


def reader(data: bytes) -> None:
    """The reader of claim files never raises, and reads what it finds no fault with as PyYAML does, and as its events say."""
    document = claimfile.read(data, "f.yaml")
    assert isinstance(document.value, dict) or document.faults
    if document.faults:
        return
    text = data.decode().removeprefix("\ufeff")
    assert document.value == _plain(yaml.compose(text, Loader=yaml.CBaseLoader))
    kinds = [event.kind for event in events(text.replace("\r\n", "\n").replace("\r", "\n")) if event.kind != "start"]
    assert kinds.count("map") + kinds.count("list") == kinds.count("end")


def _plain(node: Any) -> Any:
    """The value of a node; null is None, as we read it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return node.value


def layout(data: bytes) -> None:
    """Formatting changes no meaning, and formatting again changes nothing."""
    found = formatted(data)
    if isinstance(found, Unformatted):
        return
    assert claimfile.read(found, "").value == claimfile.read(data, "").value
    assert formatted(found) == found


def new(data: bytes) -> None:
    """Any text that is added to a claim file is read back as it is, or refused."""
    text = data.decode("utf-8", "replace")
    result = added(b"actors:\n  a: {name: A, type: state}\n", "topics", "t", {"label": text, "note": [text, text]})
    if isinstance(result, Added):
        value = claimfile.read(result.data, "").value
        assert value is not None
        assert value["topics"]["t"]["label"] == text
        assert value["topics"]["t"]["note"] == [text, text]
        assert value["actors"] == {"a": {"name": "A", "type": "state"}}


def date(data: bytes) -> None:
    """Any text is a date with its bounds in order, or is not one, and what is offered instead is."""
    found = edtf.parse(data.decode("utf-8", "replace"))
    if isinstance(found, edtf.Date):
        assert edtf.parse(found.text) == found
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
    elif found.suggestion:
        assert isinstance(edtf.parse(found.suggestion), edtf.Date)


def query(data: bytes) -> None:
    """The tokens of a query are the query, and the guard answers."""
    text = data.decode("utf-8", "replace")
    guarded = lexer.guarded(text)
    if isinstance(guarded, Failure):
        assert guarded.reason
        return
    assert "".join(token.text for token in lexer.tokens(guarded)) == guarded
    assert lexer.guarded(guarded) == guarded


def answer(data: bytes) -> None:
    """What a server sends is an answer or a failure, the same however it is cut; its first byte says as what it is sent."""
    kind = (JSON, XML, NTRIPLES, TURTLE)[data[0] % 4] if data else JSON
    body = data[1:]
    whole, cut = Received(kind, 5), Received(kind, 5)
    whole.take(body)
    for at in range(0, len(body), 7):
        if cut.take(body[at : at + 7]):
            break
    one, other = whole.answer(), cut.answer()
    assert isinstance(one, Failure) or isinstance(other, Failure) or numbered(one) == numbered(other)


def numbered(found: Answer) -> Answer:
    """The answer with its blank nodes numbered in the order of their rows: a parser invents their names anew each time."""
    names: dict[str, str] = {}

    def named(term: Term | None) -> Term | None:
        if term is None or term.kind != "bnode":
            return term
        return term._replace(value=names.setdefault(term.value, str(len(names))))

    return replace(found, rows=tuple(tuple(named(term) for term in row) for row in found.rows))


def transcript(data: bytes) -> None:
    """A saved text of any form is read, without its times; its own words are found in it, and nothing that is not there.

    What comes before the first NUL is the quote, the rest is the text; without one, a line of the text is the quote.
    """
    before, nul, after = data.decode("utf-8", "replace").partition("\x00")
    text = after if nul else before
    running = transcript_of.flowing(text)
    assert len(running) <= len(text)
    assert not re.search(r"^\s*\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}$", running, re.MULTILINE)
    for quote in [before, *text.splitlines()[:5], text[1:30]]:
        words = quotes.normalised(quote)
        assert quotes.normalised(words) == words
        found = quotes.Look(text).find(quote)[0]
        if found is quotes.Outcome.EXACT:
            assert quote in text
        if found is quotes.Outcome.NORMALISED:
            assert set(words) - set("-'") <= set(quotes.normalised(text)) | set(quotes.normalised(running))
        if quote == text and quote and not unicodedata.category(quote[0]).startswith("M"):
            assert found is quotes.Outcome.EXACT


TARGETS: Final[dict[str, Target]] = {t.__name__: t for t in (reader, layout, new, date, query, answer, transcript)}

_QUERIES: Final = Path(__file__).parent.parent.parent / "kg" / "queries"
_ANSWERS: Final = (
    b'\x00{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "urn:x"}}]}}',
    b'\x00{"head": {}, "boolean": true}',
    (
        b'\x01<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head><results><result>'
        b'<binding name="a"><literal xml:lang="en">x</literal></binding></result></results></sparql>'
    ),
    b'\x02<urn:a> <urn:b> "c"@en .\n_:b <urn:b> <urn:c> .\n',
    b"\x03@prefix a: <urn:> . a:b a a:c ; a:d 1, 'x' .\n",
)
_TRANSCRIPTS: Final = (
    "1\n00:00:24,000 --> 00:00:29,000\nWe shall <i>leave</i>\n\n2\n00:00:29,000 --> 00:00:31,500\nin the spring.\n",
    "WEBVTT\n\n00:24.000 --> 00:29.000 align:start\n<v Ida>We shall leave\n",
    "shall leave in\x00[00:24] We shall\n[00:29] leave in the spring.\n(1:02:03) No-\none.\n",
    "every-\x00  1  We said that every-\n  2  body would leave.\n\n  3  “So”, he said.\n12\n",
    "e\u0301 -- \u00ab\u0441\u043b\u043e\u0432\u043e\u00bb \ufb01n\u00adal \u200f\u0633\u0644\u0627\u0645",
)
_DATES: Final = (
    "2017-04-24",
    "2017-04~",
    "2016/2017",
    "../2020",
    "2017-04-24T10:00:00Z",
    "unknown",
    "[2017..2018]",
    "24 April 2017",
)


def seeds(name: str) -> list[bytes]:
    """What the target is to begin with."""
    match name:
        case "answer":
            return list(_ANSWERS)
        case "date":
            return [text.encode() for text in _DATES]
        case "transcript":
            return [text.encode() for text in _TRANSCRIPTS]
        case "query":
            return [b"SELECT ?a WHERE { ?a kg:act ?b . FILTER(?b > 1) # c\n}", b"ASK { SERVICE <x> { ?s ?p 'o\\'' } }"]
        case _:
            return [text.encode() for text in claim_files()]
