"""Candidates, their pages and their domains."""
