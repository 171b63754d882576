"""The rule of demands (K323): a call for an inquiry is not yet a charge, and the record says which of the two it is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.corpus.demanding import is_about_others
from kg.diagnostic import Diagnostic, Severity, quoted


def demand_about_others(corpus: Corpus) -> Iterator[Diagnostic]:
    """A demand, without `stance`, about an allegation against someone other than the addressee.

    Someone who demands that the accused stop affirms the allegation. Someone who calls on a court, or on nobody by name, to look
    into a charge may affirm it, or may only want to know. Without `stance` a demand counts as affirming its allegation, and its
    speaker as one of its supporters; so a demand to somebody else needs `stance`.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
          high-court: {name: High Court, type: court}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: borea-raids, reports: [{source: daily}]}
          call:
            act: demands
            speaker: borea
            to: high-court
            date: 2021-03-06
            allegation: borea-raids
            says: Called for an inquiry.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
          high-court: {name: High Court, type: court}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: borea-raids, reports: [{source: daily}]}
          call:
            act: demands
            speaker: borea
            to: high-court
            date: 2021-03-06
            allegation: borea-raids
            stance: neither
            says: Called for an inquiry.
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if resolved.act == "demands" and resolved.statement.stance is None:
            others = tuple(about for about in resolved.allegations if is_about_others(corpus, resolved, about))
            if others:
                asked = resolved.to or resolved.statement.toward
                whom = quoted(asked) if asked else "nobody by name"
                message = f"it is addressed to {whom}, not to the accused of {quoted(others)}, so its stance is unclear"
                hint = "add 'stance: affirms' if the speaker affirms the allegation, else 'stance: neither'"
                related = tuple(corpus.mark(about) for about in others)
                mark = corpus.mark(id_, ("allegation", resolved.allegations.index(others[0])))
                yield Diagnostic(mark, "K323", Severity.WARNING, message, hint, related, ("statement", id_))
