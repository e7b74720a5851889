"""Registrations as part of what is known of people: segments, timelines, their data."""
