"""Dates as people write them in claim files: EDTF level 0 and the part of level 1 in use."""

from __future__ import annotations

from kg.edtf.date import UNKNOWN, BadDate, Date, ends, surely_before
from kg.edtf.parser import parse
from kg.edtf.words import words

__all__ = ["UNKNOWN", "BadDate", "Date", "ends", "parse", "surely_before", "words"]
