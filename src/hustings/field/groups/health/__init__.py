"""Health and statistics of groups."""
