"""Checks of `hustings check`."""
