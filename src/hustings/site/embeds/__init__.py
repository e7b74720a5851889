"""Forms in other sites’ pages."""
