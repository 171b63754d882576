"""What a change of the claims takes away, by the versions that git keeps."""
