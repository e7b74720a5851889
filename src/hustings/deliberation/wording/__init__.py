"""Words of two texts compared: what changed, and whether it is spelling alone. No Django, no clock."""
