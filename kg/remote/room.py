"""How much of a server's answer is kept: what one part may be, and all rows together, whatever the server goes on to send."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 1 << 20
"""Characters that one row may have, or anything else in a document but all rows together."""
KEPT: Final = 1 << 24
"""What all rows that are kept may come to: their characters, and what each value costs beside them."""
EACH: Final = 128
"""What a value costs beside its characters."""


class Room:
    """Counts what is kept, and ends where it is too much."""

    def __init__(self) -> None:
        self.left = KEPT

    def take(self, characters: int, values: int = 0) -> None:
        """Room for so many characters and values.

        Raises:
            ValueError: there is no room left.
        """
        self.left -= characters + EACH * values
        if self.left < 0:
            raise ValueError(f"its rows are longer than {KEPT >> 20} MiB together; ask for fewer (LIMIT)")


def too_long() -> ValueError:
    """What is wrong with a part of a document that is longer than it may be."""
    return ValueError(f"a part of it is longer than {LONGEST >> 20} MiB")
