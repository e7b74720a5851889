"""Splits, mergers and closings of groups, each of which can be undone."""
