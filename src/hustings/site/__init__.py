"""The public website and the forms on it."""
