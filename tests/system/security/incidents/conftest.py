"""Fixtures for the tests here."""

from tests.cast.security.incidents.fixtures import api, english, guard, sam

__all__ = ["api", "english", "guard", "sam"]
