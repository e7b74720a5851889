"""Likely duplicates, merging and unmerging."""
