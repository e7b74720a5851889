"""Checks before a mailing is sent."""
