"""The accusations by year or quarter as a table, a window a row, or a window and a pair a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.analysis.windows import Counted, Window, Windows
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Range
from kg.corpus.labels import name, names
from kg.render.table import Cell, Table


def table(corpus: Corpus, found: Windows, *, pairs: bool = False) -> Table:
    """The windows as rows, or who accused whom in each; the records hold both, with the ids behind every number."""
    rows: tuple[tuple[Cell, ...], ...]
    if pairs:
        columns: tuple[str, ...] = (found.unit, "accuser", "accused", "accusations", "since the one before")
        rows = tuple(
            (window.name, name(corpus, accuser), name(corpus, accused), said.count, said.change)
            for window in found.windows
            for (accuser, accused), said in sorted(
                window.pairs.items(), key=lambda item: (-item[1].count.number.least, -item[1].count.number.most, item[0])
            )
        )
    else:
        columns = (
            *(found.unit, "accusations", "since the one before", "accusers", "accused", "pairs", "mutual"),
            *("accuses most", "most accused"),
        )
        rows = tuple(
            (
                window.name,
                *(window.whole.count, window.whole.change),
                *(window.accusers, window.accused, window.joined, window.mutual),
                *(names(corpus, window.accuses_most), names(corpus, window.most_accused)),
            )
            for window in found.windows
        )
    counted = frozenset({"accusations"} if pairs else {"accusations", *columns[3:7]})
    return Table(columns, rows, tuple(records(found, pairs=True)), tuple(summary(found, ranges=True)), counted)


def summary(found: Windows, *, ranges: bool = False) -> Iterator[str]:
    """What the windows come to, in one line each."""
    if ranges:
        yield f"accusations are counted in statements; a range goes from what surely falls into the {found.unit} to what may"
        yield "“more” and “fewer” hold for every reading of the dates, “perhaps” only for what surely falls into one window"
        yield f"{len(found.undecided):,} accusations may fall into more than one {found.unit}"
        return
    years = [f"{w.name}: {w.whole.count.bare}" for w in found.windows if w.whole.surely]
    yield f"statements of accusation by {found.unit}: " + "; ".join([*years, f"no one {found.unit}: {len(found.undecided):,}"])


def records(found: Windows, *, pairs: bool) -> Iterator[Mapping[str, object]]:
    """The windows as JSON objects, each followed by its pairs if wanted; last, what no one window holds."""
    for window in found.windows:
        yield _window(window)
        for ids, said in window.pairs.items() if pairs else ():
            yield {"kind": "pair", "ids": list(ids), "window": window.name, "accusations": _counted(said)}
    yield {"kind": "no one window", "id": None, "unit": found.unit, "statements": list(found.undecided)}


def _window(window: Window) -> dict[str, object]:
    return {
        "kind": "window",
        "id": None,
        "window": window.name,
        "accusations": _counted(window.whole),
        "accusers": _range(window.accusers),
        "accused": _range(window.accused),
        "pairs": _range(window.joined),
        "mutual": _range(window.mutual),
        "accuses_most": list(window.accuses_most),
        "most_accused": list(window.most_accused),
    }


def _counted(said: Counted) -> dict[str, object]:
    return {
        **_range(said.count.number),
        "surely": list(said.surely),
        "perhaps": list(said.perhaps),
        "retracted": list(said.count.retracted),
        "change": said.change,
    }


def _range(number: Range) -> dict[str, int]:
    return {"least": number.least, "most": number.most}
