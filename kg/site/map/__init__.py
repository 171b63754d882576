"""The map of who accuses whom: a page, and a picture that stands alone."""
