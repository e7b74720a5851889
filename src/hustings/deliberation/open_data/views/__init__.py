"""Pages of open data: on the site and in HQ."""
