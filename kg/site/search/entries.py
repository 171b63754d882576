"""What a search shows of each record, and the order in which it shows them: by kind, and in a kind by use.

Lists that scripts filter show the same entries, so that a record has one line wherever a script writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, names
from kg.ids import skeleton
from kg.site.frame import Site

KINDS: Final = ("actor", "allegation", "topic", "source", "statement")
"""The kinds that are searched, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as a line: what it is called, and what is said behind it; of a statement also when, what, and its act.

    `is_pale` where a statement is known only on the word of others, or its alleged speaker denies having said it.
    """

    kind: str
    id: str
    text: str
    more: str = ""
    when: str = ""
    says: str = ""
    act: str = ""
    is_pale: bool = False

    @property
    def columns(self) -> tuple[str | int, ...]:
        """The values as scripts read them, without what is empty at the end."""
        found: list[str | int] = [self.id, self.text, self.more, self.when, self.says, self.act, int(self.is_pale)]
        while not found[-1]:
            found.pop()
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Order:
    """The ids of all records that are searched, those of one kind behind each other, most used first."""

    ids: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return sum(map(len, self.ids.values()))

    def all(self) -> Iterator[tuple[str, str]]:
        """Kind and id of each record."""
        return ((kind, id_) for kind in KINDS for id_ in self.ids[kind])


def order(site: Site) -> Order:
    """The order of the records of a site; statements that were withdrawn are not searched."""
    corpus = site.corpus
    called: dict[str, Callable[[str], str]] = {
        "actor": lambda id_: corpus.actors[id_].name,
        "allegation": lambda id_: corpus.allegations[id_].text,
        "topic": lambda id_: corpus.topics[id_].label,
        "source": lambda id_: label(corpus, corpus.sources[id_]),
    }
    found: dict[str, tuple[str, ...]] = {}
    for kind, text in called.items():
        ids = {id_: (-len(statements(site, kind, id_)), skeleton(text(id_)), id_) for id_ in getattr(corpus, f"{kind}s")}
        found[kind] = tuple(sorted(ids, key=ids.__getitem__))
    met = (corpus.answered_by, corpus.maybe_answered_by, corpus.supported_by)
    uses = {id_: -sum(len(by.get(id_, ())) for by in met) for id_ in corpus.reading_order}
    return Order(found | {"statement": tuple(sorted(uses, key=uses.__getitem__))})


def statements(site: Site, kind: str, id_: str) -> tuple[str, ...]:
    """The statements that lists count for a record: on an allegation, by an actor, of a source, on a topic."""
    if kind == "allegation":
        return tuple(one for ids in site.index.allegations.get(id_, {}).values() for one in ids)
    if kind == "actor":
        found = site.index.actors.get(id_, {})
        return (*found.get("said", ()), *found.get("said by others", ()))
    return (site.index.sources if kind == "source" else site.index.topics).get(id_, ())


def entry(site: Site, kind: str, id_: str) -> Entry:
    """The line of a record."""
    corpus: Corpus = site.corpus
    if kind == "statement":
        row = site.rows.row(id_)
        return Entry(kind, id_, row.title, " · ".join(row.marks), row.when, row.says, row.act, row.is_pale)
    if kind == "allegation":
        accused = corpus.allegations[id_].accused
        more = site.words("allegation.against", names=names(corpus, accused)) if accused else ""
        return Entry(kind, id_, corpus.allegations[id_].text, more)
    if kind == "actor":
        return Entry(kind, id_, corpus.actors[id_].name, site.words.term("type", corpus.actors[id_].type))
    return Entry(kind, id_, label(corpus, corpus.sources[id_]) if kind == "source" else corpus.topics[id_].label)
