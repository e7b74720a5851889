"""Opinions on statements: the map of who votes alike, what unites, what divides, what to ask next."""
