"""Official results by polling station, from the file to the totals."""
