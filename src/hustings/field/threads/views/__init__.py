"""Pages of conversations: for members on the site, for the team in HQ."""
