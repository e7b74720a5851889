"""Forms of volunteers: those of the site, those of HQ."""
