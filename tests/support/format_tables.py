"""The tables of `docs/format.md`, made from the declarations of fields and acts.

The page marks up a meaning where that helps (`code`, links); a marked meaning is kept while its words are those declared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, get_args, get_origin

from kg.diagnostic import a
from kg.model import fields, parts, records
from kg.model.acts import ABOUT, ACTS, ActRule
from kg.model.part import Field, Part, fields_of, plain
from kg.model.records import REQUIRED, RecordBase

Row = list[str]

SECTION_OF: Final[dict[type[Part], str]] = {
    RecordBase: "What every record may have",
    parts.Waiver: "Waiver",
    records.Actor: "Actors",
    parts.PartOf: "Part",
    parts.Alias: "Alias",
    parts.Role: "Role",
    records.Source: "Sources",
    parts.Evidence: "Evidence",
    parts.SetAside: "Set aside",
    records.Topic: "Topics",
    records.Allegation: "Allegations",
    parts.Accused: "Accused",
    parts.StatusStep: "Step",
    records.Statement: "Statements",
    records.Draft: "Drafts",
    parts.Withdrawal: "Withdrawal",
    parts.Report: "Reports: the evidence",
    records.Dataset: "The data set",
    records.Expect: "Expect",
}
"""The heading under which each record and each part has its table."""

_CALLED: Final[dict[type[Part], tuple[str, str]]] = {
    parts.Waiver: ("a waiver", "waivers"),
    parts.PartOf: ("a part", "parts"),
    parts.Alias: ("an alias", "aliases"),
    parts.Role: ("a role", "roles"),
    parts.Evidence: ("a copy", "copies"),
    parts.SetAside: ("a sentence", "sentences"),
    parts.Accused: ("somebody accused", "accused"),
    parts.StatusStep: ("a step", "steps"),
    parts.Withdrawal: ("a withdrawal", "withdrawals"),
    parts.Report: ("a report", "reports"),
    records.Expect: ("a mapping", "mappings"),
}
"""What one part and several are called."""

_FORMS: Final[dict[Any, str]] = {
    fields.Text: "text",
    fields.Texts: "text or a list",
    fields.Id: "id",
    fields.Ids: "id or a list",
    fields.Date: "date",
    fields.KnownDate: "date, not `unknown`",
    fields.Url: "web address",
    fields.Urls: "web address or a list",
    fields.Base: "web address",
    fields.Quotes: "text or a list",
    fields.Truth: "`true` or `false`",
    fields.Count: "digits",
    fields.Format: "digits",
    fields.Language: "language tag, such as `fa`",
    fields.Digest: "64 hexadecimal digits, in lower case",
    fields.MediaType: "media type, such as `text/html`",
    fields.Code: "code of a rule, such as `K205`",
}
_FEW_WORDS: Final = 4
"""A closed list of at most so many words is written out."""
_STANCES: Final = {
    "affirms": "affirms",
    "opposite": "the opposite of what it answers; without `answers` it disputes",
    "same": "the same as what it answers; without `answers` it affirms",
    "outcome": "`upheld` and `partly-upheld` affirm, `rejected` disputes, `not-upheld` is neither",
    "neither": "neither",
}


def own_fields(cls: type[Part]) -> dict[str, Field]:
    """The fields of a class by the names in files, without those that are in the table of another."""
    base = records.Saying if cls is records.Draft else RecordBase
    elsewhere = set(fields_of(base)) if issubclass(cls, RecordBase) and cls is not RecordBase else set()
    found = {name: field for name, field in fields_of(cls).items() if name not in elsewhere}
    inherited = {} if issubclass(cls, RecordBase) else fields_of(cls.__mro__[1])
    return dict(sorted(found.items(), key=lambda item: item[0] in inherited))  # bounds come last


def form(field: Field) -> str:
    """How a field is written, in words."""
    hint = field.type
    who = " or ".join(", ".join(map(a, field.refers)).rsplit(", ", 1))
    if hint == parts.Parties:
        return "id of an actor, `self`, or a list"
    if field.refers and hint in {fields.Text, fields.Texts}:
        return f"id of {who} or a name in print{', or a list' if hint == fields.Texts else ''}"
    if field.refers and hint in {fields.Id, fields.Ids}:
        several = "" if hint == fields.Id else ", or a list" if len(field.refers) > 1 else " or a list"
        return f"id of {who}{several}"
    return _FORMS[hint] if hint in _FORMS else _composed(plain(hint), may_be_empty=hint == parts.AccusedOrNobody)


def _composed(hint: Any, *, may_be_empty: bool) -> str:
    """How a closed list of words, a part, several parts or a mapping is written."""
    args = get_args(hint)
    if get_origin(hint) is Literal:
        marked = [f"`{word}`" for word in args]
        return " or ".join(filter(None, (", ".join(marked[:-1]), marked[-1]))) if len(args) <= _FEW_WORDS else "a word"
    if get_origin(hint) is dict:
        return f"mapping of {'acts' if get_origin(args[0]) is Literal else 'ids'} to digits"
    cls = hint if isinstance(hint, type) else args[0]
    one, several = _CALLED[cls]
    anchor = re.sub(r"[^\w\- ]", "", SECTION_OF[cls].lower()).replace(" ", "-")
    if isinstance(hint, type):
        return f"[{one}](#{anchor})"
    if not cls.short:
        return f"list of [{several}](#{anchor})"
    empty = ", which may be empty" if may_be_empty else ""
    return f"{form(fields_of(cls)[cls.short])}, [{one}](#{anchor}), or a list of either{empty}"


def required(cls: type[Part]) -> dict[str, str]:
    """What the last column says of each field."""
    groups = REQUIRED.get(cls, ()) if issubclass(cls, RecordBase) else ()
    if cls is records.Statement:
        groups = (*groups, ABOUT, ("reports",))  # by its act, and K401
    found = {}
    for name, field in own_fields(cls).items():
        group = next((group for group in groups if name in group), (name,) if field.required else ())
        several = f"one of {', '.join(f'`{other}`' for other in group)}"
        found[name] = "no" if not group else "yes" if len(group) == 1 else several
    return found


def page(text: str) -> str:
    """The page with every table made anew."""
    for cls, heading in SECTION_OF.items():
        text = _replaced(text, heading, "| field |", lambda old, cls=cls: _fields_table(cls, old))
    text = _replaced(text, "Acts", "| act | family |", _acts_table)
    text = _replaced(text, "Acts", "| act | `", _matrix)
    return _replaced(text, "What the links mean", "| act | stance |", _stances_table)


def _replaced(text: str, heading: str, start: str, made: Callable[[list[Row]], Iterable[Row]]) -> str:
    """The text with the rows of one table below a heading made from those that it has."""
    where = re.search(rf"^#+ {re.escape(heading)}\n", text, re.MULTILINE)
    assert where is not None, heading
    at = text.index(f"\n{start}", where.end() - 1) + 1
    end = text.index("\n\n", at)
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in text[at:end].splitlines())
    lines = [head, ["---"] * len(head), *made([head, *rows])]
    return text[:at] + "\n".join(f"| {' | '.join(row)} |" for row in lines) + text[end:]


def unmarked(meaning: str) -> str:
    """The words of a meaning without code marks and links."""
    return re.sub(r"\[([^\]]+)\]\(#[^)]*\)", r"\1", meaning).replace("`", "")


def _fields_table(cls: type[Part], old: list[Row]) -> Iterator[Row]:
    known = {row[0]: row[1] for row in old[1:]}
    for name, needed in required(cls).items():
        field = own_fields(cls)[name]
        meaning = known.get(f"`{name}`", "")
        yield [f"`{name}`", meaning if unmarked(meaning) == field.meaning else field.meaning, form(field), needed]


def _acts_table(_: list[Row]) -> Iterator[Row]:
    return ([f"`{act}`", rule.family, rule.meaning] for act, rule in ACTS.items())


def _matrix(old: list[Row]) -> Iterator[Row]:
    columns = [cell.strip("`") for cell in old[0][1:-1]]
    for act, rule in ACTS.items():
        yield [f"`{act}`", *(_allows(rule, field) for field in columns), "yes" if rule.inherits else "no"]


def _allows(rule: ActRule, field: str) -> str:
    if field in rule.forbids:
        return "no"
    if (field,) in rule.groups:
        return "needs"
    return "one of" if field in rule.needs else "may"


def _stances_table(_: list[Row]) -> Iterator[Row]:
    for basis, words in _STANCES.items():
        yield [", ".join(f"`{act}`" for act, rule in ACTS.items() if rule.stance == basis), words]
