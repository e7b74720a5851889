"""Territories inside one another, postcodes, maps."""
