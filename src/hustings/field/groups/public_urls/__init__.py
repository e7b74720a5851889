"""Addresses of groups below the site’s languages, a noun a file."""
