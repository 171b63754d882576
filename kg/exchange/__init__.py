"""The claims for other tools: tables as CSV with a data package, as JSON lines, and as a SQLite database with search."""
