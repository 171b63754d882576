"""Makes one version of a claim file out of two that were changed apart, or one record out of two, by record and by field."""
