"""Pages of projects: for the team, for those who carry them, and for everybody."""
