"""Fixtures for the tests here."""

from tests.cast.foundation.backups.fixtures import campaign

__all__ = ["campaign"]
