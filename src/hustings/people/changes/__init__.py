"""Bulk operations and their undo."""
