"""Local groups and their pages."""
