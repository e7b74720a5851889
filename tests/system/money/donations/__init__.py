"""Donations in a browser."""
