"""Local groups and events."""
