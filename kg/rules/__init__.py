"""The rules of claim files: one file a family, each rule documented by its own docstring, all listed in `catalogue`."""
