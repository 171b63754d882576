"""The questions of `kg new` on a terminal: one a field, asked again until the answer will do.

An answer is read as a claim file would be, and a name is turned into the id of the one record that it can mean, which is shown.
So a slip costs one answer, and nobody is named by mistake.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from kg.cli import roles
from kg.cli.options import fail, say
from kg.model.part import Field, fields_of
from kg.model.parts import Report, Role
from kg.model.records import SECTIONS, RecordBase
from kg.model.words import SELF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.corpus.corpus import Corpus
    from kg.corpus.identify import Unidentified

BY_HAND: Final = frozenset({"status", "withdrawn", "reports", "by_act"})
"""Fields that hold more than words: they are written by hand."""
REPORT: Final = ("source", "at", "quote", "lang", "translated", "translator", "via", "taken_from", "firsthand", "named")
"""The fields of a statement's first report that are options of the statement's own command."""
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "actor": ("name", "type", "aliases", "part_of", "roles", "side"),
    "source": ("title", "publisher", "date", "url", "archived", "lang", "kind"),
    "topic": ("label", "broader"),
    "allegation": ("text", "accused", "concerns", "topic"),
    "statement": (
        *("act", "speaker", "jointly", "date", "for", "to", "answers", "allegation", "outcome", "verdict", "against", "stance"),
        *("says", "certainty", "source", "at", "quote", "via", "firsthand"),
    ),
    "draft": ("source", "at", "quote", "text", "note"),
}
"""What is asked on a terminal, in this order, where it matters."""
_FORMS: Final = {
    "roles": ", each as 'position; of; from; to', the last two where they are known",
    "aliases": "; one with a language or a time is written by hand",
    "part_of": "; a part with a time is written by hand",
    "against": "; [] for nobody",
}
"""What the help says of a field beside its meaning."""
_WORDS: Final = frozenset({SELF, "[]"})
"""Words that stand in the place of an id and mean no record."""

Given = dict[str, list[str]]


def fields(kind: str) -> dict[str, str]:
    """The fields of a record that are options, each with its meaning."""
    base = fields_of(RecordBase)
    found = {name: field.meaning for name, field in _own(kind).items() if name not in BY_HAND and name not in base}
    if kind == "statement":
        found |= {name: f"of the report: {fields_of(Report)[name].meaning}" for name in REPORT}
    return found | {"note": base["note"].meaning}


def help_of(kind: str) -> dict[str, str]:
    """The same with how each is written where that is not plain."""
    found = {name: f"{meaning}{_FORMS.get(name, '')}" for name, meaning in fields(kind).items()}
    return {name: f"{words[0].upper()}{words[1:]}." for name, words in found.items()}


def _own(kind: str) -> Mapping[str, Field]:
    """The fields of a kind of record."""
    return fields_of(SECTIONS[f"{kind}s"])


def _field(kind: str, name: str) -> Field:
    """A field of a record, or of the first report of a statement."""
    own = _own(kind)
    return own[name] if name in own else fields_of(Report)[name]


def referring(kind: str, name: str) -> tuple[str, ...]:
    """The kinds of record that a field names; empty for one that holds words, or ids that need not lead anywhere."""
    if (kind, name) in {("source", "publisher"), ("source", "author"), ("statement", "translator"), ("actor", "roles")}:
        return ()
    checked = SECTIONS[f"{kind}s"].checked
    if checked is not None and name not in checked:
        return ()
    if name == "part_of":
        return ("actor",)
    known = _own(kind)
    return known[name].refers if name in known else fields_of(Report)[name].refers if kind == "statement" else ()


def lacking(kind: str, given: Given) -> list[tuple[str, ...]]:
    """What the record cannot do without and does not have: fields of which one at least has to be given."""
    from kg.model.acts import ABOUT, ACTS
    from kg.model.records import REQUIRED

    groups = [*REQUIRED[SECTIONS[f"{kind}s"]]]
    if kind == "statement":
        act = ACTS.get(given.get("act", [""])[0])
        groups += [*(act.groups if act else (ABOUT,)), ("source",)]
    return [group for group in groups if not any(name in given for name in group)]


def ask(corpus: Corpus, kind: str, given: Given) -> None:
    """Fill `given` with answers; an empty one leaves the field out, where the record can do without it."""
    from kg.cli.matters import matters

    say("An empty answer leaves the field out; several ids are set apart by commas. Ctrl-C ends it, and nothing is written.")
    for name in ASKED[kind]:
        if name in given or not matters(corpus, kind, name, given):
            continue
        answer = _roles(corpus) if name == "roles" else _about(corpus, kind, name, given)
        if answer:
            given[name] = answer


def _about(corpus: Corpus, kind: str, name: str, given: Given) -> list[str]:
    """The answer for a field of the record."""
    field, kinds = _field(kind, name), referring(kind, name)
    return _answer(corpus, f"{_question(kind, name)}", field, name, kinds, lambda: _needed(kind, name, given))


def _roles(corpus: Corpus) -> list[str]:
    """The roles of a person, each asked for field by field."""
    known = fields_of(Role)

    def answer(name: str, meaning: str) -> list[str]:
        needed = f"'{name}' is needed" if known[name].required and name != "position" else ""
        return _answer(corpus, f"{name} ({meaning})", known[name], name, known[name].refers, lambda: needed)

    return roles.asked(answer)


def _answer(
    corpus: Corpus, question: str, field: Field, name: str, kinds: tuple[str, ...], needed: Callable[[], str]
) -> list[str]:
    """An answer that will do: it is asked again until there is one."""
    from kg.render.escape import printable

    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            fail("no more answers: nothing was written")
        words = line.strip()
        values = [part.strip() for part in words.split(",") if part.strip()] if kinds else [words] * bool(words)
        wrong = (_identified(corpus, kinds, values) or _refused(field, name, values)) if values else needed()
        if not wrong:
            return values
        say(f"  {printable(wrong)}")


def _question(kind: str, name: str) -> str:
    """A field with its meaning, and the words to choose from where it is a closed list."""
    from kg.model.schema import schema

    definitions = schema()["definitions"]
    found = definitions[kind]["properties"].get(name) or definitions["report"]["properties"][name]
    words = found.get("enum", ["true", "false"] if {"$ref": "#/definitions/truth"} in found.get("allOf", ()) else [])
    meaning = re.sub(r", see .*", "", fields(kind)[name])
    return f"{name} ({meaning})" + (f" [{'|'.join(words)}]" if words else "")


def _needed(kind: str, name: str, given: Given) -> str:
    """Why the field cannot be left out; empty where it can, or another that is still to be asked can stand for it."""
    asked = ASKED[kind]
    for group in lacking(kind, given):
        if name == max((field for field in group if field in asked), key=asked.index):
            what = name if len(group) == 1 else " or ".join(field for field in group if field in asked)
            return f"{what} is needed" + (": write 'unknown' where it is not known" if name == "date" else "")
    return ""


def _identified(corpus: Corpus, kinds: tuple[str, ...], values: list[str]) -> str:
    """Put ids in the place of names; why that cannot be done, empty where it was."""
    from kg.corpus.identify import Unidentified

    for i, value in enumerate(values if kinds else ()):
        if value in _WORDS or corpus.kinds.get(value) in kinds:
            continue
        found = meant(corpus, value, kinds)
        if isinstance(found, Unidentified):
            return found.reason
        values[i] = found
    return ""


def meant(corpus: Corpus, words: str, kinds: tuple[str, ...]) -> str | Unidentified:
    """The id of the one record that a name can mean, which is shown; why there is none."""
    from kg.corpus.identify import identify
    from kg.corpus.labels import label
    from kg.render.escape import printable

    found = identify(corpus, words, kinds)
    if isinstance(found, str) and (record := corpus.get(found)) is not None:
        say(f"  {found}: {printable(label(corpus, record))}")
    return found


def _refused(field: Field, name: str, values: list[str]) -> str:
    """What is wrong with an answer as the value of its field; empty where nothing is."""
    from kg.model.fields import Wrong

    try:
        field.read([] if values == ["[]"] else values[0] if len(values) == 1 else values, name)
    except Wrong as error:
        return "; ".join(f"{fault.message}; {fault.hint}" if fault.hint else fault.message for fault in error.faults[:1])
    return ""
