"""Whether records are independent of each other, as a table: a pair a row, with what the two share or what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.analysis.independence import Answer, Basis, Pair, overall
from kg.corpus.corpus import Corpus
from kg.render.origins import short
from kg.render.table import Table

INDEPENDENT: Final = (
    "records are independent if they share no speaker, house, document or statement on record; an unknown end never makes a yes"
)

STATUSES: Final[dict[Answer, int]] = {"yes": 0, "no": 3, "unknown": 4}
"""The exit status of `kg origins --independent` for each answer; 1 and 2 are errors in the claims and misuse."""


def table(corpus: Corpus, pairs: Iterable[Pair]) -> Table:
    """Every two records as a row, whether they are independent and why, and in one line whether all are."""
    pairs = tuple(pairs)
    rows = tuple((pair.one.id, pair.other.id, pair.answer, _why(corpus, pair)) for pair in pairs)
    records = tuple(
        {
            "ids": [pair.one.id, pair.other.id],
            "independent": pair.answer,
            "because": _why(corpus, pair),
            "shared": list(pair.shared),
            "apart": [list(ends) for ends in pair.apart],
            "unknown": [list(pair.one.unknown), list(pair.other.unknown)],
        }
        for pair in pairs
    )
    caption = (f"Independent of each other in this record: {overall(pairs)}", INDEPENDENT)
    return Table(("one", "other", "independent", "because"), rows, records, caption)


def _why(corpus: Corpus, pair: Pair) -> str:
    """Why they are independent, or are not, or why that is not known."""
    one, other = pair.one, pair.other
    if pair.answer == "no":
        apart = [
            f"{basis.id} is also first-hand from {_listed(corpus, e)}"
            for basis, e in zip((one, other), pair.apart, strict=True)
            if e
        ]
        return "; ".join((f"both rest on {_listed(corpus, pair.shared)}", *apart))
    if pair.answer == "yes":
        return "; ".join(f"{basis.id} is first-hand from {_listed(corpus, basis.known)}" for basis in (one, other))
    return "; ".join(
        ("nothing shared on record", *(_open(corpus, basis) for basis in (one, other) if basis.unknown or not basis.known))
    )


def _open(corpus: Corpus, basis: Basis) -> str:
    """What is not known of where it comes from."""
    if not basis.unknown:
        return f"no report of {basis.id} leads to an origin"
    return f"not known whether {_listed(corpus, basis.unknown)} had {basis.id} first-hand"


def _listed(corpus: Corpus, ids: Iterable[str]) -> str:
    return ", ".join(short(corpus, id_) for id_ in ids)
