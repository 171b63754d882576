"""The brief: what the record holds and what its structure shows, as one page or as Markdown."""
