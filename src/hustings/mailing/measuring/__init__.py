"""Clicks and openings: counted as far as the law and each reader allow, and told from those of machines."""
