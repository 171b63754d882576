"""The map of who accuses whom: a page, and a standalone picture."""
