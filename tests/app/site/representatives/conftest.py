"""Fixtures for the tests here."""

from tests.cast.site.representatives.fixtures import appeal, chamber, seats, site

__all__ = ["appeal", "chamber", "seats", "site"]
