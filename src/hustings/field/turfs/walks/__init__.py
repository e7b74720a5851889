"""Walking order within a turf: distances between doors and the shortest way along them. Pure, no models."""
