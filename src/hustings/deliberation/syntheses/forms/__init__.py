"""Forms of syntheses."""
