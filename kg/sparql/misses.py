"""What a query asks for that can never be found.

No engine says so: the answer is merely empty, and that reads as "nobody did".
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, get_args

from kg.corpus.corpus import Corpus
from kg.corpus.identify import find
from kg.ids import closest
from kg.model.acts import ACTS
from kg.model.part import Part, descendants, fields_of
from kg.model.words import Certainty
from kg.rdf import vocab
from kg.rdf.terms import RECORD_KINDS
from kg.sparql.answer import Failure
from kg.sparql.lexer import guarded
from kg.sparql.mistakes import truncate
from kg.sparql.places import Place, places
from kg.sparql.values import TAGGED, of_other_kinds

_FOLLOWING: Final = {
    "actor": "partOf accuses sideAccuses speaker onBehalfOf side to against accusedSide attributedBy contestedBy",
    "topic": "topic",
    "allegation": "allegation disputes affirms",
    "statement": "answers answeredBy followsUp supports revises reviews correctedBy givenUpBy retractedBy retractedInPartBy",
}
"""The properties of our own whose values are records and follow from several fields, by the kind of record."""


def _pointers() -> dict[str, str]:
    """The properties of our own whose values are records, each with their kind: those of fields, and those that follow."""
    found = {name: kind for kind, names in _FOLLOWING.items() for name in names.split()}
    for cls in descendants(Part):
        for field in fields_of(cls).values():
            if len(field.refers) == 1 and field.rdf and field.rdf[0].startswith("kg:"):
                found[field.rdf[0].removeprefix("kg:")] = field.refers[0]
    return found


POINTERS: Final = _pointers()
"""The properties of our own whose values are records, each with the kind of record."""
WRITTEN: Final = {
    vocab.XSD_DATE: '"2017-04-24"^^xsd:date',
    vocab.EDTF: '"2017-04"^^<http://id.loc.gov/datatypes/edtf>',
}
"""How days and dates are written, by their datatypes."""
BARE: Final = {vocab.XSD_INTEGER: "3", vocab.XSD_BOOLEAN: "true"}
"""How numbers and truth values are written."""
FEW: Final = 8
"""The most lines that are reported for one query."""
_ID: Final = 100
"""Characters of a name that are shown: an id is never cut."""

_KINDS: Final = {f"kg:{name}": kind for name, kind in POINTERS.items()}
_OURS: Final = {f"kg:{iri.removeprefix(vocab.KG)}": type_ for iri, type_ in vocab.DATATYPES.items() if iri.startswith(vocab.KG)}
_WRITTEN: Final = {name: WRITTEN[type_] for name, type_ in _OURS.items() if type_ in WRITTEN}
_UNQUOTED: Final = {name: BARE[type_] for name, type_ in _OURS.items() if type_ in BARE}
_WORDS: Final = {"kg:act": tuple(ACTS), "kg:certainty": get_args(Certainty)}
_OTHERS: Final = frozenset(vocab.PREFIXES) - {"kg", "xsd"}
_DAY: Final = re.compile(r"[\"'][0-9]{4}-[0-9]{2}(?:-[0-9]{2})?[\"']")
_COMPARED: Final = frozenset({"<", ">", "<=", ">=", "=", "!="})


def misses(text: str, corpus: Corpus) -> tuple[str, ...]:
    """What in the query `text` finds nothing in a graph of `corpus`, one line each; none if the query cannot be read.

    After a few lines there is only one more, that there are others: whoever misspelt a hundred ids corrects them by the first,
    and for each the nearest among all records is looked for.
    """
    query = guarded(text)
    if isinstance(query, Failure):
        return ()
    seen = places(query)
    own = {p.token.text[:-1] for p in seen if p.follows("PREFIX")}
    days = {p.next for p in seen if p.token.text in {"kg:earliest", "kg:latest"}}
    found: dict[str, None] = {}
    kinds = of_other_kinds(seen, frozenset(_KINDS)) if "kg" not in own else ()
    for line in itertools.chain(
        (line for p in seen for line in _at(p, corpus, own, days)), kinds, _having(seen), _variables(seen)
    ):
        found[line] = None
        if len(found) > FEW:
            return (*list(found)[:FEW], "and there is more in the query that can never be found")
    return tuple(found)


def _at(p: Place, corpus: Corpus, own: set[str], days: set[str]) -> Iterator[str]:
    """What finds nothing at one place. The prefixes `own` are declared by the query and may mean anything; `days` hold days."""
    token = p.token
    prefix, colon, name = token.text.partition(":")
    if token.kind == "name" and colon and name and prefix not in own and not {"\\", "%"} & set(name):
        yield from _named(prefix, name, corpus)
    elif token.kind == "string" and p.before is not None and p.next != "^^" and "kg" not in own:
        yield from _text(p.before.text, token.text.strip("\"'"), corpus)
        yield from _language(p)
    if token.kind == "iri" and p.before is not None and p.before.text in _KINDS and "kg" not in own:
        yield from _elsewhere(p.before.text, token.text, corpus)
    if token.kind == "iri" and token.text[1:].partition(":")[0] in {"kg", *RECORD_KINDS}:
        yield f"'{token.text}' is taken literally: write {token.text[1:-1]} without < and >"
    if token.kind == "number" and len(token.text) == 4 and p.touches("-") and p.then is not None and p.then.kind == "number":
        yield f"'{token.text}-{p.then.text}…' is a subtraction: a day is written \"2017-04-24\"^^xsd:date"
    compared = p.then.text if token.text in days and p.next in _COMPARED and p.then is not None else ""
    if _DAY.fullmatch(compared) and [after.text for after in p.ahead[2:]] != ["^^"]:
        yield f"{token.text} is not text: a date to compare it with is written {compared}^^xsd:date"
    if p.word == "GRAPH":
        yield "the data set is one graph, and is asked without GRAPH"


def _named(prefix: str, name: str, corpus: Corpus) -> Iterator[str]:
    """A term or a record that does not exist."""
    written, near = truncate(f"{prefix}:{name}", _ID), None
    if prefix == "kg" and name not in vocab.TERMS:
        near = closest(name, vocab.TERMS)
        said = f"the vocabulary has no '{written}'"
    elif prefix in RECORD_KINDS and corpus.kinds and corpus.kinds.get(name) != prefix and "/" not in name:
        near = closest(name, [known for known, kind in corpus.kinds.items() if kind == prefix])
        said = f"there is no '{written}'"
    elif prefix in _OTHERS and f"{vocab.PREFIXES[prefix]}{name}" not in vocab.IRIS:
        space = vocab.PREFIXES[prefix]
        near = closest(name, [iri.removeprefix(space) for iri in vocab.IRIS if iri.startswith(space)])
        said = f"no graph of ours holds '{written}'"
    else:
        return
    yield said + (f"; did you mean '{prefix}:{near}'?" if near else "")


def _elsewhere(before: str, iri: str, corpus: Corpus) -> Iterator[str]:
    """An address in the place of a record of this data set."""
    base = "" if corpus.dataset is None else corpus.dataset.base
    if base and iri[1:].startswith(("http:", "https:")) and not iri[1:].startswith(base):
        yield f"{before} is a record of this data set, below {base}: {_KINDS[before]}:…"


def _text(before: str, text: str, corpus: Corpus) -> Iterator[str]:
    """Text behind a property that has no such text."""
    if before in _WORDS and text not in _WORDS[before]:
        near = closest(text, _WORDS[before])
        yield f'{before} is never "{truncate(text)}"' + (
            f'; did you mean "{near}"?' if near else f" (one of {', '.join(_WORDS[before])})"
        )
    elif before in _KINDS:
        kind = _KINDS[before]
        found = find(corpus, text, (kind,)) if text else []
        yield f"{before} is a record and no text" + (f"; did you mean {kind}:{found[0]}?" if len(found) == 1 else f": {kind}:…")
    elif before in _WRITTEN:
        yield f"{before} is not plain text: write it as {_WRITTEN[before]}, or compare STR(?date)"
    elif before in _UNQUOTED:
        yield f"{before} is not text: write it without quotation marks, as {_UNQUOTED[before]}"


def _language(p: Place) -> Iterator[str]:
    """Text that lacks the language which the graph gives it, or has it in capitals."""
    before, tag = p.before.text if p.before else "", p.next
    if before in TAGGED and not tag.startswith("@") and tag != "^^":
        name = TAGGED[before]
        yield (
            f"{before} carries a language where it is known: write {truncate(p.token.text)}@en, or "
            f"FILTER(STR({name}) = {truncate(p.token.text)})"
        )
    if tag.startswith("@") and tag != tag.lower():
        yield f"language tags are in lower case in the graph: write {tag.lower()} for {tag}"


def _having(seen: list[Place]) -> Iterator[str]:
    """Names that SELECT gives to what it computes, used in HAVING, which does not see them."""
    given = {p.token.text for p in seen if p.follows("AS") and p.opener == "SELECT"}
    for p in seen:
        if p.token.text in given and "HAVING" in {p.clause, p.opener}:
            name = truncate(p.token.text, _ID)
            yield f"HAVING does not see {name}: repeat what is computed there, as in HAVING (COUNT(?s) > 1)"


def _variables(seen: list[Place]) -> Iterator[str]:
    """Variables that are selected, or tested by FILTER, and used nowhere else: they never have a value."""
    count = Counter(p.token.text[1:] for p in seen if p.token.kind == "variable")
    for p in seen:
        if p.token.kind != "variable" or count[p.token.text[1:]] > 1:
            continue
        if p.clause == "SELECT" and p.open[-1:] in {"", "{"}:
            yield f"{truncate(p.token.text, _ID)} is selected but used nowhere else, so it has no value"
        elif p.clause == "FILTER" or (p.opener == "FILTER" and p.open.endswith("(")):
            yield f"{truncate(p.token.text, _ID)} is tested but used nowhere else, so it has no value"
