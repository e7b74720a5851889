"""Pages of juries: for jurors by their link, for the team, and for applicants who appeal."""
