"""Standing in this record as a table: a statement a row, its label, the reason in one line, and what would change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import statement_label
from kg.network.standing import Standing
from kg.render.table import Table

_REASONS: Final = {
    "unattacked": "nothing in the record speaks against it",
    "defended": "what speaks against it is out: {}",
    "rebutted": "rebutted by {}, which is in",
    "retracted": "retracted by its speaker: {}",
    "word against word": "word against word: {}",
    "attacker undecided": "spoken against by what is itself undecided: {}",
}
NOTICE: Final = "Standing in this record: how the recorded exchange stands, never what is true."


def table(corpus: Corpus, found: Iterable[Standing], *, everything: bool = False) -> Table:
    """The statements that speak against others or are spoken against, or all; the caption counts the rest."""
    found = tuple(found)
    attacking = {attacker for standing in found for attacker in standing.attackers}
    shown = [s for s in found if everything or s.attackers or s.id in attacking]
    rows = tuple(
        (statement_label(corpus, corpus.resolved[s.id]), s.id, s.label, because(s), len(s.support), _change(s)) for s in shown
    )
    counts = Counter(s.label for s in shown)
    lines = f"{counts['in']:,} in, {counts['out']:,} out, {counts['undecided']:,} undecided"
    rest = f"; {len(found) - len(shown):,} more in that nothing speaks against (--all)" if len(found) > len(shown) else ""
    columns = ("statement", "id", "standing", "because", "supported by", "would change with")
    return Table(columns, rows, tuple(record(s) for s in shown), (NOTICE, f"{lines}{rest}"))


def because(standing: Standing) -> str:
    """The reason in one line."""
    return _REASONS[standing.why].format(", ".join(standing.by))


def record(standing: Standing) -> dict[str, object]:
    """The standing as a JSON object."""
    change = standing.change
    return {
        "id": standing.id,
        "standing": standing.label,
        "because": because(standing),
        "by": list(standing.by),
        "against": list(standing.attackers),
        "support": list(standing.support),
        "change": {"act": change.act, "answers": change.answers, "becomes": change.becomes} if change else None,
        "every_change_tried": standing.searched,
    }


def _change(standing: Standing) -> str:
    change = standing.change
    if change is None:
        return "no single answer" if standing.searched else "not searched: exchange too large"
    noun = "a denial" if change.act == "denies" else "a rebuttal"
    return f"{noun} of {'it' if change.answers == standing.id else change.answers}: {change.becomes}"
