"""Cut of places into turfs of about the same number of homes, as short to walk as can be. Pure, no models."""
