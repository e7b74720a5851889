"""Views of volunteers: the site's forms, people's own pages, HQ."""
