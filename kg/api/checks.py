"""What a record can be held against: the texts of its sources, and how evenly it treats the sides."""

from __future__ import annotations

import os
from pathlib import Path

from kg.analysis import audit
from kg.api.questions import Questions
from kg.api.table import Table, made
from kg.evidence.audited import evidence
from kg.evidence.held import held_against
from kg.evidence.quotes import compare
from kg.render import audit as shown_audit
from kg.render import quotes as shown_quotes


class Checks(Questions):
    """Claims compared with the texts of their sources: the copies kept beside the folder `root`."""

    root: Path

    def audit(self, sources: str | os.PathLike[str] | None = None) -> Table:
        """Where the record treats the sides differently, as `kg audit` has it; `sources` is a folder of the sources' texts.

        Raises:
            NotADirectoryError: the folder does not exist.
            ValueError: a text in it cannot be read, or a kept copy is not what its record says.
        """
        known = evidence(self.corpus, None if sources is None else Path(sources), self.root)
        return made(shown_audit.table(self.corpus, audit.audit(self.corpus, known), known))

    def quotes(self, sources: str | os.PathLike[str] | None = None) -> Table:
        """Every quote with its outcome, how much of its source there was to look into, and where it is, as `kg quotes` has it.

        They are compared with the kept copies of their sources, and with the texts in the folder `sources`.

        Raises:
            NotADirectoryError: the folder does not exist.
            ValueError: a text in it cannot be read, or a kept copy is not what its record says.
        """
        compared = held_against(self.corpus, None if sources is None else Path(sources), self.root)
        return made(shown_quotes.as_table(compare(self.corpus, {}) if compared is None else compared))
