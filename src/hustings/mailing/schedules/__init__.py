"""Scheduled work of mailings, a part of mailing a file."""
