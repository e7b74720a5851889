"""Calls for projects: their rounds, applications, files without authors, letters."""
