"""Fixtures for the tests here."""

from tests.cast.security.leaks.fixtures import case, room, sam, written

__all__ = ["case", "room", "sam", "written"]
