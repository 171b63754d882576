"""The outlines of the symbols, each within about 9 units of its centre, as SVG paths."""

from __future__ import annotations

from typing import Final

OUTLINES: Final = {
    "hexagon": "M-9 0-4.5-7.8H4.5L9 0 4.5 7.8H-4.5Z",
    "star": "M0-10 2.6-3.6 9.5-3.1 4.2 1.4 5.9 8.1 0 4.4-5.9 8.1-4.2 1.4-9.5-3.1-2.6-3.6Z",
    "triangle": "M0-8.5 9 7H-9Z",
    "triangleDown": "M0 8.5 9-7H-9Z",
    "square": "M-7-7H7V7H-7Z",
    "diamond": "M0-9 9 0 0 9-9 0Z",
    "dot": "M-8 0A8 8 0 1 0 8 0 8 8 0 1 0-8 0Z",
}
