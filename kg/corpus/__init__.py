"""All records of a data set together: found by id, indexed by who points at whom, and what follows from them worked out once."""
