"""Walk sheets: a turf on paper, and photos of it read."""
