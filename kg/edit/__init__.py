"""Makes and changes claim files: a new tracker to start from."""
