"""The rule of concessions (K326): whoever grants a charge against several grants it for themselves, and not for the others."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.capacity import blamed
from kg.corpus.corpus import Corpus
from kg.corpus.level import sided
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Severity, quoted


def granted_for_others(corpus: Corpus) -> Iterator[Diagnostic]:
    """A concession of an allegation that also accuses others than the speaker.

    One of three accused companies that apologizes admits its own part; the pages would say that it conceded the charge against
    all three. The same holds for a settlement with `stance`: each of its parties then concedes the allegation, whomever it
    accuses. Make an allegation that accuses the speaker alone. If the words do grant the charge against all of them, accept the
    warning with `allow`.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
          ceria: {name: Ceria, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          raids: {text: Borea and Ceria raid villages in Alba., accused: [borea, ceria]}
        statements:
          charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: raids, reports: [{source: daily}]}
          admission: {act: concedes, speaker: borea, date: 2021-03-06, answers: charge, reports: [{source: daily}]}

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
          ceria: {name: Ceria, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          borea-raids: {text: Borea raids villages in Alba., accused: borea}
          ceria-raids: {text: Ceria raids villages in Alba., accused: ceria}
        statements:
          charge:
            act: accuses
            speaker: alba
            date: 2021-03-05
            allegation: [borea-raids, ceria-raids]
            reports: [{source: daily}]
          admission:
            act: concedes
            speaker: borea
            date: 2021-03-06
            answers: charge
            allegation: borea-raids
            reports: [{source: daily}]
    """
    for id_, resolved in corpus.resolved.items():
        if not resolved.is_concession:
            continue
        for about in resolved.affirms:
            parties = resolved.makers if resolved.act == "settles" else (None,)
            for speaker in parties:
                if others := _others(corpus, resolved, about, speaker):
                    who = f"'{speaker}' concedes" if speaker else "it concedes"
                    message = f"{who} '{about}', which accuses others: {quoted(others)}"
                    hint = "give it an allegation that accuses the speaker alone; if it grants it for all, 'allow' K326"
                    mark, related = corpus.mark(id_, ("act",)), (corpus.mark(about, ("accused",)),)
                    yield Diagnostic(mark, "K326", Severity.WARNING, message, hint, related, ("statement", id_))
                    break


def _others(corpus: Corpus, resolved: Resolved, about: str, speaker: str | None) -> tuple[str, ...]:
    """Whom an allegation accuses besides those who concede it and whoever counts for the same parties.

    None where it accuses no conceding party at all: then nobody grants it as a charge against themselves. In a settlement each
    party is looked at alone, and what the other party grants is not for it to grant.
    """
    allegation = corpus.allegations.get(about)
    if allegation is None:
        return ()
    own = (speaker,) if speaker else (*resolved.makers, *resolved.spoken_for)
    parties = {*own, *sided(corpus, own, resolved)}
    accused = blamed(corpus.actors, allegation.blamed, resolved.span)
    others = tuple(id_ for id_, counting in accused.items() if parties.isdisjoint((id_, *counting.all)))
    return others if speaker or len(others) < len(accused) else ()
