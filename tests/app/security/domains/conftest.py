"""Fixtures for the tests here."""

from tests.cast.security.domains.fixtures import _english, campaign, name_server, own, sonia

__all__ = ["_english", "campaign", "name_server", "own", "sonia"]
