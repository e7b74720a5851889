"""HQ: events, a subject a file."""
