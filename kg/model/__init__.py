"""What a claim file may say: the records and their fields, the acts and what each needs, and the faults of one record.

The classes are frozen dataclasses whose types say how each field is read; what is wrong with a record leaves this package
as `Fault` values in our own words. `docs/format.md` is the specification in prose; a test holds the two together.
"""
