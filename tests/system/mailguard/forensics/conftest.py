"""Fixtures for the tests here."""

from tests.cast.mailguard.forensics.fixtures import leaked, one

__all__ = ["leaked", "one"]
