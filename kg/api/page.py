"""A page or picture of the API: its text, to look at in a notebook or to write to a file."""

from __future__ import annotations

import html
import os
from dataclasses import dataclass
from pathlib import Path

from kg import outputs


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page that needs no network, or a picture (`svg`)."""

    text: str
    is_picture: bool = False

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file, and give its path.

        Raises:
            FileExistsError: there is a file that `kg` did not make.
            OSError: the file could not be written; what was there is untouched.
        """
        file = Path(path)
        try:
            outputs.put(file, self.text.encode())
        except outputs.Refusal as refusal:
            raise FileExistsError(str(refusal)) from refusal
        return file

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        """How large it is, and not the page."""
        return f"<kg.Page {'svg' if self.is_picture else 'html'}, {len(self.text):,} characters>"

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that neither its styles nor its scripts meet the notebook's."""
        if self.is_picture:
            return self.text
        return f'<iframe srcdoc="{html.escape(self.text)}" width="100%" height="640" style="border: 0"></iframe>'
