"""From claim files to records: finding the files, reading each, and saying which record each of their faults belongs to."""
