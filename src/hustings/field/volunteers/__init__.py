"""Volunteers: what they can do and when, what there is to do, and their hours."""
