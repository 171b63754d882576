"""What commands take: the claims, records by name, a period, a file, a time limit."""
