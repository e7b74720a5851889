"""Scheduled work of this app."""

from hustings.people.schedules import duplicates, imports, own_page, privacy, sign_ups

__all__ = ["duplicates", "imports", "own_page", "privacy", "sign_ups"]
