"""What is most likely wrong with a query that an engine could not read, in words that say what to type.

Only the slips that people make most: a term or a variable without what marks it, a misspelt word, FILTER without brackets.
This is asked only after an engine has refused, so a query that is right never meets it. For everything else the place is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.ids import closest
from kg.model.acts import ACTS
from kg.rdf import vocab
from kg.sparql.lexer import iri, tokens
from kg.sparql.mistakes import place, truncate
from kg.sparql.places import CLAUSES, Place, places

_WORDS: Final = CLAUSES | frozenset(
    "BASE PREFIX VERSION DISTINCT REDUCED AS BY ASC DESC LATERAL UNDEF NOT EXISTS IN SEPARATOR A TRUE FALSE".split()
)
"""The words of SPARQL that need no bracket after them."""
_FUNCTIONS: Final = frozenset(
    "ABS ADJUST ASC AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY DESC ENCODE_FOR_URI EXISTS FLOOR"
    " GROUP_CONCAT HASLANG HASLANGDIR HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES"
    " LCASE MAX MD5 MIN MINUTES MONTH NOW OBJECT PREDICATE RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256"
    " SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM"
    " TIMEZONE TRIPLE TZ UCASE URI UUID YEAR".split()
)
_INSTEAD: Final = {"AND": "'and' is written &&", "OR": "'or' is written ||"}
_TERMS: Final = frozenset({"variable", "iri", "name", "string", "number", "blank"})
_GAVE_UP: Final = "this engine cannot compute an expression in the query; the other may (--engine oxigraph)"
_UNKNOWN: Final = re.compile(r"[Cc]ustom function (<[^>]*>)|Unknown function (\S+)")
_WHERE: Final = re.compile(r"error at (\d+):(\d+)|\(line:(\d+), col:(\d+)\)")


def explained(query: str, reason: str, prefixes: Mapping[str, str]) -> str:
    """What an engine said of `query` in plain words; where nothing is known to be wrong, the place; otherwise `reason` itself."""
    found = _WHERE.search(reason)
    if function := _UNKNOWN.search(reason):
        return f"SPARQL has no function {function[1]}"
    if "(status 400)" in reason:  # a server, which was sent more than the query: its places are not ours
        return advice(query, prefixes) or reason
    if found is None:
        return (_refused(query, prefixes) or _GAVE_UP) if "Cannot eval" in reason else reason
    if said := _refused(query, prefixes):
        return said
    if "The SELECT contains a" in reason and "that is unbound" in reason:
        return "SELECT has a variable that is neither computed, as by COUNT, nor in GROUP BY"
    if "The " in reason:  # a sentence, and not a list of signs
        return f"line {found[1]}, column {found[2]}: {reason[reason.index('The ') :]}"
    line, column = int(found[1] or found[3]), int(found[2] or found[4])
    lines = query.split("\n")
    at = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    seen = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    number = next((n for n, token in enumerate(seen) if token.at >= at), len(seen))
    if number == len(seen):
        return f"line {line}, column {column}: the query ends too early"
    is_next = number > 0 and seen[number].kind in _TERMS and seen[number - 1].kind in _TERMS
    hint = "; is a '.' missing before it?" if is_next else ""
    return f"line {line}, column {column}: '{truncate(seen[number].text)}' is unexpected here{hint}"


def advice(query: str, prefixes: Mapping[str, str]) -> str | None:
    """The first of these slips in a query that has passed the lexer, with its place; or None."""
    for p in places(query):
        if said := _word(p, prefixes) or _filter(p) or _computed(p):
            return f"{place(query, p.token)}: {said}"
    return None


def _refused(query: str, prefixes: Mapping[str, str]) -> str | None:
    """A slip, or what is most likely wrong with a query that has none and that an engine refused all the same."""
    if said := advice(query, prefixes):
        return said
    seen = places(query)
    found = ((p, _grouped(seen, number) or _bound(seen, number)) for number, p in enumerate(seen))
    return next((f"{place(query, p.token)}: {said}" for p, said in found if said), None)


def _word(p: Place, prefixes: Mapping[str, str]) -> str | None:
    """What is wrong with a word that SPARQL does not know, or not here."""
    text, word = p.token.text, p.word
    verb = text == "a" and p.next not in {*".;,}", ""}
    if not word or verb or (word in _FUNCTIONS and p.next == "(") or (word in _WORDS and word != "A"):
        return None
    near = closest(word, _FUNCTIONS if p.next == "(" else _WORDS) if len(text) > 3 else None
    is_selected = p.clause == "SELECT" and p.open[-1:] in {"", "{"} and p.next != "(" and not (p.next == "{" and near)
    if is_selected or p.follows("AS"):
        return f"a variable begins with a question mark: ?{text}"
    if word in _INSTEAD:
        return _INSTEAD[word]
    if p.follows(*(f"{name}:".upper() for name in prefixes)):
        return f"a name cannot contain a space: {p.before.text if p.before else ''}{text}"
    if p.follows("KG:ACT") and (act := closest(text, ACTS)):
        return f'an act is text, in quotation marks: "{act}"'
    if term := next((term for term in sorted(vocab.TERMS) if term.lower() == text.lower()), None):
        return f"a term of the vocabulary has its prefix before it: kg:{term}"
    if near:
        return f"SPARQL knows no word '{text}'; did you mean {near}?"
    return f"'{text}' has no prefix: a variable is ?{text}, a record has its kind before it (actor:{text}), text is \"{text}\""


def _filter(p: Place) -> str | None:
    """FILTER without brackets, and two signs of equality."""
    if p.word == "FILTER" and (p.next in {"", "}", "."} or (p.after and p.after.kind in {"variable", "string", "number"})):
        return "expected parentheses after FILTER: FILTER( … )"
    return "one '=' is enough to compare" if p.token.text == "=" and p.touches("=") else None


def _computed(p: Place) -> str | None:
    """A function in the place of a term of a pattern."""
    if p.word not in _FUNCTIONS - {"EXISTS"} or p.next != "(" or p.open[-1:] != "{" or p.follows("FILTER", "NOT"):
        return None
    if p.clause in {"SELECT", "GROUP", "HAVING", "ORDER"}:
        return None
    address = p.then.text.strip("\"'") if p.then is not None and p.then.kind == "string" else ""
    if p.word in {"IRI", "URI"} and "://" in address:
        return f"a pattern takes no function: write the address itself, <{truncate(iri(address), 200)}>"
    return f"a pattern takes no function: BIND({p.word}( … ) AS ?name) before it, and write ?name here"


def _grouped(seen: list[Place], number: int) -> str | None:
    """An expression in GROUP BY without a name, so that nothing can select what it computes."""
    p = seen[number]
    if p.word != "BY" or not p.follows("GROUP") or p.after is None:
        return None
    first = seen[number + 1]
    inside = [one for one in seen[number + 2 :] if len(one.open) > len(first.open) and one.open.startswith(first.open)]
    named = any(one.word == "AS" and len(one.open) == len(first.open) + 1 for one in inside)
    if (first.word in _FUNCTIONS and p.then is not None and p.then.text == "(") or (p.next == "(" and not named):
        return "what GROUP BY computes needs a name to be selected by, as in GROUP BY (YEAR(?day) AS ?year)"
    return None


def _bound(seen: list[Place], number: int) -> str | None:
    """BIND to a variable that has a value already."""
    p = seen[number]
    if p.token.kind != "variable" or not p.follows("AS") or p.opener != "BIND":
        return None
    group = p.open[:-1]
    earlier = any(one.token.text[1:] == p.token.text[1:] and one.open.startswith(group) for one in seen[:number] if one.open)
    return f"{p.token.text} has a value before BIND: give what is computed another name" if earlier else None
