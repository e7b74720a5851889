"""Fixtures for the tests here."""

from tests.cast.site.candidates.fixtures import carla, election, nominate, seats, site

__all__ = ["carla", "election", "nominate", "seats", "site"]
