"""What a claim file may say: the records and their fields, the acts and what each needs, and the faults of one record.

The classes are pydantic's, which knows what a value must look like; its errors leave this package as `Fault` values in our
own words. `docs/format.md` is the specification in prose; a test holds the two together.
"""
