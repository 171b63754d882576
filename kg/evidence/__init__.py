"""Evidence: the kept copies of sources, the text in them, and what can be said of a record by looking into it.

Nothing here changes a claim file, and nothing is invented: what a page does not declare stays unknown.
"""
