"""What is most likely wrong with a query that an engine could not read, in words that say what to type.

Engines tell by their grammar what they would have taken at some place, which helps nobody who does not know it. This is asked
only after an engine has refused, so a query that is right never meets it: it need not know all of SPARQL, only what people get
wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from kg import vocab
from kg.engine.lexer import Token, tokens
from kg.engine.mistakes import brief, place
from kg.engine.places import CLAUSES, Place, places
from kg.ids import closest
from kg.model.acts import ACTS

_WORDS: Final = CLAUSES | frozenset(
    "BASE PREFIX VERSION DISTINCT REDUCED AS BY ASC DESC LATERAL UNDEF NOT EXISTS IN SEPARATOR A TRUE FALSE".split()
)
"""The words of SPARQL that may stand without a bracket after them."""
_FUNCTIONS: Final = frozenset(
    "ABS ADJUST ASC AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY DESC ENCODE_FOR_URI EXISTS FLOOR"
    " GROUP_CONCAT HASLANG HASLANGDIR HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES"
    " LCASE MAX MD5 MIN MINUTES MONTH NOW OBJECT PREDICATE RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256"
    " SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM"
    " TIMEZONE TRIPLE TZ UCASE URI UUID YEAR".split()
)
_OTHER_TONGUES: Final = {
    "AND": "'and' is written &&",
    "OR": "'or' is written ||",
    "LIKE": 'a part of a text is looked for by CONTAINS(?text, "part") or REGEX(?text, "pattern")',
    "IS": "whether a variable has a value is asked by BOUND(?x); what something is, is said by 'a': ?x a kg:Person",
    "NULL": "whether a variable has a value is asked by BOUND(?x)",
    "SORT": "rows are sorted by ORDER BY",
    "TOP": "the number of rows stands at the end: LIMIT 10",
    "JOIN": "what two triples share, such as ?x, joins them",
    "RETURN": "what is wanted stands after SELECT",
}
_MODIFIERS: Final = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET")
_COMPARISONS: Final = frozenset(["=", "!=", "<=", ">=", "<", ">", "&&", "||"])
_TERMS: Final = frozenset({"variable", "iri", "name", "string", "number", "blank"})
_GAVE_UP: Final = "this engine cannot compute an expression in the query; the other may (--engine oxigraph)"
_WHERE: Final = re.compile(r"error at (\d+):(\d+)|\(line:(\d+), col:(\d+)\)")


def explained(query: str, reason: str, prefixes: Mapping[str, str]) -> str:
    """What an engine said of `query` in plain words; where nothing is known to be wrong, the place; otherwise `reason` itself."""
    found = _WHERE.search(reason)
    if "(status 400)" in reason:  # a server, which was sent more than the query: its places are not ours
        return advice(query, prefixes) or reason
    if found is None:
        return (advice(query, prefixes) or _GAVE_UP) if "Cannot eval" in reason else reason
    if said := advice(query, prefixes):
        return said
    if "The SELECT contains a" in reason and "that is unbound" in reason:
        return "SELECT has a variable that is neither computed, as by COUNT, nor in GROUP BY"
    if "The " in reason:  # a sentence, and not a list of signs
        return f"line {found[1]}, column {found[2]}: {reason[reason.index('The ') :]}"
    line, column = int(found[1] or found[3]), int(found[2] or found[4])
    lines = query.split("\n")
    at = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    stands = next((token.text for token in tokens(query) if token.at >= at and token.kind not in {"space", "comment"}), "")
    return f"line {line}, column {column}: " + (f"'{brief(stands)}' cannot stand here" if stands else "the query ends too early")


def advice(query: str, prefixes: Mapping[str, str]) -> str | None:
    """The first thing that is plainly wrong with a query that has passed the lexer, with its place; None where nothing is."""
    seen = places(query)
    found = [(p.token, said) for p in seen for rule in _RULES if (said := rule(p, prefixes))]
    found += _triples(seen)
    found.sort(key=lambda one: one[0].at)
    return f"{place(query, found[0][0])}: {found[0][1]}" if found else None


# ---- The rules: what is wrong at a place, or None ----


def _word(p: Place, prefixes: Mapping[str, str]) -> str | None:
    """A word that SPARQL does not know, or not here."""
    text, word = p.token.text, p.word
    verb = text == "a" and p.next not in {*".;,}", ""}
    if not word or verb or (word in _FUNCTIONS and p.next == "(") or (word in _WORDS and word != "A"):
        return None
    if len(text) > 3 and p.next == "{" and (near := closest(word, _WORDS)):
        return f"SPARQL knows no word '{text}'; did you mean {near}?"
    if (p.clause == "SELECT" and p.open[-1:] in {"", "{"} and p.next != "(") or p.follows("AS"):
        return f"a variable begins with a question mark: ?{text}"
    if word in _OTHER_TONGUES:
        return _OTHER_TONGUES[word]
    if text in prefixes and p.next in {".", ":"}:
        return f"a colon stands between '{text}' and what follows, without a space: {text}:…"
    if p.follows(*(f"{name}:".upper() for name in prefixes)):
        return f"no space stands in a name: {p.before.text if p.before else ''}{text}"
    if p.next == "(" and (near := closest(word, _FUNCTIONS)):
        return f"SPARQL knows no '{text}'; did you mean {near}?"
    if p.follows("KG:ACT") and (near := closest(text, ACTS)):
        return f'an act is text and stands in quotation marks: "{near}"'
    near = next((term for term in sorted(vocab.TERMS) if term.lower() == text.lower()), None)
    if near:
        return f"a term of the vocabulary has its prefix before it: kg:{near}"
    if len(text) > 3 and (near := closest(word, _WORDS)):
        return f"SPARQL knows no word '{text}'; did you mean {near}?"
    return f"'{text}' stands alone: a variable is ?{text}, a record has its kind before it (actor:{text}), text is \"{text}\""


def _comparison(p: Place, _: Mapping[str, str]) -> str | None:
    """A sign of comparison outside of FILTER, or one of another language."""
    text = p.token.text
    if p.token.kind != "mark" or text not in _COMPARISONS:
        return None
    if text == "=" and p.touches("="):
        return "one '=' is enough to compare"
    doubled = p.touches(text) or (p.before is not None and p.before.text == text)
    if "(" in p.open or (doubled and text in "<>"):
        return None
    return "what is compared stands in round brackets after FILTER: FILTER( … )"


def _bare_filter(p: Place, _: Mapping[str, str]) -> str | None:
    """FILTER without brackets."""
    if p.word == "FILTER" and (p.next in {"", "}", "."} or (p.after and p.after.kind in {"variable", "string", "number"})):
        return "what FILTER tests stands in round brackets: FILTER( … )"
    return None


def _bare_pattern(p: Place, _: Mapping[str, str]) -> str | None:
    """A word after which braces are missing, or UNION where none were before."""
    if p.word == "UNION" and not p.open:
        return "both sides of UNION stand inside the braces of the query: { { … } UNION { … } }"
    if p.word in {"WHERE", "OPTIONAL", "MINUS", "UNION", "EXISTS"} and p.next != "{":
        return f"after {p.word} a pattern stands in braces: {p.word} {{ … }}"
    return None


def _selected(p: Place, _: Mapping[str, str]) -> str | None:
    """What stands after SELECT and is no list of variables and of computed values with names."""
    if p.clause == "SELECT" and p.open[-1:] in {"", "{"}:
        if p.token.text == ",":
            return "no comma stands between what is selected: SELECT ?a ?b"
        if p.word in _FUNCTIONS and p.next == "(":
            return f"what is computed stands in brackets and gets a name: ({p.word}(…) AS ?name)"
        if p.word == "SELECT" and p.next.upper() in {"", "{", "WHERE"}:
            return "after SELECT stand the variables that are wanted, or * for all"
        if p.word in {"DISTINCT", "REDUCED"} and p.next == "(" and p.then is not None and p.then.kind == "variable":
            return f"{p.word} takes no brackets: SELECT {p.word} {p.then.text}"
    if p.token.text == ")" and p.opener == "SELECT" and p.open[-2:] in {"(", "{("} and p.before and p.before.kind != "variable":
        return "what is computed gets a name before its last bracket: (… AS ?name)"
    return None


def _modifier(p: Place, _: Mapping[str, str]) -> str | None:
    """LIMIT and its like in the wrong place, or without what belongs to them."""
    if p.word not in _MODIFIERS:
        return None
    if p.open.endswith("{") and not p.selects:
        return f"{p.word} stands behind the last closing brace"
    if p.word in {"GROUP", "HAVING", "ORDER"} and p.before is not None and p.before.kind == "number":
        return f"{p.word} stands before LIMIT and OFFSET"
    if p.word in {"GROUP", "ORDER"} and p.next.upper() != "BY":
        return f"BY is missing: {p.word} BY"
    if p.word in {"LIMIT", "OFFSET"} and (p.after is None or p.after.kind != "number"):
        return f"after {p.word} stands a number"
    return None


def _grouped(p: Place, _: Mapping[str, str]) -> str | None:
    """An expression after GROUP BY without a name: nothing that is selected can refer to it."""
    if p.clause != "GROUP" or p.open[-1:] == "(" or p.token.text != "(" or not (p.follows("BY", ")") or _is_term(p.before)):
        return None
    return None if p.names else "what is grouped by gets a name: GROUP BY (YEAR(?day) AS ?year), and SELECT ?year"


def _is_term(token: Token | None) -> bool:
    return token is not None and token.kind in _TERMS


def _sign(p: Place, _: Mapping[str, str]) -> str | None:
    """A sign that belongs to another language, or has nothing to do where it stands."""
    text = p.token.text
    if text in ".;" and not p.open and p.token.kind == "mark":
        return f"this '{text}' does not belong here: leave it out"
    path = p.before is not None and (p.before.kind in {"name", "iri"} or p.before.text in {")", "a"})
    if text == "?" and not path and p.after is not None and p.after.kind == "word":
        return f"no space stands in the name of a variable: ?{p.after.text}"
    if (text == "-" and p.touches("-")) or (text == "/" and p.touches("/")):
        return "a comment begins with #"
    if p.token.kind == "number" and len(text) == 4 and p.touches("-") and "(" not in p.open:
        return 'a day is written "2017-04-24"^^xsd:date'
    return None


_RULES: Final[tuple[Callable[[Place, Mapping[str, str]], str | None], ...]] = (
    _word,
    _comparison,
    _bare_filter,
    _bare_pattern,
    _selected,
    _modifier,
    _grouped,
    _sign,
)


def _triples(seen: list[Place]) -> Iterator[tuple[Token, str]]:
    """Runs of terms that are no whole triples, where nothing else stands among them."""
    run: list[Token] = []
    need, plain, glued = 3, True, False
    for p in seen:
        token = p.token
        if p.open[-1:] in {"(", "["}:
            plain = False
            if token.text == ")" and p.opener in {"FILTER", "BIND"}:
                run, need, plain = [], 3, True
        elif p.open.endswith("{") and p.opener != "VALUES":
            ends = token.kind == "mark" and token.text in ".;,{}"
            if ends or p.clause:
                if plain and (wrong := _counted(run, need, token)):
                    yield wrong
                run, need, plain = [], {";": 2, ",": 1}.get(token.text, 3), True
            elif token.kind in _TERMS or p.word in {"A", "TRUE", "FALSE"}:
                run += [] if glued else [token]
            elif token.kind != "language" and token.text != "^^":
                plain = False
        glued = token.text == "^^"


def _counted(run: list[Token], need: int, end: Token) -> tuple[Token, str] | None:
    """What is wrong with the terms between two signs, of which `need` make a triple; after ';' and '.' there may be none."""
    if len(run) > need:
        return run[need], f"a '.' is missing before '{brief(run[need].text)}'"
    if need == 1 and not run:
        return end, "something is missing after the comma"
    if run and len(run) < need:
        return run[-1], "something is missing after it: a triple has three parts, as in ?who kg:accuses ?whom"
    return None
