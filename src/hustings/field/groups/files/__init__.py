"""Groups and their members from files."""
