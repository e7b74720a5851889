"""A bulletin about an attack, as a mailing to the team."""
