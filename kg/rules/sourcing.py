"""The rule of minimum sourcing (K406): nobody is accused by name on the word of one unnamed voice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Severity


def anonymous_charge(corpus: Corpus) -> Iterator[Diagnostic]:
    """A person accused of something by unnamed people alone, in one source alone.

    A wrong charge against a living person is the worst thing that a record can spread, and here nobody answers for it: who
    says it is not known, and no second document has it. Look for who says it by name, or for another source. A charge by anybody
    with a name is let pass, and so is one in two sources; the same allegation, or a wider or a narrower one, counts as the same.
    What was retracted, or is withdrawn, does not count.

    FAIL:
        actors:
          rudolf-rassendyll: {name: Rudolf Rassendyll, type: person}
          courtiers: {name: Courtiers in Strelsau, type: group}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        allegations:
          took-the-seal: {text: Rudolf Rassendyll takes the royal seal., accused: rudolf-rassendyll}
        statements:
          whispers:
            act: accuses
            speaker: courtiers
            date: 1894-03-05
            allegation: took-the-seal
            reports: [{source: daily}]

    PASS:
        actors:
          rudolf-rassendyll: {name: Rudolf Rassendyll, type: person}
          courtiers: {name: Courtiers in Strelsau, type: group}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        allegations:
          took-the-seal: {text: Rudolf Rassendyll takes the royal seal., accused: rudolf-rassendyll}
        statements:
          whispers:
            act: accuses
            speaker: courtiers
            date: 1894-03-05
            allegation: took-the-seal
            reports: [{source: daily}, {source: weekly}]
    """
    charges: dict[tuple[str, str], list[Resolved]] = {}
    for id_ in sorted(corpus.resolved):
        resolved = corpus.resolved[id_]
        if resolved.act != "accuses" or id_ in corpus.uncounted:
            continue
        for person in corpus.still_accused(resolved):
            if person in corpus.actors and corpus.actors[person].type == "person":
                for about in resolved.allegations or ("",):
                    charges.setdefault((person, about), []).append(resolved)
    below: dict[str, list[str]] = {}
    for id_, allegation in corpus.allegations.items():
        for up in allegation.broader:
            below.setdefault(up, []).append(id_)
    asked: dict[str, str] = {}
    for (person, about), made in charges.items():
        above = corpus.allegations[about].broader if about in corpus.allegations else ()
        related = [r for other in (about, *above, *below.get(about, ())) for r in charges.get((person, other), ())]
        sources = {report.source for r in related for report in r.statement.reports}
        if len(sources) == 1 and all(_is_unnamed(corpus, r) for r in related):
            for resolved in made:
                asked.setdefault(resolved.id, person)
    for id_, person in asked.items():
        message = f"'{person}' is accused by unnamed people alone, in one source alone"
        hint = "look for a second source, or for who says it by name; else 'allow' with 'code: K406' and why it is kept"
        yield Diagnostic(corpus.mark(id_), "K406", Severity.WARNING, message, hint, record=("statement", id_))


def _is_unnamed(corpus: Corpus, resolved: Resolved) -> bool:
    """Whether all who made it are groups: people without a name."""
    return all(id_ in corpus.actors and corpus.actors[id_].type == "group" for id_ in resolved.makers)
