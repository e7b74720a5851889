"""Fixtures for the tests here."""

from tests.cast.site.website.fixtures import patient, site

__all__ = ["patient", "site"]
