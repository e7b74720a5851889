"""Scheduled work, a module for each part."""
