"""Fixtures for the tests here."""

from tests.cast.security.decoys.fixtures import decoy, erin, in_english, login

__all__ = ["decoy", "erin", "in_english", "login"]
