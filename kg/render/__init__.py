"""Output formats, one file each: pure functions from values to text. Nothing is printed here."""
