"""Pages about receipts."""
