"""Pages for those who give."""
