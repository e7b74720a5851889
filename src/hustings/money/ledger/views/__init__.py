"""Pages about books in HQ."""
