"""Fixtures for the tests here."""

from tests.cast.deliberation.consultations.fixtures import forgotten
from tests.cast.site.website.fixtures import patient, site

__all__ = ["forgotten", "patient", "site"]
