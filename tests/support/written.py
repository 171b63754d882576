"""A corpus from the text of a claim file, for tests that need many."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.corpus.corpus import Corpus
from kg.load import load
from kg.reading.gatherer import Loaded


def loaded(text: str) -> Loaded:
    """The text as a claim file in a folder of its own, loaded."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.yaml").write_text(text, encoding="utf-8", newline="")
        return load(Path(folder))


def corpus(text: str) -> Corpus:
    """The corpus that it makes."""
    return loaded(text).corpus
