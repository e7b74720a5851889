"""Donations from other tools: files that are imported, and their undoing."""
