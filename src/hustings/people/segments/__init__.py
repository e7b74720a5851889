"""Segments: criteria, counts, previews, maps."""
