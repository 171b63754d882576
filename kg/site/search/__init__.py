"""The search of a site: its records in the order in which they are found, and the words that lead to them, in small files."""
