"""Rules of accusations (K303, K309): who is accused is said once, and only where somebody accuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.model.acts import CLOSINGS, DISPUTES, FINDINGS
from kg.model.records import Statement

_CARRIES: Final = DISPUTES | FINDINGS | CLOSINGS | {"accuses"}


def accuses_nobody(corpus: Corpus) -> Iterator[Diagnostic]:
    """An accusation that does not say whom it is against.

    That is given by `against`, or else by the `accused` of its allegation. If the speaker named nobody, write `against: []`. The
    rule is silent while the allegation is missing or has a fault.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          well-poisoned: {text: Someone poisons the wells of Alba.}
        statements:
          charge:
            act: accuses
            speaker: alba
            date: 2021-03-05
            allegation: well-poisoned
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          well-poisoned: {text: Someone poisons the wells of Alba.}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: []
            date: 2021-03-05
            allegation: well-poisoned
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if resolved.act != "accuses" or resolved.against or resolved.statement.against is not None:
            continue
        about = resolved.allegations
        if any(allegation not in corpus.allegations for allegation in about):
            continue
        message = "the accusation is against nobody"
        hint = "add 'against', or 'against: []' if the speaker named nobody"
        if about:
            hint = f"add 'accused' to '{about[0]}' or 'against' here, or 'against: []' if the speaker named nobody"
        mark = corpus.mark(id_, ("allegation", 0) if about else ())
        related = tuple(corpus.mark(allegation) for allegation in about)
        yield Diagnostic(mark, "K303", Severity.ERROR, message, hint, related, ("statement", id_))


def accused_of_nothing(corpus: Corpus) -> Iterator[Diagnostic]:
    """An allegation with `accused` that no accusation, denial, rebuttal, finding or settlement is about.

    `accused` means that somebody blames them. Actors in something that was merely asserted, conceded or announced go under
    `concerns`. A statement about a wider or narrower allegation counts. The rule is silent while an error may hide the
    accusation: in a file that cannot be read whole, in a statement with a fault, or behind a broken reference.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-builds-dam: {text: Borea builds a dam., accused: borea}
        statements:
          dam:
            act: asserts
            speaker: alba
            date: 2021-03-05
            allegation: borea-builds-dam
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-builds-dam: {text: Borea builds a dam., concerns: borea}
        statements:
          dam:
            act: asserts
            speaker: alba
            date: 2021-03-05
            allegation: borea-builds-dam
            reports: [{source: daily}]
    """
    if _is_hidden(corpus):
        return
    tree = corpus.allegations
    carried = {about for r in corpus.resolved.values() if r.act in _CARRIES for about in r.allegations}
    # What remains of a statement with a fault may have lost its act.
    carried.update(about for record in corpus.flawed if isinstance(record, Statement) for about in record.allegation)
    narrower: dict[str, list[str]] = {}
    for id_, allegation in tree.items():
        for up in allegation.broader:
            narrower.setdefault(up, []).append(id_)
    met = _reached(carried, lambda id_: tree[id_].broader if id_ in tree else ()) | _reached(
        carried, lambda id_: narrower.get(id_, ())
    )
    for id_, allegation in tree.items():
        if not allegation.accused or id_ in met:
            continue
        accused = "', '".join(allegation.accused)
        message = f"'{accused}' is accused, but no accusation, denial or finding is about this allegation"
        hint = "move them to 'concerns', or add the accusation"
        mark = corpus.mark(id_, ("accused", 0))
        yield Diagnostic(mark, "K309", Severity.WARNING, message, hint, record=("allegation", id_))


def _is_hidden(corpus: Corpus) -> bool:
    """Whether an error elsewhere may hide an accusation or a denial."""
    if corpus.unread or any(isinstance(record, Statement) and not record.allegation for record in corpus.flawed):
        return True
    kinds = corpus.kinds
    return any(
        any(kinds.get(id_) != "allegation" for id_ in statement.allegation)
        or any(kinds.get(id_) != "statement" for id_ in statement.answers)
        for statement in corpus.statements.values()
        if statement.act in _CARRIES
    )


def _reached(starts: Iterable[str], links: Callable[[str], Iterable[str]]) -> set[str]:
    """`starts` and all that `links` lead to from there, each looked at once."""
    found = set(starts)
    todo = sorted(found)
    while todo:
        ahead = [to for to in links(todo.pop()) if to not in found]
        found.update(ahead)
        todo += ahead
    return found
