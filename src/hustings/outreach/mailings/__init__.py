"""Mailings: recipients, schedule, templates, archive."""
