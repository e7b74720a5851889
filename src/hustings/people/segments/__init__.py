"""Segments: conditions, counts, previews, maps."""
