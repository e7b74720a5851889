"""Pages of sign-ups: one file a subject."""
