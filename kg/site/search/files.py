"""The files of the search: classic scripts that hand data to the page, since a page from a disk can fetch nothing.

`all.js` says how many records there are of each kind and which words are in which file, a file `w` has words, a file `d` some
records as lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from kg.corpus import folded
from kg.corpus.corpus import Corpus
from kg.corpus.identify import searched
from kg.model.acts import ACTS
from kg.site.frame import File, Site
from kg.site.search.entries import KINDS, Order, entry
from kg.site.search.shards import LONGEST, shards

EACH: Final = 20
"""The records of a file."""


def script(name: str, value: Any) -> File:
    """A file that hands over a value under a name, which is its path without the ending."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{name}.js", f"rejoinder({json.dumps(name)},{text});\n".encode()


def files(site: Site, corpus: Corpus, ordered: Order) -> Iterator[File]:
    """All files of the search of a site; `corpus` has its texts as they are written."""
    held: dict[str, list[int]] = {}
    for number, (kind, id_) in enumerate(ordered.all()):
        text = searched(corpus, getattr(corpus, f"{kind}s")[id_])
        for word in {each[:LONGEST] for each in text.split()}:
            held.setdefault(word, []).append(number)
    prefixes = []
    for number, shard in enumerate(shards(held)):
        prefixes.append(shard.prefix)
        yield script(f"search/w{number}", [shard.whole, *(text for pair in shard.words.items() for text in pair)])
    lines = (entry(site, kind, id_).columns for kind, id_ in ordered.all())
    for number in range(-(-len(ordered) // EACH)):
        yield script(f"search/d{number}", list(islice(lines, EACH)))
    yield script("search/all", _whole(site, ordered, prefixes))


def _whole(site: Site, ordered: Order, prefixes: list[str]) -> dict[str, Any]:
    return {
        "kinds": [[kind, len(ordered.ids[kind])] for kind in KINDS],
        "each": EACH,
        "longest": LONGEST,
        "prefixes": prefixes,
        "letters": folded.table(),
        "acts": {act: site.words.term("act", act) for act in ACTS},
    }
