"""Fixtures for the tests here."""

from tests.cast.field.volunteers.fixtures import at_once, oscar, patient, site

__all__ = ["at_once", "oscar", "patient", "site"]
