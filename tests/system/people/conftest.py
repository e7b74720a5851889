"""Fixtures for the tests here."""

from tests.cast.people.fixtures import charlie

__all__ = ["charlie"]
