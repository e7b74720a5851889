"""Fixtures for the tests here."""

from tests.cast.site.petitions.fixtures import _unhurried, fill, patient, petition, petition_page, site

__all__ = ["_unhurried", "fill", "patient", "petition", "petition_page", "site"]
