"""People whom the campaign knows, and what it may do with what it knows."""
