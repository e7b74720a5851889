"""Polling stations: which there are, how people voted there, where to knock."""
