"""The questions of `kg new` on a terminal: one a field, asked again until the answer will do.

An answer is read as a claim file would be, and a name is turned into the id of the one record that it can mean, which is shown.
So a slip costs one answer, and nobody is named by mistake.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from kg.cli.output.terminal import fail, say
from kg.entry import roles
from kg.entry.fields import Given, field_of, fields, lacking, referring
from kg.model.part import Field, fields_of
from kg.model.parts import Accused, Role
from kg.model.words import SELF

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.corpus.corpus import Corpus
    from kg.corpus.identify import Unidentified

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
_WORDS: Final = frozenset({SELF, "[]"})
"""Words that are allowed in place of an id and name no record."""


def ask(corpus: Corpus, kind: str, given: Given) -> None:
    """Fill `given` with answers; an empty one leaves the field out, where the record can do without it."""
    from kg.entry.matters import matters

    say("Press Enter to leave a field out; separate several ids with commas; press Ctrl-C to stop without writing anything.")
    for name in ASKED[kind]:
        if name in given or not matters(corpus, kind, name, given):
            continue
        answer = _roles(corpus) if name == "roles" else _about(corpus, kind, name, given)
        if name in roles.ACCUSED:
            answer = [_capacity(corpus, one, given) for one in answer]
        if answer:
            given[name] = answer


def _about(corpus: Corpus, kind: str, name: str, given: Given) -> list[str]:
    """The answer for a field of the record."""
    field, kinds = field_of(kind, name), referring(kind, name)
    return _answer(corpus, f"{_question(kind, name)}", field, name, kinds, lambda: _needed(kind, name, given))


def _capacity(corpus: Corpus, who: str, given: Given) -> str:
    """An accused, with the office in which they are where they may have several."""
    from kg.entry.matters import is_capacity_open

    if not is_capacity_open(corpus, who, given):
        return who
    field = fields_of(Accused)["as"]
    offices = _answer(corpus, f"as, for {who} ({field.meaning})", field, "as", field.refers, lambda: "")
    return f"{who}{roles.SEPARATOR} {', '.join(offices)}" if offices else who


def _roles(corpus: Corpus) -> list[str]:
    """The roles of a person, each asked for field by field."""
    known = fields_of(Role)

    def answer(name: str, meaning: str) -> list[str]:
        needed = f"'{name}' is required" if known[name].required and name != "position" else ""
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
            fail("the input ended: nothing was written")
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
    """Why the field cannot be left out; empty where it can, or another field that is still to be asked can replace it."""
    asked = ASKED[kind]
    for group in lacking(kind, given):
        if name == max((field for field in group if field in asked), key=asked.index):
            what = name if len(group) == 1 else " or ".join(field for field in group if field in asked)
            return f"{what} is required" + (": write 'unknown' if it is not known" if name == "date" else "")
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
    """The id of the one record that a name can mean, which is shown; or why there is none."""
    from kg.corpus.identify import identify
    from kg.corpus.labels import label
    from kg.render.escape import printable

    found = identify(corpus, words, kinds)
    if isinstance(found, str) and (record := corpus.get(found)) is not None:
        say(f"  {found}: {printable(label(corpus, record))}")
    return found


def _refused(field: Field, name: str, values: list[str]) -> str:
    """What is wrong with an answer as the value of its field; empty where nothing is."""
    from kg.model.wrong import Wrong

    try:
        field.read([] if values == ["[]"] else values[0] if len(values) == 1 else values, name)
    except Wrong as error:
        return "; ".join(f"{fault.message}; {fault.hint}" if fault.hint else fault.message for fault in error.faults[:1])
    return ""
