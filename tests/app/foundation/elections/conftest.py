"""Fixtures for the tests here."""

from tests.cast.foundation.elections.fixtures import president

__all__ = ["president"]
