"""A page for each record, at the path of its IRI."""
