"""Rejoinder: who accused whom, of what, on whose word, and what was answered."""

__version__ = "0.1.0"
