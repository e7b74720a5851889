"""Pages where people give, in the site and in others, and the donor's own page."""
