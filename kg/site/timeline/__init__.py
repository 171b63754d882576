"""The timeline of accusations and answers."""
