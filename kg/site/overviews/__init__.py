"""Pages about the record as a whole, at the top of the site."""
