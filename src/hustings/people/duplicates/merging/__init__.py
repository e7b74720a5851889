"""Merges of two records of one person, and their parting. See docs/explanation/duplicates.md.

``relations`` walks all that points to people, of whatever app.
"""
