"""The questions of `kg new` on a terminal: one a field, asked again until the answer will do.

An answer is read as a claim file would be, and a name is turned into the id of the one record that it can mean, which is shown.
So a slip costs one answer, and nobody is named by mistake.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from kg.cli.options import fail, say
from kg.model.part import Field, fields_of
from kg.model.records import SECTIONS, RecordBase, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.corpus.corpus import Corpus
    from kg.engine.answer import Failure

BY_HAND: Final = frozenset({"roles", "status", "withdrawn", "reports", "by_act"})
"""Fields that hold more than words: they are written by hand."""
REPORT: Final = ("source", "at", "quote", "lang", "via", "taken_from", "firsthand", "named")
"""The fields of a statement's first report that are options of the statement's own command."""
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "actor": ("name", "type", "aliases", "part_of"),
    "source": ("title", "publisher", "date", "url", "archived", "lang", "kind"),
    "topic": ("label", "broader"),
    "allegation": ("text", "accused", "concerns", "topic"),
    "statement": ("act", "speaker", "date", "answers", "allegation", "says", "source", "at", "quote"),
}
"""What is asked on a terminal, in this order."""

Given = dict[str, list[str]]


def fields(kind: str) -> dict[str, str]:
    """The fields of a record that are options, each with its meaning."""
    base = fields_of(RecordBase)
    found = {name: field.meaning for name, field in _own(kind).items() if name not in BY_HAND and name not in base}
    if kind == "statement":
        found |= {name: f"of the report: {fields_of(Report)[name].meaning}" for name in REPORT}
    return found | {"note": base["note"].meaning}


def _own(kind: str) -> Mapping[str, Field]:
    """The fields of a kind of record."""
    return fields_of(SECTIONS[f"{kind}s"])


def referring(kind: str, name: str) -> tuple[str, ...]:
    """The kinds of record that a field names; empty for one that holds words."""
    if (kind, name) in {("source", "publisher"), ("source", "author")}:
        return ()
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
    say("An empty answer leaves the field out; several ids are set apart by commas. Ctrl-C ends it, and nothing is written.")
    for name in ASKED[kind]:
        if name not in given and (answer := _answer(corpus, kind, name, given)):
            given[name] = answer


def _answer(corpus: Corpus, kind: str, name: str, given: Given) -> list[str]:
    from kg.render.escape import printable

    question = _question(kind, name)
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            fail("no more answers: nothing was written")
        words = line.strip()
        values = [part.strip() for part in words.split(",") if part.strip()] if referring(kind, name) else [words] * bool(words)
        wrong = (
            (_identified(corpus, kind, name, values) or _refused(kind, name, values)) if values else _needed(kind, name, given)
        )
        if not wrong:
            return values
        say(f"  {printable(wrong)}")


def _question(kind: str, name: str) -> str:
    """A field with its meaning, and the words to choose from where it is a closed list."""
    from kg.model.schema import schema

    words = schema()["definitions"][kind]["properties"].get(name, {}).get("enum", [])
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


def _identified(corpus: Corpus, kind: str, name: str, values: list[str]) -> str:
    """Put ids in the place of names; why that cannot be done, empty where it was."""
    from kg.engine.answer import Failure

    kinds = referring(kind, name)
    for i, value in enumerate(values if kinds else ()):
        if corpus.kinds.get(value) in kinds:
            continue
        found = meant(corpus, value, kinds)
        if isinstance(found, Failure):
            return found.reason
        values[i] = found
    return ""


def meant(corpus: Corpus, words: str, kinds: tuple[str, ...]) -> str | Failure:
    """The id of the one record that a name can mean, which is shown; why there is none."""
    from kg.corpus.labels import label
    from kg.query import identify
    from kg.render.escape import printable

    found = identify(corpus, words, kinds)
    if isinstance(found, str) and (record := corpus.get(found)) is not None:
        say(f"  {found}: {printable(label(corpus, record))}")
    return found


def _refused(kind: str, name: str, values: list[str]) -> str:
    """What is wrong with an answer as the value of its field; empty where nothing is."""
    from kg.model.fields import Wrong
    from kg.model.part import fields_of
    from kg.model.records import SECTIONS, Report

    own = fields_of(SECTIONS[f"{kind}s"])
    field = own[name] if name in own else fields_of(Report)[name]
    try:
        field.read(values[0] if len(values) == 1 else values, name)
    except Wrong as error:
        return "; ".join(f"{fault.message}; {fault.hint}" if fault.hint else fault.message for fault in error.faults[:1])
    return ""
