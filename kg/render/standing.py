"""Standing as a table: a row per statement, with its standing in words, the statements behind it, and what would change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.analysis.standing import DECISIONS, WORDS, Standing
from kg.corpus.corpus import Corpus
from kg.corpus.labels import statement_label
from kg.render.table import Table

NOTICE: Final = "Standing in this record: the state of the recorded exchange, never what is true."


def table(corpus: Corpus, found: Iterable[Standing], *, everything: bool = False) -> Table:
    """The statements whose standing depends on more than silence, or all; the caption counts the rest."""
    found = tuple(found)
    attacking = {attacker for standing in found for attacker in standing.attackers}
    shown = [s for s in found if everything or s.attackers or s.id in attacking or _is_marked(corpus, s)]
    rows = tuple(
        (statement_label(corpus, corpus.resolved[s.id]), s.id, words(s), ", ".join(s.by), len(s.support), _change(s))
        for s in shown
    )
    columns = ("statement", "id", "standing", "by", "supported by", "would change with")
    return Table(columns, rows, tuple(record(s) for s in shown), (NOTICE, *_counted(shown, len(found) - len(shown))))


def words(standing: Standing) -> str:
    """The standing in one of the closed set of words, naming whoever took it back where that is not its speaker."""
    said = WORDS[standing.why]
    return said.replace("by its speaker", f"by {standing.whose}") if standing.whose else said


def because(standing: Standing) -> str:
    """Its standing and the statements behind it, in one line."""
    return f"{words(standing)}: {', '.join(standing.by)}" if standing.by else words(standing)


def record(standing: Standing) -> dict[str, object]:
    """The standing as a JSON object."""
    change = standing.change
    return {
        "id": standing.id,
        "standing": standing.label,
        "words": words(standing),
        "because": because(standing),
        "by": list(standing.by),
        "against": list(standing.attackers),
        "support": list(standing.support),
        "change": {"act": change.act, "answers": change.answers, "becomes": change.becomes} if change else None,
        "every_change_tried": standing.searched,
    }


def _is_marked(corpus: Corpus, standing: Standing) -> bool:
    """Whether it belongs in the table though nothing speaks against it: it was revised, or it takes no part though answered."""
    if standing.label is None:
        return standing.id in corpus.answered_by or standing.id in corpus.followed_by
    return standing.why in {"held to", "in part"}


def _counted(shown: list[Standing], rest: int) -> tuple[str, ...]:
    """The number of statements by standing, and of those that are merely not answered."""
    if not shown:
        which = "the 1 statement" if rest == 1 else f"any of the {rest:,} statements"
        return (f"No answer on record contradicts {which}, and no speaker took one back (--all)" if rest else "No statements.",)
    counts = Counter(WORDS[s.why] for s in shown)
    line = "; ".join(f"{counts[each]:,} {each}" for each in WORDS.values() if counts[each])
    return (line, *((f"{rest:,} more that no answer on record contradicts (--all)",) if rest else ()))


def _change(standing: Standing) -> str:
    change = standing.change
    if standing.label is None:
        return ""
    if standing.why in DECISIONS:
        return "a review"
    if change is None:
        if standing.why in {"retracted", "given up", "corrected"}:
            return f"only {standing.whose}" if standing.whose else "only its speaker"
        return "no single answer" if standing.searched else "not searched: exchange too large"
    noun = "a denial" if change.act == "denies" else "a rebuttal"
    return f"{noun} of {'it' if change.answers == standing.id else change.answers}"
