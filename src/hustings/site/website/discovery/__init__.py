"""Discovery: what search engines, feed readers and shared links get of a page."""
