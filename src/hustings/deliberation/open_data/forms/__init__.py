"""Forms of open data: the upload of a file."""
