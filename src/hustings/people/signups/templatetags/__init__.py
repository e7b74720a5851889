"""Template tags of public forms."""
