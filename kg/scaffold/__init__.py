"""Starts a tracker: the claims of a new one, and the files around claims for editors, hooks and services."""
