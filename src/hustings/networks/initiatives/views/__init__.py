"""Pages of calls: for everybody, for applicants, for the team."""
