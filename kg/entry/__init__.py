"""A new record: what is asked of it, how it is written, and whether the claims stay good with it."""
