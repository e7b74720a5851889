"""Keys by which other programs act for a member of the team over the API."""
