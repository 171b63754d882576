"""The filter of the overviews: what scripts need to show only a part of the record, in files that are read when one filters."""
