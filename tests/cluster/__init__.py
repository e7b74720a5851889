"""Real processes on a real database, some of them killed."""
