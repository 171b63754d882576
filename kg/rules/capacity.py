"""The rule of capacities (K325): in which office somebody is accused is asked where the sides of their offices differ."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.capacity import offices, parties
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Severity
from kg.model.parts import Accused
from kg.model.words import SELF


def open_capacity(corpus: Corpus) -> Iterator[Diagnostic]:
    """A person accused who held offices on several sides then, without `as`.

    A minister who is also on the board of a company may be blamed as the one or as the other. The charge then counts for no side
    that is not above all of these offices, and appears under the person's own name. `as` names the body in whose office the
    person is blamed, and `as: self` a personal capacity. Write what the charge says; where it says nothing, accept the warning
    with `allow`.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          shipyard: {name: Alba Shipyard, type: company}
          borea: {name: Borea, type: state}
          ann-reed:
            name: Ann Reed
            type: person
            roles: [{position: Minister, of: alba}, {position: Member of the board, of: shipyard}]
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          hid-the-leak: {text: The board hides the leak., accused: ann-reed}
        statements:
          charge: {act: accuses, speaker: borea, date: 2021-03-05, allegation: hid-the-leak, reports: [{source: daily}]}

    PASS:
        actors:
          alba: {name: Alba, type: state}
          shipyard: {name: Alba Shipyard, type: company}
          borea: {name: Borea, type: state}
          ann-reed:
            name: Ann Reed
            type: person
            roles: [{position: Minister, of: alba}, {position: Member of the board, of: shipyard}]
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          hid-the-leak: {text: The board hides the leak., accused: {who: ann-reed, as: shipyard}}
        statements:
          charge: {act: accuses, speaker: borea, date: 2021-03-05, allegation: hid-the-leak, reports: [{source: daily}]}
    """
    asked: set[tuple[str, int]] = set()
    for id_ in corpus.order:
        resolved = corpus.resolved[id_]
        if not any(counting.open for counting in resolved.blamed.values()):
            continue
        for kind, holder, i, accused in _entries(corpus, resolved):
            counting = parties(corpus.actors, accused, resolved.span)
            if not counting.open or (holder, i) in asked:
                continue
            asked.add((holder, i))
            those = "' and '".join((*counting.sides, *counting.open))
            message = f"'{accused.who}' is accused and held offices on several sides then: '{those}'"
            office = offices(corpus.actors, accused.who, resolved.span)[0]
            hint = f"say which the charge means, such as {{who: {accused.who}, as: {office}}}, or 'as: {SELF}' for none of them"
            related = (corpus.mark(accused.who), *((corpus.mark(id_),) if holder != id_ else ()))
            mark = corpus.mark(holder, ("against" if kind == "statement" else "accused", i))
            yield Diagnostic(mark, "K325", Severity.WARNING, message, hint, related, (kind, holder))


def _entries(corpus: Corpus, resolved: Resolved) -> Iterator[tuple[str, str, int, Accused]]:
    """Whom an accusation is against, each with the kind and the id of the record that says so, and its place there."""
    statement = resolved.statement
    if statement.blames is not None:
        yield from ((statement.kind, statement.id, i, one) for i, one in enumerate(statement.blames))
        return
    for id_ in resolved.allegations:
        if (record := corpus.allegations.get(id_)) is not None:
            yield from ((record.kind, id_, i, one) for i, one in enumerate(record.blamed))
