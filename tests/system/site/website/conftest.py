"""Fixtures for the tests here."""

from tests.cast.site.website.fixtures import fill, patient, site

__all__ = ["fill", "patient", "site"]
