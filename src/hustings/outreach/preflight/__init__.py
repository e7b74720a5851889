"""Checks before a mailing leaves."""
