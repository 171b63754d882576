"""How many of the statements that the record cites from the five starting articles lie in a sentence that `kg suggest` marks.

A statement with a quote lies in the sentences that hold it. Of one without, the sentence is the one that shares most with its
`says` and the names of its speakers, by the rarity of words in the text. Statements in the source's own voice report nobody's
speech; they are counted apart. The texts are not part of the project: without them nothing is measured, which is said.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from kg.check import check
from kg.corpus.corpus import Corpus
from kg.evidence.cited import Places, of_report, reports_of
from kg.evidence.suggest import ENOUGH, weighed

SOURCES: Final = ("idsa-2017-06-21", "globalsecurity-2021", "friends-2021-08", "olivium-2021", "anonymous-2020")
LEAST: Final = 0.96
MOST: Final = 0.5
CLAIMS: Final = Path(__file__).parent.parent / "claims"
TEXTS: Final = Path(os.environ.get("KG_SOURCES", Path(__file__).parent.parent.parent / "shared" / "sources"))


def main() -> None:
    """Print the figures; the exit status is 1 where a bound is not met."""
    if not all((TEXTS / f"{source}.txt").is_file() for source in SOURCES):
        print(f"evidence: no texts of the articles were found in '{TEXTS}' (KG_SOURCES): nothing was measured")
        return
    corpus = check(CLAIMS).corpus
    total = Counter[str]()
    for source in SOURCES:
        found = measured(corpus, source, (TEXTS / f"{source}.txt").read_text("utf-8"), verbose="-v" in sys.argv)
        print(f"{source:22} {_shown(found)}")
        total += found
    print(f"{'all':22} {_shown(total)}")
    is_met = total["found"] >= LEAST * total["reported"] and total["marked"] <= MOST * total["sentences"]
    print(
        f"bounds: at least {LEAST:.0%} of the statements, at most {MOST:.0%} of the sentences: {'met' if is_met else 'not met'}"
    )
    sys.exit(0 if is_met else 1)


def _shown(found: Counter[str]) -> str:
    marked = f"{found['marked']:3} of {found['sentences']:3} sentences marked ({found['marked'] / found['sentences']:.1%})"
    own = f"own voice {found['own found']} of {found['own']}"
    return (
        f"{marked}, reported speech {found['found']:3} of {found['reported']:3} ({found['found'] / found['reported']:.1%}), {own}"
    )


def measured(corpus: Corpus, source: str, text: str, *, verbose: bool = False) -> Counter[str]:
    """Counts of sentences, marked ones, statements that report speech and those in the source's own voice, and found ones."""
    every = weighed(text, "en", corpus)
    record = corpus.sources[source]
    voices = {*record.author, record.publisher}
    found = Counter({"sentences": len(every), "marked": sum(one.weight >= ENOUGH for one in every)})
    places = Places([one.sentence for one in every])
    for statement, report in reports_of(corpus, source):
        cited = of_report(corpus, places, statement, report)
        is_found = all(any(every[n].weight >= ENOUGH for n in options) for options in cited)
        is_own = set(corpus.resolved[statement.id].speakers) <= voices
        found["own" if is_own else "reported"] += 1
        found["own found" if is_own else "found"] += is_found
        if verbose and not is_found and not is_own:
            shown = [every[n].sentence.text[:150] for options in cited for n in options[:1]]
            print(f"    missed: {statement.id}: {shown}")
    return found


if __name__ == "__main__":
    main()
