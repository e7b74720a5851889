"""Mailings: audience, schedule, templates, archive."""
