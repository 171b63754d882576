"""Output formats, one file each: pure functions from values to text, of which nothing is printed here."""
