"""Contacts with people, and follow-ups."""
