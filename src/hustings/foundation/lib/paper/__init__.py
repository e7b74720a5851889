"""Paper: the typeface that printed documents share."""
