"""Pages of forms: the public one, and those of HQ."""
