"""From a folder of claim files to a `Corpus`: the one place where claim files are read.

Two records of one id, and everything wrong with a file or with one record, leave as diagnostics.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path

from kg.corpus.corpus import Corpus
from kg.reading import folder
from kg.reading.checkout import absent
from kg.reading.gatherer import Gatherer, Loaded, Memo


def load(root: Path, instead: Mapping[str, bytes] | None = None, memo: Memo | None = None) -> Loaded:
    """Everything that the claim files under `root` say; files are shown by their path from `root` on, with `root` as given.

    `instead` holds, by shown path, what to take for the bytes of a file, or of one that is yet to be written.
    `memo` keeps what was read for the next state.

    Raises:
        NotADirectoryError: `root` is not a folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(root)
    if (incomplete := absent(str(root))) is not None:
        return Loaded(Corpus(), [incomplete], {}, frozenset({incomplete.mark.file}))
    gatherer = Gatherer(memo)
    given = dict(instead or {})
    was_enabled = gc.isenabled()
    gc.disable()  # nothing made here is garbage, and looking for some takes a third of the time
    try:
        for found in folder.files(str(root)):
            data = given.pop(found.shown, None) if found.fault is None else None
            gatherer.take(found if data is None else found._replace(data=data))
        for shown, data in sorted(given.items()):
            gatherer.file(shown, data)
    finally:
        if was_enabled:
            gc.enable()
    return gatherer.loaded()


def load_tree(root: str, files: Mapping[str, bytes], memo: Memo | None = None) -> Loaded:
    """What the same files would say under `root`, by their paths from there on: none of them has to be on any disk."""
    gatherer = Gatherer(memo)
    for found in folder.tree(root, files):
        gatherer.take(found)
    return gatherer.loaded()
