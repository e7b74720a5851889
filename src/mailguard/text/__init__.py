"""Tools for texts of any origin: patterns, letters in one case, characters that take no room."""
