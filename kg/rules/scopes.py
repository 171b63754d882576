"""The rule of scope (K310): an answer is about what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.scope import scope, wider
from kg.diagnostic import Diagnostic, Severity, quoted
from kg.model.acts import DISPUTES, OWN_WORDS

_MEETS: Final = DISPUTES | OWN_WORDS | {"concedes"}
"""Acts that address the allegations of what they answer."""


def misses_the_charge(corpus: Corpus) -> Iterator[Diagnostic]:
    """A denial, rebuttal or concession whose allegation has nothing to do with that of the statement it answers.

    The charge would still count as unanswered. The allegation must be the same, a wider one (which covers the charge), or a
    narrower one (which covers a part of it); if left out, it is taken from the answered statement. The same holds for
    retractions and corrections, but not for `qualifies` and `declines`, which answer a charge in another way.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
          borea-burns: {text: Borea burns villages in Alba., accused: borea}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021, allegation: borea-raids, reports: [{source: daily}]}
          denial:
            act: denies
            speaker: borea
            date: 2021
            answers: charge
            allegation: borea-burns
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
          borea-burns: {text: Borea burns villages in Alba., accused: borea, broader: borea-raids}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021, allegation: borea-raids, reports: [{source: daily}]}
          denial:
            act: denies
            speaker: borea
            date: 2021
            answers: charge
            allegation: borea-burns
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        own = resolved.statement.allegation
        named = resolved.statement.answers
        if resolved.act not in _MEETS or not own or not named or not _is_known(corpus, own):
            continue
        for i, to in enumerate(named):
            charge = corpus.resolved.get(to)
            if charge is None or not charge.stances.held:
                continue
            if not _is_known(corpus, charge.allegations) or _meets(corpus, own, charge.allegations):
                continue
            message = f"{quoted(own)} covers no part of the charge of '{to}', {quoted(charge.allegations)}"
            hint = "remove 'allegation' to inherit that of the charge, or link the two with 'broader'"
            mark, related = corpus.mark(id_, ("answers", i)), tuple(corpus.mark(about) for about in charge.allegations)
            yield Diagnostic(mark, "K310", Severity.WARNING, message, hint, related, ("statement", id_))


def _is_known(corpus: Corpus, allegations: Iterable[str]) -> bool:
    """Whether all that the allegations are part of can be read, so that what one covers is certain."""
    return all(wider(corpus.allegations, id_) <= corpus.allegations.keys() for id_ in allegations)


def _meets(corpus: Corpus, own: Iterable[str], charged: tuple[str, ...]) -> bool:
    return any(scope(corpus.allegations, id_, charge) != "none" for id_ in own for charge in charged)
