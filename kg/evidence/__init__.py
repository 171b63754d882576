"""Quotes against the texts of their sources."""
