"""The theme of the site, its frame and its pictures."""
