"""Pages of buying groups: for members, for the team."""
