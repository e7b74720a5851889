"""Fixtures for the tests here."""

from tests.cast.field.checkins.fixtures import doors, rally, shift
from tests.cast.field.events.fixtures import announce, at_once, site

__all__ = ["announce", "at_once", "doors", "rally", "shift", "site"]
