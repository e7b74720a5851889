"""The HTTP check."""
