"""Turfs: an area cut into walks of about the same number of homes, each in walking order."""
